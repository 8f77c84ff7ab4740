import { findClass, findConfidence } from "./class-names.ts";
import { TCP, UDP, UNKNOWN_PROTOCOL } from "./protocol.ts";
import { targetRows, targetsSha256, targetsVersion } from "./table.ts";
import type { Confidence, Target, TargetClass } from "./target.ts";

export { TCP, UDP, UNKNOWN_PROTOCOL };

/**
 * TCP ports where web or SSH servers listen, but admin pages of IoT devices too. Only the wide range counts
 * them as IoT, whatever the class of their row; a user's own row for one of them is judged by its class alone.
 */
export const dualUsePorts: readonly number[] = [22, 80, 443, 8080, 8081, 8443, 8888];

/**
 * How freely ports are counted as IoT: `strict` takes rows of high confidence, `default` high and medium,
 * `wide` all rows and {@link dualUsePorts}.
 */
export const iotRanges = ["strict", "default", "wide"] as const;
export type IotRange = (typeof iotRanges)[number];

/** The level-1 groups. `telnet` and `iot-other` together are IoT; the shares of the three sum to 1. */
export const targetGroups = ["telnet", "iot-other", "other"] as const;
export type TargetGroup = (typeof targetGroups)[number];

/** What ports are for: rows by protocol and port, and which edition of the table they come from. */
export interface TargetTable {
  /** Edition of the bundled table; `+NAME` is appended when a user's file NAME overrides rows. */
  readonly version: string;
  /** SHA-256 in hexadecimal of what the rows were read from. */
  readonly sha256: string;
  /** Sorted by protocol, then port; one row for each pair. */
  readonly rows: readonly Target[];
  /**
   * The row for an IANA protocol number and a port, or null. For {@link UNKNOWN_PROTOCOL} the TCP row, else the
   * UDP row. Any other number, and −1 as port, finds nothing.
   */
  find(protocol: number, port: number): Target | null;
  /** False for a port that no row and no range is about, whatever the protocol: most ports that are met. */
  isKnown(port: number): boolean;
  /** The ports that are known. */
  readonly ports: readonly number[];
  /** Whether the wide range counts this port as IoT because of {@link dualUsePorts}. */
  isDualUse(protocol: number, port: number): boolean;
}

/**
 * A table of the given rows, which must be unique in protocol and port. `dualUse` are the TCP ports that the
 * wide range adds.
 */
export function createTargetTable(options: {
  version: string;
  sha256: string;
  rows: readonly Target[];
  dualUse: readonly number[];
}): TargetTable {
  const tcp = new Map<number, Target>();
  const udp = new Map<number, Target>();
  const dualUse = new Set(options.dualUse);
  for (const row of options.rows) (row.protocol === TCP ? tcp : udp).set(row.port, row);
  const ports = new Set([...options.dualUse, ...options.rows.map(({ port }) => port)]);
  const known = new Uint8Array(2 ** 16);
  for (const port of ports) known[port] = 1;
  return {
    version: options.version,
    sha256: options.sha256,
    rows: options.rows.toSorted((a, b) => a.protocol - b.protocol || a.port - b.port),
    isKnown: (port) => known[port] === 1,
    ports: [...ports],
    find(protocol, port) {
      if (known[port] !== 1) return null;
      if (protocol === TCP) return tcp.get(port) ?? null;
      if (protocol === UDP) return udp.get(port) ?? null;
      if (protocol === UNKNOWN_PROTOCOL) return tcp.get(port) ?? udp.get(port) ?? null;
      return null;
    },
    isDualUse: (protocol, port) => (protocol === TCP || protocol === UNKNOWN_PROTOCOL) && dualUse.has(port),
  };
}

let bundled: TargetTable | undefined;

/** The table that ships with the program. The same object on every call. */
export function builtinTargets(): TargetTable {
  bundled ??= createTargetTable({
    version: targetsVersion,
    sha256: targetsSha256,
    rows: targetRows.map(unpackTarget),
    dualUse: dualUsePorts,
  });
  return bundled;
}

/** The class of a protocol and port; `other` when the table has no row for them. */
export function classOf(table: TargetTable, protocol: number, port: number): TargetClass {
  return table.find(protocol, port)?.class ?? "other";
}

/**
 * Whether the class is telnet, at any confidence. To split IoT into telnet and the rest use {@link groupOf},
 * which leaves out telnet rows that the range does not count as IoT.
 */
export function isTelnet(table: TargetTable, protocol: number, port: number): boolean {
  return classOf(table, protocol, port) === "telnet";
}

/** Whether a protocol and port count as IoT (telnet included) in the given range. */
export function isIot(table: TargetTable, protocol: number, port: number, range: IotRange): boolean {
  return groupOf(table, protocol, port, range) !== "other";
}

/** The level-1 group of a protocol and port in the given range. */
export function groupOf(table: TargetTable, protocol: number, port: number, range: IotRange): TargetGroup {
  const row = table.find(protocol, port);
  if (row !== null && isIotClass(row.class) && rangeAdmits(range, row.confidence)) {
    return row.class === "telnet" ? "telnet" : "iot-other";
  }
  return range === "wide" && table.isDualUse(protocol, port) ? "iot-other" : "other";
}

/** Whether ports of this class are IoT: telnet and the four `iot-*` classes. */
export function isIotClass(targetClass: TargetClass): boolean {
  return targetClass === "telnet" || targetClass.startsWith("iot-");
}

function rangeAdmits(range: IotRange, confidence: Confidence): boolean {
  if (range === "wide") return true;
  return confidence === "high" || (range === "default" && confidence === "medium");
}

function unpackTarget(line: string): Target {
  const cells = line.split(" | ");
  return {
    protocol: cells[0] === "tcp" ? TCP : UDP,
    port: Number(cells[1]),
    class: findClass(cells[2] ?? "") ?? "other",
    confidence: findConfidence(cells[3] ?? "") ?? "low",
    validFrom: cells[4] ? Number(cells[4]) : null,
    validTo: cells[5] ? Number(cells[5]) : null,
    service: cells[6] ?? "",
    devices: cells[7] ?? "",
    campaigns: cells[8] ?? "",
    evidence: cells.slice(9),
  };
}
