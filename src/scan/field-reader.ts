import type { Clock } from "./clock.ts";
import { type Cursor, DOT, MINUS, NINE, SPACE, ZERO } from "./cursor.ts";
import { ALLOW, DENY, EVENT, type LogEvent, MALFORMED, NO_ACTION, SKIPPED, type Verdict } from "./event.ts";
import { isOddAddress, isOddPort, readAddress, readDecimalAddress, readNumber, readPort } from "./fields.ts";
import { readPlainField } from "./plain-fields.ts";
import { hasPorts } from "./protocols.ts";
import {
  ACTION,
  ACTION_SKIP,
  COUNT,
  cutRegisters,
  DATE,
  DESTINATION,
  DESTINATION_PORT,
  DEVICE,
  EPOCH,
  type Fault,
  type FieldRules,
  FRAGMENT,
  KIND,
  KIND_DECISION,
  KIND_DENIAL,
  KIND_NONE,
  KIND_PASS,
  numberRegisters,
  valueRegisters,
  PACKETS,
  PROTOCOL,
  SOURCE,
  SOURCE_PORT,
  TIME,
  valueEnds,
  ZONE,
} from "./registers.ts";
import { Stamp } from "./stamp.ts";
import { readTimeField } from "./time-fields.ts";
import { Trace, TRACE_WORD } from "./trace.ts";
import type { WordTable } from "./words.ts";

const ICMP = 1;
const ICMP6 = 58;

/** What ends a value between quotes. */
const quotedEnds = valueEnds("");

/** Reads vendor fields into an event's registers, and judges the line when all are read. */
export class FieldReader {
  /** Registers that the current line has filled. */
  present = 0;
  /** Action and kind among them, when their words are known ones; see {@link fits}. */
  private known = 0;
  readonly stamp = new Stamp();
  /** For stamps that do not count. */
  readonly unusedStamp = new Stamp();
  /** Where in the current line what was read stood. */
  readonly trace = new Trace();
  fault: Fault = "";
  private broken = 0;
  /** Registers in whose place `-` or its like stands. */
  private absent = 0;
  private kind = KIND_DECISION;
  private unknownAction = false;
  /**
   * True when what stands in the place of an address or of the source's port is part of another value: where places tell
   * what values are, the one behind it is in the place of another.
   */
  isDamaged = false;
  private skipAction = false;
  /** Dates the stamps. */
  readonly clock: Clock;
  private readonly actions: WordTable;
  private readonly kinds: WordTable | null;
  private readonly otherKinds: number;
  private readonly protocols: WordTable;
  private readonly needs: number;
  private readonly defaultAction: number;
  private readonly defaultProtocol: number;
  private ends: Uint8Array;
  private readonly bareEnds: Uint8Array;
  private readonly portsOptional: boolean;
  private readonly decimalAddresses: boolean;
  private readonly dayFirst: boolean;
  private readonly utc: boolean;

  constructor(rules: FieldRules, clock: Clock) {
    this.clock = clock;
    this.actions = rules.actions;
    this.kinds = rules.kinds;
    this.otherKinds = rules.otherKinds;
    this.protocols = rules.protocols;
    this.needs = rules.needs;
    this.defaultAction = rules.defaultAction;
    this.defaultProtocol = rules.defaultProtocol;
    this.ends = this.bareEnds = rules.ends;
    this.portsOptional = rules.portsOptional;
    this.decimalAddresses = rules.decimalAddresses;
    this.dayFirst = rules.dayFirst;
    this.utc = rules.utc;
  }

  /** Forgets the last line. */
  begin(event: LogEvent): void {
    event.clear();
    this.present = 0;
    this.known = 0;
    this.broken = 0;
    this.absent = 0;
    this.kind = KIND_DECISION;
    this.unknownAction = false;
    this.isDamaged = false;
    this.skipAction = false;
    this.stamp.clear();
    this.trace.clear();
    this.fault = "";
  }

  /** True when one of the mask's registers (action, kind) holds a word of the format; always for an empty mask. */
  fits(mask: number): boolean {
    return mask === 0 || (this.known & mask) !== 0;
  }

  /** True when the word at `[from, to)` is one that a format or all of them know for a register: of actions, of protocols. */
  isWord({ bytes }: Cursor, register: number, from: number, to: number): boolean {
    return (register === ACTION ? this.actions : this.protocols).find(bytes, from, to) >= 0;
  }

  /** True when every register of the mask is filled. */
  has(mask: number): boolean {
    return (this.present & mask) === mask;
  }

  /** True when some registers of the mask are filled, and some are not. */
  hasSome(mask: number): boolean {
    const filled = this.present & mask;
    return filled !== 0 && filled !== mask;
  }

  /** True when every register of the mask is filled or told to be without a value: `-`. */
  isSound(mask: number): boolean {
    return ((this.present | this.absent) & mask) === mask;
  }

  /** Reads the value behind an opening quote, which may hold what else ends values: only a quote ends it. */
  readQuoted(cursor: Cursor, event: LogEvent, register: number, at: number): number {
    this.ends = quotedEnds;
    const behind = this.read(cursor, event, register, at);
    this.ends = this.bareEnds;
    return behind;
  }

  /**
   * Reads the value at `from` into a register, blanks around it passed over; the position behind it. A register
   * is filled once: of two values the first counts. An empty value or `-` fills nothing.
   */
  read(cursor: Cursor, event: LogEvent, register: number, from: number): number {
    const bit = 1 << register;
    if (register <= PROTOCOL && (this.present & bit) === 0) {
      const behind = readPlainField(cursor, event, register, from, this.ends);
      if (behind >= 0) {
        this.present |= bit;
        this.trace.mark(register === PROTOCOL ? TRACE_WORD : register, from, behind);
        return behind;
      }
    }
    return this.readAny(cursor, event, register, from);
  }

  private readAny(cursor: Cursor, event: LogEvent, register: number, from: number): number {
    const bytes = cursor.bytes;
    const bit = 1 << register;
    const at = this.passBlanks(cursor, from);
    if (at >= cursor.end || this.ends[bytes[at]!] === 1 || (this.present & bit) !== 0) return at;
    cursor.pos = at;
    let filled = false;
    switch (register) {
      case SOURCE:
        filled = this.readAddress(cursor, at, event.source, bit);
        break;
      case DESTINATION:
        filled = this.readAddress(cursor, at, event.destination, bit);
        break;
      case SOURCE_PORT:
        event.sourcePort = readPort(cursor, at);
        filled = event.sourcePort >= 0;
        break;
      case DESTINATION_PORT:
        event.destinationPort = readPort(cursor, at);
        filled = event.destinationPort >= 0;
        break;
      case PROTOCOL:
        event.protocol = this.readProtocol(cursor, at);
        filled = event.protocol >= 0;
        break;
      case ACTION:
        return this.readAction(cursor, event, at);
      case KIND: {
        const end = this.wordEnd(cursor, at);
        this.kind = this.kinds === null ? KIND_DECISION : this.kinds.find(bytes, at, end);
        this.present |= bit;
        if (this.kind >= 0) this.known |= bit;
        this.trace.mark(TRACE_WORD, at, end);
        return cursor.pos;
      }
      case DEVICE:
        if (this.isNothing(cursor, at)) break;
        event.deviceStart = at;
        event.deviceEnd = this.wordEnd(cursor, at);
        filled = true;
        break;
      case COUNT: {
        const count = readNumber(cursor, at);
        filled = count >= 0;
        if (filled) event.count = count;
        break;
      }
      case PACKETS:
        event.packets = readNumber(cursor, at);
        filled = event.packets >= 0;
        break;
      case FRAGMENT:
        // A fragment offset of 0 is a whole packet or the first piece, which has its ports.
        filled = readNumber(cursor, at) > 0;
        break;
      default:
        filled = this.readTime(cursor, register, at);
    }
    // Numbers that a spreadsheet or a dataframe wrote: 25238.0
    if (filled && (numberRegisters & bit) !== 0 && bytes[cursor.pos] === DOT && bytes[cursor.pos + 1] === ZERO)
      cursor.pos = Math.min(cursor.pos + 2, cursor.end);
    const valueEnd = cursor.pos;
    cursor.pos = this.passBlanks(cursor, cursor.pos);
    if (filled && (cursor.pos >= cursor.end || this.ends[bytes[cursor.pos]!] === 1)) this.present |= bit;
    else if (this.isNothing(cursor, at)) this.absent |= bit;
    else {
      this.spoil(event, register, bit);
      if (register === SOURCE_PORT) {
        const { pos } = cursor;
        this.isDamaged ||= isOddPort(bytes, at, this.wordEnd(cursor, at));
        cursor.pos = pos;
      }
    }
    // Of words every byte counts, and of what is no value too.
    const isValue = (this.present & bit) !== 0 && (valueRegisters & bit) !== 0;
    const behind = cursor.pos;
    if (isValue) this.trace.mark(register, at, valueEnd);
    else this.trace.mark(TRACE_WORD, at, Math.max(valueEnd, this.wordEnd(cursor, at)));
    return behind;
  }

  /** Takes the destination port that a service's name stands for: a name is no number that could be another. */
  takePort(event: LogEvent, port: number): void {
    event.destinationPort = port;
    this.present |= 1 << DESTINATION_PORT;
    this.trace.isWhole = false;
  }

  /** Takes a service's name that stands for no known port: the line names its port, though nobody knows it. */
  takeUnknownService(): void {
    this.present |= (1 << FRAGMENT) | (1 << DESTINATION_PORT);
    this.trace.isWhole = false;
  }

  /** Takes back a port or protocol with which the line ends though more should follow: a cut number is another one. */
  takeBackCut(event: LogEvent, register: number): void {
    const bit = 1 << register;
    if ((cutRegisters & this.present & bit) === 0) return;
    this.trace.isWhole = false;
    this.present &= ~bit;
    this.spoil(event, register, bit);
  }

  /** Takes back a value that turned out to be part of something else. */
  private spoil(event: LogEvent, register: number, bit: number): void {
    this.broken |= bit;
    if (register === SOURCE) event.source.family = 0;
    else if (register === DESTINATION) event.destination.family = 0;
    else if (register === SOURCE_PORT) event.sourcePort = -1;
    else if (register === DESTINATION_PORT) event.destinationPort = -1;
    else if (register === PROTOCOL) event.protocol = -1;
    else if (register === PACKETS) event.packets = -1;
    else if (register === COUNT) event.count = 1;
    else if (register === DATE) this.stamp.month = 0;
    else if (register === TIME) this.stamp.daySec = -1;
    else if (register === EPOCH) this.stamp.epochSec = -1;
    else if (register === ZONE) this.stamp.hasOffset = false;
  }

  /**
   * A name or a masked value in place of an address is no fault: the line is a decision all the same. What is neither
   * is one where values are told by their places.
   */
  private readAddress(cursor: Cursor, at: number, address: LogEvent["source"], bit: number): boolean {
    if (this.decimalAddresses ? readDecimalAddress(cursor, at, address) : readAddress(cursor, at, address)) return true;
    const end = this.wordEnd(cursor, at);
    if (this.isNothing(cursor, at)) return false;
    this.present |= bit;
    this.isDamaged ||= isOddAddress(cursor.bytes, at, end);
    return false;
  }

  /** Reads `tcp`, `TCP`, `6`, `tcp(6)`, `tcp/http`; −1 for a word that names no protocol. */
  private readProtocol(cursor: Cursor, at: number): number {
    const bytes = cursor.bytes;
    if (bytes[at]! >= ZERO && bytes[at]! <= NINE) {
      const number = readNumber(cursor, at);
      return number > 255 ? -1 : number;
    }
    let end = at;
    while (end < cursor.end && isNameByte(bytes[end]!)) end++;
    const number = this.protocols.find(bytes, at, end);
    cursor.pos = this.wordEnd(cursor, end);
    return number;
  }

  private readAction(cursor: Cursor, event: LogEvent, at: number): number {
    const end = this.wordEnd(cursor, at);
    const meaning = this.actions.find(cursor.bytes, at, end);
    this.present |= 1 << ACTION;
    this.trace.mark(TRACE_WORD, at, end);
    event.actionStart = at;
    event.actionEnd = end;
    if (meaning === ACTION_SKIP) this.skipAction = true;
    else if (meaning > 0) event.action = meaning;
    else this.unknownAction = !this.isNothing(cursor, at);
    if (meaning >= 0) this.known |= 1 << ACTION;
    return end;
  }

  /** Where the value at `at` ends, without blanks behind it; the cursor is left behind those. */
  private wordEnd(cursor: Cursor, at: number): number {
    const bytes = cursor.bytes;
    const end = cursor.end;
    const ends = this.ends;
    let pos = at;
    while (pos < end && ends[bytes[pos]!] === 0) pos++;
    cursor.pos = pos;
    while (pos > at && bytes[pos - 1] === SPACE) pos--;
    return pos;
  }

  /** Behind the blanks at `at`, where a blank ends no value. */
  private passBlanks(cursor: Cursor, at: number): number {
    let pos = at;
    if (this.ends[SPACE] === 0) while (pos < cursor.end && cursor.bytes[pos] === SPACE) pos++;
    return pos;
  }

  /** True for the ways of writing "none": `-`, `N/A`, `(empty)`. */
  private isNothing(cursor: Cursor, at: number): boolean {
    const bytes = cursor.bytes;
    const next = at + 1 < cursor.end ? bytes[at + 1]! : SPACE;
    if (bytes[at] === MINUS && (this.ends[next] === 1 || at + 1 >= cursor.end)) return true;
    return at + 2 < cursor.end && (bytes[at]! | 32) === 110 && next === 47 && (bytes[at + 2]! | 32) === 97;
  }

  /** {@link finish} for values that their places tell. */
  finishByPlace(event: LogEvent): Verdict {
    const verdict = this.finish(event);
    return verdict === EVENT && this.isDamaged && event.destinationPort >= 0 ? this.reject("broken field") : verdict;
  }

  /** Judges the line once more, when something else in it explains why it names no port. */
  finishWithoutPort(event: LogEvent): Verdict {
    this.present |= 1 << FRAGMENT;
    return this.finish(event);
  }

  /** Fills what the fields leave open and judges the line. */
  finish(event: LogEvent): Verdict {
    this.fault = "";
    const kind = this.kind < 0 ? this.otherKinds : this.kind;
    if (kind === KIND_NONE) return SKIPPED;
    if (kind === KIND_DENIAL) event.action = DENY;
    else if (kind === KIND_PASS) event.action = ALLOW;
    else if (this.skipAction) return SKIPPED;
    else if (this.unknownAction) return this.reject("unknown action");
    if (event.action === NO_ACTION) {
      if (this.defaultAction === ACTION_SKIP) return SKIPPED;
      if (this.defaultAction === NO_ACTION) return this.reject("no action");
      event.action = this.defaultAction;
      event.assumed = this.defaultAction === DENY;
    }
    if (event.count === 0) return SKIPPED;
    if ((this.broken & (1 << COUNT)) !== 0) return this.reject("broken field");
    if ((this.present & this.needs) !== this.needs) {
      return this.reject((this.broken & this.needs) !== 0 ? "broken field" : "missing field");
    }
    if (event.protocol < 0) {
      if ((this.broken & (1 << PROTOCOL)) === 0) event.protocol = this.defaultProtocol;
      // What looks like ports may be something else of a protocol that is not known.
      else if (event.destinationPort > 0 || event.sourcePort > 0) return this.reject("broken field");
      // With other numbers in their places, the line would be judged otherwise.
      else if (event.destinationPort === 0 || event.sourcePort === 0) this.trace.isWhole = false;
    }
    if (event.protocol === ICMP && (event.source.family === 6 || event.destination.family === 6))
      event.protocol = ICMP6;
    if (event.protocol >= 0 && !hasPorts(event.protocol)) {
      event.sourcePort = -1;
      event.destinationPort = -1;
    } else if (event.destinationPort < 0 && this.needsPort(event.protocol)) {
      return this.reject((this.broken & (1 << DESTINATION_PORT)) !== 0 ? "broken field" : "no port");
    }
    this.setTime(event);
    return EVENT;
  }

  /**
   * TCP and UDP decisions name a port unless they are about a fragment; few products log those of other
   * protocols. A decision that names neither protocol nor port says nothing of what it was about.
   */
  private needsPort(protocol: number): boolean {
    if (this.portsOptional || (this.present & (1 << FRAGMENT)) !== 0) return false;
    return protocol === 6 || protocol === 17 || protocol < 0;
  }

  /** Reads one of the registers of time; false when no such value stands at `at`. */
  readTime(cursor: Cursor, register: number, at: number): boolean {
    return readTimeField(cursor, register, at, this.stamp, this.dayFirst);
  }

  /** Dates the event by the stamp, if that is complete. */
  setTime(event: LogEvent): void {
    const stamp = this.stamp;
    if (!stamp.complete) return;
    if (this.utc && !stamp.hasOffset) {
      stamp.hasOffset = true;
      stamp.offsetSec = 0;
    }
    event.timeSec = Math.max(-1, this.clock.toUtc(stamp));
    event.fractionStart = stamp.fractionStart;
    event.fractionEnd = stamp.fractionEnd;
  }

  /** Says of a line that it is no decision, for reasons that its trace does not hold. */
  passOver(): Verdict {
    this.trace.isWhole = false;
    return SKIPPED;
  }

  /** Judges the line malformed, with the reason. */
  reject(fault: Fault): Verdict {
    this.fault = fault;
    return MALFORMED;
  }
}

function isNameByte(byte: number): boolean {
  const folded = byte | 32;
  return (folded >= 97 && folded <= 122) || (byte >= ZERO && byte <= NINE) || byte === MINUS || byte === 95;
}
