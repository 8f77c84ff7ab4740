import type { Counts, PortTotals } from "../rollup/counts.ts";
import { PortList, Ranking } from "./ranking.ts";

/** One side summed over days and devices. */
export interface Tally {
  /** All denials: the denominator of every share. */
  denials: number;
  /** Packets of the denials that logged them. */
  packets: number;
  /** Denials without a port, like those of ICMP: part of all denials, but nothing that could have a rank. */
  portless: number;
  /** Every port with denials, by rank. */
  ranking: Ranking;
  /** First and last day with denials; null when no denial has a time. */
  firstDay: number | null;
  lastDay: number | null;
  daysWithData: number;
  /** Names of the devices that logged denials; "" is a device without a name. */
  devices: ReadonlySet<string>;
}

/** Sums one side up. */
export function tally(counts: Counts): Tally {
  return tallyTotals(counts.totals(), counts.devices);
}

/** The same of sums alone. @param names of devices, by number. */
export function tallyTotals(totals: PortTotals, names: readonly string[]): Tally {
  const ports = new PortList();
  let denialSum = 0;
  let packetSum = 0;
  let portless = 0;
  totals.eachPort((protocol, port, denials, packets) => {
    denialSum += denials;
    packetSum += packets;
    if (port < 0) portless += denials;
    else ports.add(protocol, port, denials);
  });
  return {
    denials: denialSum,
    packets: packetSum,
    portless,
    ranking: new Ranking(ports),
    ...findEnds(totals.days),
    daysWithData: totals.days.size,
    devices: new Set([...totals.devices].map((device) => names[device] ?? "")),
  };
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
