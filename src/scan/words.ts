import type { Cursor } from "./cursor.ts";

/** Lower-cases one ASCII byte. */
export function foldByte(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}

/** Words hold one character for each byte: of UTF-8 no byte has a small letter. */
function lowerAscii(word: string): string {
  return word.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

const buckets = 512;

function hash(length: number, first: number, middle: number, last: number): number {
  return (length * 31 + first * 7 + middle * 13 + last * 3) & (buckets - 1);
}

/**
 * A fixed set of ASCII words, each with a number, looked up as bytes and without regard to case.
 * A look-up makes no string.
 */
export class WordTable {
  private readonly heads = new Int16Array(buckets).fill(-1);
  private readonly next: number[] = [];
  private readonly words: Buffer[] = [];
  private readonly values: number[] = [];

  /** @param entries words (any case) with numbers ≥ 0; a later entry of the same word wins. */
  constructor(entries: Iterable<readonly [string, number]>) {
    for (const [word, value] of new Map([...entries].map(([w, v]) => [lowerAscii(w), v]))) {
      const bytes = Buffer.from(word, "latin1");
      const bucket = this.bucket(bytes, 0, bytes.length);
      this.next.push(this.heads[bucket]!);
      this.heads[bucket] = this.words.length;
      this.words.push(bytes);
      this.values.push(value);
    }
  }

  private bucket(bytes: Uint8Array, start: number, end: number): number {
    if (end <= start) return 0;
    return hash(end - start, foldByte(bytes[start]!), foldByte(bytes[(start + end) >> 1]!), foldByte(bytes[end - 1]!));
  }

  /** The number of the word at `[start, end)`, −1 when it is none of the set. */
  find(bytes: Uint8Array, start: number, end: number): number {
    let entry = this.heads[this.bucket(bytes, start, end)]!;
    const length = end - start;
    while (entry >= 0) {
      const word = this.words[entry]!;
      if (word.length === length) {
        let i = 0;
        while (i < length && word[i] === foldByte(bytes[start + i]!)) i++;
        if (i === length) return this.values[entry]!;
      }
      entry = this.next[entry]!;
    }
    return -1;
  }
}

/** True when the line has exactly these bytes at `at`. */
export function startsWith(cursor: Cursor, at: number, word: Uint8Array): boolean {
  const length = word.length;
  if (at + length > cursor.end) return false;
  const bytes = cursor.bytes;
  for (let i = 0; i < length; i++) if (bytes[at + i] !== word[i]) return false;
  return true;
}

/** Where these bytes stand at or after `from` in the line, −1 when nowhere. */
export function findBytes(cursor: Cursor, from: number, word: Uint8Array): number {
  const bytes = cursor.bytes;
  const last = cursor.end - word.length;
  const first = word[0];
  // The native search knows no end: a text that a line lacks would be looked for in all of the block.
  for (let at = from; at <= last; at++) if (bytes[at] === first && startsWith(cursor, at, word)) return at;
  return -1;
}

/** Where this byte stands at or after `from` in the line, −1 when nowhere. */
export function findByte(cursor: Cursor, from: number, byte: number): number {
  const bytes = cursor.bytes;
  for (let at = from; at < cursor.end; at++) if (bytes[at] === byte) return at;
  return -1;
}
