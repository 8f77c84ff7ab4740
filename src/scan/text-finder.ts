import type { Cursor } from "./cursor.ts";
import { foldByte } from "./words.ts";

/** Owners that each have some texts. Told by number, from 0 on. */
export type OwnedTexts = ReadonlyArray<readonly string[]>;

/**
 * Finds, in one walk over a line, who has a text in it, without regard to the case of ASCII letters: an automaton after
 * Aho and Corasick. A row for each beginning of a text tells for each byte which beginning then stands there.
 */
export class TextFinder {
  /** By byte, its column; 0 for bytes of no text. */
  private readonly columnOf = new Uint8Array(256);
  /** By row and column, the next row, times 2; odd where texts end there. A row is told by where it begins. */
  private readonly next: Int32Array;
  /** By row, who has a text that ends there. */
  private readonly owners = new Map<number, Int32Array>();
  /** By owner, the line in which one of its texts was found last. */
  private readonly foundIn: Int32Array;
  private line = 0;

  constructor(texts: OwnedTexts) {
    this.foundIn = new Int32Array(texts.length);
    const words = texts.map((some) => some.map((text) => Buffer.from(text, "latin1").map(foldByte)));
    let columns = 1;
    let rows = 1;
    for (const word of words.flat()) {
      rows += word.length;
      for (const byte of word) this.columnOf[byte] ||= columns++;
    }
    for (let byte = 65; byte <= 90; byte++) this.columnOf[byte] = this.columnOf[foldByte(byte)]!;
    this.next = new Int32Array(rows * columns);
    const endings = this.plant(words, columns);
    this.link(rows, columns, endings);
  }

  /** Walks over a line, and keeps who has a text in it. */
  look({ bytes, start, end }: Cursor): void {
    const { columnOf, next } = this;
    this.line++;
    let row = 0;
    for (let at = start; at < end; at++) {
      const step = next[row + columnOf[bytes[at]!]!]!;
      row = step >> 1;
      if ((step & 1) !== 0) this.note(row);
    }
  }

  /** True when an owner has a text in the line that was looked at last. */
  found(owner: number): boolean {
    return this.foundIn[owner] === this.line;
  }

  private note(row: number): void {
    const owners = this.owners.get(row)!;
    for (let i = 0; i < owners.length; i++) this.foundIn[owners[i]!] = this.line;
  }

  /** Makes the rows, each with the ways that go on with a text; by row, whose texts end there. */
  private plant(words: ReadonlyArray<readonly Uint8Array[]>, columns: number): Map<number, Set<number>> {
    const endings = new Map<number, Set<number>>();
    let rowsEnd = columns;
    for (const [owner, some] of words.entries()) {
      for (const word of some) {
        let row = 0;
        for (const byte of word) {
          const place = row + this.columnOf[byte]!;
          if (this.next[place] === 0) {
            this.next[place] = rowsEnd;
            rowsEnd += columns;
          }
          row = this.next[place]!;
        }
        if (!endings.has(row)) endings.set(row, new Set());
        endings.get(row)!.add(owner);
      }
    }
    return endings;
  }

  /** Fills the other ways, shortest beginnings first: they go on with the longest end of it that is a beginning. */
  private link(rows: number, columns: number, endings: Map<number, Set<number>>): void {
    const { next } = this;
    const shorter = new Int32Array(rows);
    const queue = new Int32Array(rows);
    const ends = new Uint8Array(rows);
    let queued = 1;
    for (let i = 0; i < queued; i++) {
      const row = queue[i]!;
      const back = shorter[row / columns]!;
      const own = endings.get(row);
      const others = row === 0 ? undefined : endings.get(back);
      if (own !== undefined || others !== undefined) {
        endings.set(row, new Set([...(own ?? []), ...(others ?? [])]));
        ends[row / columns] = 1;
      }
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
    for (const [row, owners] of endings) this.owners.set(row, Int32Array.from(owners));
    for (let i = 0; i < next.length; i++) next[i] = next[i]! * 2 + ends[next[i]! / columns]!;
  }
}
