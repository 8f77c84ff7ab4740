import type { Address } from "../scan/event.ts";
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
}

/** Sources are put in order by so many bits of their hash at first, so that few are left to be compared. */
const bucketBits = 16;

/** Runs up to here are sorted by insertion, longer ones by a sort of their own. */
const mostInserted = 24;

/** The contacts of all parts in one view. No source may be in two parts. */
export function viewContacts(
  parts: readonly ContactPart[],
  addressOf: (word: number, port: number) => Address | null,
): ContactView {
  const length = parts.reduce((sum, { list }) => sum + list.length, 0);
  const view = {
    length,
    days: new Int32Array(length),
    sources: new Int32Array(length),
    destinations: new Int32Array(length),
    ports: new Int32Array(length),
    denials: new Float64Array(length),
    contactScales: new Float64Array(length).fill(1),
    addressOf,
  };
  const scales = new Float64Array(length);
  fill(view, scales, parts);
  const runs = findRuns(view);
  return {
    ...view,
    runs,
    sourceScales: Float64Array.from(runs.subarray(0, -1), (start) => scales[start]!),
    isExact: parts.every(({ scale, contactScale }) => scale === 1 && contactScale === null),
  };
}

type Columns = Pick<ContactView, "days" | "sources" | "destinations" | "ports" | "denials" | "contactScales">;

/** Copies the entries in their order: by the hash of the source, then by day, destination and port. */
function fill(view: Columns, scales: Float64Array, parts: readonly ContactPart[]): void {
  const starts = new Int32Array((1 << bucketBits) + 1);
  for (const { list } of parts) {
    for (let i = 0; i < list.length; i++) starts[bucketOf(list.sources[i]!) + 1]!++;
  }
  for (let bucket = 0; bucket < 1 << bucketBits; bucket++) starts[bucket + 1]! += starts[bucket]!;
  const next = starts.slice(0, -1);
  for (const { list, scale, contactScale } of parts) {
    for (let i = 0; i < list.length; i++) {
      const source = list.sources[i]!;
      const at = next[bucketOf(source)]!++;
      view.days[at] = list.days[i]!;
      view.sources[at] = source;
      view.destinations[at] = list.destinations[i]!;
      view.ports[at] = list.ports[i]!;
      view.denials[at] = list.denials[i]!;
      view.contactScales[at] = contactScale === null ? 1 : contactScale(list.days[i]!, source);
      scales[at] = scale;
    }
  }
  const columns = [view.days, view.sources, view.destinations, view.ports, view.denials, view.contactScales, scales];
  for (let bucket = 0; bucket < 1 << bucketBits; bucket++) {
    const from = starts[bucket]!;
    const to = starts[bucket + 1]!;
    if (to - from > mostInserted) sortLong(view, columns, from, to);
    else if (to - from > 1) sortShort(view, columns, from, to);
  }
}

function bucketOf(source: number): number {
  return mix32(source) >>> (32 - bucketBits);
}

/** Below 0 where the first entry comes before the second. */
function compare(view: Columns, a: number, b: number): number {
  return (
    view.sources[a]! - view.sources[b]! ||
    (view.ports[a]! & IP6_MARK) - (view.ports[b]! & IP6_MARK) ||
    view.days[a]! - view.days[b]! ||
    view.destinations[a]! - view.destinations[b]! ||
    view.ports[a]! - view.ports[b]!
  );
}

type Column = Int32Array | Float64Array;

function sortShort(view: Columns, columns: readonly Column[], from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    for (let at = i; at > from && compare(view, at - 1, at) > 0; at--) {
      for (const column of columns) {
        const held = column[at]!;
        column[at] = column[at - 1]!;
        column[at - 1] = held;
      }
    }
  }
}

function sortLong(view: Columns, columns: readonly Column[], from: number, to: number): void {
  const order = Int32Array.from({ length: to - from }, (_, i) => from + i).sort((a, b) => compare(view, a, b));
  for (const column of columns) {
    const held = column.slice(from, to);
    for (let i = 0; i < order.length; i++) column[from + i] = held[order[i]! - from]!;
  }
}

function findRuns({ sources, ports }: Columns): Int32Array {
  const runs: number[] = [];
  for (let i = 0; i < sources.length; i++) {
    const isNext = i === 0 || sources[i] !== sources[i - 1] || ((ports[i]! ^ ports[i - 1]!) & IP6_MARK) !== 0;
    if (isNext) runs.push(i);
  }
  runs.push(sources.length);
  return Int32Array.from(runs);
}
