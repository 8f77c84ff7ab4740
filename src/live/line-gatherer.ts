import { NEWLINE, RETURN, SPACE } from "../scan/cursor.ts";
import { LONGEST_LINE } from "../scan/kernel/layout.ts";

/** Where lines go that were framed. */
export interface LineTaker {
  /** Takes whole lines, each with its line break; the bytes may be overwritten afterwards. */
  take(block: Buffer): void;
  tooLong(): void;
}

/** So much is gathered at most before it is scanned: two of the longest lines, and some. */
const blockBytes = 4 * LONGEST_LINE;

/**
 * Puts lines that come one by one into a block again, with their line breaks, because scanners take blocks. All that frames
 * lines gathers in the same block: it is handed on before a write to any of them comes back.
 */
export class LineGatherer {
  private readonly block = Buffer.allocUnsafeSlow(blockBytes);
  private filled = 0;

  /** Adds a line whose characters stand for bytes, without its line break. */
  addText(line: string, taker: LineTaker): void {
    if (!this.hasRoom(line.length, taker)) return;
    this.filled += this.block.write(line, this.filled, "latin1");
    this.block[this.filled++] = NEWLINE;
  }

  /** Adds a message: line breaks and NUL at its end are not of it, and those within become spaces. */
  addMessage(bytes: Buffer, taker: LineTaker): void {
    let length = bytes.length;
    while (length > 0 && isEnd(bytes[length - 1]!)) length--;
    if (!this.hasRoom(length, taker)) return;
    const from = this.filled;
    bytes.copy(this.block, from, 0, length);
    this.filled += length;
    const message = this.block.subarray(from, this.filled);
    for (let at = message.indexOf(NEWLINE); at >= 0; at = message.indexOf(NEWLINE, at + 1)) message[at] = SPACE;
    this.block[this.filled++] = NEWLINE;
  }

  /** Hands on what was gathered. */
  flush(taker: LineTaker): void {
    if (this.filled === 0) return;
    const block = this.block.subarray(0, this.filled);
    this.filled = 0;
    taker.take(block);
  }

  private hasRoom(length: number, taker: LineTaker): boolean {
    if (this.filled + length < blockBytes) return true;
    this.flush(taker);
    if (length < blockBytes) return true;
    taker.tooLong();
    return false;
  }
}

function isEnd(byte: number): boolean {
  return byte === NEWLINE || byte === RETURN || byte === 0;
}
