// What the kernel looks up instead of computing: masks, where digits go, bytes of words.
import { MASKS, NUMBERS, OCTETS, UPPER_HALVES, WAYS, WORD_BYTES } from "./layout.ts";

/** What a word is made of beside letters and digits: nothing that any format puts between, around or before values. */
const wordSigns = "_-.:/+%@#&*~!?^$";

/** Writes the tables into a kernel's memory. */
export function writeTables(bytes: Buffer): void {
  for (let length = 0; length <= 16; length++) {
    bytes.fill(255, MASKS + length * 16, MASKS + length * 17);
  }
  for (let way = 1; way <= 81; way++) {
    const lengths = [27, 9, 3, 1].map((unit) => 1 + (Math.floor((way - 1) / unit) % 3));
    bytes.set(spreadOf(lengths), OCTETS + way * 16);
    bytes[WAYS + endsOf(lengths)] = way;
  }
  for (let length = 0; length <= 8; length++) {
    const places = Array.from({ length: 16 }, (_, i) => (i < 8 && i + length >= 8 ? i + length - 8 : 255));
    bytes.set(places, NUMBERS + length * 16);
  }
  for (let byte = 0; byte < 128; byte++) {
    if (isWordByte(byte)) bytes[WORD_BYTES + (byte & 15)]! |= 1 << (byte >> 4);
  }
  for (let half = 0; half < 8; half++) bytes[UPPER_HALVES + half] = 1 << half;
}

/** True for the bytes of words that may be passed over. */
export function isWordByte(byte: number): boolean {
  return wordBytes[byte] === 1;
}

const wordBytes = new Uint8Array(256);
for (const byte of Buffer.from(`abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789${wordSigns}`)) {
  wordBytes[byte] = 1;
}

/** Where the digits of four octets go: those of the last one first, three of each; 255 for none. */
function spreadOf(lengths: readonly number[]): Uint8Array {
  const spread = new Uint8Array(16).fill(255);
  let end = -1;
  lengths.forEach((length, octet) => {
    end += length;
    for (let digit = 0; digit < length; digit++) spread[(3 - octet) * 4 + 2 - digit] = end - digit;
    end++;
  });
  return spread;
}

/** A bit for each place behind an octet. */
function endsOf(lengths: readonly number[]): number {
  let end = -1;
  return lengths.reduce((bits, length) => bits | (1 << (end += length + 1)), 0);
}
