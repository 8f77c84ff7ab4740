// The kernel: reads lines of known shapes sixteen bytes at a time. AssemblyScript, compiled into ../code.ts by
// `npm run kernel`. What it may be told and what it tells is in ../layout.ts; what a shape is, in ../../scan/shape.ts.
//
// Reading never ends at the line's end but at the first byte that does not fit: a line break fits nowhere.
// It may so read up to sixteen bytes beyond the block, which belong to the memory but never count.
import {
  HAS_DESTINATION,
  HAS_SOURCE,
  LINE_RECORDS,
  LINE_SHAPES,
  LINE_STARTS,
  MOST_DEVICES,
  MOST_LINES,
  MOST_RECORDS,
  ORDER,
  OWN_MARK,
  RECORDS,
  RECORD_BYTES,
  RECORD_COUNT,
  RECORD_DESTINATION,
  RECORD_PACKETS,
  RECORD_PORTS,
  RECORD_SHAPE,
  RECORD_SOURCE,
  RECORD_TIME,
  REFLECTED_MARK,
  SHAPE_ADDRESSES,
  SHAPE_ASSUMED,
  SHAPE_DENIES,
  SHAPE_DEVICE,
  SHAPE_HITS,
  SHAPE_ID,
  SHAPE_LEAST,
  SHAPE_PACKED,
  SHAPE_SKIPS,
  STOP_END,
  STOP_FULL,
  STOP_UNKNOWN,
} from "../layout";
import { isReflected } from "./answers";
import { findLines, giveShapes } from "./batch";
import { addContact, addDenials, assume, dayFrom, dayTo, isDayFull, logDecision, noteTimes, reflect, watchClock } from "./day";
import { makePlan } from "./plan";
import { place, placeUnknown } from "./scope";

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
  logDecision,
  noteTimes,
  openDay,
  ownContacts,
  reflected,
  withoutPackets,
} from "./day";
export { matchOne } from "./batch";
export { cellTextEnd, writeCells } from "./cell-text";
export { setRangeCount } from "./scope";

const RECORDS_END: usize = RECORDS + MOST_RECORDS * RECORD_BYTES;

const NEWLINE: u8 = 10;

// The plan is made anew after so many looks at lines, then after twice as many, up to so many.
const FIRST_PLAN: i32 = 8;
const LAST_PLAN: i32 = 4096;

/** Why {@link run} came back. */
export let stop: i32 = STOP_END;
/** Where the next record goes; those before it are filled. */
export let recordsEnd: usize = RECORDS;

/** Empties the table of records. */
export function takeRecords(): void {
  recordsEnd = RECORDS;
  allowed = 0;
  denied = 0;
  skipped = 0;
}

/**
 * Lines that made no record since {@link takeRecords}: allowed connections and denials of the day that is counted, and
 * lines that are no decisions.
 */
export let allowed: i32 = 0;
export let denied: i32 = 0;
export let skipped: i32 = 0;

// The lines at hand: how many there are, and which is the next to be counted.
let lineCount: i32 = 0;
let nextLine: i32 = 0;
/** True when the next of them was taken for one with the line before it. */
let isRest: bool = false;
/** How many lines are looked at together: few, while most of them have no known shape. */
let most: i32 = 2;

/** True when the shapes are others than the plan was made of. */
let isStale: bool = true;
/** After so many times that lines were given shapes, the plan is made anew, because others may have more lines now. */
let untilPlan: i32 = 0;
let planEvery: i32 = FIRST_PLAN;

/** Says that a shape was added, or that their order is another. */
export function renewPlan(): void {
  isStale = true;
}

/** Says that lines that were given a shape, but not counted, have to be looked at again. */
export function dropLines(): void {
  lineCount = 0;
  nextLine = 0;
}

/**
 * Reads whole lines from `from` on, none of which reaches beyond `to`, until one has none of the first `shapeCount`
 * shapes, and records them. Returns where the first line begins that was not read.
 * @param isNew whether bytes before `to` are others than at the last call.
 */
export function run(from: usize, to: usize, shapeCount: i32, isNew: bool): usize {
  if (isNew || nextLine >= lineCount || from !== startOf(nextLine)) dropLines();
  else if (isRest && !isStale) giveShapes(nextLine, nextLine + 1, shapeCount);
  isRest = false;
  const least = leastBytes(shapeCount);
  let line = from;
  while (true) {
    if (nextLine === lineCount) {
      if (isStale || --untilPlan < 0) renew(shapeCount);
      nextLine = 0;
      lineCount = findLines(line, to, most, least);
      if (lineCount === 0) {
        stop = STOP_END;
        return line;
      }
      most = min(most << 1, MOST_LINES);
      giveShapes(0, lineCount, shapeCount);
    }
    const shape = <usize>load<u32>(nextLine << 2, LINE_SHAPES);
    if (shape !== 0) {
      const next = load<i32>(shape, SHAPE_SKIPS) === 0 ? countAlike(shape, nextLine) : skipAlike(shape, nextLine);
      line = startOf(next);
      if (next === nextLine) {
        stop = STOP_FULL;
        return line;
      }
      nextLine = next;
    } else if (isStale) {
      // A shape that was learnt since may be that of the line.
      dropLines();
      most = 2;
    } else {
      line = startOf(nextLine);
      leaveLine();
      stop = STOP_UNKNOWN;
      return line;
    }
  }
}

/** Leaves the next line at hand to others. One shorter than all with a shape was taken for one with what follows it. */
function leaveLine(): void {
  const end = startOf(nextLine + 1) - 1;
  let at = startOf(nextLine);
  while (at < end && load<u8>(at) !== NEWLINE) at++;
  isRest = at < end;
  if (isRest) store<u32>(nextLine << 2, <u32>at + 1, LINE_STARTS);
  else nextLine++;
}

/** Where a line at hand begins. */
// @ts-ignore: decorator
@inline
function startOf(line: i32): usize {
  return <usize>load<u32>(line << 2, LINE_STARTS);
}

/** Makes the plan anew: soon again where shapes are new, because nothing is known of how many lines they have. */
function renew(shapeCount: i32): void {
  planEvery = isStale ? FIRST_PLAN : min(planEvery << 1, LAST_PLAN);
  untilPlan = planEvery;
  makePlan(shapeCount, isStale);
  isStale = false;
}

/** How many bytes a line of any of the shapes has at least. */
function leastBytes(shapeCount: i32): i32 {
  let least = i32.MAX_VALUE;
  for (let i = 0; i < shapeCount; i++) least = min(least, load<i32>(<usize>load<u32>(i << 2, ORDER), SHAPE_LEAST));
  return least;
}

/** Passes the lines from one on that have its shape, by which they are no decisions; the number of the line that comes next. */
function skipAlike(shape: usize, from: i32): i32 {
  let line = from;
  while (line < lineCount && load<u32>(line << 2, LINE_SHAPES) === <u32>shape) line++;
  skipped += line - from;
  store<i32>(shape, load<i32>(shape, SHAPE_HITS) + line - from, SHAPE_HITS);
  return line;
}

/**
 * Counts the lines from one on that have its shape, or keeps their records, as many as there is room for; the number of
 * the line that comes next.
 */
function countAlike(shape: usize, from: i32): i32 {
  const device = load<i32>(shape, SHAPE_DEVICE);
  const isKnown = <u32>device < <u32>MOST_DEVICES;
  const denies = load<i32>(shape, SHAPE_DENIES);
  let first: f64 = Infinity;
  let last: f64 = -1;
  let line = from;
  for (; line < lineCount && load<u32>(line << 2, LINE_SHAPES) === <u32>shape; line++) {
    if (recordsEnd >= RECORDS_END || isDayFull !== 0) break;
    const record: usize = LINE_RECORDS + line * RECORD_BYTES;
    const isAnswer = isReflected(load<i32>(record, RECORD_PORTS), line);
    if (isKnown) {
      const time = load<f64>(record, RECORD_TIME);
      watchClock(device, time);
      if (time >= dayFrom && time < dayTo) {
        logDecision(device, time, denies);
        if (denies === 0) {
          allowed++;
          continue;
        }
        if (time < first) first = time;
        if (time > last) last = time;
        countDenial(shape, record, device, isAnswer);
        continue;
      }
    }
    store<i32>(record, load<i32>(shape, SHAPE_ID) | (isAnswer ? REFLECTED_MARK : 0), RECORD_SHAPE);
    v128.store(recordsEnd, v128.load(record));
    v128.store(recordsEnd, v128.load(record, 16), 16);
    recordsEnd += RECORD_BYTES;
  }
  noteTimes(first, last);
  store<i32>(shape, load<i32>(shape, SHAPE_HITS) + line - from, SHAPE_HITS);
  return line;
}

function countDenial(shape: usize, record: usize, device: i32, isAnswer: bool): void {
  denied++;
  const amount = load<i32>(record, RECORD_COUNT);
  if (load<i32>(shape, SHAPE_ASSUMED) !== 0) assume(amount);
  const packed = load<i32>(shape, SHAPE_PACKED) + <i32>load<u16>(record, RECORD_PORTS);
  addDenials(device, packed, amount, load<i32>(record, RECORD_PACKETS));
  if (isAnswer) reflect(amount);
  const addresses = load<i32>(shape, SHAPE_ADDRESSES);
  if ((addresses & HAS_SOURCE) === 0) {
    placeUnknown(amount);
    return;
  }
  const source = load<i32>(record, RECORD_SOURCE);
  const destination = (addresses & HAS_DESTINATION) === 0 ? 0 : load<i32>(record, RECORD_DESTINATION);
  const isOwn = place(source, destination, addresses, amount);
  addContact(source, destination, isOwn ? packed | OWN_MARK : packed, amount);
}
