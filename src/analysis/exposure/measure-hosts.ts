import { type PortProtocol, portProtocols, protocolNumbers } from "../../exposure/hosts/endpoint.ts";
import { addressOfKey, type HostKey } from "../../exposure/hosts/host-key.ts";
import type { HostView } from "../../exposure/hosts/host-view.ts";
import type { Policy } from "../../exposure/policy/policy.ts";
import { addressText } from "../../scan/address-text.ts";
import { Address } from "../../scan/event.ts";
import { severities, severityOf } from "../../targets/severity.ts";
import { classOf, type TargetTable } from "../../targets/target-table.ts";
import { targetClasses } from "../../targets/target.ts";
import type { HostFigures } from "./exposure-report.ts";
import { rateOf } from "./rate.ts";

/** A protocol and port, and on how many hosts it is open without need. */
export interface NeedlessPort {
  protocol: PortProtocol;
  port: number;
  hosts: number;
}

/** The hosts of a network, and those of them that are exposed. */
export interface NetworkCount {
  hosts: number;
  exposed: number;
}

/** What one side exposes, by everything that is told of it. */
export interface HostMeasures {
  view: HostView;
  figures: HostFigures;
  /** By {@link portCode}. */
  ports: ReadonlyMap<number, NeedlessPort>;
  /** Ports that are open where they are meant to be public, by code. */
  publicPorts: ReadonlySet<number>;
  /** By class, hosts and open ports. */
  classes: ReadonlyMap<string, { hosts: number; ports: number }>;
  networks: ReadonlyMap<string | null, NetworkCount>;
  /** By host, how bad its worst needless port is: 1 + its place in `severities`; 0 for none. */
  worst: Uint8Array;
  /** Ports open without need, host by host: the host of each, and its code. */
  needlessHosts: Int32Array;
  needlessCodes: Int32Array;
}

/** A number for a protocol and port. */
export function portCode(protocol: PortProtocol, port: number): number {
  return portProtocols.indexOf(protocol) * 65_536 + port;
}

/** The protocol and port of a {@link portCode}. */
export function portOfCode(code: number): { protocol: PortProtocol; port: number } {
  return { protocol: portProtocols[code >>> 16]!, port: code & 65_535 };
}

/** How bad it is that a port is open without need, as its place in `severities`. */
export function severityAt(targets: TargetTable, protocol: PortProtocol, port: number): number {
  return severities.indexOf(severityOf(targets.find(protocolNumbers[protocol], port)));
}

/** Holds the open ports of a side to a policy. */
export function measureHosts(view: HostView, policy: Policy, targets: TargetTable): HostMeasures {
  const ports = new Map<number, NeedlessPort>();
  const publicPorts = new Set<number>();
  const classBits = new Uint32Array(view.length);
  const worst = new Uint8Array(view.length);
  const portCounts = new Uint32Array(targetClasses.length);
  const hosts = new Int32Array(view.counts.open);
  const codes = new Int32Array(view.counts.open);
  let [open, needless] = [0, 0];
  const known = new Map<number, { severity: number; class: number }>();
  view.eachOpen((host, protocol, port) => {
    open++;
    const code = portCode(protocol, port);
    if (policy.isPublic(view.keyOf(host), view.nameOf(host), protocol, port)) {
      publicPorts.add(code);
      return;
    }
    let kind = known.get(code);
    if (kind === undefined) {
      const id = targetClasses.indexOf(classOf(targets, protocolNumbers[protocol], port));
      known.set(code, (kind = { severity: severityAt(targets, protocol, port), class: id }));
    }
    const count = ports.get(code);
    if (count === undefined) ports.set(code, { protocol, port, hosts: 1 });
    else count.hosts++;
    classBits[host]! |= 1 << kind.class;
    portCounts[kind.class]!++;
    if (worst[host] === 0 || kind.severity + 1 < worst[host]!) worst[host] = kind.severity + 1;
    hosts[needless] = host;
    codes[needless++] = code;
  });
  return {
    view,
    figures: describeHosts(view, worst, open, needless),
    ports,
    publicPorts,
    classes: countClasses(classBits, portCounts),
    networks: countNetworks(view, worst),
    worst,
    needlessHosts: hosts.subarray(0, needless),
    needlessCodes: codes.subarray(0, needless),
  };
}

function describeHosts(view: HostView, worst: Uint8Array, open: number, needless: number): HostFigures {
  let [listed, down, withoutPorts, exposed] = [0, 0, 0, 0];
  for (let host = 0; host < view.length; host++) {
    if (view.isDown(host)) down++;
    if (!view.isScanned(host)) continue;
    listed++;
    if (!view.isWithPorts(host)) withoutPorts++;
    if (worst[host] !== 0) exposed++;
  }
  const { unsure, filtered, closed, disputed } = view.counts;
  const scanned = listed + view.unlisted;
  return {
    scanned,
    unlisted: view.unlisted,
    down,
    withoutPorts,
    exposed: rateOf(exposed, scanned),
    openPorts: open,
    publicPorts: open - needless,
    needlessPorts: needless,
    unsurePorts: unsure,
    filteredPorts: filtered,
    closedPorts: closed,
    disputedPorts: disputed,
    repeats: view.repeats,
  };
}

function countClasses(bits: Uint32Array, ports: Uint32Array): Map<string, { hosts: number; ports: number }> {
  const hosts = new Uint32Array(targetClasses.length);
  for (const set of bits) {
    for (let rest = set; rest !== 0; rest &= rest - 1) hosts[31 - Math.clz32(rest & -rest)]!++;
  }
  const counted = targetClasses.map((id, at) => [id, { hosts: hosts[at]!, ports: ports[at]! }] as const);
  return new Map(counted.filter(([, count]) => count.hosts > 0));
}

function countNetworks(view: HostView, worst: Uint8Array): Map<string | null, NetworkCount> {
  const byPrefix = new Map<HostKey | null, NetworkCount>();
  for (let host = 0; host < view.length; host++) {
    if (!view.isScanned(host)) continue;
    const prefix = prefixOf(view.keyOf(host));
    let count = byPrefix.get(prefix);
    if (count === undefined) byPrefix.set(prefix, (count = { hosts: 0, exposed: 0 }));
    count.hosts++;
    if (worst[host] !== 0) count.exposed++;
  }
  return new Map([...byPrefix].map(([prefix, count]) => [prefixText(prefix), count]));
}

const scratch = new Address();

/** The /24 of an IPv4 address, the text of the /48 of an IPv6 address, null for a name. */
function prefixOf(key: HostKey): HostKey | null {
  if (typeof key === "number") return key & ~255;
  addressOfKey(key, scratch);
  if (scratch.family !== 6) return null;
  scratch.w1 &= 0xffff0000;
  scratch.w2 = 0;
  scratch.w3 = 0;
  return addressText(scratch);
}

function prefixText(prefix: HostKey | null): string | null {
  if (typeof prefix !== "number") return prefix === null ? null : `${prefix}/48`;
  return `${prefix >>> 24}.${(prefix >>> 16) & 255}.${(prefix >>> 8) & 255}.0/24`;
}
