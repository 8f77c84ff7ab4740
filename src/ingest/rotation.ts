import { openSource } from "./byte-source.ts";
import { detectFormats, headBytes } from "./detect.ts";
import type { InputFile } from "./discover.ts";
import { followHead } from "./follow-stamps.ts";
import { dayMs, noHints, tellFirstYear } from "./file-year.ts";
import type { ReadOptions } from "./read-input.ts";
import { timesOf } from "./told-times.ts";

/** What rotation made of a log: `fw.log.2.gz` is its second file before `fw.log`. */
const rotatedName = /^(.*?)(?:\.(\d{1,3}))?(?:\.(?:gz|zst|bz2|xz))?$/s;

/** The files of each log by their numbers, for each list of inputs. */
const families = new WeakMap<readonly InputFile[], Map<string, Map<number, InputFile>>>();

/** When files begin that were asked for, for each list of inputs. */
const beginnings = new WeakMap<readonly InputFile[], Map<string, Promise<number | null>>>();

/**
 * When the file begins with which rotation went on behind this one, in milliseconds since 1970, as far as its first
 * stamp tells: no stamp of this file is later. Null where there is none among the inputs, or where the files' times
 * are not those of such a row.
 */
export async function nextBeginning(file: InputFile, options: ReadOptions): Promise<number | null> {
  const { files } = options;
  if (files === undefined) return null;
  const next = nextFile(file, files);
  if (next === null || file.modifiedMs > next.modifiedMs + dayMs) return null;
  let known = beginnings.get(files);
  if (known === undefined) beginnings.set(files, (known = new Map()));
  let found = known.get(next.path);
  if (found === undefined) known.set(next.path, (found = beginningOf(next, options)));
  return found;
}

function nextFile(file: InputFile, files: readonly InputFile[]): InputFile | null {
  let logs = families.get(files);
  if (logs === undefined) families.set(files, (logs = familiesOf(files)));
  const [, name = "", number = "0"] = rotatedName.exec(file.path) ?? [];
  return (Number(number) > 0 && logs.get(name)?.get(Number(number) - 1)) || null;
}

function familiesOf(files: readonly InputFile[]): Map<string, Map<number, InputFile>> {
  const logs = new Map<string, Map<number, InputFile>>();
  for (const file of files) {
    const [, name = "", number = "0"] = rotatedName.exec(file.path) ?? [];
    const log = logs.get(name) ?? new Map<number, InputFile>();
    logs.set(name, log.set(Number(number), file));
  }
  return logs;
}

async function beginningOf(file: InputFile, options: ReadOptions): Promise<number | null> {
  if (file.sizeBytes === null) return null;
  try {
    const head = await readHead(file, options);
    const { zone, year } = timesOf(file.path, options);
    const { formats } = detectFormats(head, options, zone);
    const { clock, balance, besideMs } = followHead(head, head.length < headBytes, formats, zone);
    if (balance < 0) return null;
    if (clock.yearless === 0) return besideMs;
    const { first } = clock;
    const hints = { ...noHints, besideMs, nextMs: await nextBeginning(file, options) };
    return Date.UTC(year ?? tellFirstYear(file, first, first, hints), first.month - 1, first.day);
  } catch {
    // The reading proper will tell.
    return null;
  }
}

async function readHead(file: InputFile, options: ReadOptions): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const member of openSource(file, { ...options, hash: false }).members()) {
    for await (const chunk of member.chunks()) {
      parts.push(Buffer.from(chunk));
      size += chunk.length;
      if (size >= headBytes) break;
    }
    break;
  }
  return Buffer.concat(parts).subarray(0, headBytes);
}
