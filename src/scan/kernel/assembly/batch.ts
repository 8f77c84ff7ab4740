// The lines at hand: where they begin, and which shape each has. Shapes are tried by the plan, on all lines side by side.
// Part of the kernel, see lines.ts.
import {
  CURSORS,
  LEVELS,
  LEVEL_BYTES,
  LEVEL_COUNTS,
  LINE_RECORDS,
  LINE_SHAPES,
  LINE_STARTS,
  LONGEST_LINE,
  MASKS,
  PLACES,
  PLAN_LEVELS,
  PLAN_SHAPES,
  PLAN_STEPS,
  PLAN_TOPS,
  READS_COUNT,
  READS_PACKETS,
  READS_TIME,
  RECORDS,
  RECORD_BYTES,
  RECORD_COUNT,
  RECORD_PACKETS,
  RECORD_PORTS,
  RECORD_TIME,
  SHAPE_BASE,
  SHAPE_ENDS_LINE,
  SHAPE_PORTS,
  SHAPE_READS,
  SHAPE_RECENT,
  SHAPE_SKIPS,
  SHAPE_STEPS,
  SINGLE_RECORD,
  STEP_LENGTH,
  STEP_TEXT,
} from "../layout";
import { cursorAt, matchFrom, placeAt } from "./steps";

const RETURN: u8 = 13;
const LETTER_A: u8 = 65;
const CLOSE_BRACE: u8 = 125;
/** As eight bytes in memory. */
const SKIPDATA: u64 = 0x41544144_50494b53;
const NEWLINES = memory.data<u64>([0x0a0a0a0a0a0a0a0a, 0x0a0a0a0a0a0a0a0a], 16);

/**
 * Finds the next lines that end before `to`, up to so many; how many there are. Each is looked at from its byte number
 * `least` on: one that is shorter has none of the shapes, and is taken for one with what follows it.
 */
export function findLines(from: usize, to: usize, most: i32, least: i32): i32 {
  const newlines = v128.load(NEWLINES);
  let count = 0;
  let next = from;
  store<u32>(LINE_STARTS, <u32>from);
  while (count < most) {
    let at = next + least;
    let breaks: u64 = 0;
    for (; at < to; at += 64) {
      const low = bitsOf(v128.load(at), newlines) | (bitsOf(v128.load(at, 16), newlines) << 16);
      const high = bitsOf(v128.load(at, 32), newlines) | (bitsOf(v128.load(at, 48), newlines) << 16);
      breaks = <u64>low | (<u64>high << 32);
      if (breaks !== 0) break;
    }
    next = at + <usize>ctz(breaks) + 1;
    // What lies behind `to` is of an earlier block.
    if (breaks === 0 || next > to) break;
    store<u32>(++count << 2, <u32>next, LINE_STARTS);
  }
  return count;
}

// @ts-ignore: decorator
@inline
function bitsOf(bytes: v128, wanted: v128): u32 {
  return <u32>i8x16.bitmask(i8x16.eq(bytes, wanted));
}

/** Gives each of the lines at hand from one on a shape that it has, by a plan of so many; 0 to those that have none. */
export function giveShapes(first: i32, lines: i32, shapeCount: i32): void {
  for (let line = first; line < lines; line++) store<u32>(line << 2, 0, LINE_SHAPES);
  let left = lines - first;
  for (let i = 0; i < shapeCount << 2 && left > 0; i += 4) {
    const shape = <usize>load<u32>(i, PLAN_SHAPES);
    const level = load<i32>(i, PLAN_LEVELS);
    for (let above = load<i32>(i, PLAN_TOPS); above > level; above--) store<i32>(above << 2, 0, LEVEL_COUNTS);
    const step = shape + load<i32>(i, PLAN_STEPS);
    const count = level === 0 ? takeLines(step, first, lines) : takeKept(step, level);
    if (count > 0) left -= giveShape(shape, matchFrom(step, count));
  }
}

// Most lines at hand have another shape than the one that is tried, and most of those differ from it at once. So only those
// are taken that go on as the first bytes of a step's text do: cisco-asa of 32 shapes, 330 → 295 ns.

/**
 * Sets cursors to the beginnings of the lines at hand from one on that have no shape yet, and may go on with a step; how
 * many there are.
 */
function takeLines(step: usize, first: i32, lines: i32): i32 {
  const text = v128.load(step + STEP_TEXT);
  const mask = v128.load(firstMask(step));
  let count = 0;
  for (let line = first; line < lines; line++) {
    const at = load<u32>(line << 2, LINE_STARTS);
    store<u32>(count << 2, at, CURSORS);
    store<u32>(count << 2, <u32>(LINE_RECORDS + line * RECORD_BYTES), PLACES);
    const goesOn = !v128.any_true(v128.and(v128.xor(v128.load(<usize>at), text), mask));
    count += i32(load<u32>(line << 2, LINE_SHAPES) === 0) & i32(goesOn);
  }
  return count;
}

/** The mask of the first bytes of a step's text, sixteen at most. */
// @ts-ignore: decorator
@inline
function firstMask(step: usize): usize {
  return MASKS + (min(load<i32>(step, STEP_LENGTH), 16) << 4);
}

/** Sets cursors to where lines were kept that have no shape yet, and may go on with a step; how many there are. */
function takeKept(step: usize, level: i32): i32 {
  const text = v128.load(step + STEP_TEXT);
  const mask = v128.load(firstMask(step));
  const kept = LEVELS + level * LEVEL_BYTES;
  const lines = load<i32>(level << 2, LEVEL_COUNTS);
  let count = 0;
  let left = 0;
  for (let i = 0; i < lines; i++) {
    const line = load<u64>(kept + (i << 3));
    const place = <usize>(line >>> 32);
    const hasNone = i32(load<u32>(lineOf(place) << 2, LINE_SHAPES) === 0);
    store<u64>(kept + (left << 3), line);
    left += hasNone;
    store<u32>(count << 2, <u32>line, CURSORS);
    store<u32>(count << 2, <u32>place, PLACES);
    const goesOn = !v128.any_true(v128.and(v128.xor(v128.load(<usize>(line & 0xffff_ffff)), text), mask));
    count += hasNone & i32(goesOn);
  }
  store<i32>(level << 2, left, LEVEL_COUNTS);
  return count;
}

/** The number of the line whose record is at a place. */
// @ts-ignore: decorator
@inline
function lineOf(place: usize): usize {
  return (place - LINE_RECORDS) / RECORD_BYTES;
}

/** Gives a shape to those of so many lines, which have all of its steps, that end where it does; how many do. */
function giveShape(shape: usize, count: i32): i32 {
  const skips = load<i32>(shape, SHAPE_SKIPS) !== 0;
  let given = 0;
  for (let i = 0; i < count << 2; i += 4) {
    const line = <i32>lineOf(placeAt(i));
    if (!isWhole(shape, line, cursorAt(i)) || (skips && tellsOfSkipped(line))) continue;
    store<u32>(line << 2, <u32>shape, LINE_SHAPES);
    finishRecord(shape, placeAt(i));
    given++;
  }
  store<i32>(shape, load<i32>(shape, SHAPE_RECENT) + given, SHAPE_RECENT);
  return given;
}

/**
 * True for a line that ends in `SKIPDATA`, perhaps with what closes a JSON object: it is no decision, but stands for flows
 * that were not logged, which others have to note.
 */
function tellsOfSkipped(line: i32): bool {
  const end = lineEnd(line);
  const last = load<u8>(end - 1);
  if (last !== LETTER_A && last !== CLOSE_BRACE) return false;
  for (let at = end - 16; at <= end - 8; at++) if (load<u64>(at) === SKIPDATA) return true;
  return false;
}

/** Sets what a shape's lines do not tell: the steps of another shape may have left something there. */
// @ts-ignore: decorator
@inline
function finishRecord(shape: usize, record: usize): void {
  const reads = load<i32>(shape, SHAPE_READS);
  const base = load<f64>(shape, SHAPE_BASE);
  store<f64>(record, (reads & READS_TIME) === 0 ? base : base + load<f64>(record, RECORD_TIME), RECORD_TIME);
  store<i32>(record, load<i32>(record, RECORD_PORTS) & load<i32>(shape, SHAPE_PORTS), RECORD_PORTS);
  if ((reads & READS_COUNT) === 0) store<i32>(record, 1, RECORD_COUNT);
  if ((reads & READS_PACKETS) === 0) store<i32>(record, -1, RECORD_PACKETS);
}

/** Reads a line by one shape into the single record; where the shape ends in the line, 0 when it has another. */
export function matchOne(shape: usize, line: usize): usize {
  const record: usize = RECORDS + SINGLE_RECORD * RECORD_BYTES;
  store<u32>(CURSORS, <u32>line);
  store<u32>(PLACES, <u32>record);
  if (matchFrom(shape + SHAPE_STEPS, 1) === 0) return 0;
  finishRecord(shape, record);
  return <usize>load<u32>(CURSORS);
}

/** Where the text of a line at hand ends. */
// @ts-ignore: decorator
@inline
export function lineEnd(line: i32): usize {
  const start = <usize>load<u32>(line << 2, LINE_STARTS);
  const lineBreak = <usize>load<u32>(line << 2, LINE_STARTS + 4) - 1;
  return lineBreak - usize(lineBreak > start && load<u8>(lineBreak - 1) === RETURN);
}

/** True when a line that goes on with all of a shape until `end` is of it. */
function isWhole(shape: usize, line: i32, end: usize): bool {
  const textEnd = lineEnd(line);
  if (end > textEnd || <i32>(textEnd - load<u32>(line << 2, LINE_STARTS)) > LONGEST_LINE) return false;
  return end === textEnd || load<i32>(shape, SHAPE_ENDS_LINE) === 0;
}
