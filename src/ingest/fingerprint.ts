import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

/** What tells the content of a log from that of others, whatever its file is called and however it is packed. */
export interface Fingerprint {
  /** How many first bytes {@link head} is of: all of a short log. */
  headBytes: number;
  head: string;
  /** How long the content is. */
  bytes: number;
  /** Of as many last bytes. */
  tail: string;
  /** Of the first mebibyte, and from there on of a sixteenth of the content, spread evenly. */
  sum: string;
}

/** The fingerprint of a log, and those of the known ones whose content it begins with. */
export interface FoundPrint {
  print: Fingerprint;
  beginnings: Fingerprint[];
  /** Those among the known that begin as this log does, as far as heads tell. */
  alike: Fingerprint[];
}

const endBytes = 1 << 12;
const wholeBytes = 1 << 20;
/** A sum of all bytes takes a third of the time of reading lines; of a sixteenth, in few pieces, 6 %. */
const sampleEvery = 1 << 20;
const sampleBytes = 1 << 16;

/** One text for a fingerprint. */
export function printText({ headBytes, head, bytes, tail, sum }: Fingerprint): string {
  return [headBytes, head, bytes, tail, sum].join(" ");
}

function hashOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 32);
}

/** Where the next stretch begins that is summed up, at or behind a place, and where that ends. */
function stretchAt(place: number): { from: number; to: number } {
  if (place < wholeBytes) return { from: place, to: wholeBytes };
  const window = place - (place % sampleEvery);
  const to = window + sampleBytes;
  return place < to ? { from: place, to } : { from: window + sampleEvery, to: window + sampleEvery + sampleBytes };
}

/** Takes the fingerprint of content that comes in chunks. */
export class Fingerprinter {
  private readonly known: readonly Fingerprint[];
  private readonly head = Buffer.alloc(endBytes);
  private tail: Buffer = Buffer.alloc(0);
  private length = 0;
  private sum = 0;
  private looksAhead = true;
  private alike: Fingerprint[] = [];
  /** Those of the known that the content may still turn out to begin with, the shortest first. */
  private marks: Fingerprint[] = [];
  private readonly beginnings: Fingerprint[] = [];

  /** @param known fingerprints to be looked for. */
  constructor(known: readonly Fingerprint[]) {
    this.known = known;
  }

  /** Takes the next bytes. */
  take(bytes: Buffer): void {
    for (let from = 0; from < bytes.length;) {
      const stop = this.looksAhead ? endBytes : (this.marks[0]?.bytes ?? Infinity);
      const to = Math.min(bytes.length, from + stop - this.length);
      this.add(bytes.subarray(from, to));
      from = to;
      if (this.looksAhead && this.length === endBytes) this.lookUp();
      this.passMarks();
    }
  }

  private add(bytes: Buffer): void {
    const from = this.length;
    if (from < endBytes) bytes.copy(this.head, from);
    const end = from + bytes.length;
    for (let { from: at, to } = stretchAt(from); at < end; { from: at, to } = stretchAt(to)) {
      this.sum = crc32(bytes.subarray(at - from, Math.min(to, end) - from), this.sum);
      if (to >= end) break;
    }
    this.length = end;
    // Chunks are overwritten.
    const last = bytes.subarray(Math.max(0, bytes.length - endBytes));
    this.tail =
      last.length === endBytes
        ? Buffer.from(last)
        : Buffer.concat([this.tail.subarray(Math.max(0, this.tail.length + last.length - endBytes)), last]);
  }

  /** Finds those that begin as this does, now that the head is there. */
  private lookUp(): void {
    this.looksAhead = false;
    const heads = new Map<number, string>();
    const headOf = (bytes: number): string => {
      const head = heads.get(bytes) ?? hashOf(this.head.subarray(0, bytes));
      heads.set(bytes, head);
      return head;
    };
    const held = Math.min(this.length, endBytes);
    this.alike = this.known.filter(({ headBytes, head }) => headBytes <= held && head === headOf(headBytes));
    for (const one of this.alike) {
      // What is no longer than the head is told by it alone.
      if (one.bytes === one.headBytes && one.bytes <= this.length) this.beginnings.push(one);
    }
    this.marks = this.alike
      .filter(({ bytes }) => bytes >= this.length && bytes > endBytes)
      .sort((a, b) => a.bytes - b.bytes);
  }

  private passMarks(): void {
    while (this.marks[0] !== undefined && this.marks[0].bytes === this.length) {
      const mark = this.marks.shift()!;
      if (printText(this.now()) === printText(mark)) this.beginnings.push(mark);
    }
  }

  private now(): Fingerprint {
    const headBytes = Math.min(this.length, endBytes);
    return {
      headBytes,
      head: hashOf(this.head.subarray(0, headBytes)),
      bytes: this.length,
      tail: hashOf(this.tail),
      sum: (this.sum >>> 0).toString(16).padStart(8, "0"),
    };
  }

  /** Ends the content. */
  finish(): FoundPrint {
    if (this.looksAhead) this.lookUp();
    const print = this.now();
    const text = printText(print);
    return {
      print,
      beginnings: this.beginnings.filter((one) => printText(one) !== text),
      alike: this.alike,
    };
  }
}

/**
 * Takes the fingerprint of content that can be read anywhere: no more of it is read than is looked at.
 * @param read gives the bytes at a place, as many as there are.
 */
export function printContent(
  read: (at: number, count: number) => Buffer,
  length: number,
  known: readonly Fingerprint[],
): FoundPrint {
  const head = read(0, Math.min(length, endBytes));
  const print = printBeginning(read, head, length);
  const text = printText(print);
  const alike = known.filter(
    (one) => one.headBytes <= head.length && one.head === hashOf(head.subarray(0, one.headBytes)),
  );
  const beginnings = alike.filter(
    (one) =>
      one.bytes <= length &&
      printText(one) !== text &&
      printText(printBeginning(read, head, one.bytes)) === printText(one),
  );
  return { print, beginnings, alike };
}

function printBeginning(read: (at: number, count: number) => Buffer, head: Buffer, length: number): Fingerprint {
  let sum = 0;
  for (let { from, to } = stretchAt(0); from < length; { from, to } = stretchAt(to)) {
    sum = crc32(read(from, Math.min(to, length) - from), sum);
  }
  const ends = Math.min(length, endBytes);
  return {
    headBytes: ends,
    head: hashOf(head.subarray(0, ends)),
    bytes: length,
    tail: hashOf(read(length - ends, ends)),
    sum: (sum >>> 0).toString(16).padStart(8, "0"),
  };
}
