import { availableParallelism } from "node:os";
import type { UserError } from "../errors.ts";
import { collect, Sides } from "../ingest/collect.ts";
import type { CountingWishes } from "../ingest/counting.ts";
import type { InputFile } from "../ingest/discover.ts";
import { isPackedFile } from "../ingest/file-ends.ts";
import { type Fingerprint, type FoundPrint, printText } from "../ingest/fingerprint.ts";
import type { InputResult, ReadOptions } from "../ingest/read-input.ts";
import { packedWeight } from "../ingest/units.ts";
import { Calendar } from "../rollup/calendar.ts";
import { addLines, type LineCounts, noLines } from "../rollup/lines.ts";
import type { PackedRollup } from "../rollup/rollup.ts";
import { findOverlap, type Overlap, quartersOf } from "./find-overlap.ts";
import type { Store } from "../store/store.ts";
import { planFile, type PlannedFile } from "./planned-file.ts";
import { toolVersion } from "./version.ts";

/** What became of a file that was to be imported. */
export interface ImportedFile {
  path: string;
  /**
   * `new` and `grown` ones are in the store now, what is `known` was before. A file with an `overlap` shares some of
   * its content with what is stored, and is left out, as is one that is `unreadable` from its beginning.
   */
  fate: "new" | "grown" | "known" | "overlap" | "unreadable";
  /** The origin that it is now, or that has its content. */
  origin: number | null;
  lines: LineCounts;
  denials: number;
  /** What it shares with which origin; null for nothing. */
  overlap: Overlap | null;
  /** Why it could not be read to its end. */
  error: UserError | null;
}

/** How files are imported. */
export interface ImportWishes {
  options: ReadOptions;
  counting: CountingWishes;
  jobs: number | undefined;
  /** Imports files whose content overlaps with that of others. */
  countsOverlaps: boolean;
  /** Changes nothing. */
  isDry: boolean;
  now: () => number;
  isStopped: () => boolean;
  progress: (done: number, total: number, path: string) => void;
  /** Called as soon as it is known what became of a file, and stored. */
  told: (file: ImportedFile) => void;
}

/**
 * So many files are read together, as long as they take no longer than so many bytes of text: enough to be worth threads,
 * and little enough to be held in memory.
 */
const mostTogether = 16;
const weightTogether = 1.5 * 2 ** 30;

type KnownPrint = Fingerprint & { origin: number };

/**
 * Imports files one by one: each is in the store whole, or not at all, whenever the process ends. What is there already
 * is told by its content.
 * @param store null where there is none yet, in a dry run.
 */
export async function importFiles(
  files: readonly InputFile[],
  store: Store | null,
  wishes: ImportWishes,
): Promise<ImportedFile[]> {
  const importer = new Importer(store, wishes, (await store?.prints()) ?? [], (await store?.copies()) ?? new Map());
  // Shorter ones come first, so that a log is taken for what a longer copy of it has grown from.
  const queue = files.toSorted((a, b) => (a.sizeBytes ?? Infinity) - (b.sizeBytes ?? Infinity));
  for (let from = 0; from < queue.length && !wishes.isStopped();) {
    const to = endOfBatch(queue, from);
    await importer.importBatch(queue.slice(from, to));
    from = to;
    wishes.progress(from, queue.length, queue[from - 1]!.path);
  }
  return importer.imported;
}

function endOfBatch(files: readonly InputFile[], from: number): number {
  let weight = 0;
  let to = from;
  for (; to < files.length && to - from < mostTogether; to++) {
    weight += (files[to]!.sizeBytes ?? 0) * (isPackedFile(files[to]!.path) ? packedWeight : 1);
    if (weight > weightTogether && to > from) break;
  }
  return to;
}

class Importer {
  readonly imported: ImportedFile[] = [];
  private readonly store: Store | null;
  private readonly wishes: ImportWishes;
  private readonly copies: Map<string, number>;
  private prints: KnownPrint[];
  /** In a dry run, what would have been given next. */
  private lastOrigin = 0;

  constructor(store: Store | null, wishes: ImportWishes, prints: KnownPrint[], copies: Map<string, number>) {
    this.store = store;
    this.wishes = wishes;
    this.prints = prints;
    this.copies = copies;
  }

  async importBatch(files: readonly InputFile[]): Promise<void> {
    let waiting = [...files];
    while (waiting.length > 0 && !this.wishes.isStopped()) {
      const planned: PlannedFile[] = [];
      const later: InputFile[] = [];
      for (const file of waiting) {
        const plan = planFile(file, this.prints);
        if (await this.isTold(plan)) continue;
        // What begins alike waits until it is known what the first one is.
        const isAlike = planned.some(({ print }) => print !== null && print.print.head === plan.print?.print.head);
        if (isAlike) later.push(file);
        else planned.push(plan);
      }
      if (planned.length > 0) await this.read(planned);
      waiting = later;
    }
  }

  /** Tells what is known of a file without reading it; false where it has to be read. */
  private async isTold({ file, copy, print }: PlannedFile): Promise<boolean> {
    const origin = (copy === null ? undefined : this.copies.get(copy)) ?? (print && this.findSame(print.print));
    if (origin !== null && origin !== undefined) {
      await this.noteCopy(copy, origin);
      this.tell({ path: file.path, fate: "known", origin });
      return true;
    }
    if (print === null) return false;
    return this.isLikeLonger(file.path, [print]);
  }

  /** The origin that has this content, or has grown from it. */
  private findSame(print: Fingerprint): number | null {
    const text = printText(print);
    return this.prints.find((one) => printText(one) === text)?.origin ?? this.copies.get(text) ?? null;
  }

  /** Leaves a file out that begins as one does that it does not go on with. */
  private isLikeLonger(path: string, found: readonly FoundPrint[]): boolean {
    if (this.wishes.countsOverlaps) return false;
    for (const { alike, beginnings } of found) {
      const texts = new Set(beginnings.map(printText));
      const longer = alike.find((one) => !texts.has(printText(one)));
      if (longer === undefined) continue;
      const origin = this.prints.find((one) => printText(one) === printText(longer))?.origin;
      if (origin === undefined) continue;
      this.tell({ path, fate: "overlap", origin, overlap: { origin, kind: "beginning", lines: 0 } });
      return true;
    }
    return false;
  }

  private async noteCopy(copy: string | null, origin: number): Promise<void> {
    if (copy === null || this.copies.has(copy)) return;
    this.copies.set(copy, origin);
    if (!this.wishes.isDry) await this.store?.noteCopy(copy, origin);
  }

  private async read(planned: readonly PlannedFile[]): Promise<void> {
    const { options, counting, jobs } = this.wishes;
    const sides = new Sides(new Calendar(options.zone), { ...counting, byDays: true });
    const inputs = planned.map(({ file, print }) => ({
      file: { ...file, isPrinted: print === null },
      sides: [sides.open(null)],
    }));
    const { results, stopped } = await collect(
      inputs,
      sides,
      { ...options, prints: this.prints.map(plainPrint) },
      { reject: null, progress: () => {}, isStopped: () => this.wishes.isStopped(), failed: () => {} },
      { jobs: jobs ?? availableParallelism() },
    );
    // What was not read to its end because somebody wished it so is not kept.
    if (stopped) return;
    for (const [i, input] of inputs.entries()) {
      const own = results.filter((one) => one.input === input).map(({ result }) => result);
      const counts = input.sides.pop()!.rollup.pack();
      await this.keep(planned[i]!, own, counts);
    }
  }

  private async keep(
    { file, copy, print }: PlannedFile,
    logs: readonly InputResult[],
    counts: PackedRollup,
  ): Promise<void> {
    const { path } = file;
    const error = logs.find((log) => log.error !== null)?.error ?? null;
    const found = print === null ? logs.flatMap((log) => log.print ?? []) : [print];
    const lines = sumLines(logs);
    if (lines.total === 0 && error !== null) {
      this.tell({ path, fate: "unreadable", error });
      return;
    }
    const same = found.map((one) => this.findSame(one.print));
    if (same.length > 0 && same.every((origin) => origin !== null)) {
      await this.noteCopy(copy, same[0]!);
      this.tell({ path, fate: "known", origin: same[0]! });
      return;
    }
    const partly = same.find((origin) => origin !== null);
    if (partly !== null && partly !== undefined && !this.wishes.countsOverlaps) {
      this.tell({ path, fate: "overlap", origin: partly, overlap: { origin: partly, kind: "log", lines: 0 } });
      return;
    }
    if (print === null && this.isLikeLonger(path, found)) return;
    const replaces = this.origins(found.flatMap(({ beginnings }) => beginnings));
    // Of an archive, one log may have grown while others are known: it is not told which are to go.
    if (replaces.length > 0 && found.length > 1 && !this.wishes.countsOverlaps) {
      this.tell({
        path,
        fate: "overlap",
        origin: replaces[0]!,
        overlap: { origin: replaces[0]!, kind: "log", lines: 0 },
      });
      return;
    }
    const overlap = this.store === null ? null : await findOverlap(this.store, quartersOf(counts), replaces);
    if (overlap !== null && !this.wishes.countsOverlaps) {
      this.tell({ path, fate: "overlap", origin: overlap.origin, overlap, lines });
      return;
    }
    const origin = await this.write({ file, copy, print }, logs, found, counts, replaces);
    for (const one of this.prints) if (replaces.includes(one.origin)) this.copies.set(printText(one), origin);
    for (const [text, old] of this.copies) if (replaces.includes(old)) this.copies.set(text, origin);
    this.prints = this.prints.filter((one) => !replaces.includes(one.origin));
    this.prints.push(...found.map((one) => ({ ...one.print, origin })));
    if (copy !== null) this.copies.set(copy, origin);
    const fate = replaces.length > 0 ? "grown" : "new";
    this.tell({ path, fate, origin, lines, denials: countDenials(counts), overlap, error });
  }

  private async write(
    { file, copy }: PlannedFile,
    logs: readonly InputResult[],
    found: readonly FoundPrint[],
    counts: PackedRollup,
    replaces: readonly number[],
  ): Promise<number> {
    if (this.store === null || this.wishes.isDry) return --this.lastOrigin;
    return this.store.write(
      {
        path: file.path,
        tool: `fwtrend ${toolVersion()}`,
        importedMs: this.wishes.now(),
        logs: logs.map((log) => ({
          path: log.file.path,
          storedBytes: log.storedBytes,
          format: log.detection.scores[0]?.format.id ?? "unknown",
          baseYear: log.yearless > 0 ? log.baseYear : 0,
          zone: log.zone,
          lines: log.lines,
          error: log.error?.message ?? null,
        })),
        prints: found.map((one) => one.print),
        copy,
        replaces,
      },
      counts,
    );
  }

  /** The origins that have these fingerprints. */
  private origins(prints: readonly Fingerprint[]): number[] {
    const texts = new Set(prints.map(printText));
    return [...new Set(this.prints.filter((one) => texts.has(printText(one))).map(({ origin }) => origin))];
  }

  private tell(file: Pick<ImportedFile, "path" | "fate"> & Partial<ImportedFile>): void {
    const told = { origin: null, lines: noLines(), denials: 0, overlap: null, error: null, ...file };
    this.imported.push(told);
    this.wishes.told(told);
  }
}

function plainPrint({ headBytes, head, bytes, tail, sum }: Fingerprint): Fingerprint {
  return { headBytes, head, bytes, tail, sum };
}

function sumLines(logs: readonly InputResult[]): LineCounts {
  const lines = noLines();
  for (const log of logs) addLines(lines, log.lines);
  return lines;
}

function countDenials({ scopes }: PackedRollup): number {
  return Object.values(scopes).reduce((sum, more) => sum + more, 0);
}
