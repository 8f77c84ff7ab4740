import type { Address } from "../scan/event.ts";
import { OWN_MARK } from "../scan/kernel/layout.ts";
import { IP6_MARK } from "./cells.ts";
import type { ContactList } from "./contact-list.ts";
import type { ContactView } from "./counts.ts";
import { mix32 } from "./hash.ts";
import { orderByWords } from "./order.ts";

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

/** The contacts of all parts in one view. No source may be in two parts. */
export function viewContacts(
  parts: readonly ContactPart[],
  addressOf: (word: number, port: number) => Address | null,
): ContactView {
  const list = joinParts(parts);
  const columns = gather(list, orderBySource(list));
  const { runs, ofOwn } = findRuns(columns);
  const sourceScales = scaleSources(ofOwn, parts);
  const contactScales = scaleContacts(columns, runs, ofOwn, parts);
  const isExact = parts.every(({ scale, contactScale }) => scale === 1 && contactScale === null);
  const coarsestScale = Math.max(1, ...parts.filter((part) => part.list.length > 0).map(({ scale }) => scale));
  return {
    ...columns,
    length: list.length,
    runs,
    sourceScales,
    coarsestScale,
    contactScales,
    isExact,
    addressOf,
  };
}

function joinParts(parts: readonly ContactPart[]): Contacts {
  if (parts.length === 1) return parts[0]!.list;
  const length = parts.reduce((sum, { list }) => sum + list.length, 0);
  const joined = {
    length,
    days: new Int32Array(length),
    sources: new Int32Array(length),
    destinations: new Int32Array(length),
    ports: new Int32Array(length),
    denials: new Float64Array(length),
  };
  let from = 0;
  for (const { list } of parts) {
    for (const name of ["days", "sources", "destinations", "ports", "denials"] as const) {
      joined[name].set(list[name].subarray(0, list.length), from);
    }
    from += list.length;
  }
  return joined;
}

/** The places of the contacts by the hash of the source, by the source, then by day, destination and port. */
function orderBySource(list: Contacts): Int32Array {
  const { length, sources } = list;
  const hashes = new Int32Array(length);
  for (let i = 0; i < length; i++) hashes[i] = mix32(sources[i]!);
  // The hash is one to one.
  const order = orderByWords(hashes);
  for (let from = 0, to = 0; from < length; from = to) {
    const source = sources[order[from]!]!;
    let isInOrder = true;
    for (to = from + 1; to < length && sources[order[to]!] === source; to++) {
      if (isInOrder && compare(list, order[to - 1]!, order[to]!) > 0) isInOrder = false;
    }
    if (!isInOrder) sortRun(list, order, from, to);
  }
  return order;
}

/** Below 0 where the first of two contacts of equal source words comes before the second. */
function compare({ days, destinations, ports }: Contacts, a: number, b: number): number {
  return (
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

/** The columns in an order. By one small loop, which is compiled when the first column is done. */
function gather(list: Contacts, order: Int32Array): Columns {
  return {
    days: gatherWords(list.days, order),
    sources: gatherWords(list.sources, order),
    destinations: gatherWords(list.destinations, order),
    ports: gatherWords(list.ports, order),
    denials: gatherNumbers(list.denials, order),
  };
}

function gatherWords(words: Int32Array, order: Int32Array): Int32Array {
  const gathered = new Int32Array(order.length);
  for (let at = 0; at < order.length; at++) gathered[at] = words[order[at]!]!;
  return gathered;
}

function gatherNumbers(numbers: Float64Array, order: Int32Array): Float64Array {
  const gathered = new Float64Array(order.length);
  for (let at = 0; at < order.length; at++) gathered[at] = numbers[order[at]!]!;
  return gathered;
}

/** Where each source's contacts begin, and 1 for each of our own sources. Takes the mark of these off the ports. */
function findRuns({ sources, ports }: Columns): { runs: Int32Array; ofOwn: Uint8Array } {
  const { length } = sources;
  const runs = new Int32Array(length + 1);
  const ofOwn = new Uint8Array(length);
  let count = 0;
  let before = 0;
  for (let at = 0; at < length; at++) {
    const port = ports[at]!;
    const isNext = at === 0 || sources[at] !== sources[at - 1] || ((port ^ before) & IP6_MARK) !== 0;
    before = port;
    if ((port & OWN_MARK) !== 0) {
      ports[at] = port & ~OWN_MARK;
      if (isNext) ofOwn[count] = 1;
    }
    if (isNext) runs[count++] = at;
  }
  runs[count] = length;
  return { runs: runs.subarray(0, count + 1), ofOwn: ofOwn.subarray(0, count) };
}

function scaleSources(ofOwn: Uint8Array, parts: readonly ContactPart[]): Float64Array {
  const scaleOf = (isOwn: boolean): number => parts.find((part) => part.ofOwn === isOwn)?.scale ?? 1;
  const [others, own] = [scaleOf(false), scaleOf(true)];
  const scales = new Float64Array(ofOwn.length).fill(others);
  if (own === others) return scales;
  for (let run = 0; run < scales.length; run++) if (ofOwn[run] === 1) scales[run] = own;
  return scales;
}

function scaleContacts(
  { days, sources }: Columns,
  runs: Int32Array,
  ofOwn: Uint8Array,
  parts: readonly ContactPart[],
): Float64Array {
  const scales = new Float64Array(sources.length).fill(1);
  for (const part of parts) {
    const { contactScale } = part;
    if (contactScale === null) continue;
    for (let run = 0; run < runs.length - 1; run++) {
      const end = runs[run + 1]!;
      if ((ofOwn[run] === 1) !== part.ofOwn) continue;
      for (let from = runs[run]!, to = from; from < end; from = to) {
        while (to < end && days[to] === days[from]) to++;
        scales.fill(contactScale(days[from]!, sources[from]!), from, to);
      }
    }
  }
  return scales;
}
