import type { Collection, SidedInput } from "../../ingest/collect.ts";
import type { ReadProgress } from "../../ingest/read-input.ts";
import type { LineCounts } from "../../rollup/lines.ts";
import type { Reading, ReadingFile } from "../../ui/explorer/feed.ts";

/** So often is told how reading stands. */
const tellMs = 100;

/** How reading of some inputs stands, input by input. */
export class ReadingWatch {
  private files: ReadingFile[];
  private readonly totalBytes: number | null;
  private readonly started = performance.now();
  private now: ReadProgress & { filesDone: number } = { storedBytes: 0, lines: 0, denials: 0, filesDone: 0 };
  private lastMs = 0;
  /** The input being read, and what was counted before it. */
  private current = { at: -1, lines: 0, denials: 0, startedMs: 0 };
  /** When it was looked at last: about when the input before was done. */
  private notedMs = performance.now();
  /** By path, how fast an input was read when it was looked at last. */
  private readonly rates = new Map<string, number>();
  private isOver = false;
  private endedMs = 0;

  constructor(inputs: readonly SidedInput[]) {
    this.files = inputs.map(({ file: { path, sizeBytes } }) => ({
      path,
      state: "waiting",
      sizeBytes,
      lines: 0,
      denials: 0,
      format: "",
      error: "",
      linesPerSec: null,
      live: null,
    }));
    const sizes = inputs.map(({ file }) => file.sizeBytes);
    this.totalBytes = sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  }

  /** Takes how reading stands; @returns whether it is time to tell. */
  note(now: ReadProgress & { filesDone: number; currentPath: string }): boolean {
    const ms = performance.now();
    const at = this.files.findIndex(({ path, state }) => path === now.currentPath && state !== "done");
    if (at >= 0 && at !== this.current.at) {
      const last = this.files[this.current.at];
      // Inputs read side by side come and go: then one is done when the count of those done says so.
      if (last !== undefined && now.filesDone > this.now.filesDone) last.state = "done";
      this.current = { at, lines: this.now.lines, denials: this.now.denials, startedMs: this.notedMs };
    }
    const file = this.files[at];
    if (file !== undefined) {
      file.state = "reading";
      file.lines = now.lines - this.current.lines;
      file.denials = now.denials - this.current.denials;
      const seconds = (ms - this.current.startedMs) / 1000;
      if (seconds > 0) this.rates.set(file.path, (file.linesPerSec = file.lines / seconds));
    }
    this.now = now;
    this.notedMs = ms;
    if (ms - this.lastMs < tellMs) return false;
    this.lastMs = ms;
    return true;
  }

  /** Takes what reading found. */
  finish({ results, lines }: Collection): void {
    this.isOver = true;
    this.endedMs = performance.now();
    this.files = results.map(({ result: { file, lines: ofFile, error, detection, storedBytes } }) => ({
      path: file.path,
      state: error === null ? "done" : "failed",
      sizeBytes: file.sizeBytes ?? storedBytes,
      lines: ofFile.total,
      denials: ofFile.denials,
      format: detection.scores[0]?.format.id ?? "unknown",
      error: error === null ? "" : error.message,
      linesPerSec: this.rates.get(file.path) ?? null,
      live: null,
    }));
    this.now = {
      filesDone: results.length,
      storedBytes: results.reduce((sum, { result }) => sum + result.storedBytes, 0),
      lines: lines.total,
      denials: lines.denials,
    };
  }

  /** Lines and denials so far. */
  counted(): Pick<LineCounts, "total" | "denials"> {
    return { total: this.now.lines, denials: this.now.denials };
  }

  state(): Reading {
    const { filesDone, storedBytes, lines, denials } = this.now;
    const elapsedMs = (this.isOver ? this.endedMs : performance.now()) - this.started;
    const { totalBytes, isOver } = this;
    return {
      files: this.files.map((file) => ({ ...file })),
      filesDone,
      storedBytes,
      totalBytes,
      lines,
      denials,
      elapsedMs,
      isOver,
      isLive: false,
    };
  }
}
