import { LockOn } from "../../dist/formats/lock-on.js";
import type { Format } from "../../dist/formats/format.js";
import { Clock } from "../../dist/scan/clock.js";
import { Cursor } from "../../dist/scan/cursor.js";
import { EVENT, LogEvent } from "../../dist/scan/event.js";
import {
  CLOCK,
  DESTINATION_ADDRESS,
  DESTINATION_PORT_NUMBER,
  DIGITS,
  EPOCH_NUMBER,
  OTHER_CLOCK,
  SOURCE_ADDRESS,
  SOURCE_PORT_NUMBER,
} from "../../dist/scan/kernel/layout.js";
import { cutPieces, type Piece } from "../../dist/scan/pieces.js";
import { Zone } from "../../dist/scan/zone.js";

/** Of so many lines, one is none that varies: IPv6, another program's, cut short, none of the format. */
const linesPerOther = 40;
const daySec = 86_400;
/** Attackers of a day, and addresses of ours. */
const sources = 20_000;
const destinations = 250;
const busyPorts = [23, 23, 23, 2323, 80, 445, 22, 3389, 52869, 8291, 9000, 5555, 7547, 37215, 81, 8080, 1433, 3306];

/** A decision that lines are made of: its pieces, and the day it is of, in seconds since 1970. */
interface Kind {
  pieces: readonly Piece[];
  dayStart: number;
}

/**
 * A day's log of one device, grown from some lines of its format: each of its decisions again and again, with other
 * addresses, ports, times and numbers, the first kinds more often than the last, and now and then a line of another kind.
 * What stands before the first decision, such as names of columns, stands there once.
 * @returns stretches of it, `megabytes` in all; none where no decision of the lines can be varied.
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

/** Parts a log into what stands before its decisions, decisions of its commonest day, and other lines. */
function takeApart(log: Buffer, format: Format): { head: string; kinds: Kind[]; others: string[] } {
  const scanner = new LockOn([format], { clock: new Clock(new Zone("UTC"), 2026), assume: "deny" });
  const cursor = new Cursor(Buffer.concat([Buffer.from("\n"), log]));
  const event = new LogEvent();
  const kinds: Kind[] = [];
  const others: string[] = [];
  let head = "";
  for (let start = 1, end = 0; (end = cursor.bytes.indexOf(10, start)) >= 0; start = end + 1) {
    cursor.setLine(start, end);
    const text = cursor.bytes.toString("latin1", start, end);
    const columns = scanner.columnsInUse;
    const isDecision = scanner.scan(cursor, event) === EVENT;
    const isHead = scanner.columnsInUse !== columns || text.startsWith("#");
    const pieces = isDecision ? cutPieces(cursor, event, scanner.reader) : null;
    if (pieces !== null && isUtc(pieces, event.timeSec)) kinds.push({ pieces, dayStart: startOfDay(event.timeSec) });
    else if (kinds.length === 0 && !isDecision) head += `${text}\n`;
    else if (!isHead) others.push(text);
  }
  const count = (day: number): number => kinds.filter(({ dayStart }) => dayStart === day).length;
  const common = kinds.reduce((day, { dayStart }) => (count(dayStart) > count(day) ? dayStart : day), -1);
  const alike = kinds.filter(({ dayStart }) => dayStart === common);
  return { head, kinds: alike, others: others.filter((text) => isOfDay(text, alike)) };
}

function startOfDay(sec: number): number {
  return Math.floor(sec / daySec) * daySec;
}

/** True where the time of day that a line tells is that of its event, so that all of its day are of one. */
function isUtc(pieces: readonly Piece[], sec: number): boolean {
  const clock = pieces.find(({ kind }) => kind === CLOCK);
  return clock === undefined || clock.text === clockText(Math.floor(sec) % daySec);
}

/** True for a line that has the date of one of the decisions in it, or none: another would set the clock back. */
function isOfDay(text: string, kinds: readonly Kind[]): boolean {
  const dates = kinds.flatMap(({ pieces }) => pieces.flatMap((piece) => (piece.role === "day" ? [piece.text] : [])));
  return !stamped.test(text) || dates.some((date) => /\d/.test(date) && text.includes(date));
}

const stamped = /\d\d:\d\d|\d{10}/;

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

function write({ pieces, dayStart }: Kind, second: number, below: (limit: number) => number): string {
  return pieces.reduce((line, { role, kind, text }) => {
    if (role !== "value" && !(role === "loose" && kind === DIGITS)) return line + text;
    return line + valueOf(kind, text, dayStart, second, below);
  }, "");
}

function valueOf(
  kind: number,
  text: string,
  dayStart: number,
  second: number,
  below: (limit: number) => number,
): string {
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
      return String(below(10 ** Math.min(9, text.length))).padStart(text.length, "1");
    default:
      return text;
  }
}

function randomBelow(): (limit: number) => number {
  let state = 2463534242;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}
