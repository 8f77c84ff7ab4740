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
  const listed: number[] = [];
  let denialSum = 0;
  let packetSum = 0;
  let portless = 0;
  totals.eachPort((protocol, port, denials, packets) => {
    denialSum += denials;
    packetSum += packets;
    if (port < 0) portless += denials;
    else listed.push(portKey(protocol, port), denials);
  });
  return {
    denials: denialSum,
    packets: packetSum,
    portless,
    ranking: rankPorts(listed),
    ...findEnds(totals.days),
    daysWithData: totals.days.size,
    devices: new Set([...totals.devices].map((device) => counts.devices[device] ?? "")),
  };
}

/** A number that stands for one protocol and port. */
export function portKey(protocol: number, port: number): number {
  return protocol * 0x1_0000 + port;
}

/** Up to here, the denials of a port fit a float together with its key. */
const mostSortable = 2 ** 27;

/** What keys with protocol −1 are raised by, so that none is below 0; and more than any key is then. */
const [leastKey, keys] = [portCount, 2 ** 26];

/**
 * The busiest port first. Single numbers are sorted in a third of the time that objects are.
 * @param listed the key and the denials of each port, in turn.
 */
export function rankPorts(listed: readonly number[]): RankedPort[] {
  let most = 0;
  for (let i = 1; i < listed.length; i += 2) if (listed[i]! > most) most = listed[i]!;
  const scale = most < mostSortable ? keys : 1;
  const sorted = new Float64Array(listed.length / 2);
  for (let i = 0; i < sorted.length; i++) {
    sorted[i] = scale === 1 ? i : (most - listed[i * 2 + 1]!) * scale + listed[i * 2]! + leastKey;
  }
  if (scale === 1) sorted.sort((a, b) => listed[b * 2 + 1]! - listed[a * 2 + 1]! || listed[a * 2]! - listed[b * 2]!);
  else sorted.sort();
  const ranking: RankedPort[] = [];
  for (let i = 0; i < sorted.length; i++) {
    const place = sorted[i]!;
    const fewer = Math.floor(place / scale);
    const key = scale === 1 ? listed[place * 2]! : place - fewer * scale - leastKey;
    const denials = scale === 1 ? listed[place * 2 + 1]! : most - fewer;
    const protocol = Math.floor(key / portCount);
    ranking.push({ rank: i + 1, protocol, port: key - protocol * portCount, denials });
  }
  return ranking;
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
