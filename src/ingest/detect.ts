import { compileFormat, type Assumption } from "../formats/compile.ts";
import type { ColumnOverrides } from "../formats/csv-headers.ts";
import type { Format } from "../formats/format.ts";
import { formats, headFormats } from "../formats/index.ts";
import { mayHold } from "../formats/rule-out.ts";
import { Clock } from "../scan/clock.ts";
import { Cursor } from "../scan/cursor.ts";
import { EVENT, FOREIGN, LogEvent } from "../scan/event.ts";
import type { Scanner } from "../scan/scanner.ts";
import { shownText } from "../scan/shown-text.ts";
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

/** Formats of the user's own, with the file that they come from. */
export interface OwnFormats {
  /** As it was given. */
  path: string;
  /** Of the file's bytes. */
  sha256: string;
  formats: readonly Format[];
}

/** What the user said about formats. */
export interface FormatWishes {
  /** `--format`; null lets the file tell. */
  format: Format | "csv-headers" | null;
  /** `--formats`: tried before the built-in formats. */
  ownFormats?: OwnFormats | null;
  columns: ColumnOverrides;
  assume: Assumption;
}

/** Tells the formats of a file by its first bytes. */
export function detectFormats(head: Buffer, wishes: FormatWishes, zone: Zone): Detection {
  const lines = cutLines(head);
  const binary = head.includes(0);
  if (wishes.format !== null && wishes.format !== "csv-headers") {
    const scores = [new Trial(wishes.format, lines, wishes, zone).goTo(headLines)];
    return { formats: [wishes.format], scores, looked: lines.places.length, binary };
  }
  const all = [...(wishes.ownFormats?.formats ?? []), ...formats];
  const candidates = all.filter((format) => mayHold(head, format));
  const scores = scoreFormats(lines, candidates, wishes, zone).filter((score) => score.lines > 0);
  scores.sort((a, b) => b.share - a.share || b.decisions - a.decisions);
  const best = scores[0];
  const isWished = wishes.format === "csv-headers" || wantsColumns(wishes);
  if (isWished || best === undefined || best.share < 0.5) {
    const isKnown = !isWished && scores.some(({ decisions }) => decisions > 0);
    const named = formatByHead(lines, wishes, isKnown);
    if (named !== null) {
      const score = new Trial(named, lines, wishes, zone).goTo(headLines);
      return { formats: [named], scores: [score, ...scores], looked: lines.places.length, binary };
    }
  }
  const found = scores.map((score) => score.format);
  return {
    formats: [...found, ...all.filter((format) => !found.includes(format) && !claimsAll(format))],
    scores,
    looked: lines.places.length,
    binary,
  };
}

/**
 * Scores formats; first on a few lines. Where one alone fits those and, after them, all others, no other format
 * fits any: a line is of one format only. Trying them all takes longer than a small file.
 */
function scoreFormats(
  lines: HeadLines,
  candidates: readonly Format[],
  wishes: FormatWishes,
  zone: Zone,
): FormatScore[] {
  const trials = candidates.map((format) => new Trial(format, lines, wishes, zone));
  for (const trial of trials) trial.goTo(firstLines);
  const [likely, second] = trials.filter((trial) => trial.hasFit);
  if (likely !== undefined && second === undefined) {
    const whole = likely.goTo(headLines);
    if (whole.lines === lines.places.length) return [whole];
  }
  return trials.map((trial) => trial.goTo(headLines));
}

/** True for columns that no word and no marker tell: each line of each file is of such a format, so only what is read counts. */
function claimsAll({ grammar }: Format): boolean {
  return grammar.kind === "csv" && grammar.marker === undefined && grammar.identity.length === 0;
}

function wantsColumns(wishes: FormatWishes): boolean {
  return Object.keys(wishes.columns).length > 0;
}

function formatByHead({ bytes, places }: HeadLines, wishes: FormatWishes, isKnown: boolean): Format | null {
  const texts = places.map(({ start, end }) => shownText(bytes, start, end));
  for (const headFormat of headFormats) {
    if (isKnown && headFormat.yields === true) continue;
    const format = headFormat.fromHead(texts, wishes.columns);
    if (format !== null) return format;
  }
  return null;
}

/** A format that is tried on the first lines, from one to the next. */
class Trial {
  private readonly format: Format;
  private readonly lines: HeadLines;
  private readonly scanner: Scanner;
  private readonly cursor: Cursor;
  private readonly event = new LogEvent();
  private readonly countsDecisions: boolean;
  private tried = 0;
  private fitting = 0;
  private decisions = 0;

  constructor(format: Format, lines: HeadLines, { assume, ownFormats }: FormatWishes, zone: Zone) {
    this.format = format;
    this.countsDecisions = ownFormats?.formats.includes(format) === true && claimsAll(format);
    this.lines = lines;
    this.scanner = compileFormat(format, { clock: new Clock(zone, 2000), assume });
    this.cursor = new Cursor(lines.bytes);
  }

  /** True when the format fits a line that was tried. */
  get hasFit(): boolean {
    return this.fitting > 0;
  }

  /** Tries the lines up to a number of them. */
  goTo(count: number): FormatScore {
    const { places } = this.lines;
    for (; this.tried < Math.min(count, places.length); this.tried++) {
      const { start, end } = places[this.tried]!;
      this.cursor.setLine(start, end);
      const verdict = this.scanner.scan(this.cursor, this.event);
      if (verdict === EVENT || (verdict !== FOREIGN && !this.countsDecisions)) this.fitting++;
      if (verdict === EVENT) this.decisions++;
    }
    const { format, fitting, decisions } = this;
    return { format, lines: fitting, decisions, share: places.length === 0 ? 0 : fitting / places.length };
  }
}

/** The first lines of a file, without line breaks, in one buffer. */
interface HeadLines {
  bytes: Buffer;
  places: readonly { start: number; end: number }[];
}

/** The first lines, without empty ones and without a last one that is cut. */
function cutLines(head: Buffer): HeadLines {
  const places: { start: number; end: number }[] = [];
  // All of the head fits into its one room, where the lines then stay.
  const bytes = Buffer.allocUnsafe(bufferBytes(1, head.length));
  const feeder = new LineFeeder(
    {
      line({ start, end }) {
        if (places.length < headLines && end > start) places.push({ start, end });
      },
      tooLong() {},
    },
    bytes,
  );
  feeder.feed(head);
  if (head.length < headBytes || places.length === 0) feeder.finish();
  return { bytes, places };
}
