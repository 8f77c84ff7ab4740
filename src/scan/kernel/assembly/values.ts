// What stands between the text of a line: numbers, words, addresses, times. Part of the kernel, see lines.ts.
import {
  OCTETS,
  UPPER_HALVES,
  WORD_BYTES,
} from "../layout";

const SPACE: u8 = 32;
const DOT: u8 = 46;
const ZERO: u8 = 48;

/** Behind the sixteen bits of a comparison: what is sought is found there at the latest. */
const BEYOND: i32 = 0x10000;

/** A bit for each of sixteen bytes that is a digit. */
// @ts-ignore: decorator
@inline
export function digitBits(bytes: v128): i32 {
  return i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(ZERO)), i8x16.splat(10)));
}

/** Behind a number; 0 when none stands there. */
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

/** A bit for each of sixteen bytes that is of a word. */
// @ts-ignore: decorator
@inline
export function wordBits(bytes: v128): i32 {
  const lower = i8x16.swizzle(v128.load(WORD_BYTES), v128.and(bytes, i8x16.splat(15)));
  const upper = i8x16.swizzle(v128.load(UPPER_HALVES), i8x16.shr_u(bytes, 4));
  return i8x16.bitmask(i8x16.ne(v128.and(lower, upper), i8x16.splat(0)));
}

/** Behind a word; 0 when none stands there. */
// @ts-ignore: decorator
@inline
export function passWord(from: usize): usize {
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
export function passUptime(from: usize): usize {
  let at = from;
  while (load<u8>(at) === SPACE) at++;
  const bytes = v128.load(at);
  const length = ctz(~(digitBits(bytes) | i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(DOT)))) | BEYOND);
  return length === 0 || length === 16 ? 0 : at + length;
}

/** How many digits {@link readNumber} read. */
export let readDigits: i32 = 0;

/** Reads up to eight digits at once, without a branch that their number decides. */
// @ts-ignore: decorator
@inline
export function readNumber(at: usize): i32 {
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
export let readEnd: usize = 0;

/**
 * Reads an IPv4 address. The places of its dots pick one of 81 ways to spread its digits over ones, tens and
 * hundreds: octets of random length would be mispredicted three times an address.
 */
// @ts-ignore: decorator
@inline
export function readAddress(at: usize): i32 {
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
export function readClock(at: usize): i32 {
  const bytes = load<u64>(at) - 0x30303a30303a3030;
  const others = ((bytes + 0x7676767676767676) | bytes) & 0x8080808080808080;
  if (others !== 0 || (bytes & 0x0000ff0000ff0000) !== 0) return -1;
  const hour = <i32>(bytes & 15) * 10 + <i32>((bytes >> 8) & 15);
  const minute = <i32>((bytes >> 24) & 15) * 10 + <i32>((bytes >> 32) & 15);
  const second = <i32>((bytes >> 48) & 15) * 10 + <i32>(bytes >> 56);
  return hour > 23 || minute > 59 || second > 59 ? -1 : hour * 3600 + minute * 60 + second;
}
