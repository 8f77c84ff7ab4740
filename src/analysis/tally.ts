import type { Counts } from "../rollup/counts.ts";

/** The denials at one protocol and port of a side, and its place among all ports of that side. */
export interface RankedPort {
  /** 1 is the busiest. Every port has a rank of its own; ties go to the lower protocol, then the lower port. */
  rank: number;
  /** IANA number, −1 unknown. */
  protocol: number;
  /** 0–65535. */
  port: number;
  denials: number;
}

/** One side summed over days and devices. */
export interface Tally {
  /** All denials: the denominator of every share. */
  denials: number;
  /** Packets of the denials that logged them. */
  packets: number;
  /** Denials without a port, like those of ICMP: part of all denials, but nothing that could have a rank. */
  portless: number;
  /** Every port with denials, by rank. */
  ranking: readonly RankedPort[];
  /** First and last day with denials; null when no denial has a time. */
  firstDay: number | null;
  lastDay: number | null;
  daysWithData: number;
  /** Names of the devices that logged denials; "" is a device without a name. */
  devices: ReadonlySet<string>;
}

const portCount = 65_536;

/** Sums one side up. */
export function tally(counts: Counts): Tally {
  const totals = counts.totals();
  const ports: RankedPort[] = [];
  let denialSum = 0;
  let packetSum = 0;
  let portless = 0;
  totals.eachPort((protocol, port, denials, packets) => {
    denialSum += denials;
    packetSum += packets;
    if (port < 0) portless += denials;
    else ports.push({ rank: 0, protocol, port, denials });
  });
  return {
    denials: denialSum,
    packets: packetSum,
    portless,
    ranking: assignRanks(ports),
    ...findEnds(totals.days),
    daysWithData: totals.days.size,
    devices: new Set([...totals.devices].map((device) => counts.devices[device] ?? "")),
  };
}

/** A number that stands for one protocol and port. */
export function portKey(protocol: number, port: number): number {
  return protocol * 0x1_0000 + port;
}

/** Up to here, a port's denials, protocol and number fit a float without loss. */
const mostSortable = 2 ** 27;

function assignRanks(listed: RankedPort[]): RankedPort[] {
  const ports = sortPorts(listed);
  for (const [index, port] of ports.entries()) port.rank = index + 1;
  return ports;
}

/** Sorted by denials, protocol and port. Numbers are sorted in a third of the time that objects are. */
function sortPorts(ports: RankedPort[]): RankedPort[] {
  const most = ports.reduce((max, { denials }) => Math.max(max, denials), 0);
  if (most >= mostSortable) {
    return ports.sort((a, b) => b.denials - a.denials || a.protocol - b.protocol || a.port - b.port);
  }
  const keys = new Float64Array(ports.length);
  for (let i = 0; i < keys.length; i++) {
    const { denials, protocol, port } = ports[i]!;
    keys[i] = (most - denials) * 2 ** 26 + (protocol + 1) * portCount + port;
  }
  keys.sort();
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const place = key % 2 ** 26;
    const denials = most - Math.floor(key / 2 ** 26);
    const protocol = Math.floor(place / portCount) - 1;
    ports[i] = { rank: i + 1, protocol, port: place % portCount, denials };
  }
  return ports;
}

function findEnds(days: ReadonlySet<number>): Pick<Tally, "firstDay" | "lastDay"> {
  let firstDay: number | null = null;
  let lastDay: number | null = null;
  for (const day of days) {
    if (firstDay === null || day < firstDay) firstDay = day;
    if (lastDay === null || day > lastDay) lastDay = day;
  }
  return { firstDay, lastDay };
}
