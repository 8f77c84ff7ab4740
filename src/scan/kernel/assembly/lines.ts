// The kernel: reads lines of known shapes sixteen bytes at a time. AssemblyScript, compiled into ../code.ts by
// `npm run kernel`. What it may be told and what it tells is in ../layout.ts; what a shape is, in ../../scan/shape.ts.
//
// Reading never ends at the line's end but at the first byte that does not fit: a line break fits nowhere.
// It may so read up to sixteen bytes beyond the block, which belong to the memory but never count.
import {
  CLOCK,
  COUNT_NUMBER,
  DESTINATION_ADDRESS,
  DESTINATION_PORT_NUMBER,
  DIGITS,
  END,
  EPOCH_NUMBER,
  LONGEST_LINE,
  MASKS,
  MOST_RECORDS,
  ORDER,
  OWN_MARK,
  OTHER_CLOCK,
  PACKETS_NUMBER,
  RECORDS,
  RECORD_BYTES,
  RECORD_COUNT,
  RECORD_DESTINATION,
  RECORD_PACKETS,
  RECORD_PORTS,
  RECORD_SHAPE,
  RECORD_SOURCE,
  RECORD_TIME,
  HAS_DESTINATION,
  HAS_SOURCE,
  MOST_DEVICES,
  REFLECTED_MARK,
  SHAPE_ADDRESSES,
  SHAPE_ASSUMED,
  SHAPE_BASE,
  SHAPE_DENIES,
  SHAPE_DEVICE,
  SHAPE_ENDS_LINE,
  SHAPE_HITS,
  SHAPE_ID,
  SHAPE_PACKED,
  SHAPE_STEPS,
  SOURCE_ADDRESS,
  SOURCE_PORT_NUMBER,
  STEP_ARGUMENT,
  STEP_KIND,
  STEP_LENGTH,
  STEP_TEXT,
  STOP_END,
  STOP_FULL,
  STOP_UNKNOWN,
  UPTIME,
  WORD,
} from "../layout";
import { addContact, addDenials, assume, dayFrom, dayTo, isDayFull, logDecision, reflect, watchClock } from "./day";
import { isReflected } from "./answers";
import { place } from "./scope";
import { passDigits, passUptime, passWord, readAddress, readClock, readDigits, readEnd, readNumber } from "./values";

export {
  addContact,
  addDenials,
  assumed,
  cellCount,
  deviceCount,
  contactCount,
  firstTime,
  isDayFull,
  lastTime,
  openDay,
  packDay,
  reflected,
  resizeDay,
  withoutPackets,
} from "./day";
export { setRangeCount } from "./scope";

const NEWLINE: u8 = 10;
const RETURN: u8 = 13;
const ZERO: u8 = 48;
const RECORDS_END: usize = RECORDS + MOST_RECORDS * RECORD_BYTES;

/** Why {@link run} came back. */
export let stop: i32 = STOP_END;
/** Where the next record goes; those before it are filled. */
export let recordsEnd: usize = RECORDS;

/** Empties the table of records. */
export function takeRecords(): void {
  recordsEnd = RECORDS;
  allowed = 0;
  denied = 0;
}

/** Lines that made no record since {@link takeRecords}: allowed connections and denials of the day that is counted. */
export let allowed: i32 = 0;
export let denied: i32 = 0;

/**
 * Reads whole lines from `from` on, none of which reaches beyond `to`, until one has none of the first `shapeCount`
 * shapes, and records them. Returns where the first line begins that was not read.
 */
export function run(from: usize, to: usize, shapeCount: i32): usize {
  let line = from;
  while (true) {
    if (recordsEnd >= RECORDS_END || isDayFull !== 0) {
      stop = STOP_FULL;
      return line;
    }
    let lineBreak: usize = 0;
    for (let i = 0; i < shapeCount; i++) {
      const shape = <usize>load<u32>(ORDER + (i << 2));
      const end = match(shape, line);
      if (end === 0) continue;
      const found = findLineBreak(end, to);
      // What lies behind `to` is of an earlier block.
      if (found >= to) {
        stop = STOP_END;
        return line;
      }
      const textEnd = found > line && load<u8>(found - 1) === RETURN ? found - 1 : found;
      if (end > textEnd || <i32>(textEnd - line) > LONGEST_LINE) continue;
      if (load<i32>(shape, SHAPE_ENDS_LINE) !== 0 && end !== textEnd) continue;
      lineBreak = found;
      count(shape, line, textEnd);
      if (i > 0) moveUp(i, shape);
      break;
    }
    if (lineBreak === 0) {
      stop = findLineBreak(line, to) >= to ? STOP_END : STOP_UNKNOWN;
      return line;
    }
    line = lineBreak + 1;
  }
}

function count(shape: usize, line: usize, end: usize): void {
  store<i32>(shape, load<i32>(shape, SHAPE_HITS) + 1, SHAPE_HITS);
  const device = load<i32>(shape, SHAPE_DEVICE);
  const isAnswer = isReflected(load<i32>(recordsEnd, RECORD_PORTS), line, end);
  if (<u32>device < <u32>MOST_DEVICES) {
    const time = load<f64>(recordsEnd, RECORD_TIME);
    watchClock(device, time);
    if (time >= dayFrom && time < dayTo) {
      const denies = load<i32>(shape, SHAPE_DENIES);
      logDecision(device, time, denies);
      if (denies === 0) allowed++;
      else countDenial(shape, device, time, isAnswer);
      return;
    }
  }
  store<i32>(recordsEnd, load<i32>(shape, SHAPE_ID) | (isAnswer ? REFLECTED_MARK : 0), RECORD_SHAPE);
  recordsEnd += RECORD_BYTES;
}

function countDenial(shape: usize, device: i32, time: f64, isAnswer: bool): void {
  denied++;
  const amount = load<i32>(recordsEnd, RECORD_COUNT);
  if (load<i32>(shape, SHAPE_ASSUMED) !== 0) assume(amount);
  const packed = load<i32>(shape, SHAPE_PACKED) + <i32>load<u16>(recordsEnd, RECORD_PORTS);
  addDenials(time, device, packed, amount, load<i32>(recordsEnd, RECORD_PACKETS));
  if (isAnswer) reflect(amount);
  const addresses = load<i32>(shape, SHAPE_ADDRESSES);
  if ((addresses & HAS_SOURCE) === 0) return;
  const source = load<i32>(recordsEnd, RECORD_SOURCE);
  const destination = (addresses & HAS_DESTINATION) === 0 ? 0 : load<i32>(recordsEnd, RECORD_DESTINATION);
  const isOwn = place(source, destination, addresses, amount);
  addContact(source, destination, isOwn ? packed | OWN_MARK : packed, amount);
}

/** Tries a shape that fitted sooner next time. */
function moveUp(place: i32, shape: usize): void {
  const before: usize = ORDER + ((place - 1) << 2);
  store<u32>(before, load<u32>(before), 4);
  store<u32>(before, <u32>shape);
}

function findLineBreak(from: usize, to: usize): usize {
  const wanted = i8x16.splat(NEWLINE);
  let at = from;
  while (at < to) {
    const hits = i8x16.bitmask(i8x16.eq(v128.load(at), wanted));
    if (hits !== 0) return at + ctz(hits);
    at += 16;
  }
  return to;
}

/** Reads a line into the next record, which stays free; where the shape ends in the line, 0 when it is of another. */
export function match(shape: usize, line: usize): usize {
  const record = recordsEnd;
  let time = load<f64>(shape, SHAPE_BASE);
  let at = line;
  let step = shape + SHAPE_STEPS;
  store<i32>(record, 0, RECORD_PORTS);
  store<i32>(record, 1, RECORD_COUNT);
  store<i32>(record, -1, RECORD_PACKETS);
  while (true) {
    const length = load<i32>(step, STEP_LENGTH);
    if (!stands(at, step + STEP_TEXT, length)) return 0;
    at += length;
    const kind = load<i32>(step, STEP_KIND);
    switch (kind) {
      case END:
        store<f64>(record, time, RECORD_TIME);
        return at;
      case DIGITS:
        at = passDigits(at);
        if (at === 0) return 0;
        break;
      case WORD:
        at = passWord(at);
        if (at === 0) return 0;
        break;
      case SOURCE_ADDRESS:
      case DESTINATION_ADDRESS: {
        const address = readAddress(at);
        if (readEnd === 0) return 0;
        if (kind === SOURCE_ADDRESS) store<i32>(record, address, RECORD_SOURCE);
        else store<i32>(record, address, RECORD_DESTINATION);
        at = readEnd;
        break;
      }
      case SOURCE_PORT_NUMBER:
      case DESTINATION_PORT_NUMBER: {
        const port = readNumber(at);
        if (readDigits === 0 || readDigits > 6 || port > 65_535) return 0;
        store<u16>(record + (kind === SOURCE_PORT_NUMBER ? 2 : 0), <u16>port, RECORD_PORTS);
        at += readDigits;
        break;
      }
      case COUNT_NUMBER:
      case PACKETS_NUMBER: {
        const amount = readNumber(at);
        // Eight digits and more may go on.
        if (readDigits === 0 || readDigits > 7) return 0;
        if (kind === PACKETS_NUMBER) store<i32>(record, amount, RECORD_PACKETS);
        else if (amount === 0) return 0;
        else store<i32>(record, amount, RECORD_COUNT);
        at += readDigits;
        break;
      }
      case UPTIME:
        at = passUptime(at);
        if (at === 0) return 0;
        break;
      case CLOCK:
      case OTHER_CLOCK: {
        const seconds = readClock(at);
        if (seconds < 0) return 0;
        if (kind === CLOCK) time += <f64>seconds;
        at += 8;
        break;
      }
      case EPOCH_NUMBER: {
        if (load<u8>(at) === ZERO) return 0;
        const behind = passDigits(at);
        if (<i32>(behind - at) !== load<i32>(step, STEP_ARGUMENT)) return 0;
        const last = <i32>(load<u8>(at, 8) - ZERO) * 10 + <i32>(load<u8>(at, 9) - ZERO);
        time += <f64>readNumber(at) * 100 + <f64>last;
        at = behind;
        break;
      }
      default:
        return 0;
    }
    step += STEP_TEXT + ((length + 3) & ~3);
  }
}

// @ts-ignore: decorator
@inline
function stands(at: usize, text: usize, length: i32): bool {
  if (length <= 16) {
    const difference = v128.xor(v128.load(at), v128.load(text));
    return !v128.any_true(v128.and(difference, v128.load(MASKS + (length << 4))));
  }
  const last = length - 16;
  for (let i = 0; i < last; i += 16) {
    if (v128.any_true(v128.xor(v128.load(at + i), v128.load(text + i)))) return false;
  }
  return !v128.any_true(v128.xor(v128.load(at + last), v128.load(text + last)));
}

