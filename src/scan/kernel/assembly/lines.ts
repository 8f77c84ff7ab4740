// The kernel: reads lines of known shapes sixteen bytes at a time. AssemblyScript, compiled into ../code.ts by
// `npm run kernel`. What it may be told and what it tells is in ../layout.ts; what a shape is, in ../../scan/shape.ts.
//
// Reading never ends at the line's end but at the first byte that does not fit: a line break fits nowhere.
// It may so read up to sixteen bytes beyond the block, which belong to the memory but never count.
import {
  CELL_DENIALS,
  CELL_DEVICE,
  CELL_PACKED,
  CELL_PACKETS,
  CELLS,
  CLOCK,
  CONTACT_DENIALS,
  CONTACT_DESTINATION,
  CONTACT_PACKED,
  CONTACT_SOURCE,
  CONTACTS,
  COUNT_NUMBER,
  DESTINATION_ADDRESS,
  DESTINATION_PORT_NUMBER,
  DIGITS,
  END,
  EPOCH_NUMBER,
  LONGEST_LINE,
  MASKS,
  MOST_RECORDS,
  OCTETS,
  ORDER,
  OTHER_CLOCK,
  PACKETS_NUMBER,
  RECORD_BYTES,
  RECORD_COUNT,
  RECORD_DESTINATION,
  RECORD_PACKETS,
  RECORD_PORTS,
  RECORD_SHAPE,
  RECORD_SOURCE,
  RECORD_TIME,
  RECORDS,
  SHAPE_ASSUMED,
  SHAPE_BASE,
  SHAPE_DENIES,
  SHAPE_DEVICE,
  SHAPE_ENDS_LINE,
  SHAPE_HITS,
  SHAPE_ID,
  SHAPE_PACKED,
  SHAPE_SOURCE,
  SHAPE_STEPS,
  SLOT_BYTES,
  SOURCE_ADDRESS,
  SOURCE_PORT_NUMBER,
  STEP_ARGUMENT,
  STEP_KIND,
  STEP_LENGTH,
  STEP_TEXT,
  STOP_END,
  STOP_FULL,
  STOP_UNKNOWN,
  UPPER_HALVES,
  UPTIME,
  WORD,
  WORD_BYTES,
} from "../layout";

const NEWLINE: u8 = 10;
const RETURN: u8 = 13;
const SPACE: u8 = 32;
const DOT: u8 = 46;
const ZERO: u8 = 48;

/** Behind the sixteen bits of a comparison: what is sought is found there at the latest. */
const BEYOND: i32 = 0x10000;

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

/** Lines that made no record since {@link takeRecords}: allowed connections, and denials that were counted here. */
export let allowed: i32 = 0;
export let denied: i32 = 0;

// The day that is counted here, and what was counted since it was opened.
let dayFrom: f64 = 0;
let dayTo: f64 = 0;
let cellMask: i32 = 0;
let contactMask: i32 = 0;
let sampleMask: i32 = 0;
export let cellCount: i32 = 0;
export let contactCount: i32 = 0;
export let isDayFull: i32 = 0;
export let assumed: f64 = 0;
export let withoutPackets: f64 = 0;
export let firstTime: f64 = 0;
export let lastTime: f64 = 0;

/**
 * Counts from here on the denials from `from` until before `to`, in empty tables of so many slots: of all sources
 * whose hash has none of the bits of `sample`.
 */
export function openDay(from: f64, to: f64, cells: i32, contacts: i32, sample: i32): void {
  dayFrom = from;
  dayTo = to;
  sampleMask = sample;
  assumed = 0;
  withoutPackets = 0;
  firstTime = Infinity;
  lastTime = -1;
  resizeDay(cells, contacts);
}

/** Goes on with empty tables of so many slots. */
export function resizeDay(cells: i32, contacts: i32): void {
  cellMask = cells - 1;
  contactMask = contacts - 1;
  memory.fill(CELLS, 0, <usize>cells * SLOT_BYTES);
  memory.fill(CONTACTS, 0, <usize>contacts * SLOT_BYTES);
  cellCount = 0;
  contactCount = 0;
  isDayFull = 0;
}

/** Counts denials of the day that is open. */
export function addDenials(time: f64, device: i32, packed: i32, amount: f64, packets: f64): void {
  if (time < firstTime) firstTime = time;
  if (time > lastTime) lastTime = time;
  if (packets < 0) withoutPackets += amount;
  const added = packets < 0 ? 0 : packets;
  let place = mixPair(device, packed) & cellMask;
  while (true) {
    const slot: usize = CELLS + place * SLOT_BYTES;
    const denials = load<f64>(slot, CELL_DENIALS);
    if (denials === 0) {
      store<i32>(slot, packed, CELL_PACKED);
      store<i32>(slot, device, CELL_DEVICE);
      store<f64>(slot, amount, CELL_DENIALS);
      store<f64>(slot, added, CELL_PACKETS);
      if (++cellCount * 3 > cellMask * 2) isDayFull = 1;
      return;
    }
    if (load<i32>(slot, CELL_PACKED) === packed && load<i32>(slot, CELL_DEVICE) === device) {
      store<f64>(slot, denials + amount, CELL_DENIALS);
      store<f64>(slot, load<f64>(slot, CELL_PACKETS) + added, CELL_PACKETS);
      return;
    }
    place = (place + 1) & cellMask;
  }
}

/** Counts denials of the day that is open for their source, if it is of the sample. */
export function addContact(source: i32, destination: i32, packed: i32, amount: f64): void {
  if ((mix(source) & sampleMask) !== 0) return;
  let place = mixPair(source * 0x85ebca6b ^ destination, packed) & contactMask;
  while (true) {
    const slot: usize = CONTACTS + place * SLOT_BYTES;
    const denials = load<f64>(slot, CONTACT_DENIALS);
    if (denials === 0) {
      store<i32>(slot, source, CONTACT_SOURCE);
      store<i32>(slot, destination, CONTACT_DESTINATION);
      store<i32>(slot, packed, CONTACT_PACKED);
      store<f64>(slot, amount, CONTACT_DENIALS);
      if (++contactCount * 3 > contactMask * 2) isDayFull = 1;
      return;
    }
    if (
      load<i32>(slot, CONTACT_SOURCE) === source &&
      load<i32>(slot, CONTACT_DESTINATION) === destination &&
      load<i32>(slot, CONTACT_PACKED) === packed
    ) {
      store<f64>(slot, denials + amount, CONTACT_DENIALS);
      return;
    }
    place = (place + 1) & contactMask;
  }
}

/** Moves what the tables of the day hold to their beginnings; nothing can be added any more. */
export function packDay(): void {
  packTable(CELLS, cellMask);
  packTable(CONTACTS, contactMask);
}

function packTable(table: usize, mask: i32): void {
  let packed = table;
  const end = table + (<usize>mask + 1) * SLOT_BYTES;
  for (let slot = table; slot < end; slot += SLOT_BYTES) {
    if (load<f64>(slot) === 0) continue;
    if (packed !== slot) memory.copy(packed, slot, SLOT_BYTES);
    packed += SLOT_BYTES;
  }
}

/** As `mix32` of the rollup, which decides with it what the sample is. */
// @ts-ignore: decorator
@inline
function mix(value: i32): i32 {
  let hash = <u32>value;
  hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
  hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
  return <i32>(hash ^ (hash >>> 16));
}

// @ts-ignore: decorator
@inline
function mixPair(first: i32, second: i32): i32 {
  return mix((first * 0x9e3779b1) ^ second);
}

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
      count(shape);
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

function count(shape: usize): void {
  store<i32>(shape, load<i32>(shape, SHAPE_HITS) + 1, SHAPE_HITS);
  if (load<i32>(shape, SHAPE_DENIES) === 0) {
    allowed++;
    return;
  }
  const device = load<i32>(shape, SHAPE_DEVICE);
  const time = load<f64>(recordsEnd, RECORD_TIME);
  if (device >= 0 && time >= dayFrom && time < dayTo) {
    denied++;
    const amount = load<i32>(recordsEnd, RECORD_COUNT);
    if (load<i32>(shape, SHAPE_ASSUMED) !== 0) assumed += <f64>amount;
    const packed = load<i32>(shape, SHAPE_PACKED) + <i32>load<u16>(recordsEnd, RECORD_PORTS);
    addDenials(time, device, packed, amount, load<i32>(recordsEnd, RECORD_PACKETS));
    if (load<i32>(shape, SHAPE_SOURCE) === 0) return;
    addContact(load<i32>(recordsEnd, RECORD_SOURCE), load<i32>(recordsEnd, RECORD_DESTINATION), packed, amount);
    return;
  }
  store<i32>(recordsEnd, load<i32>(shape, SHAPE_ID), RECORD_SHAPE);
  recordsEnd += RECORD_BYTES;
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

/** A bit for each of sixteen bytes that is a digit. */
// @ts-ignore: decorator
@inline
function digitBits(bytes: v128): i32 {
  return i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(ZERO)), i8x16.splat(10)));
}

/** Behind a number; 0 when none stands there. */
// @ts-ignore: decorator
@inline
function passDigits(from: usize): usize {
  let at = from;
  let length = ctz(~digitBits(v128.load(at)) | BEYOND);
  if (length === 0) return 0;
  while (length === 16) {
    at += 16;
    length = ctz(~digitBits(v128.load(at)) | BEYOND);
  }
  return at + length;
}

/** A bit for each of sixteen bytes that is of a word. */
// @ts-ignore: decorator
@inline
function wordBits(bytes: v128): i32 {
  const lower = i8x16.swizzle(v128.load(WORD_BYTES), v128.and(bytes, i8x16.splat(15)));
  const upper = i8x16.swizzle(v128.load(UPPER_HALVES), i8x16.shr_u(bytes, 4));
  return i8x16.bitmask(i8x16.ne(v128.and(lower, upper), i8x16.splat(0)));
}

/** Behind a word; 0 when none stands there. */
// @ts-ignore: decorator
@inline
function passWord(from: usize): usize {
  let at = from;
  let length = ctz(~wordBits(v128.load(at)) | BEYOND);
  if (length === 0) return 0;
  while (length === 16) {
    at += 16;
    length = ctz(~wordBits(v128.load(at)) | BEYOND);
  }
  return at + length;
}

/** Behind `  495.406326`; 0 when no such thing stands there. */
// @ts-ignore: decorator
@inline
function passUptime(from: usize): usize {
  let at = from;
  while (load<u8>(at) === SPACE) at++;
  const bytes = v128.load(at);
  const length = ctz(~(digitBits(bytes) | i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(DOT)))) | BEYOND);
  return length === 0 || length === 16 ? 0 : at + length;
}

/** How many digits {@link readNumber} read. */
let readDigits: i32 = 0;

/** Reads up to eight digits at once, without a branch that their number decides. */
// @ts-ignore: decorator
@inline
function readNumber(at: usize): i32 {
  const bytes = load<u64>(at) - 0x3030303030303030;
  const others = ((bytes + 0x7676767676767676) | bytes) & 0x8080808080808080;
  const length = others === 0 ? 8 : <i32>(ctz(others) >> 3);
  readDigits = length;
  if (length === 0) return 0;
  let digits = bytes << ((8 - length) << 3);
  digits = digits * 10 + (digits >> 8);
  const outer = (digits & 0x000000ff000000ff) * 0x000f424000000064;
  const inner = ((digits >> 16) & 0x000000ff000000ff) * 0x0000271000000001;
  return <i32>((outer + inner) >> 32);
}

/** Where the address ends that {@link readAddress} read; 0 when none stood there. */
let readEnd: usize = 0;

/**
 * Reads an IPv4 address. The places of its dots pick one of 81 ways to spread its digits over ones, tens and
 * hundreds: octets of random length would be mispredicted three times an address.
 */
// @ts-ignore: decorator
@inline
function readAddress(at: usize): i32 {
  readEnd = 0;
  const bytes = v128.load(at);
  const digits = i8x16.sub(bytes, i8x16.splat(ZERO));
  const areDigits = i8x16.bitmask(i8x16.lt_u(digits, i8x16.splat(10)));
  let dots = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(DOT)));
  const first = ctz(dots | BEYOND);
  dots &= dots - 1;
  const second = ctz(dots | BEYOND);
  dots &= dots - 1;
  const third = ctz(dots | BEYOND);
  if (third > 14) return 0;
  const end = ctz((~areDigits | BEYOND) >> (third + 1)) + third + 1;
  // How many digits beyond the first each octet has.
  const a = first - 1;
  const b = second - first - 2;
  const c = third - second - 2;
  const d = end - third - 2;
  if (<u32>a > 2 || <u32>b > 2 || <u32>c > 2 || <u32>d > 2) return 0;
  const needed = ((1 << end) - 1) ^ (1 << first) ^ (1 << second) ^ (1 << third);
  if ((areDigits & needed) !== needed) return 0;
  // Ones of the last to the first octet, then their tens, then their hundreds.
  const spread = i8x16.swizzle(digits, v128.load(OCTETS + ((((a * 3 + b) * 3 + c) * 3 + d) << 4)));
  const small = i16x8.mul(i16x8.extend_low_i8x16_u(spread), i16x8(1, 1, 1, 1, 10, 10, 10, 10));
  const hundreds = i16x8.mul(i16x8.extend_high_i8x16_u(spread), i16x8.splat(100));
  const octets = i16x8.add(i16x8.add(small, hundreds), v128.shuffle<i16>(small, small, 4, 5, 6, 7, 4, 5, 6, 7));
  if ((i16x8.bitmask(i16x8.gt_u(octets, i16x8.splat(255))) & 15) !== 0) return 0;
  readEnd = at + end;
  return i32x4.extract_lane(i8x16.narrow_i16x8_u(octets, octets), 0);
}

/** The seconds of `hh:mm:ss`; −1 when no such time stands there. */
// @ts-ignore: decorator
@inline
function readClock(at: usize): i32 {
  const bytes = load<u64>(at) - 0x30303a30303a3030;
  const others = ((bytes + 0x7676767676767676) | bytes) & 0x8080808080808080;
  if (others !== 0 || (bytes & 0x0000ff0000ff0000) !== 0) return -1;
  const hour = <i32>(bytes & 15) * 10 + <i32>((bytes >> 8) & 15);
  const minute = <i32>((bytes >> 24) & 15) * 10 + <i32>((bytes >> 32) & 15);
  const second = <i32>((bytes >> 48) & 15) * 10 + <i32>(bytes >> 56);
  return hour > 23 || minute > 59 || second > 59 ? -1 : hour * 3600 + minute * 60 + second;
}
