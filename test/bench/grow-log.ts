import { LockOn } from "../../dist/formats/lock-on.js";
import type { Format } from "../../dist/formats/format.js";
import { Clock } from "../../dist/scan/clock.js";
import { Cursor } from "../../dist/scan/cursor.js";
import { EVENT, LogEvent, SKIPPED } from "../../dist/scan/event.js";
import {
  CLOCK,
  DESTINATION_ADDRESS,
  DESTINATION_PORT_NUMBER,
  DIGITS,
  EPOCH_NUMBER,
  OTHER_CLOCK,
  SOURCE_ADDRESS,
  SOURCE_PORT_NUMBER,
  WORD,
} from "../../dist/scan/kernel/layout.js";
import { cutPieces, type Piece } from "../../dist/scan/pieces.js";
import { Zone } from "../../dist/scan/zone.js";

/** The year of stamps that tell none. */
export const grownYear = 2026;

/** Of so many lines, one is none that varies: IPv6, another program's, cut short, none of the format. */
const linesPerOther = 40;
/** So many kinds of decisions one device logs at most; samples show those of several. */
const mostKinds = 32;
const daySec = 86_400;
/** Attackers of a day, and addresses of ours. */
const sources = 20_000;
const destinations = 250;
const busyPorts = [23, 23, 23, 2323, 80, 445, 22, 3389, 52869, 8291, 9000, 5555, 7547, 37215, 81, 8080, 1433, 3306];

/** When a line is of: the day by its own clock, in seconds since 1970, and what is to be added to that to have it in UTC. */
interface Time {
  dayStart: number;
  offsetSec: number;
}

/** A line that others are made of. */
interface Kind extends Time {
  pieces: readonly Piece[];
}

/**
 * A day's log of one device, grown from some lines of its format: each of its decisions again and again, with other
 * addresses, ports, times and numbers, the first kinds more often than the last, and now and then a line of another kind.
 * What stands before the first decision, such as names of columns, stands there once. Of formats that tell no decisions,
 * the lines are those.
 * @returns stretches of it, `megabytes` in all; none where no line can be varied.
 */
export function* growLog(log: Buffer, format: Format, megabytes: number): Generator<Buffer> {
  const { head, kinds, others } = takeApart(log, format);
  if (kinds.length === 0) return;
  yield Buffer.from(head, "latin1");
  const lineBytes = kinds.reduce((sum, { pieces }) => sum + lengthOf(pieces), 0) / kinds.length + 1;
  const lines = Math.ceil((megabytes * 1e6) / lineBytes);
  const below = randomBelow();
  let text = "";
  for (let i = 0; i < lines; i++) {
    // The product of two numbers below 1 is more often near 0.
    const kind = kinds[Math.floor((below(1000) * below(1000) * kinds.length) / 1e6)]!;
    const isOther = others.length > 0 && i % linesPerOther === linesPerOther - 1;
    const second = Math.floor((i * daySec) / lines);
    text += isOther ? withClock(others[below(others.length)]!, second) : write(kind, second, below);
    text += "\n";
    if (text.length < 1 << 20) continue;
    yield Buffer.from(text, "latin1");
    text = "";
  }
  yield Buffer.from(text, "latin1");
}

interface Parts {
  head: string;
  kinds: readonly Kind[];
  others: readonly string[];
}

/** Parts a log into what stands before its decisions, decisions of its commonest day, and other lines. */
function takeApart(log: Buffer, format: Format): Parts {
  const scanner = new LockOn([format], { clock: new Clock(new Zone("UTC"), grownYear), assume: "deny" });
  const cursor = new Cursor(Buffer.concat([Buffer.from("\n"), log]));
  const event = new LogEvent();
  const decisions: Kind[] = [];
  const skipped: Kind[] = [];
  const others: { text: string; time: Time | null }[] = [];
  let head = "";
  for (let start = 1, end = 0; (end = cursor.bytes.indexOf(10, start)) >= 0; start = end + 1) {
    cursor.setLine(start, end);
    const text = cursor.bytes.toString("latin1", start, end);
    const columns = scanner.columnsInUse;
    const verdict = scanner.scan(cursor, event);
    // What stands below other columns cannot be mixed with what is there.
    if (decisions.length + skipped.length > 0 && scanner.columnsInUse !== columns) break;
    const pieces = verdict === EVENT || verdict === SKIPPED ? cutPieces(cursor, event, scanner.reader) : null;
    const clock = pieces === null ? /\d\d:\d\d:\d\d/.exec(text)?.[0] : pieces.find(isClock)?.text;
    const time = verdict === EVENT ? timeOf(event.timeSec, clock) : null;
    if (pieces !== null && time !== null) decisions.push({ pieces, ...time });
    else if (decisions.length + skipped.length === 0 && pieces === null) head += `${text}\n`;
    else if (!text.startsWith("#")) others.push({ text, time });
    if (pieces !== null && verdict === SKIPPED) skipped.push({ pieces, dayStart: 0, offsetSec: 0 });
  }
  const kinds = decisions.length > 0 ? ofCommonestDay(decisions).slice(0, mostKinds) : skipped;
  const dates = kinds.flatMap(({ pieces }) => pieces.flatMap(({ role, text }) => (role === "day" ? [text] : [])));
  const hasDate = (text: string): boolean => dates.some((date) => /\d/.test(date) && text.includes(date));
  // A line of another day would set the clock back.
  const isOfDay = ({ text, time }: (typeof others)[number]): boolean =>
    time === null ? !stamped.test(text) || hasDate(text) : kinds[0] !== undefined && isSameTime(time, kinds[0]);
  return { head, kinds, others: others.filter(isOfDay).map(({ text }) => text) };
}

const stamped = /\d\d:\d\d|\d{10}/;

function isClock({ kind }: Piece): boolean {
  return kind === CLOCK;
}

function timeOf(timeSec: number, clock: string | undefined): Time {
  const [hour = 0, minute = 0, second = 0] = clock === undefined ? [] : clock.split(":").map(Number);
  const told = hour * 3600 + minute * 60 + second;
  const offsetSec = clock === undefined ? 0 : (timeSec - told) % daySec;
  return { dayStart: Math.floor((timeSec - offsetSec) / daySec) * daySec, offsetSec };
}

function isSameTime(one: Time, other: Time): boolean {
  return one.dayStart === other.dayStart && one.offsetSec === other.offsetSec;
}

function ofCommonestDay(kinds: readonly Kind[]): Kind[] {
  const alike = (one: Kind): Kind[] => kinds.filter((other) => isSameTime(one, other));
  return kinds.map(alike).reduce((best, some) => (some.length > best.length ? some : best));
}

/** A line with its first time of day set. */
function withClock(text: string, second: number): string {
  return text.replace(/\d\d:\d\d:\d\d/, clockText(second));
}

function clockText(second: number): string {
  return new Date(second * 1000).toISOString().slice(11, 19);
}

function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { text }) => sum + text.length, 0);
}

type Below = (limit: number) => number;

function write({ pieces, dayStart }: Kind, second: number, below: Below): string {
  return pieces.reduce((line, { role, kind, text }, i) => {
    const isFixed = role !== "value" && (role !== "loose" || isOfStamp(pieces[i - 1]?.text, pieces[i + 1]?.text));
    return line + (isFixed ? text : valueOf(kind, text, dayStart, second, below));
  }, "");
}

/** True for a number between the signs of a date or a time. */
function isOfStamp(before = "", behind = ""): boolean {
  return /[-/:.]$/.test(before) || /^[-/:.]/.test(behind);
}

function valueOf(kind: number, text: string, dayStart: number, second: number, below: Below): string {
  switch (kind) {
    case SOURCE_ADDRESS: {
      const source = below(sources);
      return `${1 + (source % 223)}.${(source * 7) % 256}.${(source * 31) % 256}.${1 + (source % 253)}`;
    }
    case DESTINATION_ADDRESS:
      return `203.0.113.${below(destinations)}`;
    case SOURCE_PORT_NUMBER:
      return String(1024 + below(64_000));
    case DESTINATION_PORT_NUMBER:
      return String(below(5) === 0 ? 1 + below(65_535) : busyPorts[below(busyPorts.length)]!);
    case CLOCK:
    case OTHER_CLOCK:
      return clockText(second);
    case EPOCH_NUMBER:
      return String(dayStart + second) + text.slice(10);
    case DIGITS:
    case WORD:
      return text.replace(/\d+/g, (digits) => otherDigits(digits.length, below));
    default:
      return text;
  }
}

function otherDigits(length: number, below: Below): string {
  return String(below(10 ** Math.min(9, length))).padStart(length, "1");
}

function randomBelow(): Below {
  let state = 2463534242;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}
