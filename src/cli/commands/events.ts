import { UserError } from "../../errors.ts";
import type { LockOn } from "../../formats/lock-on.ts";
import { discoverInputs } from "../../ingest/discover.ts";
import type { EventSink } from "../../ingest/line-scanner.ts";
import { readInput } from "../../ingest/read-input.ts";
import { renderEvent, renderOther } from "../../report/event-json.ts";
import { printable } from "../../report/escape.ts";
import { formatCount } from "../../report/numbers.ts";
import { addLines, noLines } from "../../rollup/lines.ts";
import type { Cursor } from "../../scan/cursor.ts";
import { FOREIGN, type LogEvent, SKIPPED, type Verdict } from "../../scan/event.ts";
import { EXIT } from "../exit-codes.ts";
import { catchInterrupt } from "../interrupt.ts";
import { renderUserError } from "../error-text.ts";
import { type Io, write } from "../io.ts";
import { warnOfUntaken } from "../reading-notes.ts";
import type { ReadingFlags } from "../reading-options.ts";
import { readOptionsOf } from "../reading-wishes.ts";

/** `fwtrend events PATH…`: every event as NDJSON. @returns the exit code. */
export async function runEvents(
  paths: readonly string[],
  flags: ReadingFlags & { all?: boolean },
  io: Io,
): Promise<number> {
  const options = await readOptionsOf(flags, false);
  const files = await discoverInputs(paths, io.now());
  const lines = noLines();
  const faults: UserError[] = [];
  const read: string[] = [];
  const interrupt = catchInterrupt();
  for (const file of files) {
    if (interrupt.isCaught) break;
    const openSink = (path: string): EventWriter => new EventWriter(path, flags.all === true, io);
    for (const result of await readInput(file, { ...options, files }, openSink, undefined, () => interrupt.isCaught)) {
      addLines(lines, result.lines);
      read.push(result.file.path);
      if (result.error !== null) faults.push(result.error);
    }
  }
  interrupt.release();
  let exitCode: number = faults.length > 0 ? EXIT.incomplete : EXIT.done;
  if (lines.denials === 0 && flags.all !== true) {
    if (exitCode === EXIT.done) exitCode = EXIT.nothing;
    faults.push(
      new UserError(`no denial found in ${formatCount(lines.total)} lines`, {
        hint: "fwtrend formats PATH says what a file is taken for; --all shows the lines that are no event",
      }),
    );
  }
  const notes = warnOfUntaken(read, options).map((text) => `! ${printable(text)}`);
  await write(io.stderr, [...notes, ...faults.map(renderUserError)].map((text) => `${text}\n`).join(""));
  return interrupt.isCaught ? EXIT.interrupted : exitCode;
}

/** Writes events as they come; text is gathered and handed to the stream between chunks of input. */
class EventWriter implements EventSink {
  private readonly path: string;
  private readonly all: boolean;
  private readonly io: Io;
  private lines: string[] = [];

  constructor(path: string, all: boolean, io: Io) {
    this.path = path;
    this.all = all;
    this.io = io;
  }

  event(event: LogEvent, cursor: Cursor, scanner: LockOn, line: number): void {
    this.lines.push(renderEvent(event, cursor, { file: this.path, line, format: scanner.format.id }));
  }

  other(verdict: Verdict, cursor: Cursor, scanner: LockOn, line: number): void {
    if (!this.all) return;
    const isOfFormat = verdict !== FOREIGN && cursor.end > cursor.start;
    const format = isOfFormat ? scanner.format.id : null;
    this.lines.push(renderOther(verdict === SKIPPED ? "other" : "unparsed", { file: this.path, line, format }));
  }

  tooLong(line: number): void {
    if (this.all) this.lines.push(renderOther("unparsed", { file: this.path, line, format: null }));
  }

  async flush(): Promise<void> {
    if (this.lines.length === 0) return;
    const text = `${this.lines.join("\n")}\n`;
    this.lines = [];
    await write(this.io.stdout, text);
  }
}
