/** Takes a record, the bytes of one JSON object, and the line in which it begins. */
export type TakeRecord = (record: Buffer, line: number) => void;

/** What is there of an object whose end is missing. */
export interface OpenRecord {
  bytes: Buffer;
  /** In which it begins. */
  line: number;
}

/** A record longer than this is handed over cut, so that it is told to be no good. */
const longestRecord = 1 << 26;

const NEWLINE = 10;
const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const COMMA = 44;

/**
 * Takes JSON objects out of a text in which they go over lines or stand in an array, as masscan and Shodan write them:
 * commas and brackets around them may be missing. Text between them, such as what a tool printed beside its records, is
 * handed over as a record that is none.
 * @returns an object that has no end, and the line in which it begins; null where all have one.
 */
export async function eachDocument(chunks: AsyncIterable<Buffer>, take: TakeRecord): Promise<OpenRecord | null> {
  let pieces: Buffer[] = [];
  let size = 0;
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  let line = 1;
  let begins = 1;
  const emit = (last: Buffer): void => {
    const record = pieces.length === 0 ? last : Buffer.concat([...pieces, last]);
    pieces = [];
    size = 0;
    if (!isBlank(record)) take(record, begins);
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (byte === NEWLINE) line++;
      if (inString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) inString = false;
      } else if (depth > 0) {
        if (byte === QUOTE) inString = true;
        else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
        else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && --depth === 0) {
          emit(chunk.subarray(from, at + 1));
          from = at + 1;
        }
      } else if (byte === OPEN_BRACE) {
        emit(chunk.subarray(from, at));
        from = at;
        begins = line;
        depth = 1;
      } else if (byte === NEWLINE) {
        emit(chunk.subarray(from, at));
        from = at + 1;
        begins = line;
      }
    }
    if (from < chunk.length && size < longestRecord) {
      pieces.push(Buffer.from(chunk.subarray(from)));
      size += chunk.length - from;
    }
  }
  if (depth > 0) return { bytes: Buffer.concat(pieces), line: begins };
  emit(Buffer.alloc(0));
  return null;
}

/** True for what may stand between the objects of an array. */
function isBlank(bytes: Buffer): boolean {
  for (const byte of bytes) {
    const isFrame = byte <= 32 || byte === COMMA || byte === OPEN_BRACKET || byte === CLOSE_BRACKET;
    if (!isFrame && !isMark(byte)) return false;
  }
  return true;
}

/** The bytes of a UTF-8 mark. */
function isMark(byte: number): boolean {
  return byte === 0xef || byte === 0xbb || byte === 0xbf;
}
