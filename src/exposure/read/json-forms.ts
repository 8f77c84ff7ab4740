import { isPort, OPEN, type PortProtocol, stateOf } from "../hosts/endpoint.ts";
import { portProtocolOf } from "../hosts/port-ranges.ts";
import type { ScanSink } from "../scan-sink.ts";

/** A JSON object of which nothing is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The object that a value is; null for anything else. */
export function objectOf(value: unknown): JsonObject | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** How the records of one tool are told and read. */
interface JsonForm {
  tool: string;
  /** Whether the tool lists hosts with an open port only. */
  listsOpenOnly: boolean;
  fits(record: JsonObject): boolean;
  /** @returns what is wrong with a record that fits; null when nothing is. */
  read(record: JsonObject, sink: ScanSink): string | null;
}

const noAddress = "has no address or name of a host that is one";

/** The forms in the order in which they are tried: the most particular ones first. */
const forms: readonly JsonForm[] = [
  {
    tool: "masscan",
    listsOpenOnly: true,
    fits: ({ ip, ports }) => typeof ip === "string" && isListOf(ports, (one) => "port" in one && !("data" in one)),
    read: ({ ip, ports }, sink) => {
      const host = sink.hosts.hostOf(String(ip));
      if (host < 0) return noAddress;
      for (const one of objectsOf(ports)) {
        // A banner has no state: who sends one is open. ICMP echoes have port 0 and a protocol without ports.
        const state = one["status"] === undefined ? OPEN : stateOf(textOf(one["status"]));
        const protocol = portProtocolOf(textOf(one["proto"] ?? "tcp"));
        if (protocol === null) sink.tally.portless++;
        else if (!isPort(one["port"]) || state === 0) return "names a port that is none";
        else sink.hosts.add(host, protocol, one["port"], state);
      }
      return null;
    },
  },
  {
    tool: "shodan",
    listsOpenOnly: true,
    fits: (record) =>
      isListOf(record["matches"], (one) => "port" in one) ||
      "ip_str" in record ||
      (typeof record["ip"] === "number" && "port" in record) ||
      ("_shodan" in record && "port" in record),
    read: (record, sink) => {
      const banners = [record, ...objectsOf(record["matches"]), ...objectsOf(record["data"])];
      let fault: string | null = null;
      for (const banner of banners) fault = readShodan({ ...hostOfShodan(record), ...banner }, sink) ?? fault;
      return fault;
    },
  },
  {
    tool: "censys",
    listsOpenOnly: true,
    fits: (record) => hostsOfCensys(record).length > 0,
    read: (record, sink) => {
      let fault: string | null = null;
      for (const host of hostsOfCensys(record)) fault = readCensys(host, sink) ?? fault;
      return fault;
    },
  },
  {
    tool: "zgrab2",
    listsOpenOnly: false,
    fits: ({ data }) => {
      const modules = Object.values(objectOf(data) ?? {});
      return modules.length > 0 && modules.every((one) => typeof objectOf(one)?.["status"] === "string");
    },
    read: readZgrab,
  },
  {
    tool: "naabu",
    listsOpenOnly: true,
    fits: (record) => ("ip" in record || "host" in record) && portOfNaabu(record) !== null && !("url" in record),
    read: (record, sink) => {
      const port = portOfNaabu(record);
      const [ip, name] = [textOf(record["ip"]), textOf(record["host"])];
      const host = sink.hosts.hostOf(ip === "" ? name : ip, ip === "" ? null : name);
      if (host < 0) return noAddress;
      const protocol = portProtocolOf(textOf(record["protocol"]) || "tcp");
      if (port === null || protocol === null) return "names a port that is none";
      sink.hosts.add(host, protocol, port, OPEN);
      return null;
    },
  },
];

/** Reads a record of whichever tool it is of. @returns what is wrong with it; null when nothing is. */
export function readForm(record: JsonObject, sink: ScanSink): string | null {
  const form = forms.find((one) => one.fits(record));
  if (form === undefined) return "is JSON, but of no scanner that is known";
  sink.tally.tool ||= form.tool;
  sink.tally.listsOpenOnly ||= form.listsOpenOnly;
  return form.read(record, sink);
}

/** Whether a record is one of a port scanner that is known. */
export function hasForm(record: JsonObject): boolean {
  return forms.some((form) => form.fits(record));
}

function hostOfShodan({ ip, ip_str, ipv6, hostnames }: JsonObject): JsonObject {
  return { ip, ip_str, ipv6, hostnames };
}

function readShodan(banner: JsonObject, sink: ScanSink): string | null {
  const { port, ip, ip_str, ipv6, hostnames } = banner;
  const ports = Array.isArray(banner["ports"]) ? banner["ports"] : [];
  if (port === undefined && ports.length === 0) return null;
  const address = typeof ip_str === "string" ? ip_str : typeof ip === "number" ? dotted(ip) : textOf(ipv6);
  const host = sink.hosts.hostOf(address, Array.isArray(hostnames) ? textOf(hostnames[0]) : null);
  if (host < 0) return noAddress;
  const protocol = portProtocolOf(textOf(banner["transport"]) || "tcp");
  if (port === undefined) {
    // A host's list of ports names no protocols: its banners do, and a list without banners is of TCP.
    if (objectsOf(banner["data"]).length > 0) return null;
    for (const one of ports) if (isPort(one)) sink.hosts.add(host, "tcp", one, OPEN);
    return null;
  }
  if (!isPort(port) || protocol === null) return "names a port that is none";
  sink.hosts.add(host, protocol, port, OPEN);
  return null;
}

/** The objects in a record of Censys that are hosts: of a view, of a search, of either version of its API. */
function hostsOfCensys(record: JsonObject): JsonObject[] {
  const inner = [record, objectOf(record["result"]), objectOf(record["resource"]), objectOf(record["host"])];
  const hits = inner.flatMap((one) => objectsOf(one?.["hits"]));
  const candidates = [...inner, ...hits, ...hits.map((hit) => objectOf(objectOf(hit["host_v1"])?.["resource"]))];
  return candidates.filter((one) => one !== null && isCensysHost(one)) as JsonObject[];
}

function isCensysHost({ ip, services, protocols }: JsonObject): boolean {
  if (typeof ip !== "string") return false;
  if (Array.isArray(protocols)) return protocols.every((one) => typeof one === "string");
  return Array.isArray(services) && objectsOf(services).every((one) => "port" in one);
}

function readCensys({ ip, services, protocols, dns }: JsonObject, sink: ScanSink): string | null {
  const names = objectOf(dns)?.["names"];
  const host = sink.hosts.hostOf(String(ip), Array.isArray(names) ? textOf(names[0]) : null);
  if (host < 0) return noAddress;
  for (const { port, transport_protocol, protocol } of objectsOf(services)) {
    // Search hits leave the transport out; the newer API names it beside the name of the service.
    const transport = portProtocolOf(textOf(transport_protocol)) ?? portProtocolOf(textOf(protocol)) ?? "tcp";
    if (!isPort(port)) return "names a port that is none";
    sink.hosts.add(host, transport, port, OPEN);
  }
  for (const text of Array.isArray(protocols) ? protocols : []) {
    const port = Number(/^(\d{1,5})\//.exec(textOf(text))?.[1] ?? NaN);
    if (!isPort(port)) return "names a port that is none";
    sink.hosts.add(host, "tcp", port, OPEN);
  }
  return null;
}

/** Modules of zgrab2 that talk over UDP. */
const udpModules: ReadonlySet<string> = new Set(["ntp", "dns", "snmp", "ike"]);

/** A module whose talk failed has met an open port; one that got no connection has not. */
const openStatuses: ReadonlySet<string> = new Set(["success", "protocol-error", "application-error"]);

function readZgrab({ ip, domain, port, data }: JsonObject, sink: ScanSink): string | null {
  const [address, name] = [textOf(ip), textOf(domain)];
  for (const [module, value] of Object.entries(objectOf(data) ?? {})) {
    const grab = objectOf(value)!;
    const told = grab["port"] ?? port;
    // Older versions tell no port, and a module's name is no port: it can be run against any.
    if (told === undefined) sink.tally.portless++;
    else if (!isPort(told)) return "names a port that is none";
    else {
      const host = sink.hosts.hostOf(address === "" ? name : address, address === "" ? null : name);
      if (host < 0) return noAddress;
      if (openStatuses.has(String(grab["status"]))) sink.hosts.add(host, zgrabProtocol(module, grab), told, OPEN);
    }
  }
  return null;
}

function zgrabProtocol(module: string, grab: JsonObject): PortProtocol {
  return udpModules.has(textOf(grab["protocol"]) || module) ? "udp" : "tcp";
}

/** Older versions wrap the number. */
function portOfNaabu({ port }: JsonObject): number | null {
  const value = objectOf(port)?.["Port"] ?? port;
  const number = typeof value === "string" && /^\d{1,5}$/.test(value) ? Number(value) : value;
  return isPort(number) ? number : null;
}

function dotted(word: number): string {
  return [24, 16, 8, 0].map((shift) => (word >>> shift) & 255).join(".");
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.map(objectOf).filter((one) => one !== null) : [];
}

/** True for a list, not empty, of objects that are all of a kind. */
function isListOf(value: unknown, isOne: (one: JsonObject) => boolean): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  const objects = objectsOf(value);
  return objects.length === value.length && objects.every(isOne);
}
