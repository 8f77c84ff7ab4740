// The steps of a shape, each done in all lines at the cursors before the next one. Where a value ends tells where the next
// one begins, so one line after the other is a chain of waiting; side by side they take two thirds of the time.
// Part of the kernel, see lines.ts.
import {
  CLOCK,
  COUNT_NUMBER,
  CURSORS,
  DESTINATION_ADDRESS,
  DESTINATION_PORT_NUMBER,
  DIGITS,
  END,
  EPOCH_NUMBER,
  LEVELS,
  LEVEL_BYTES,
  LEVEL_COUNTS,
  OTHER_CLOCK,
  PACKETS_NUMBER,
  PLACES,
  RECORD_COUNT,
  RECORD_DESTINATION,
  RECORD_PACKETS,
  RECORD_PORTS,
  RECORD_SOURCE,
  RECORD_TIME,
  SOURCE_ADDRESS,
  SOURCE_PORT_NUMBER,
  STEP_ARGUMENT,
  STEP_HEAD,
  STEP_KIND,
  STEP_LENGTH,
  STEP_LEVEL,
  STEP_MASK,
  STEP_TEXT,
  UPTIME,
  WORD,
} from "../layout";
import {
  passClock,
  passDigits,
  passUptime,
  passWord,
  readAddress,
  readAmount,
  readEpoch,
  readPort,
  readTime,
} from "./values";

/**
 * Reads lines at the cursors by the steps of a shape from one on, into the records at their places; keeps those that have
 * them all, and tells how many.
 */
export function matchFrom(first: usize, lines: i32): i32 {
  let count = lines;
  let step = first;
  while (count > 0) {
    const level = load<i32>(step, STEP_LEVEL);
    if (level > 0) keepLines(level, count);
    if (passText(step, count << 2)) count = dropOthers(step, count);
    if (load<i32>(step, STEP_KIND) === END) break;
    if (takeValues(step, count << 2)) count = dropFailed(count);
    step += STEP_TEXT + ((load<i32>(step, STEP_LENGTH) + 3) & ~3);
  }
  return count;
}

/** Passes the text of a step in each line; true where one has another: only then it is asked which. */
function passText(step: usize, end: i32): bool {
  const head = load<i32>(step, STEP_HEAD);
  const length = load<i32>(step, STEP_LENGTH);
  const text = step + STEP_TEXT;
  const first = v128.load(text);
  const last = v128.load(text + head);
  const mask = v128.load(load<u32>(step, STEP_MASK));
  let differs = i64x2.splat(0);
  if (head === 0) {
    for (let i = 0; i < end; i += 4) {
      const at = cursorAt(i);
      differs = v128.or(differs, v128.and(v128.xor(v128.load(at), last), mask));
      setCursor(i, at + length);
    }
    return v128.any_true(differs);
  }
  for (let i = 0; i < end; i += 4) {
    const at = cursorAt(i);
    differs = v128.or(differs, v128.xor(v128.load(at), first));
    for (let part = 16; part < head; part += 16) {
      differs = v128.or(differs, v128.xor(v128.load(at + part), v128.load(text + part)));
    }
    differs = v128.or(differs, v128.and(v128.xor(v128.load(at + head), last), mask));
    setCursor(i, at + length);
  }
  return v128.any_true(differs);
}

/** Drops the lines that passed another text than that of a step. */
function dropOthers(step: usize, count: i32): i32 {
  const head = load<i32>(step, STEP_HEAD);
  const text = step + STEP_TEXT;
  const mask = v128.load(load<u32>(step, STEP_MASK));
  for (let i = 0; i < count << 2; i += 4) {
    const at = cursorAt(i) - load<i32>(step, STEP_LENGTH);
    let differs = v128.and(v128.xor(v128.load(at + head), v128.load(text + head)), mask);
    for (let part = 0; part < head; part += 16) {
      differs = v128.or(differs, v128.xor(v128.load(at + part), v128.load(text + part)));
    }
    if (v128.any_true(differs)) setCursor(i, 0);
  }
  return dropFailed(count);
}

/** Drops the lines whose cursor is 0. */
function dropFailed(count: i32): i32 {
  let kept = 0;
  for (let i = 0; i < count << 2; i += 4) {
    const at = cursorAt(i);
    store<u32>(kept << 2, <u32>at, CURSORS);
    store<u32>(kept << 2, <u32>placeAt(i), PLACES);
    kept += i32(at !== 0);
  }
  return kept;
}

/** Passes or reads the value behind the text of a step in each line; true where one has none. */
function takeValues(step: usize, end: i32): bool {
  const kind = load<i32>(step, STEP_KIND);
  let signs = 0;
  switch (kind) {
    case DIGITS:
      for (let i = 0; i < end; i += 4) signs |= setCursor(i, passDigits(cursorAt(i)));
      break;
    case WORD:
      for (let i = 0; i < end; i += 4) signs |= setCursor(i, passWord(cursorAt(i)));
      break;
    case SOURCE_ADDRESS:
    case DESTINATION_ADDRESS: {
      const part = kind === SOURCE_ADDRESS ? RECORD_SOURCE : RECORD_DESTINATION;
      for (let i = 0; i < end; i += 4) signs |= setCursor(i, readAddress(cursorAt(i), placeAt(i) + part));
      break;
    }
    case SOURCE_PORT_NUMBER:
    case DESTINATION_PORT_NUMBER: {
      const part = kind === SOURCE_PORT_NUMBER ? RECORD_PORTS + 2 : RECORD_PORTS;
      for (let i = 0; i < end; i += 4) signs |= setCursor(i, readPort(cursorAt(i), placeAt(i) + part));
      break;
    }
    case COUNT_NUMBER:
    case PACKETS_NUMBER: {
      const part = kind === COUNT_NUMBER ? RECORD_COUNT : RECORD_PACKETS;
      const least = i32(kind === COUNT_NUMBER);
      for (let i = 0; i < end; i += 4) signs |= setCursor(i, readAmount(cursorAt(i), placeAt(i) + part, least));
      break;
    }
    case UPTIME:
      for (let i = 0; i < end; i += 4) signs |= setCursor(i, passUptime(cursorAt(i)));
      break;
    case CLOCK:
      for (let i = 0; i < end; i += 4) signs |= setCursor(i, readTime(cursorAt(i), placeAt(i) + RECORD_TIME));
      break;
    case OTHER_CLOCK:
      for (let i = 0; i < end; i += 4) signs |= setCursor(i, passClock(cursorAt(i)));
      break;
    case EPOCH_NUMBER: {
      const digits = load<i32>(step, STEP_ARGUMENT);
      for (let i = 0; i < end; i += 4) signs |= setCursor(i, readEpoch(cursorAt(i), digits, placeAt(i) + RECORD_TIME));
      break;
    }
  }
  return signs < 0;
}

// @ts-ignore: decorator
@inline
export function cursorAt(i: i32): usize {
  return <usize>load<u32>(i, CURSORS);
}

/** Sets a cursor; negative where it is 0. */
// @ts-ignore: decorator
@inline
function setCursor(i: i32, at: usize): i32 {
  store<u32>(i, <u32>at, CURSORS);
  return <i32>at - 1;
}

// @ts-ignore: decorator
@inline
export function placeAt(i: i32): usize {
  return <usize>load<u32>(i, PLACES);
}

/** Keeps lines as far as they were read. */
function keepLines(level: i32, count: i32): void {
  const kept = LEVELS + level * LEVEL_BYTES;
  store<i32>(level << 2, count, LEVEL_COUNTS);
  for (let i = 0; i < count; i++) {
    store<u64>(kept + (i << 3), <u64>load<u32>(i << 2, CURSORS) | (<u64>load<u32>(i << 2, PLACES) << 32));
  }
}
