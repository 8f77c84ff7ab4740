import { closeSync, openSync, readSync } from "node:fs";
import { UserError } from "../errors.ts";
import { printText } from "../ingest/fingerprint.ts";
import { addLines, noLines } from "../rollup/lines.ts";
import { openStore } from "../store/duckdb-store.ts";
import type { KnownPrint, Store, StoredOrigin } from "../store/store.ts";
import { findOverlap, type Overlap, type Quarter } from "./find-overlap.ts";
import type { ImportedFile } from "./import-files.ts";

/** How rollups of others are taken in. */
export interface MergeWishes {
  countsOverlaps: boolean;
  isDry: boolean;
  told: (file: ImportedFile) => void;
}

/** Whether a file is a store or was exported from one. */
export function isStoreFile(path: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch {
    return false;
  }
  try {
    const head = Buffer.alloc(12);
    return readSync(descriptor, head, 0, 12, 0) === 12 && head.toString("latin1", 8) === "DUCK";
  } catch {
    return false;
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Takes in the origins of another store that are not there yet, each whole or not at all.
 * @param store null where there is none yet, in a dry run.
 * @throws UserError for a store of other days or other own networks.
 */
export async function mergeStore(path: string, store: Store | null, wishes: MergeWishes): Promise<ImportedFile[]> {
  const other = await openStore(path);
  try {
    if (store !== null) checkAlike(store, other);
    const merged: ImportedFile[] = [];
    const prints = Map.groupBy(await other.prints(), ({ origin }) => origin);
    const copies = await other.copies();
    for (const origin of await other.origins()) {
      const own = prints.get(origin.origin) ?? [];
      const former = new Set([...copies].filter(([, of]) => of === origin.origin).map(([print]) => print));
      const file = await mergeOrigin({ path, store, other, wishes }, origin, own, former);
      merged.push(file);
      wishes.told(file);
    }
    return merged;
  } finally {
    other.close();
  }
}

interface Merging {
  path: string;
  store: Store | null;
  other: Store;
  wishes: MergeWishes;
}

async function mergeOrigin(
  { path, store, other, wishes }: Merging,
  origin: StoredOrigin,
  own: readonly KnownPrint[],
  former: ReadonlySet<string>,
): Promise<ImportedFile> {
  const lines = noLines();
  for (const log of origin.logs) addLines(lines, log.lines);
  const told = { path: `${path}: ${origin.path}`, lines, denials: origin.denials, overlap: null, error: null };
  if (store === null) return { ...told, fate: "new", origin: null };
  const known = await store.prints();
  const texts = new Map(known.map((print) => [printText(print), print.origin]));
  for (const [text, of] of await store.copies()) if (!texts.has(text)) texts.set(text, of);
  const same = own.map((print) => texts.get(printText(print)) ?? null);
  const first = same.find((one) => one !== null) ?? null;
  if (first !== null && same.every((one) => one !== null)) return { ...told, fate: "known", origin: first };
  const leave = (overlap: Overlap): ImportedFile => ({ ...told, fate: "overlap", origin: overlap.origin, overlap });
  const replaces = [...new Set(known.filter((print) => former.has(printText(print))).map((print) => print.origin))];
  if (!wishes.countsOverlaps) {
    if (first !== null) return leave({ origin: first, kind: "log", lines: 0 });
    const alike = known.find((print) => !replaces.includes(print.origin) && own.some((one) => isAlike(one, print)));
    if (alike !== undefined) return leave({ origin: alike.origin, kind: "beginning", lines: 0 });
    const quarters: Quarter[] = [];
    await other.visitQuartersOf(origin.origin, (device, slot, all, denied) => {
      quarters.push({ device, slot, lines: all, denied });
    });
    const overlap = await findOverlap(store, quarters, replaces);
    if (overlap !== null) return leave(overlap);
  }
  const number = wishes.isDry ? null : await store.merge(other, origin.origin, replaces);
  return { ...told, fate: replaces.length > 0 ? "grown" : "new", origin: number };
}

function isAlike(one: KnownPrint, other: KnownPrint): boolean {
  return one.headBytes === other.headBytes && one.head === other.head;
}

/** @throws UserError where counts of the other are none of this store's. */
function checkAlike(store: Store, other: Store): void {
  if (store.facts.zone !== other.facts.zone) {
    throw new UserError(
      `${other.path}: its days are those of ${other.facts.zone}, and those of ${store.path} of ${store.facts.zone}`,
      { hint: "only stores of one zone can be merged: days cannot be moved afterwards" },
    );
  }
  const [ours, theirs] = [store, other].map(({ facts }) => JSON.stringify(facts.home));
  if (ours !== theirs) {
    throw new UserError(`${other.path}: was made with other own networks than ${store.path}`, {
      hint: "what is inbound and what is own was told by them; collect with the same --home",
    });
  }
}
