import { type Cursor, SPACE } from "./cursor.ts";
import { findBytes, startsWith } from "./words.ts";

/** Texts of which a format's lines hold one; where the last line had it, the next is looked at first. */
export class Marker {
  private readonly texts: readonly Buffer[];
  private readonly follower: Buffer | null;
  private lastText: Buffer;
  private lastOffset = 0;

  /**
   * @param texts as they stand in the line; at least one.
   * @param follower what the next word must begin with, where the text alone may stand elsewhere too (`IN=` in `PHYSIN=`).
   */
  constructor(texts: readonly string[], follower = "") {
    this.follower = follower === "" ? null : Buffer.from(follower, "latin1");
    this.texts = texts.map((text) => Buffer.from(text, "latin1"));
    this.lastText = this.texts[0]!;
  }

  /** Where one of the texts begins in the line; −1 when it holds none. */
  find(cursor: Cursor): number {
    const guess = cursor.start + this.lastOffset;
    if (this.stands(cursor, guess, this.lastText)) return guess;
    for (const text of this.texts) {
      let at = findBytes(cursor, cursor.start, text);
      while (at >= 0 && !this.stands(cursor, at, text)) at = findBytes(cursor, at + 1, text);
      if (at < 0) continue;
      this.lastText = text;
      this.lastOffset = at - cursor.start;
      return at;
    }
    return -1;
  }

  private stands(cursor: Cursor, at: number, text: Buffer): boolean {
    if (!startsWith(cursor, at, text)) return false;
    const follower = this.follower;
    if (follower === null) return true;
    const bytes = cursor.bytes;
    let next = at + text.length;
    while (next < cursor.end && bytes[next] !== SPACE) next++;
    return startsWith(cursor, next + 1, follower);
  }
}
