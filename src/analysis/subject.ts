import { IP6_MARK, portOf, protocolOf } from "../rollup/cells.ts";
import { type ContactView, type Counts, NO_DAY } from "../rollup/counts.ts";
import { protocolName } from "../scan/protocols.ts";
import { classOf, type TargetTable } from "../targets/target-table.ts";
import { dayToIso } from "./iso-day.ts";
import { compareSources, sourceText } from "./sources/source-text.ts";

/** What a reader wants to see alone: one protocol and port as a report names them, or a class. */
export type Subject = { kind: "port"; protocol: string; port: number } | { kind: "class"; id: string };

/** The denials of a subject on one day. */
export interface SubjectDay {
  /** ISO. */
  day: string;
  denials: number;
}

/** A device that refused a subject. */
export interface SubjectDevice {
  /** "" is a device without a name. */
  device: string;
  denials: number;
  /** Null without a baseline. */
  baselineDenials: number | null;
}

/** A source that aimed at a subject. */
export interface SubjectSource {
  /** Null where only a hash of the address is known. */
  source: string | null;
  denials: number;
}

/** A port of a class. */
export interface SubjectPort {
  protocol: string;
  port: number;
  denials: number;
  baselineDenials: number | null;
}

/** All that is kept of a subject. */
export interface SubjectDetail {
  subject: Subject;
  denials: number;
  baselineDenials: number | null;
  /** Days with denials, in order; denials without a time are in none. */
  days: SubjectDay[];
  baselineDays: SubjectDay[] | null;
  /** The most denials first, then by name. */
  devices: SubjectDevice[];
  /** The 20 of the period with the most denials, ties by address. */
  sources: SubjectSource[];
  /** True when sources were left out of a sample: others may have more. */
  isSample: boolean;
  /** The 100 busiest ports of a class; a port has none. */
  ports: SubjectPort[];
}

/** One side of a detail. */
export interface SubjectSide {
  counts: Counts;
  /** The rows that hold on this side. */
  targets: TargetTable;
}

const sourcesListed = 20;
const portsListed = 100;

/** Looks a subject up on both sides, in one walk over the cells and one over the contacts. */
export function lookAt(subject: Subject, period: SubjectSide, baseline: SubjectSide | null): SubjectDetail {
  const now = sumSide(subject, period);
  const before = baseline && sumSide(subject, baseline);
  const contacts = period.counts.contacts();
  return {
    subject,
    denials: now.denials,
    baselineDenials: before && before.denials,
    days: listDays(now.days),
    baselineDays: before && listDays(before.days),
    devices: rank(joinSums(now.devices, before?.devices ?? null), (name) => ({ device: name })),
    sources: listSources(contacts, memberTest(subject, period.targets)),
    isSample: !contacts.isExact,
    ports:
      subject.kind === "port"
        ? []
        : rank(joinSums(now.ports, before?.ports ?? null), (packed) => ({
            protocol: protocolName(protocolOf(packed)),
            port: portOf(packed),
          })).slice(0, portsListed),
  };
}

/** Whether a packed port, without marks, is of the subject; each port is asked for once. */
function memberTest(subject: Subject, targets: TargetTable): (packed: number) => boolean {
  const known = new Map<number, boolean>();
  const isMember = (protocol: number, port: number): boolean => {
    if (subject.kind === "port") return port === subject.port && protocolName(protocol) === subject.protocol;
    // Denials without a port are `other`, as in the report's classes.
    return (port < 0 ? "other" : classOf(targets, protocol, port)) === subject.id;
  };
  return (packed) => {
    let is = known.get(packed);
    if (is === undefined) known.set(packed, (is = isMember(protocolOf(packed), portOf(packed))));
    return is;
  };
}

interface SideSums {
  denials: number;
  days: Map<number, number>;
  devices: Map<string, number>;
  ports: Map<number, number>;
}

function sumSide(subject: Subject, { counts, targets }: SubjectSide): SideSums {
  const sums: SideSums = { denials: 0, days: new Map(), devices: new Map(), ports: new Map() };
  const isMember = memberTest(subject, targets);
  counts.eachCell((day, device, packed, denials) => {
    if (!isMember(packed)) return;
    sums.denials += denials;
    add(sums.days, day, denials);
    add(sums.devices, counts.devices[device] ?? "", denials);
    if (portOf(packed) >= 0) add(sums.ports, packed, denials);
  });
  return sums;
}

function add<Key>(sums: Map<Key, number>, key: Key, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

function listDays(days: ReadonlyMap<number, number>): SubjectDay[] {
  const dated = [...days].filter(([day]) => day !== NO_DAY).sort(([a], [b]) => a - b);
  return dated.map(([day, denials]) => ({ day: dayToIso(day), denials }));
}

interface JoinedSums<Key> {
  key: Key;
  denials: number;
  baselineDenials: number | null;
}

function joinSums<Key>(now: ReadonlyMap<Key, number>, before: ReadonlyMap<Key, number> | null): JoinedSums<Key>[] {
  const keys = new Set([...now.keys(), ...(before?.keys() ?? [])]);
  return [...keys].map((key) => ({
    key,
    denials: now.get(key) ?? 0,
    baselineDenials: before && (before.get(key) ?? 0),
  }));
}

/** Rows by denials, then by those of the baseline, then by key. */
function rank<Key extends string | number, Name extends object>(
  sums: readonly JoinedSums<Key>[],
  nameOf: (key: Key) => Name,
): (Name & Omit<JoinedSums<Key>, "key">)[] {
  const ranked = sums.toSorted(
    (a, b) => b.denials - a.denials || (b.baselineDenials ?? 0) - (a.baselineDenials ?? 0) || (a.key < b.key ? -1 : 1),
  );
  return ranked.map(({ key, ...counts }) => ({ ...nameOf(key), ...counts }));
}

/** The sources with the most denials at the subject. What a thinned-out source stands for is estimated. */
function listSources(view: ContactView, isMember: (packed: number) => boolean): SubjectSource[] {
  const { runs, ports, denials, contactScales } = view;
  const found: { run: number; denials: number }[] = [];
  let least = 0;
  for (let run = 0; run + 1 < runs.length; run++) {
    let sum = 0;
    for (let at = runs[run]!; at < runs[run + 1]!; at++) {
      if (isMember(ports[at]! & ~IP6_MARK)) sum += denials[at]! * contactScales[at]!;
    }
    if (sum === 0 || sum < least) continue;
    found.push({ run, denials: sum });
    // Kept short: a side may have millions of sources.
    if (found.length >= sourcesListed * 50) least = keepBusiest(view, found);
  }
  keepBusiest(view, found);
  return found.map(({ run, denials: sum }) => ({ source: sourceText(view, run), denials: Math.round(sum) }));
}

/** Keeps the busiest, in order; @returns what another must have at least. */
function keepBusiest(view: ContactView, found: { run: number; denials: number }[]): number {
  found.sort((a, b) => b.denials - a.denials || compareSources(view, a.run, view, b.run));
  found.length = Math.min(found.length, sourcesListed);
  return found.length < sourcesListed ? 0 : found.at(-1)!.denials;
}
