import type { Cursor } from "./cursor.ts";
import { foldByte } from "./words.ts";

/** A text to be found. */
export interface OwnedText {
  /** Who has it: a number from 0 on. */
  owner: number;
  /** As Latin-1. */
  text: string;
  /** True where it stands for itself in any case of its ASCII letters. */
  inAnyCase: boolean;
}

interface Ending {
  owner: number;
  /** The text as it must stand there; null for one in any case. */
  bytes: Uint8Array | null;
}

/**
 * Finds, in one walk over a line, who has a text in it: an automaton after Aho and Corasick. A row for each beginning
 * of a text tells for each byte which beginning then stands there.
 */
export class TextFinder {
  /** By byte, its column; 0 for bytes of no text. */
  private readonly columnOf = new Uint8Array(256);
  /** By row and column, the next row, times 2; odd where texts end there. A row is told by where it begins. */
  private readonly next: Int32Array;
  /** By row, the texts that end there. */
  private readonly endings = new Map<number, Ending[]>();
  /** By owner, the line in which one of its texts was found last. */
  private readonly foundIn: Int32Array;
  private line = 0;
  /** Who has a text in the line that was looked at last, each once, in the first {@link foundCount} places. */
  readonly found: Int32Array;
  foundCount = 0;

  /** @param owners how many there are. */
  constructor(texts: readonly OwnedText[], owners: number) {
    this.foundIn = new Int32Array(owners);
    this.found = new Int32Array(owners);
    let columns = 1;
    let rows = 1;
    const words = texts.map(({ text }) => Buffer.from(text, "latin1"));
    for (const word of words) {
      rows += word.length;
      for (const byte of word) this.columnOf[foldByte(byte)] ||= columns++;
    }
    for (let byte = 65; byte <= 90; byte++) this.columnOf[byte] = this.columnOf[foldByte(byte)]!;
    this.next = new Int32Array(rows * columns);
    let rowsEnd = columns;
    for (const [i, { owner, inAnyCase }] of texts.entries())
      rowsEnd = this.plant(words[i]!, { owner, bytes: inAnyCase ? null : words[i]! }, rowsEnd, columns);
    this.link(rows, columns);
  }

  /** Walks over a line, and keeps who has a text in it. */
  look({ bytes, start, end }: Cursor): void {
    const { columnOf, next } = this;
    this.line++;
    this.foundCount = 0;
    let row = 0;
    for (let at = start; at < end; at++) {
      const step = next[row + columnOf[bytes[at]!]!]!;
      row = step >> 1;
      if ((step & 1) !== 0) this.note(row, bytes, at + 1);
    }
  }

  private note(row: number, bytes: Uint8Array, end: number): void {
    const endings = this.endings.get(row)!;
    for (let i = 0; i < endings.length; i++) {
      const { owner, bytes: text } = endings[i]!;
      if (this.foundIn[owner] === this.line || (text !== null && !standsBefore(bytes, end, text))) continue;
      this.foundIn[owner] = this.line;
      this.found[this.foundCount++] = owner;
    }
  }

  /** Makes rows for the beginnings of a word, as far as there are none, from `rowsEnd` on; where the rows then end. */
  private plant(word: Uint8Array, ending: Ending, rowsEnd: number, columns: number): number {
    let end = rowsEnd;
    let row = 0;
    for (const byte of word) {
      const place = row + this.columnOf[byte]!;
      if (this.next[place] === 0) {
        this.next[place] = end;
        end += columns;
      }
      row = this.next[place]!;
    }
    this.endings.set(row, [...(this.endings.get(row) ?? []), ending]);
    return end;
  }

  /** Fills the other ways, shortest beginnings first: they go on with the longest end of it that is a beginning. */
  private link(rows: number, columns: number): void {
    const { next, endings } = this;
    const shorter = new Int32Array(rows);
    const queue = new Int32Array(rows);
    const ends = new Uint8Array(rows);
    let queued = 1;
    for (let i = 0; i < queued; i++) {
      const row = queue[i]!;
      const back = shorter[row / columns]!;
      const others = row === 0 ? undefined : endings.get(back);
      if (others !== undefined) endings.set(row, [...(endings.get(row) ?? []), ...others]);
      if (endings.has(row)) ends[row / columns] = 1;
      for (let column = 0; column < columns; column++) {
        const to = next[row + column]!;
        const beside = row === 0 ? 0 : next[back + column]!;
        if (to === 0) next[row + column] = beside;
        else {
          shorter[to / columns] = beside;
          queue[queued++] = to;
        }
      }
    }
    for (let i = 0; i < next.length; i++) next[i] = next[i]! * 2 + ends[next[i]! / columns]!;
  }
}

/** True when these bytes stand before `end`. */
function standsBefore(bytes: Uint8Array, end: number, text: Uint8Array): boolean {
  const start = end - text.length;
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text[i]) return false;
  return true;
}
