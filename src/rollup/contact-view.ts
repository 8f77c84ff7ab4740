import type { Address } from "../scan/event.ts";
import { OWN_MARK } from "../scan/kernel/layout.ts";
import { IP6_MARK } from "./cells.ts";
import type { ContactList } from "./contact-list.ts";
import type { ContactView } from "./counts.ts";
import { mix32 } from "./hash.ts";
import { gatherNumbers, gatherWords, orderByWords } from "./order.ts";

type Columns = Pick<ContactView, "days" | "sources" | "destinations" | "ports" | "denials">;

/** Columns may be longer than there are contacts. */
type Contacts = Columns & Pick<ContactList, "length">;

/** Contacts to be put in order, with what each of them stands for. */
export interface ContactPart {
  list: Contacts;
  /** How many sources each source stands for. */
  scale: number;
  /** How many contacts of its source and day a contact stands for; null where all are kept. */
  contactScale: ((day: number, source: number) => number) | null;
  /** Whether the ports carry the mark of own sources. */
  ofOwn: boolean;
}

/** Runs up to here are sorted by insertion, longer ones by a sort of their own. */
const mostInserted = 24;

/** The contacts of all parts in one view, part by part. No source may be in two parts. */
export function viewContacts(
  parts: readonly ContactPart[],
  addressOf: (word: number, port: number) => Address | null,
): ContactView {
  const length = parts.reduce((sum, { list }) => sum + list.length, 0);
  const columns: Columns = {
    days: new Int32Array(length),
    sources: new Int32Array(length),
    destinations: new Int32Array(length),
    ports: new Int32Array(length),
    denials: new Float64Array(length),
  };
  const runs = new Int32Array(length + 1);
  const sourceScales = new Float64Array(length);
  const contactScales = new Float64Array(length).fill(1);
  let [filled, runCount, coarsestScale] = [0, 0, 1];
  for (const { list, scale, contactScale, ofOwn } of parts) {
    if (list.length === 0) continue;
    const [from, firstRun] = [filled, runCount];
    const order = placesByHash(list);
    runCount = sortRuns(list, order, runs, firstRun, from);
    filled += list.length;
    gatherColumns(list, order, columns, from);
    if (ofOwn) unmark(columns.ports, from, filled);
    sourceScales.fill(scale, firstRun, runCount);
    if (contactScale !== null) scaleContacts(columns, contactScale, contactScales, from, filled);
    coarsestScale = Math.max(coarsestScale, scale);
  }
  runs[runCount] = length;
  return {
    ...columns,
    length,
    runs: runs.subarray(0, runCount + 1),
    sourceScales: sourceScales.subarray(0, runCount),
    coarsestScale,
    contactScales,
    isExact: parts.every(({ scale, contactScale }) => scale === 1 && contactScale === null),
    addressOf,
  };
}

/** So many leading bits of its hash tell a source from nearly all others. */
const hashBits = 22;

function placesByHash({ length, sources }: Contacts): Places {
  const hashes = new Int32Array(length);
  for (let i = 0; i < length; i++) hashes[i] = mix32(sources[i]!) >>> (32 - hashBits);
  return { hashes, order: orderByWords(hashes) };
}

/** The places of contacts by the hash of their source, and that hash. */
interface Places {
  hashes: Int32Array;
  order: Int32Array;
}

/**
 * Puts contacts of equal hash in the order of source, day, destination and port. Writes down where each source's begin,
 * counted from `offset`, and returns how many sources there are then.
 */
function sortRuns(
  list: Contacts,
  { hashes, order }: Places,
  runs: Int32Array,
  firstRun: number,
  offset: number,
): number {
  const { length } = order;
  let count = firstRun;
  let to = 0;
  for (let from = 0; from < length; from = to) {
    runs[count++] = offset + from;
    const hash = hashes[order[from]!]!;
    to = from + 1;
    while (to < length && hashes[order[to]!] === hash) to++;
    // Most sources have one contact.
    if (to - from === 1) continue;
    sortRun(list, order, from, to);
    for (let at = from + 1; at < to; at++) {
      if (!areOfOne(list, order[at - 1]!, order[at]!)) runs[count++] = offset + at;
    }
  }
  return count;
}

/** Whether two contacts are of one source. */
function areOfOne({ sources, ports }: Contacts, a: number, b: number): boolean {
  return sources[a] === sources[b] && ((ports[a]! ^ ports[b]!) & IP6_MARK) === 0;
}

/** Below 0 where the first of two contacts comes before the second. */
function compare({ days, sources, destinations, ports }: Contacts, a: number, b: number): number {
  return (
    sources[a]! - sources[b]! ||
    (ports[a]! & IP6_MARK) - (ports[b]! & IP6_MARK) ||
    days[a]! - days[b]! ||
    destinations[a]! - destinations[b]! ||
    ports[a]! - ports[b]!
  );
}

function sortRun(list: Contacts, order: Int32Array, from: number, to: number): void {
  if (to - from > mostInserted) {
    order.subarray(from, to).sort((a, b) => compare(list, a, b));
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const place = order[i]!;
    let at = i;
    for (; at > from && compare(list, order[at - 1]!, place) > 0; at--) order[at] = order[at - 1]!;
    order[at] = place;
  }
}

function gatherColumns(list: Contacts, { order }: Places, columns: Columns, from: number): void {
  gatherWords(list.days, order, columns.days, from);
  gatherWords(list.sources, order, columns.sources, from);
  gatherWords(list.destinations, order, columns.destinations, from);
  gatherWords(list.ports, order, columns.ports, from);
  gatherNumbers(list.denials, order, columns.denials, from);
}

/** Takes the mark of own sources off. */
function unmark(ports: Int32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) ports[i]! &= ~OWN_MARK;
}

/** Sets what the contacts `[from, to)`, each source's in a row, stand for. */
function scaleContacts(
  { days, sources }: Columns,
  scaleOf: (day: number, source: number) => number,
  scales: Float64Array,
  from: number,
  to: number,
): void {
  for (let start = from, end = from; start < to; start = end) {
    while (end < to && days[end] === days[start] && sources[end] === sources[start]) end++;
    scales.fill(scaleOf(days[start]!, sources[start]!), start, end);
  }
}
