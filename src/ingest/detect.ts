import { compileFormat, type Assumption } from "../formats/compile.ts";
import type { ColumnOverrides } from "../formats/csv-headers.ts";
import type { Format } from "../formats/format.ts";
import { formats, headFormats } from "../formats/index.ts";
import { mayHold } from "../formats/rule-out.ts";
import { Clock } from "../scan/clock.ts";
import { Cursor } from "../scan/cursor.ts";
import { EVENT, FOREIGN, LogEvent } from "../scan/event.ts";
import type { Zone } from "../scan/zone.ts";
import { bufferBytes, LineFeeder } from "./line-feeder.ts";

/** How many lines of a file its format is told by. */
const headLines = 256;

/** How many of them all formats are tried on first. */
const firstLines = 24;

/** How much of a file's beginning is looked at, at most. */
export const headBytes = 1 << 16;

/** How well one format fits the beginning of a file. */
export interface FormatScore {
  format: Format;
  /** Lines that are of this format, decisions among them. */
  lines: number;
  decisions: number;
  /** `lines` as a fraction of the lines looked at, empty ones left out. */
  share: number;
}

/** What a file is, told by its beginning. */
export interface Detection {
  /** The formats to try on each line, likeliest first. */
  formats: readonly Format[];
  /** Formats that fit at least one line, best first. */
  scores: readonly FormatScore[];
  /** Lines looked at, empty ones left out. */
  looked: number;
  /** True when the beginning holds bytes that no text log has. */
  binary: boolean;
}

/** What the user said about formats. */
export interface FormatWishes {
  /** `--format`; null lets the file tell. */
  format: Format | "csv-headers" | null;
  columns: ColumnOverrides;
  assume: Assumption;
}

/** Tells the formats of a file by its first bytes. */
export function detectFormats(head: Buffer, wishes: FormatWishes, zone: Zone): Detection {
  const lines = cutLines(head);
  const binary = head.includes(0);
  if (wishes.format !== null && wishes.format !== "csv-headers") {
    const scores = [scoreFormat(wishes.format, lines, wishes, zone)];
    return { formats: [wishes.format], scores, looked: lines.length, binary };
  }
  const candidates = formats.filter((format) => mayHold(head, format));
  const scores = scoreFormats(lines, candidates, wishes, zone).filter((score) => score.lines > 0);
  scores.sort((a, b) => b.share - a.share || b.decisions - a.decisions);
  const best = scores[0];
  if (wishes.format === "csv-headers" || best === undefined || best.share < 0.5 || wantsColumns(wishes)) {
    const named = formatByHead(lines, wishes);
    if (named !== null) {
      const score = scoreFormat(named, lines, wishes, zone);
      return { formats: [named], scores: [score, ...scores], looked: lines.length, binary };
    }
  }
  const found = scores.map((score) => score.format);
  return {
    formats: [...found, ...formats.filter((format) => !found.includes(format))],
    scores,
    looked: lines.length,
    binary,
  };
}

/**
 * Scores formats; first on a few lines. Where one alone fits those and, after them, all others, no other format
 * fits any: a line is of one format only. Trying them all takes longer than a small file.
 */
function scoreFormats(
  lines: readonly Buffer[],
  candidates: readonly Format[],
  wishes: FormatWishes,
  zone: Zone,
): FormatScore[] {
  const first = candidates.map((format) => scoreFormat(format, lines.slice(0, firstLines), wishes, zone));
  if (lines.length <= firstLines) return first;
  const [likely, second] = first.filter((score) => score.lines > 0);
  if (likely !== undefined && second === undefined) {
    const whole = scoreFormat(likely.format, lines, wishes, zone);
    if (whole.lines === lines.length) return [whole];
  }
  return candidates.map((format) => scoreFormat(format, lines, wishes, zone));
}

function wantsColumns(wishes: FormatWishes): boolean {
  return Object.keys(wishes.columns).length > 0;
}

function formatByHead(lines: readonly Buffer[], wishes: FormatWishes): Format | null {
  const texts = lines.map((line) => line.toString("utf8"));
  for (const headFormat of headFormats) {
    const format = headFormat.fromHead(texts, wishes.columns);
    if (format !== null) return format;
  }
  return null;
}

function scoreFormat(format: Format, lines: readonly Buffer[], wishes: FormatWishes, zone: Zone): FormatScore {
  const scanner = compileFormat(format, { clock: new Clock(zone, 2000), assume: wishes.assume });
  const event = new LogEvent();
  let fitting = 0;
  let decisions = 0;
  for (const line of lines) {
    const cursor = new Cursor(line);
    cursor.setLine(0, line.length);
    const verdict = scanner.scan(cursor, event);
    if (verdict !== FOREIGN) fitting++;
    if (verdict === EVENT) decisions++;
  }
  return { format, lines: fitting, decisions, share: lines.length === 0 ? 0 : fitting / lines.length };
}

/** The first lines, each in a buffer of its own; without empty ones and without a last one that is cut. */
function cutLines(head: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  const feeder = new LineFeeder(
    {
      line(cursor) {
        if (lines.length < headLines && cursor.end > cursor.start) {
          lines.push(Buffer.from(cursor.bytes.subarray(cursor.start, cursor.end)));
        }
      },
      tooLong() {},
    },
    Buffer.allocUnsafe(bufferBytes(1, head.length)),
  );
  feeder.feed(head);
  if (head.length < headBytes || lines.length === 0) feeder.finish();
  return lines;
}
