import {
  CLOSE_BRACKET,
  COLON,
  type Cursor,
  DOT,
  GREATER,
  LESS,
  MINUS,
  NINE,
  OPEN_PAREN,
  SLASH,
  SPACE,
  TAB,
  ZERO,
} from "./cursor.ts";
import type { LogEvent } from "./event.ts";
import { isNumber, isPriorityName, isTag } from "./header-words.ts";
import { Stamp } from "./stamp.ts";
import { readStamp } from "./stamp-forms.ts";
import { type Trace, TRACE_HEADER_STAMP, TRACE_LOOSE, TRACE_OTHER_STAMP } from "./trace.ts";

/** TAI64N labels count seconds from 2^62 and are 10 s ahead of Unix time (daemontools, the value of 1970). */
const taiOffsetSec = 10;
/** The end of the year 9999: a label beyond it is none. */
const lastSec = 253_402_300_799;

/** Lines with more stamps are read by no shape. */
const mostStamps = 4;

/**
 * What stands in front of a payload: syslog headers of all kinds (RFC 3164 with and without PRI and year,
 * RFC 5424, ISO stamps, relay prefixes, several in a row), file names put there by grep, or nothing.
 */
export class Header {
  /** The host: the word behind the last stamp; empty when there is none. */
  hostStart = 0;
  hostEnd = 0;
  /** Where the text behind stamp and host begins: the program's tag, or a log prefix. */
  restStart = 0;
  private stampCount = 0;
  private readonly stampStarts = new Int32Array(mostStamps);
  private readonly stampEnds = new Int32Array(mostStamps);
  /** Which of the stamps is the event's. */
  private chosen = 0;
  /** The number of the message with its colon, `000123:`; empty when there is none. */
  private numberStart = 0;
  private numberEnd = 0;
  private readonly stamp = new Stamp();
  private readonly trial = new Stamp();
  private readonly colonHost: boolean;

  /** @param colonHost true for products that write `host:` where others write a program's tag. */
  constructor(colonHost: boolean) {
    this.colonHost = colonHost;
  }

  /**
   * Reads the header between the line's start and `stop`, where the payload begins.
   * The last stamp before the payload is the device's own and wins, unless it lacks a year that an
   * earlier one has. The stamp is then handed to a reader that has none, the host to an event that has none.
   */
  read(cursor: Cursor, stop: number, stamp: Stamp, event: LogEvent, trace: Trace | null = null): void {
    this.stamp.clear();
    this.stampCount = 0;
    this.numberStart = this.numberEnd = cursor.start;
    this.readWords(cursor, stop);
    if (trace !== null) this.leaveTrace(stamp, trace);
    if (!stamp.complete) stamp.copy(this.stamp);
    if (event.deviceEnd > event.deviceStart) return;
    event.deviceStart = this.hostStart;
    event.deviceEnd = this.hostEnd;
  }

  private leaveTrace(stamp: Stamp, trace: Trace): void {
    trace.hasOwnStamp = stamp.complete;
    const known = this.stampCount > mostStamps ? 0 : this.stampCount;
    for (let i = 0; i < known; i++) {
      trace.mark(i === this.chosen ? TRACE_HEADER_STAMP : TRACE_OTHER_STAMP, this.stampStarts[i]!, this.stampEnds[i]!);
    }
    if (this.numberEnd > this.numberStart) trace.mark(TRACE_LOOSE, this.numberStart, this.numberEnd);
    // A half stamp is put together with the header's in a way that no shape follows.
    const isHalf = !stamp.complete && (stamp.month > 0 || stamp.daySec >= 0 || stamp.hasOffset);
    if (known < this.stampCount || isHalf) trace.isWhole = false;
  }

  private readWords(cursor: Cursor, stop: number): void {
    const bytes = cursor.bytes;
    let at = passPriority(cursor, cursor.start, stop);
    this.setHost(at, at);
    this.restStart = at;
    if (!this.stampAt(cursor, at, stop)) {
      this.noteNumber(bytes, at, stop);
      const first = this.findStamp(cursor, at, stop);
      if (first < 0) return;
      if (this.colonHost) this.hostBefore(cursor, first, at);
    }
    at = cursor.pos;
    // "[Thu Apr  1 03:04:05 2017] …" of `dmesg -T`, "20/Jun/2022:13:09:14 +0200 …": no host follows.
    const isInBrackets = at < stop && bytes[at] === CLOSE_BRACKET;
    if (isInBrackets || isLogFileStamp(bytes, this.stampStarts[Math.min(this.stampCount, mostStamps) - 1]!)) {
      if (isInBrackets) at++;
      while (at < stop && isGap(bytes[at]!)) at++;
      this.restStart = at;
      return;
    }
    let headersEnd = -1;
    for (;;) {
      while (at < stop && isGap(bytes[at]!)) at++;
      this.restStart = at;
      if (this.stampAt(cursor, at, stop)) {
        at = cursor.pos;
        continue;
      }
      const wordStart = at;
      while (at < stop && !isBlank(bytes[at]!)) at++;
      if (at === wordStart) return;
      this.restStart = at;
      if (isPriorityName(bytes, wordStart, at)) continue;
      // The nil value of RFC 5424.
      if (at === wordStart + 1 && bytes[wordStart] === MINUS) return;
      if (isTag(bytes, wordStart, at, this.colonHost)) {
        this.restStart = wordStart;
        this.readBehindTag(cursor, at, stop);
        return;
      }
      // A number is no host, but one of a message or of a process.
      if (!isNumber(bytes, wordStart, at)) this.setHost(wordStart, bytes[at - 1] === COLON ? at - 1 : at);
      // A relay's header may be followed by the device's own; the last word of the relay's is the host
      // when the device's own names none.
      if (headersEnd < at) headersEnd = this.headersEnd(cursor, at, stop);
      const next = this.findStamp(cursor, at, headersEnd);
      if (next < 0) {
        this.readBehindTag(cursor, headersEnd, stop);
        return;
      }
      at = cursor.pos;
      // "Firebox1 (2017-04-01T03:04:05) …": the clock of the device that was named.
      if (bytes[next - 1] === OPEN_PAREN) return;
      this.hostBefore(cursor, next, cursor.start);
    }
  }

  /** "pf: Apr  1 03:04:05 …": a program that writes when what it tells of happened. */
  private readBehindTag(cursor: Cursor, from: number, stop: number): void {
    let at = from;
    while (at < stop && isGap(cursor.bytes[at]!)) at++;
    this.stampAt(cursor, at, stop);
  }

  /** No header stands behind a program's tag: `host kernel: …`. Saves looking for stamps in log prefixes. */
  private headersEnd(cursor: Cursor, from: number, stop: number): number {
    if (this.colonHost) return stop;
    const bytes = cursor.bytes;
    for (let at = from + 1; at < stop; at++)
      if (bytes[at] === SPACE && bytes[at - 1] === COLON && bytes[at - 2] !== SPACE) return at;
    return stop;
  }

  private setHost(start: number, end: number): void {
    this.hostStart = start;
    this.hostEnd = end;
  }

  /** Takes the word before a stamp for the host, unless that is the sequence number of the message: `000123:`. */
  private hostBefore(cursor: Cursor, place: number, from: number): void {
    const bytes = cursor.bytes;
    let end = place;
    while (end > from && isGap(bytes[end - 1]!)) end--;
    let start = end;
    while (start > from && !isBlank(bytes[start - 1]!)) start--;
    if (isNumber(bytes, start, end)) this.noteNumber(bytes, start, place);
    else this.setHost(start, end);
  }

  /** Notes the number of the message, if one stands here: any other would do as well. */
  private noteNumber(bytes: Uint8Array, from: number, stop: number): void {
    let at = from;
    while (at < stop && bytes[at]! >= ZERO && bytes[at]! <= NINE) at++;
    if (at === from || at >= stop || bytes[at] !== COLON) return;
    this.numberStart = from;
    this.numberEnd = at + 1;
  }

  /** Finds the next stamp that begins a word; its place, −1 when none does. The cursor is left behind it. */
  private findStamp(cursor: Cursor, from: number, stop: number): number {
    const bytes = cursor.bytes;
    for (let at = from; at + 14 < stop; at++) {
      const byte = bytes[at]!;
      const before = at > cursor.start ? bytes[at - 1]! : SPACE;
      if (mayBeginStamp(byte) && !isWordByte(before) && this.stampAt(cursor, at, stop)) return at;
    }
    return -1;
  }

  private stampAt(cursor: Cursor, at: number, stop: number): boolean {
    const trial = this.trial;
    const bytes = cursor.bytes;
    trial.clear();
    let from = at;
    // "*Apr  1 …" and ".Apr  1 …": a clock that is not synchronised.
    if (from < stop && (cursor.bytes[from] === 42 || cursor.bytes[from] === DOT)) from++;
    const found = cursor.bytes[from] === 64 ? readTai64(cursor, from, trial) : readStamp(cursor, from, trial);
    if (!found || cursor.pos > stop) return false;
    // "2017040103.log:", a file name put in front by grep; "1404123456789012(root)", a serial number for a host.
    const behind = cursor.pos < stop ? bytes[cursor.pos]! : SPACE;
    if (trial.epochSec >= 0 && (isWordByte(behind) || behind === OPEN_PAREN)) return false;
    // "1491015845:" is the number of a message, as any other number would be.
    if (bytes[cursor.pos] === COLON && cursor.pos < stop && isNumber(bytes, from, cursor.pos)) return false;
    this.stampStarts[Math.min(this.stampCount, mostStamps - 1)] = from;
    this.stampEnds[Math.min(this.stampCount, mostStamps - 1)] = cursor.pos;
    const hasYear = this.stamp.epochSec >= 0 || this.stamp.year >= 0;
    if (trial.epochSec >= 0 || trial.year >= 0 || !hasYear) {
      this.stamp.copy(trial);
      this.chosen = this.stampCount;
    }
    // No shape reads a TAI64N label.
    this.stampCount += bytes[from] === 64 ? mostStamps + 1 : 1;
    return true;
  }
}

/** True for the form of web servers, which only programs write that keep files of their own. */
function isLogFileStamp(bytes: Uint8Array, at: number): boolean {
  return bytes[at + 2] === SLASH && bytes[at + 6] === SLASH;
}

/** Behind `783 <14>1 `: the length of RFC 6587, the priority, the version of RFC 5424. */
function passPriority(cursor: Cursor, start: number, stop: number): number {
  const bytes = cursor.bytes;
  let at = start;
  while (at < stop && bytes[at]! >= ZERO && bytes[at]! <= NINE) at++;
  if (at > start && bytes[at] === SPACE && bytes[at + 1] === LESS) at++;
  else at = start;
  if (bytes[at] === LESS) {
    let close = at + 1;
    while (close < stop && bytes[close]! >= ZERO && bytes[close]! <= NINE) close++;
    if (bytes[close] === GREATER && close > at + 1) {
      at = close + 1;
      if (bytes[at] === 49 && bytes[at + 1] === SPACE) at += 2;
    }
  }
  while (at < stop && (bytes[at] === SPACE || bytes[at] === TAB)) at++;
  return at;
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB;
}

function isGap(byte: number): boolean {
  return byte === SPACE || byte === TAB || byte === COLON || byte === GREATER;
}

function isWordByte(byte: number): boolean {
  const folded = byte | 32;
  return (
    (byte >= ZERO && byte <= NINE) || (folded >= 97 && folded <= 122) || byte === MINUS || byte === DOT || byte === 95
  );
}

function mayBeginStamp(byte: number): boolean {
  return (byte >= 65 && byte <= 83) || byte === 64 || byte === 42 || byte === DOT || (byte >= ZERO && byte <= NINE);
}

function readTai64(cursor: Cursor, at: number, stamp: Stamp): boolean {
  const text = cursor.bytes.toString("latin1", at + 1, Math.min(at + 25, cursor.end));
  if (!/^40[0-9a-f]{22}$/.test(text)) return false;
  const seconds = Number.parseInt(text.slice(2, 16), 16) - taiOffsetSec;
  if (seconds > lastSec) return false;
  stamp.epochSec = seconds;
  cursor.pos = at + 25;
  return true;
}
