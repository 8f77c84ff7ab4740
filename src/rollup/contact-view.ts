import type { Address } from "../scan/event.ts";
import { OWN_MARK } from "../scan/kernel/layout.ts";
import { IP6_MARK } from "./cells.ts";
import type { ContactList } from "./contact-list.ts";
import type { ContactView } from "./counts.ts";
import { mix32 } from "./hash.ts";

/** Contacts to be put in order, with what each of them stands for. */
export interface ContactPart {
  list: Pick<ContactList, "length" | "days" | "sources" | "destinations" | "ports" | "denials">;
  /** How many sources each source stands for. */
  scale: number;
  /** How many contacts of its source and day a contact stands for; null where all are kept. */
  contactScale: ((day: number, source: number) => number) | null;
  /** Whether the ports carry the mark of own sources. */
  ofOwn: boolean;
}

/** Entries are put in as many buckets by the hash of their source, so that few are left to be compared. */
const [leastBits, mostBits] = [6, 18];

/** Runs up to here are sorted by insertion, longer ones by a sort of their own. */
const mostInserted = 24;

/** The contacts of all parts in one view. No source may be in two parts. */
export function viewContacts(
  parts: readonly ContactPart[],
  addressOf: (word: number, port: number) => Address | null,
): ContactView {
  const columns = sortBySource(parts);
  const runs = findRuns(columns);
  const sourceScales = scaleSources(columns, runs, parts);
  const contactScales = scaleContacts(columns, runs, parts);
  const { ports } = columns;
  for (let i = 0; i < ports.length; i++) ports[i]! &= ~OWN_MARK;
  const isExact = parts.every(({ scale, contactScale }) => scale === 1 && contactScale === null);
  return { ...columns, length: ports.length, runs, sourceScales, contactScales, isExact, addressOf };
}

type Columns = Pick<ContactView, "days" | "sources" | "destinations" | "ports" | "denials">;

/** Copies the entries in their order: by the hash of the source, then by day, destination and port. */
function sortBySource(parts: readonly ContactPart[]): Columns {
  const length = parts.reduce((sum, { list }) => sum + list.length, 0);
  const shift = 32 - Math.min(mostBits, Math.max(leastBits, Math.ceil(Math.log2(length + 1))));
  const starts = new Int32Array(2 ** (32 - shift) + 1);
  for (const { list } of parts) {
    for (let i = 0; i < list.length; i++) starts[(mix32(list.sources[i]!) >>> shift) + 1]!++;
  }
  for (let bucket = 1; bucket < starts.length; bucket++) starts[bucket]! += starts[bucket - 1]!;
  const columns: Columns = {
    days: new Int32Array(length),
    sources: new Int32Array(length),
    destinations: new Int32Array(length),
    ports: new Int32Array(length),
    denials: new Float64Array(length),
  };
  const { days, sources, destinations, ports, denials } = columns;
  const next = starts.slice(0, -1);
  for (const { list } of parts) {
    for (let i = 0; i < list.length; i++) {
      const source = list.sources[i]!;
      const at = next[mix32(source) >>> shift]!++;
      days[at] = list.days[i]!;
      sources[at] = source;
      destinations[at] = list.destinations[i]!;
      ports[at] = list.ports[i]!;
      denials[at] = list.denials[i]!;
    }
  }
  for (let bucket = 0; bucket < starts.length - 1; bucket++) {
    const from = starts[bucket]!;
    const to = starts[bucket + 1]!;
    if (to - from > mostInserted) sortLong(columns, from, to);
    else if (to - from > 1) sortShort(columns, from, to);
  }
  return columns;
}

/** Below 0 where the first entry comes before the second. */
function compare({ days, sources, destinations, ports }: Columns, a: number, b: number): number {
  return (
    sources[a]! - sources[b]! ||
    (ports[a]! & IP6_MARK) - (ports[b]! & IP6_MARK) ||
    days[a]! - days[b]! ||
    destinations[a]! - destinations[b]! ||
    ports[a]! - ports[b]!
  );
}

function sortShort(columns: Columns, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    for (let at = i; at > from && compare(columns, at - 1, at) > 0; at--) swap(columns, at);
  }
}

/** Swaps an entry with the one before it. */
function swap({ days, sources, destinations, ports, denials }: Columns, at: number): void {
  const before = at - 1;
  [days[before], days[at]] = [days[at]!, days[before]!];
  [sources[before], sources[at]] = [sources[at]!, sources[before]!];
  [destinations[before], destinations[at]] = [destinations[at]!, destinations[before]!];
  [ports[before], ports[at]] = [ports[at]!, ports[before]!];
  [denials[before], denials[at]] = [denials[at]!, denials[before]!];
}

function sortLong(columns: Columns, from: number, to: number): void {
  const order = new Int32Array(to - from);
  for (let i = 0; i < order.length; i++) order[i] = from + i;
  order.sort((a, b) => compare(columns, a, b));
  const { days, sources, destinations, ports, denials } = columns;
  for (const column of [days, sources, destinations, ports, denials]) {
    const held = column.slice(from, to);
    for (let i = 0; i < order.length; i++) column[from + i] = held[order[i]! - from]!;
  }
}

function findRuns({ sources, ports }: Columns): Int32Array {
  const { length } = sources;
  const runs = new Int32Array(length + 1);
  let count = 0;
  for (let i = 0; i < length; i++) {
    const isNext = i === 0 || sources[i] !== sources[i - 1] || ((ports[i]! ^ ports[i - 1]!) & IP6_MARK) !== 0;
    if (isNext) runs[count++] = i;
  }
  runs[count] = length;
  return runs.slice(0, count + 1);
}

function scaleSources({ ports }: Columns, runs: Int32Array, parts: readonly ContactPart[]): Float64Array {
  const scaleOf = (ofOwn: boolean): number => parts.find((part) => part.ofOwn === ofOwn)?.scale ?? 1;
  const [ofOthers, ofOwn] = [scaleOf(false), scaleOf(true)];
  const scales = new Float64Array(runs.length - 1).fill(ofOthers);
  if (ofOwn === ofOthers) return scales;
  for (let run = 0; run < scales.length; run++) if ((ports[runs[run]!]! & OWN_MARK) !== 0) scales[run] = ofOwn;
  return scales;
}

function scaleContacts(
  { days, sources, ports }: Columns,
  runs: Int32Array,
  parts: readonly ContactPart[],
): Float64Array {
  const scales = new Float64Array(sources.length).fill(1);
  for (const { contactScale, ofOwn } of parts) {
    if (contactScale === null) continue;
    for (let run = 0; run < runs.length - 1; run++) {
      const end = runs[run + 1]!;
      if (((ports[runs[run]!]! & OWN_MARK) !== 0) !== ofOwn) continue;
      for (let from = runs[run]!, to = from; from < end; from = to) {
        while (to < end && days[to] === days[from]) to++;
        scales.fill(contactScale(days[from]!, sources[from]!), from, to);
      }
    }
  }
  return scales;
}
