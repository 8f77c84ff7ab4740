// The kernel: reads lines of known shapes sixteen bytes at a time. AssemblyScript, compiled into ../code.ts by
// `npm run kernel`. What it may be told and what it tells is in ../layout.ts; what a shape is, in ../../scan/shape.ts.
//
// Reading never ends at the line's end but at the first byte that does not fit: a line break fits nowhere.
// It may so read up to sixteen bytes beyond the block, which belong to the memory but never count.
import {
  CURSORS,
  HAS_DESTINATION,
  HAS_SOURCE,
  LINE_SHAPES,
  LINE_STARTS,
  MOST_DEVICES,
  MOST_LINES,
  MOST_RECORDS,
  ORDER,
  OWN_MARK,
  PLACES,
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
  STOP_END,
  STOP_FULL,
  STOP_UNKNOWN,
} from "../layout";
import { isReflected } from "./answers";
import { findLines, giveShape, matchAll } from "./batch";
import { addContact, addDenials, assume, dayFrom, dayTo, isDayFull, logDecision, noteTimes, reflect, watchClock } from "./day";
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
export { cellTextEnd, writeCells } from "./cell-text";
export { setRangeCount } from "./scope";

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
  // Lines behind one of no known shape have to be looked at again, so that they are few at first.
  let most = 2;
  const least = leastBytes(shapeCount);
  while (true) {
    const lines = findLines(line, to, most, least);
    if (lines === 0) {
      stop = STOP_END;
      return line;
    }
    giveShapes(lines, shapeCount);
    const records = recordsEnd;
    for (let i = 0; i < lines;) {
      const shape = <usize>load<u32>(i << 2, LINE_SHAPES);
      const next = shape === 0 ? i : countAlike(shape, i, lines, records);
      if (next === i) {
        stop = shape === 0 ? STOP_UNKNOWN : STOP_FULL;
        return <usize>load<u32>(i << 2, LINE_STARTS);
      }
      i = next;
    }
    line = <usize>load<u32>(lines << 2, LINE_STARTS);
    most = min(most << 1, MOST_LINES);
  }
}

/** How many bytes a line of any of the shapes has at least. */
function leastBytes(shapeCount: i32): i32 {
  let least = i32.MAX_VALUE;
  for (let i = 0; i < shapeCount; i++) least = min(least, load<i32>(<usize>load<u32>(i << 2, ORDER), SHAPE_LEAST));
  return least;
}

/** Gives each of the lines at hand the first of the shapes that it has. */
function giveShapes(lines: i32, shapeCount: i32): void {
  for (let i = 0; i < lines; i++) store<u32>(i << 2, 0, LINE_SHAPES);
  let left = lines;
  let before = 0;
  for (let i = 0; i < shapeCount && left > 0; i++) {
    const shape = <usize>load<u32>(i << 2, ORDER);
    const given = giveShape(shape, lines, recordsEnd);
    left -= given;
    if (i > 0 && given > before) moveUp(i, shape);
    before = given;
  }
}

/**
 * Counts the lines from one on that have its shape, or keeps their records, as many as there is room for; the number of
 * the line that comes next.
 */
function countAlike(shape: usize, from: i32, lines: i32, records: usize): i32 {
  const device = load<i32>(shape, SHAPE_DEVICE);
  const isKnown = <u32>device < <u32>MOST_DEVICES;
  const denies = load<i32>(shape, SHAPE_DENIES);
  let first: f64 = Infinity;
  let last: f64 = -1;
  let line = from;
  for (; line < lines && load<u32>(line << 2, LINE_SHAPES) === <u32>shape; line++) {
    if (recordsEnd >= RECORDS_END || isDayFull !== 0) break;
    const record = records + line * RECORD_BYTES;
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

/** Tries a shape that fitted sooner next time. */
function moveUp(place: i32, shape: usize): void {
  const before: usize = ORDER + ((place - 1) << 2);
  store<u32>(before, load<u32>(before), 4);
  store<u32>(before, <u32>shape);
}

/** Reads a line into the next record, which stays free; where the shape ends in the line, 0 when it is of another. */
export function match(shape: usize, line: usize): usize {
  store<u32>(CURSORS, <u32>line);
  store<u32>(PLACES, <u32>recordsEnd);
  return matchAll(shape, 1) === 0 ? 0 : <usize>load<u32>(CURSORS);
}
