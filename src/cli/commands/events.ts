import { Command } from "commander";
import type { LockOn } from "../../formats/lock-on.ts";
import { discoverInputs } from "../../ingest/discover.ts";
import { type EventSink, readInput } from "../../ingest/read-input.ts";
import { printable } from "../../report/escape.ts";
import { renderEvent, renderOther } from "../../report/event-json.ts";
import type { Cursor } from "../../scan/cursor.ts";
import { FOREIGN, type LogEvent, SKIPPED, type Verdict } from "../../scan/event.ts";
import { EXIT } from "../exit-codes.ts";
import { type Io, write } from "../io.ts";
import { addReadingOptions, type ReadingFlags, readOptionsOf } from "../reading-options.ts";

/** `fwtrend events PATH…`: every event as NDJSON. */
export function eventsCommand(io: Io, finish: (exitCode: number) => void): Command {
  const command = new Command("events")
    .description("every event as one JSON object a line")
    .argument("<path...>", "files, directories, globs, or - for standard input")
    .option("--all", "one object also for each line that is no event");
  return addReadingOptions(command).action(async (paths: string[], flags: ReadingFlags & { all?: boolean }) => {
    const options = readOptionsOf(flags, false);
    let exitCode: number = EXIT.done;
    let denials = 0;
    for (const file of await discoverInputs(paths, io.now())) {
      const result = await readInput(file, options, new EventWriter(file.path, flags.all === true, io));
      denials += result.lines.denials;
      if (result.error === null) continue;
      exitCode = EXIT.incomplete;
      const hint = result.error.hint === undefined ? "" : `\n  ${result.error.hint}`;
      await write(io.stderr, `fwtrend: ${printable(result.error.message)}${hint}\n`);
    }
    finish(exitCode === EXIT.done && denials === 0 && flags.all !== true ? EXIT.nothing : exitCode);
  });
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

  other(verdict: Verdict, _cursor: Cursor, scanner: LockOn, line: number): void {
    if (!this.all) return;
    const format = verdict === FOREIGN ? null : scanner.format.id;
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
