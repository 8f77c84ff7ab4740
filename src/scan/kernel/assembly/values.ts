// What stands between the text of a line: numbers, words, addresses, times. Part of the kernel, see lines.ts.
// Each function tells where its value ends, 0 when none stands there; it may have written another then.
//
// Constants stand in memory: the engine makes each anew where it is used, in three instructions, but loads it in one.
import { NUMBERS, OCTETS, UPPER_HALVES, WAYS, WORD_BYTES } from "../layout";

const SPACE: u8 = 32;
const ZERO: u8 = 48;

const SPACES = memory.data<u64>([0x2020202020202020, 0x2020202020202020], 16);
const DOTS = memory.data<u64>([0x2e2e2e2e2e2e2e2e, 0x2e2e2e2e2e2e2e2e], 16);
const ZEROS = memory.data<u64>([0x3030303030303030, 0x3030303030303030], 16);
/** Added to a digit, the sum is more than {@link BELOW_DIGITS}, taken as signed; added to another byte, it is not. */
const DIGIT_BIAS = memory.data<u64>([0x4646464646464646, 0x4646464646464646], 16);
const BELOW_DIGITS = memory.data<u64>([0x7575757575757575, 0x7575757575757575], 16);
const LOWER_HALVES = memory.data<u64>([0x0f0f0f0f0f0f0f0f, 0x0f0f0f0f0f0f0f0f], 16);

/** Three digits of an octet, and a byte that is 0. */
const OCTET_WEIGHTS = memory.data<u8>([100, 10, 1, 0, 100, 10, 1, 0, 100, 10, 1, 0, 100, 10, 1, 0], 16);
const ONES = memory.data<u16>([1, 1, 1, 1, 1, 1, 1, 1], 16);
const LARGEST_OCTETS = memory.data<u32>([255, 255, 255, 255], 16);

const PAIR_WEIGHTS = memory.data<u8>([10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1], 16);
const FOUR_WEIGHTS = memory.data<u16>([100, 1, 100, 1, 100, 1, 100, 1], 16);

/** `00:00:00`, then bytes of any kind. */
const MIDNIGHT = memory.data<u8>([48, 48, 58, 48, 48, 58, 48, 48, 0, 0, 0, 0, 0, 0, 0, 0], 16);
/** How much more than that each byte may be. */
const LATEST = memory.data<u8>([2, 9, 0, 5, 9, 0, 5, 9, 255, 255, 255, 255, 255, 255, 255, 255], 16);
/** Hours; tens of minutes; minutes; seconds. */
const CLOCK_WEIGHTS = memory.data<u8>([10, 1, 0, 10, 1, 0, 10, 1, 0, 0, 0, 0, 0, 0, 0, 0], 16);
const CLOCK_UNITS = memory.data<u16>([3600, 60, 60, 1, 0, 0, 0, 0], 16);

/** Behind the sixteen bits of a comparison: what is sought is found there at the latest. */
const BEYOND: i32 = 0x10000;

/** A bit for each of sixteen bytes that is a digit. */
// @ts-ignore: decorator
@inline
function digitBits(bytes: v128): i32 {
  return i8x16.bitmask(i8x16.gt_s(i8x16.add(bytes, v128.load(DIGIT_BIAS)), v128.load(BELOW_DIGITS)));
}

/** Passes a number. */
// @ts-ignore: decorator
@inline
export function passDigits(from: usize): usize {
  let at = from;
  let length = ctz(~digitBits(v128.load(at)) | BEYOND);
  if (length === 0) return 0;
  while (length === 16) {
    at += 16;
    length = ctz(~digitBits(v128.load(at)) | BEYOND);
  }
  return at + length;
}

/** A bit for each of sixteen bytes that is not of a word. */
// @ts-ignore: decorator
@inline
function otherBits(bytes: v128): i32 {
  const halves = v128.load(LOWER_HALVES);
  const lower = i8x16.relaxed_swizzle(v128.load(WORD_BYTES), v128.and(bytes, halves));
  const upper = i8x16.relaxed_swizzle(v128.load(UPPER_HALVES), v128.and(i16x8.shr_u(bytes, 4), halves));
  return i8x16.bitmask(i8x16.eq(v128.and(lower, upper), i64x2.splat(0)));
}

/** Passes a word. */
// @ts-ignore: decorator
@inline
export function passWord(from: usize): usize {
  let at = from;
  let length = ctz(otherBits(v128.load(at)) | BEYOND);
  if (length === 0) return 0;
  while (length === 16) {
    at += 16;
    length = ctz(otherBits(v128.load(at)) | BEYOND);
  }
  return at + length;
}

/** Passes `  495.406326`. */
// @ts-ignore: decorator
@inline
export function passUptime(from: usize): usize {
  let at = from;
  let blanks: i32;
  do {
    blanks = ctz(~i8x16.bitmask(i8x16.eq(v128.load(at), v128.load(SPACES))) | BEYOND);
    at += blanks;
  } while (blanks === 16);
  const bytes = v128.load(at);
  const length = ctz(~(digitBits(bytes) | i8x16.bitmask(i8x16.eq(bytes, v128.load(DOTS)))) | BEYOND);
  return length === 0 || length === 16 ? 0 : at + length;
}

/** Up to eight digits as a number. */
// @ts-ignore: decorator
@inline
function numberOf(bytes: v128, length: i32): i32 {
  const digits = i8x16.relaxed_swizzle(i8x16.sub(bytes, v128.load(ZEROS)), v128.load(NUMBERS + (length << 4)));
  const pairs = i16x8.relaxed_dot_i8x16_i7x16_s(digits, v128.load(PAIR_WEIGHTS));
  const fours = i64x2.extract_lane(i32x4.dot_i16x8_s(pairs, v128.load(FOUR_WEIGHTS)), 0);
  return <i32>fours * 10_000 + <i32>(fours >>> 32);
}

/** Reads a port to `to`. */
// @ts-ignore: decorator
@inline
export function readPort(from: usize, to: usize): usize {
  const bytes = v128.load(from);
  const length = ctz(~digitBits(bytes) | BEYOND);
  if (<u32>(length - 1) > 5) return 0;
  const port = numberOf(bytes, length);
  store<u16>(to, <u16>port);
  return port > 65_535 ? 0 : from + length;
}

/** Reads a number of at least `least` to `to`; more than seven digits are too many. */
// @ts-ignore: decorator
@inline
export function readAmount(from: usize, to: usize, least: i32): usize {
  const bytes = v128.load(from);
  const length = ctz(~digitBits(bytes) | BEYOND);
  if (<u32>(length - 1) > 6) return 0;
  const amount = numberOf(bytes, length);
  store<i32>(to, amount);
  return amount < least ? 0 : from + length;
}

/** Reads the seconds of an epoch number of so many digits, ten and more, to `time`. */
// @ts-ignore: decorator
@inline
export function readEpoch(from: usize, length: i32, time: usize): usize {
  const behind = passDigits(from);
  if (load<u8>(from) === ZERO || <i32>(behind - from) !== length) return 0;
  const last = <i32>(load<u8>(from, 8) - ZERO) * 10 + <i32>(load<u8>(from, 9) - ZERO);
  store<f64>(time, <f64>numberOf(v128.load(from), 8) * 100 + <f64>last);
  return behind;
}

/**
 * Reads an IPv4 address to `to`. The places of the four bytes that end its octets pick one of 81 ways to spread its
 * digits over hundreds, tens and ones: octets of random length would be mispredicted three times an address.
 */
// @ts-ignore: decorator
@inline
export function readAddress(from: usize, to: usize): usize {
  const bytes = v128.load(from);
  const others = digitBits(bytes) ^ 0xffff;
  const fromSecond = others & (others - 1);
  const fromThird = fromSecond & (fromSecond - 1);
  const fromFourth = fromThird & (fromThird - 1);
  const way = <i32>load<u8>(others ^ (fromFourth & (fromFourth - 1)), WAYS);
  const dots = i8x16.bitmask(i8x16.eq(bytes, v128.load(DOTS)));
  if (way === 0 || ((others ^ fromFourth) & ~dots) !== 0) return 0;
  const spread = i8x16.relaxed_swizzle(i8x16.sub(bytes, v128.load(ZEROS)), v128.load(OCTETS + (way << 4)));
  const parts = i16x8.relaxed_dot_i8x16_i7x16_s(spread, v128.load(OCTET_WEIGHTS));
  const octets = i32x4.dot_i16x8_s(parts, v128.load(ONES));
  if (v128.any_true(i32x4.gt_s(octets, v128.load(LARGEST_OCTETS)))) return 0;
  const words = i16x8.narrow_i32x4_u(octets, octets);
  store<i32>(to, i32x4.extract_lane(i8x16.narrow_i16x8_u(words, words), 0));
  return from + ctz(fromFourth);
}

/** The seconds of `hh:mm:ss`; 86,400 and more when no such time stands there. */
// @ts-ignore: decorator
@inline
function readClock(at: usize): i32 {
  const digits = i8x16.sub(v128.load(at), v128.load(MIDNIGHT));
  if (v128.any_true(i8x16.sub_sat_u(digits, v128.load(LATEST)))) return 86_400;
  const parts = i16x8.relaxed_dot_i8x16_i7x16_s(digits, v128.load(CLOCK_WEIGHTS));
  const halves = i64x2.extract_lane(i32x4.dot_i16x8_s(parts, v128.load(CLOCK_UNITS)), 0);
  return <i32>halves + <i32>(halves >>> 32);
}

/** Reads the seconds of `hh:mm:ss` to `time`. */
// @ts-ignore: decorator
@inline
export function readTime(from: usize, time: usize): usize {
  const seconds = readClock(from);
  store<f64>(time, <f64>seconds);
  return seconds >= 86_400 ? 0 : from + 8;
}

/** Passes `hh:mm:ss`. */
// @ts-ignore: decorator
@inline
export function passClock(from: usize): usize {
  return readClock(from) >= 86_400 ? 0 : from + 8;
}
