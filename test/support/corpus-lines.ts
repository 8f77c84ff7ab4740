import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { LockOn } from "../../src/formats/lock-on.ts";
import { type InputResult, readInput } from "../../src/ingest/read-input.ts";
import { Clock } from "../../src/scan/clock.ts";
import { Cursor } from "../../src/scan/cursor.ts";
import { DENY, EVENT, LogEvent, type Verdict } from "../../src/scan/event.ts";
import { DESTINATION_PORT, SOURCE_PORT } from "../../src/scan/registers.ts";
import { Zone } from "../../src/scan/zone.ts";
import { corpusFolder } from "./corpus-score.ts";
import { eventLine } from "./event-lines.ts";

const utc = new Zone("UTC");

/** What one reading of a file found. */
export interface FileReading {
  result: InputResult;
  /** Its lines, or the lines that its JSON records make, in their order. */
  lines: Buffer[];
  /** By line number: the port of a denial, −1 where it has none. */
  deniedPorts: Map<number, number>;
}

/** The logs of a corpus folder. */
export function corpusFiles(folder: string): string[] {
  return readdirSync(join(corpusFolder, folder))
    .filter((file) => !file.endsWith(".expected.jsonl"))
    .map((file) => join(corpusFolder, folder, file))
    .sort();
}

/** Reads a file as `analyze` does, but line by line. */
export async function readFileLines(path: string): Promise<FileReading> {
  const lines: Buffer[] = [];
  const deniedPorts = new Map<number, number>();
  const keep = ({ bytes, start, end }: Cursor): void => void lines.push(Buffer.from(bytes.subarray(start, end)));
  const [result] = await readInput(
    { path, sizeBytes: statSync(path).size, modifiedMs: Date.UTC(2026, 10, 20) },
    { zone: utc, year: null, hash: false, maxExpansion: 1000, format: null, columns: {}, assume: "deny" },
    () => ({
      event(event, cursor, _scanner, line) {
        keep(cursor);
        if (event.action === DENY) deniedPorts.set(line, event.destinationPort);
      },
      other: (_verdict, cursor) => keep(cursor),
      tooLong() {},
    }),
  );
  return { result: result!, lines, deniedPorts };
}

/** Where a value stands in a line. */
interface Place {
  start: number;
  end: number;
}

/** How one line was read. */
export interface LineReading {
  verdict: Verdict;
  isDenial: boolean;
  /** Its destination's port; −1 for none. */
  port: number;
  /** As {@link eventLine} writes it. */
  text: string;
}

/** Before the line in the block, so that readers that look back meet a line break. */
const lineStart = 64;

/** Reads single lines by the formats of a file, as they come, damaged or not. */
export class LineReader {
  private readonly scanner: LockOn;
  private readonly event = new LogEvent();
  private readonly block = Buffer.alloc(1 << 17, "\n");
  private readonly cursor = new Cursor(this.block);

  constructor({ result }: FileReading) {
    this.scanner = new LockOn(result.detection.formats, { clock: new Clock(utc, 2026), assume: "deny" });
  }

  /** The id of the format that read the last line. */
  get format(): string {
    return this.scanner.format.id;
  }

  /** The columns that lines of names gave. */
  get columns(): string {
    return this.scanner.columnsInUse;
  }

  read(line: Buffer): LineReading {
    const { block, cursor, event } = this;
    line.copy(block, lineStart);
    block[lineStart + line.length] = 10;
    cursor.setLine(lineStart, lineStart + line.length);
    const verdict = this.scanner.scan(cursor, event);
    if (verdict !== EVENT) return { verdict, isDenial: false, port: -1, text: "" };
    const text = eventLine(verdict, event, cursor);
    return { verdict, isDenial: event.action === DENY, port: event.destinationPort, text };
  }

  /** Where the ports of the line stand that was read last, with the bytes around them that say so. */
  portPlaces(): { source: Place[]; destination: Place[] } {
    const marks = this.scanner.reader.trace.marks(this.cursor, this.event);
    const placesOf = (kind: number): Place[] =>
      marks
        .filter((mark) => mark.kind === kind)
        .map(({ start, end }) => ({ start: start - lineStart, end: end - lineStart }));
    return { source: placesOf(SOURCE_PORT), destination: placesOf(DESTINATION_PORT) };
  }
}
