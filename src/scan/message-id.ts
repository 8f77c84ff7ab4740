import { COLON, type Cursor, MINUS, NINE, SPACE, ZERO } from "./cursor.ts";

/** The most bytes of a marker with its id: `%ACLLOG-5-ACLLOG_FLOW_INTERVAL`. */
const longestId = 40;

/** The id behind `%ASA-4-` or `%ASA-session-4-`: a number of five or six digits, or a word in capitals behind a level. */
export class MessageId {
  /** Where the id that was read last stands. */
  start = 0;
  end = 0;

  /** Reads the id behind a marker; the cursor is left on the text behind `: `. @param areWords whether some ids are words. */
  read(cursor: Cursor, mark: number, areWords: boolean): boolean {
    const bytes = cursor.bytes;
    const end = cursor.end;
    const last = Math.min(end, mark + longestId);
    let at = mark;
    while (at < last && bytes[at] !== COLON && bytes[at] !== SPACE) at++;
    this.end = at;
    while (at > mark && bytes[at - 1] !== MINUS) at--;
    this.start = at;
    if (!this.isNumber(bytes) && !(areWords && at >= mark + 3 && this.isWord(bytes))) return false;
    at = this.end;
    while (at < end && (bytes[at] === COLON || bytes[at] === SPACE)) at++;
    cursor.pos = at;
    return true;
  }

  private isNumber(bytes: Uint8Array): boolean {
    const length = this.end - this.start;
    if (length !== 5 && length !== 6) return false;
    for (let at = this.start; at < this.end; at++) if (bytes[at]! < ZERO || bytes[at]! > NINE) return false;
    return true;
  }

  private isWord(bytes: Uint8Array): boolean {
    const level = bytes[this.start - 2]!;
    if (level < ZERO || level > ZERO + 7 || bytes[this.start - 3] !== MINUS || this.end === this.start) return false;
    for (let at = this.start; at < this.end; at++) if (!isIdByte(bytes[at]!)) return false;
    return true;
  }
}

function isIdByte(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= ZERO && byte <= NINE) || byte === 95;
}
