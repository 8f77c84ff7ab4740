import { type PlantedExposure, plantedExposures, scannedHosts } from "./exposure-ports.ts";
import { createRandom, shuffle } from "./random.ts";
import type { Sample } from "./samples.ts";

/** A scanned host with what is open on it. */
interface ScannedHost {
  address: string;
  name: string;
  ports: { port: number; protocol: "tcp" | "udp"; service: string; state: "open" | "filtered" | "open|filtered" }[];
}

/** Ports that are meant to be public. */
const publicPorts = [
  { port: 443, protocol: "tcp", service: "https" },
  { port: 80, protocol: "tcp", service: "http" },
  { port: 25, protocol: "tcp", service: "smtp" },
  { port: 53, protocol: "udp", service: "domain" },
] as const;

const ip4PerNetwork = 254;
const networks = [
  { name: "tokyo", prefix: "203.0.113." },
  { name: "nagoya", prefix: "198.51.100." },
  { name: "fukuoka", prefix: "192.0.2." },
] as const;

/** Two scans of the same 923 hosts: the later one of four sites in four files, the earlier one in one file. */
export function buildScans(): Sample[] {
  const before = plantHosts("before");
  const now = plantHosts("now");
  const partOf = (at: number): ScannedHost[] => now.slice(at * ip4PerNetwork, (at + 1) * ip4PerNetwork);
  return [
    { path: "exposure-before/all-nmap.xml.gz", text: writeXml(before, 1_490_832_000, "198.51.100.0/24") },
    { path: "exposure/tokyo-nmap.xml.gz", text: writeXml(partOf(0), 1_522_368_000, "203.0.113.0/24") },
    { path: "exposure/nagoya-nmap.xml.gz", text: writeXml(partOf(1), 1_522_371_600, "198.51.100.0/24") },
    { path: "exposure/fukuoka-nmap.gnmap", text: writeGreppable(partOf(2)) },
    { path: "exposure/sendai-ipv6-nmap.xml.gz", text: writeXml(now.slice(3 * ip4PerNetwork), 1_522_375_200, "-6") },
  ];
}

function plantHosts(side: "before" | "now"): ScannedHost[] {
  const hosts = Array.from({ length: scannedHosts }, (_, at) => openHost(at));
  // The same order on both sides, so that what stays open stays on the same hosts.
  const order = shuffle(createRandom("exposed hosts"), hosts);
  const exposedTwice: ScannedHost[] = [];
  let next = 0;
  for (const exposure of plantedExposures.filter(({ beside }) => beside !== true)) {
    const { before, now } = exposure;
    for (const host of order.slice(next, next + exposure[side])) plantPort(host, exposure);
    exposedTwice.push(...order.slice(next, next + Math.min(before, now)));
    next += Math.max(before, now);
  }
  for (const exposure of plantedExposures.filter(({ beside }) => beside === true)) {
    const own = shuffle(createRandom(`hosts of ${exposure.port}`), exposedTwice);
    for (const host of own.slice(0, exposure[side])) plantPort(host, exposure);
  }
  return hosts.map((host, at) => addOtherPorts(host, at));
}

function plantPort({ ports }: ScannedHost, { port, protocol, service }: PlantedExposure): void {
  ports.push({ port, protocol, service, state: "open" });
}

function openHost(at: number): ScannedHost {
  const network = networks[Math.floor(at / ip4PerNetwork)];
  if (network === undefined) {
    const number = at - networks.length * ip4PerNetwork + 16;
    return { address: `2001:db8:20:1::${number.toString(16)}`, name: `sendai-${number}.example.jp`, ports: [] };
  }
  const number = (at % ip4PerNetwork) + 1;
  return { address: `${network.prefix}${number}`, name: `${network.name}-${number}.example.jp`, ports: [] };
}

function addOtherPorts(host: ScannedHost, at: number): ScannedHost {
  const random = createRandom(`public ports ${at}`);
  for (const one of publicPorts) {
    if (random.chance(one.port === 443 ? 0.6 : one.port === 80 ? 0.5 : 0.1)) host.ports.push({ ...one, state: "open" });
  }
  const has = (port: number): boolean => host.ports.some((one) => one.port === port);
  if (!has(22) && random.chance(0.15)) host.ports.push({ port: 22, protocol: "tcp", service: "ssh", state: "filtered" });
  if (!has(161) && random.chance(0.1)) {
    host.ports.push({ port: 161, protocol: "udp", service: "snmp", state: "open|filtered" });
  }
  host.ports.sort((a, b) => (a.protocol === b.protocol ? a.port - b.port : a.protocol < b.protocol ? -1 : 1));
  return host;
}

const scannedPorts = { tcp: "1-65535", udp: "53,123,161,500,1900" } as const;

function writeXml(hosts: readonly ScannedHost[], start: number, target: string): string {
  const args = `nmap -sS -sU -p T:${scannedPorts.tcp},U:${scannedPorts.udp} -oX scan.xml ${target}`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<!DOCTYPE nmaprun>",
    `<nmaprun scanner="nmap" args="${args}" start="${start}" version="7.70" xmloutputversion="1.04">`,
    `<scaninfo type="syn" protocol="tcp" numservices="65535" services="${scannedPorts.tcp}"/>`,
    `<scaninfo type="udp" protocol="udp" numservices="5" services="${scannedPorts.udp}"/>`,
  ];
  for (const { address, name, ports } of hosts) {
    const type = address.includes(":") ? "ipv6" : "ipv4";
    const elements = ports.map(
      ({ port, protocol, service, state }) =>
        `<port protocol="${protocol}" portid="${port}"><state state="${state}" reason="x" reason_ttl="56"/><service name="${service}" method="table" conf="3"/></port>`,
    );
    // A host a line: whoever reads all samples as logs has few lines that are none.
    lines.push(
      `<host starttime="${start}" endtime="${start + 90}"><status state="up" reason="echo-reply" reason_ttl="56"/>` +
        `<address addr="${address}" addrtype="${type}"/><hostnames><hostname name="${name}" type="PTR"/></hostnames>` +
        `<ports><extraports state="closed" count="${65_540 - ports.length}"/>${elements.join("")}</ports></host>`,
    );
  }
  lines.push(
    `<runstats><finished time="${start + 3600}" elapsed="3600" exit="success"/><hosts up="${hosts.length}" down="0" total="${hosts.length}"/></runstats>`,
    "</nmaprun>",
  );
  return `${lines.join("\n")}\n`;
}

function writeGreppable(hosts: readonly ScannedHost[]): string {
  const lines = [
    `# Nmap 7.70 scan initiated Fri Mar 30 10:00:00 2018 as: nmap -sS -sU -p T:${scannedPorts.tcp},U:${scannedPorts.udp} -oG scan.gnmap 192.0.2.0/24`,
    `# Ports scanned: TCP(65535;${scannedPorts.tcp}) UDP(5;${scannedPorts.udp}) SCTP(0;) PROTOCOLS(0;)`,
  ];
  for (const { address, name, ports } of hosts) {
    lines.push(`Host: ${address} (${name})\tStatus: Up`);
    if (ports.length === 0) continue;
    const entries = ports.map(({ port, protocol, service, state }) => `${port}/${state}/${protocol}//${service}///`);
    lines.push(`Host: ${address} (${name})\tPorts: ${entries.join(", ")}\tIgnored State: closed (${65_540 - ports.length})`);
  }
  lines.push(`# Nmap done at Fri Mar 30 11:00:00 2018 -- ${hosts.length} IP addresses (${hosts.length} hosts up) scanned in 3600.00 seconds`);
  return `${lines.join("\n")}\n`;
}
