import { open, readdir, stat } from "node:fs/promises";
import type { Stats } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UserError } from "../errors.ts";
import { unreadable } from "../ingest/unreadable.ts";
import { FileReading } from "./file-reading.ts";
import type { LiveInput } from "./live-input.ts";

/** A file that was renamed is read on until it has not grown for so long: who writes to it may be slow to open the new one. */
const renamedMs = 60_000;
const mostRenamed = 8;

/** When watching ends, so many turns more are read, some 256 MiB: somebody who ends it does not want to wait. */
const lastTurns = 16;

/** The clock that stamps files may lag behind the one we read. */
const clockSlackMs = 50;

/** A followed file. */
export interface FollowedFile {
  /** Reads what there is, up to a limit. Returns whether there is more. */
  poll(): Promise<boolean>;
  close(): Promise<void>;
}

/** The files that inputs of a session have read: what one has read under one name, another must not read under the next. */
export type ReadFiles = Set<string>;

/**
 * Follows a path through rotation: the file is read to its end, and on as it grows; one that was renamed as long as it grows,
 * and then the one that took its name; one that was truncated from its beginning again, after what a copy of it has that had
 * not been read. A path without a file waits for one.
 * @param fromStart false leaves out what the first file holds already.
 */
export function followFile(input: LiveInput, path: string, fromStart: boolean, known: ReadFiles): FollowedFile {
  return new Follower(input, path, fromStart, known);
}

class Follower implements FollowedFile {
  private readonly input: LiveInput;
  private readonly path: string;
  private readonly known: ReadFiles;
  private fromStart: boolean;
  private current: FileReading | null = null;
  private renamed: FileReading[] = [];
  /** Why there is no file to read, as it was told last. */
  private missing = "";
  /** The file at the path that is read under another name, as it was told last. */
  private otherwiseRead = "";
  private isGone = false;

  constructor(input: LiveInput, path: string, fromStart: boolean, known: ReadFiles) {
    this.input = input;
    this.path = path;
    this.fromStart = fromStart;
    this.known = known;
  }

  async poll(): Promise<boolean> {
    let hasMore = false;
    if (this.current !== null) hasMore = await this.read(this.current);
    for (const reading of this.renamed.slice()) {
      if (await this.read(reading)) hasMore = true;
      else if (reading.quietMs >= renamedMs || this.renamed.length > mostRenamed) this.finish(reading);
    }
    if (!hasMore && (await this.lookForNext()) && this.current !== null) hasMore = await this.read(this.current);
    return hasMore;
  }

  async close(): Promise<void> {
    let hasMore = await this.poll();
    for (let turn = 1; turn < lastTurns && hasMore; turn++) hasMore = await this.poll();
    for (const reading of [...this.renamed, ...(this.current === null ? [] : [this.current])]) this.finish(reading);
    this.current = null;
    if (hasMore) {
      this.input.error ??= new UserError(`${this.path}: was not read to its end before watching ended`, {
        hint: "watch for longer; analyze reads all that a file holds",
        exitCode: 4,
      });
    }
    if (this.input.error !== null) return;
    this.input.phase = "ended";
    if (this.missing === "") return;
    this.input.error = unreadable(this.path, { code: this.missing });
    if (this.missing === "ENOENT") {
      this.input.error = new UserError(`${this.path}: there was never such a file`, {
        hint: "check the path; watch waits for a file that is not there",
        exitCode: 4,
      });
    }
  }

  /** Reads on in a file; true when there is more. */
  private async read(reading: FileReading): Promise<boolean> {
    const found = await reading.read();
    if (found === "truncated") {
      await this.readCopy(reading);
      reading.begin();
      this.input.rotations++;
      this.input.counting.tell(this.input.name, "truncated", "was truncated; read again from its beginning");
      return true;
    }
    if (found instanceof UserError && this.input.error === null) {
      this.input.error = found;
      this.input.phase = "failed";
      this.input.fault("refused", found.message);
    }
    return found === "more";
  }

  /** Takes up the file that has the path now, if it is another one. */
  private async lookForNext(): Promise<boolean> {
    let stats: Stats;
    try {
      stats = await stat(this.path);
    } catch (cause) {
      this.lack(cause);
      return false;
    }
    const id = idOf(stats);
    if (this.current?.id === id) return false;
    const back = this.renamed.find((reading) => reading.id === id);
    if (back === undefined && this.known.has(id)) {
      if (this.otherwiseRead !== id) {
        this.input.counting.tell(this.input.name, "same", "was read under another name already; not read again");
      }
      this.otherwiseRead = id;
      return false;
    }
    const next = back ?? (await this.openNext());
    if (next === null) return false;
    if (this.current !== null) {
      this.renamed.push(this.current);
      this.input.rotations++;
      this.input.counting.tell(this.input.name, "renamed", "is another file now; read from its beginning");
    }
    this.renamed = this.renamed.filter((reading) => reading !== back);
    this.current = next;
    this.missing = "";
    this.isGone = false;
    this.input.error = null;
    this.input.phase = "reading";
    return true;
  }

  private async openNext(): Promise<FileReading | null> {
    try {
      const handle = await open(this.path, "r");
      const stats = await handle.stat();
      const id = idOf(stats);
      if (stats.isDirectory() || this.known.has(id)) {
        await handle.close();
        if (stats.isDirectory()) this.lack({ code: "EISDIR" });
        return null;
      }
      const reading = new FileReading(handle, id, this.path, this.input);
      if (this.fromStart) await reading.dateContent(stats.size, stats.mtimeMs);
      else await reading.skipTo(stats.size);
      this.fromStart = true;
      this.known.add(id);
      return reading;
    } catch (cause) {
      // A fault of the program itself is none of the file's.
      if ((cause as NodeJS.ErrnoException).code === undefined) throw cause;
      this.lack(cause);
      return null;
    }
  }

  /** There is no file that could be read: says so once, and waits. */
  private lack(cause: unknown): void {
    const code = (cause as NodeJS.ErrnoException).code ?? "";
    // What comes next is new, even where what is there now was to be left out.
    if (code === "ENOENT") this.fromStart = true;
    if (this.current !== null) {
      if (code !== "ENOENT" || this.isGone) return;
      this.isGone = true;
      this.input.phase = "waiting";
      this.input.counting.tell(this.input.name, "gone", "is gone; waiting for it to come again");
      return;
    }
    if (code === this.missing) return;
    this.missing = code;
    this.input.phase = "waiting";
    if (code === "ENOENT") this.input.counting.tell(this.input.name, code, "is not there yet; waiting for it");
    else this.input.fault(code, `${unreadable(this.path, cause).message}; trying again`);
  }

  private finish(reading: FileReading): void {
    reading.finish();
    this.renamed = this.renamed.filter((other) => other !== reading);
    // Another file may get its number, which without a time of birth looks the same.
    if (!reading.id.endsWith(lacksBirth)) return;
    this.known.delete(reading.id);
  }

  /** Reads what a copy that was made before truncation has behind what was read: those lines are nowhere else. */
  private async readCopy(reading: FileReading): Promise<void> {
    const folder = dirname(this.path);
    const name = basename(this.path);
    const names = await readdir(folder).catch(() => []);
    for (const sibling of names.filter((other) => other.startsWith(name) && other !== name)) {
      const path = join(folder, sibling);
      try {
        const stats = await stat(path);
        const isFresh = Math.max(stats.birthtimeMs, stats.mtimeMs) >= reading.readMs - clockSlackMs;
        if (!stats.isFile() || !isFresh || stats.size < reading.position || this.known.has(idOf(stats))) continue;
        const copy = await open(path, "r");
        try {
          if (await reading.readRestOf(copy)) {
            this.known.add(idOf(stats));
            return;
          }
        } finally {
          await copy.close();
        }
      } catch {
        // Not to be read, or gone: then it is no copy that could be told.
      }
    }
  }
}

const lacksBirth = ":0";

/** What tells a file from all others: its number is given to another one when it is gone, which is born later. */
function idOf({ dev, ino, birthtimeMs }: Stats): string {
  return `${dev}:${ino}:${birthtimeMs}`;
}
