import { Address } from "../../scan/event.ts";
import { type Network, Networks } from "../../scan/networks.ts";
import { type PortProtocol, portProtocols } from "../hosts/endpoint.ts";
import { addressOfKey, type HostKey } from "../hosts/host-key.ts";

/** Ports of one kind that a row is about; both ends are among them. */
export interface PortSpan {
  /** Null for all protocols. */
  protocol: PortProtocol | null;
  from: number;
  to: number;
}

/** A rule that says of ports of some hosts whether they are meant to be public. */
export interface PolicyRow {
  /** A network, a host's name in lower case, or null for all hosts. */
  host: Network | string | null;
  span: PortSpan;
  isPublic: boolean;
}

/** Ports that are meant to be public everywhere unless a policy says otherwise: the web, mail between servers, DNS. */
export const defaultPublic: readonly PortSpan[] = [
  { protocol: "tcp", from: 80, to: 80 },
  { protocol: "tcp", from: 443, to: 443 },
  { protocol: "udp", from: 443, to: 443 },
  { protocol: "tcp", from: 25, to: 25 },
  { protocol: "tcp", from: 53, to: 53 },
  { protocol: "udp", from: 53, to: 53 },
];

/** Hosts of several rows in a row that say the same of a port. */
interface HostGroup {
  isPublic: boolean;
  isAll: boolean;
  networks: Networks;
  names: ReadonlySet<string>;
}

/**
 * Says which ports are meant to be public. The last row that fits a host and a port decides; without one, the ports
 * that are public everywhere do.
 */
export class Policy {
  private readonly rows: readonly PolicyRow[];
  private readonly everywhere: readonly PortSpan[];
  /** By protocol and port, what rows say of it, the last one first. */
  private readonly known = new Map<number, readonly HostGroup[]>();
  private readonly address = new Address();

  constructor(rows: readonly PolicyRow[], everywhere: readonly PortSpan[] = defaultPublic) {
    this.rows = rows;
    this.everywhere = everywhere;
  }

  /** True where the port of the host is meant to be open to everybody. @param name another name of the host. */
  isPublic(key: HostKey, name: string | null, protocol: PortProtocol, port: number): boolean {
    const groups = this.groupsOf(protocol, port);
    if (groups.length > 0) addressOfKey(key, this.address);
    for (const { isPublic, isAll, networks, names } of groups) {
      if (isAll || networks.has(this.address)) return isPublic;
      if (names.size === 0) continue;
      if (typeof key === "string" && names.has(key)) return isPublic;
      if (name !== null && names.has(name.toLowerCase().replace(/\.$/, ""))) return isPublic;
    }
    return this.everywhere.some((span) => covers(span, protocol, port));
  }

  /** Rows of many hosts mostly agree on a port: then they are looked at together. */
  private groupsOf(protocol: PortProtocol, port: number): readonly HostGroup[] {
    const id = port * portProtocols.length + portProtocols.indexOf(protocol);
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const groups: HostGroup[] = [];
    let open: PolicyRow[] = [];
    for (const row of this.rows.toReversed()) {
      if (!covers(row.span, protocol, port)) continue;
      if (open.length > 0 && open[0]!.isPublic !== row.isPublic) {
        groups.push(groupOf(open));
        open = [];
      }
      open.push(row);
    }
    if (open.length > 0) groups.push(groupOf(open));
    this.known.set(id, groups);
    return groups;
  }
}

function groupOf(rows: readonly PolicyRow[]): HostGroup {
  const hosts = rows.map(({ host }) => host);
  return {
    isPublic: rows[0]!.isPublic,
    isAll: hosts.includes(null),
    networks: new Networks(hosts.filter((host) => typeof host === "object" && host !== null)),
    names: new Set(hosts.filter((host) => typeof host === "string")),
  };
}

function covers(span: PortSpan, protocol: PortProtocol, port: number): boolean {
  return (span.protocol === null || span.protocol === protocol) && span.from <= port && port <= span.to;
}
