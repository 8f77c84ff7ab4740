import { NO_DAY } from "../rollup/counts.ts";
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

/** Sums one side up in one walk over its cells. */
export function tally(counts: Counts): Tally {
  const ports = new Map<number, RankedPort>();
  const days = new Set<number>();
  const devices = new Set<number>();
  let denialSum = 0;
  let packetSum = 0;
  let portless = 0;

  counts.eachCell((day, device, protocol, port, denials, packets) => {
    if (denials === 0) return;
    denialSum += denials;
    packetSum += packets;
    if (day !== NO_DAY) days.add(day);
    devices.add(device);
    if (port < 0) {
      portless += denials;
      return;
    }
    const key = portKey(protocol, port);
    const seen = ports.get(key);
    if (seen === undefined) ports.set(key, { rank: 0, protocol, port, denials });
    else seen.denials += denials;
  });

  return {
    denials: denialSum,
    packets: packetSum,
    portless,
    ranking: assignRanks([...ports.values()]),
    ...findEnds(days),
    daysWithData: days.size,
    devices: new Set([...devices].map((device) => counts.devices[device] ?? "")),
  };
}

/** A number that stands for one protocol and port. */
export function portKey(protocol: number, port: number): number {
  return protocol * 0x1_0000 + port;
}

function assignRanks(ports: RankedPort[]): RankedPort[] {
  ports.sort((a, b) => b.denials - a.denials || a.protocol - b.protocol || a.port - b.port);
  for (const [index, port] of ports.entries()) port.rank = index + 1;
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
