import { type Cursor, NINE, SPACE, ZERO } from "./cursor.ts";
import { readWithin } from "./dialect.ts";
import type { LogEvent } from "./event.ts";
import type { FieldReader } from "./field-reader.ts";
import { isKeyByte } from "./kv-text.ts";
import { DESTINATION_PORT } from "./registers.ts";
import type { WordTable } from "./words.ts";

/** Reads the word behind the blanks at `from` into a register; where it ends. */
export function readNextWord(
  cursor: Cursor,
  event: LogEvent,
  reader: FieldReader,
  register: number,
  from: number,
): number {
  const start = passBlanks(cursor, from);
  let end = start;
  while (end < cursor.end && cursor.bytes[end]! > SPACE) end++;
  readWithin(cursor, event, reader, register, start, end);
  return end;
}

/**
 * Takes the destination port that the service named at `from` has; where the name ends, −1 where no name stands and for
 * other registers. A name with which the line ends may be cut, so an unknown one says nothing there.
 *
 * @param services null where ports are numbers; `ends` the bytes that end a value, 1 each.
 */
export function readService(
  cursor: Cursor,
  event: LogEvent,
  reader: FieldReader,
  { services, ends }: { services: WordTable | null; ends: Uint8Array },
  register: number,
  from: number,
): number {
  if (register !== DESTINATION_PORT || services === null) return -1;
  const { bytes, end } = cursor;
  const start = ends[SPACE] === 0 ? passBlanks(cursor, from) : from;
  if (start >= end || !isKeyByte(bytes[start]!) || (bytes[start]! >= ZERO && bytes[start]! <= NINE)) return -1;
  let nameEnd = start;
  while (nameEnd < end && ends[bytes[nameEnd]!] === 0) nameEnd++;
  const port = services.find(bytes, start, nameEnd);
  if (port >= 0) reader.takePort(event, port);
  else if (nameEnd < end) reader.takeUnknownService();
  return nameEnd;
}

function passBlanks(cursor: Cursor, from: number): number {
  let at = from;
  while (at < cursor.end && cursor.bytes[at] === SPACE) at++;
  return at;
}
