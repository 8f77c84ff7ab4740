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

const portCount = 65_536;

/** Sums one side up in one walk over its cells. */
export function tally(counts: Counts): Tally {
  const sums = new Map<number, Float64Array>();
  const days = new Set<number>();
  const devices = new Set<number>();
  let lastProtocol = Number.NaN;
  let ofProtocol: Float64Array = new Float64Array(0);
  let lastDay = NO_DAY;
  let lastDevice = -1;
  let denialSum = 0;
  let packetSum = 0;
  let portless = 0;

  counts.eachCell((day, device, protocol, port, denials, packets) => {
    if (denials === 0) return;
    denialSum += denials;
    packetSum += packets;
    if (day !== lastDay) {
      lastDay = day;
      if (day !== NO_DAY) days.add(day);
    }
    if (device !== lastDevice) devices.add((lastDevice = device));
    if (port < 0) {
      portless += denials;
      return;
    }
    if (protocol !== lastProtocol) {
      lastProtocol = protocol;
      ofProtocol = sums.get(protocol) ?? new Float64Array(portCount);
      sums.set(protocol, ofProtocol);
    }
    ofProtocol[port]! += denials;
  });

  return {
    denials: denialSum,
    packets: packetSum,
    portless,
    ranking: assignRanks(listPorts(sums)),
    ...findEnds(days),
    daysWithData: days.size,
    devices: new Set([...devices].map((device) => counts.devices[device] ?? "")),
  };
}

/** A number that stands for one protocol and port. */
export function portKey(protocol: number, port: number): number {
  return protocol * 0x1_0000 + port;
}

/** @param sums denials by port, for each protocol. */
function listPorts(sums: ReadonlyMap<number, Float64Array>): RankedPort[] {
  const ports: RankedPort[] = [];
  for (const [protocol, ofProtocol] of sums) {
    for (let port = 0; port < portCount; port++) {
      const denials = ofProtocol[port]!;
      if (denials > 0) ports.push({ rank: 0, protocol, port, denials });
    }
  }
  return ports;
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
