import { shownText } from "../../scan/shown-text.ts";

/** Takes a line: `bytes[start]` up to, not including, `bytes[end]`, without its line break; lines count from 1. */
export type TakeLine = (bytes: Buffer, start: number, end: number, line: number) => void;

const NEWLINE = 10;
const RETURN = 13;

/** A longer line is handed over cut: it is no record of any scanner, and must not fill the memory. */
const longestLine = 1 << 26;

/**
 * Hands out the lines of a text, the last one even where its line break is missing. A line is valid until the next.
 * @param afterChunk is waited for between chunks: what lines gave rise to can be done there.
 *
 * Not split2: it makes a string of each line, 0.3 µs for 600 bytes, of which the readers of ten million records want but
 * a few parts.
 */
export async function eachLine(
  chunks: AsyncIterable<Buffer>,
  take: TakeLine,
  afterChunk: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  let rest: Buffer[] = [];
  let restSize = 0;
  let line = 0;
  for await (const chunk of chunks) {
    let from = 0;
    let end = chunk.indexOf(NEWLINE);
    if (restSize > 0 && end >= 0) {
      const joined = Buffer.concat([...rest, chunk.subarray(0, end)]);
      rest = [];
      restSize = 0;
      take(joined, 0, withoutReturn(joined, 0, joined.length), ++line);
      from = end + 1;
      end = chunk.indexOf(NEWLINE, from);
    }
    for (; end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      take(chunk, from, withoutReturn(chunk, from, end), ++line);
      from = end + 1;
    }
    if (from < chunk.length && restSize < longestLine) {
      rest.push(Buffer.from(chunk.subarray(from)));
      restSize += chunk.length - from;
    }
    await afterChunk();
  }
  if (restSize === 0) return;
  const joined = Buffer.concat(rest);
  take(joined, 0, withoutReturn(joined, 0, joined.length), ++line);
  await afterChunk();
}

/** The same lines as texts, in whatever encoding they are. */
export async function eachTextLine(
  chunks: AsyncIterable<Buffer>,
  take: (text: string, line: number) => void,
  afterChunk?: () => Promise<void>,
): Promise<void> {
  const takeBytes: TakeLine = (bytes, start, end, line) => {
    const from = line === 1 && bytes[start] === 0xef && bytes[start + 1] === 0xbb ? start + 3 : start;
    take(shownText(bytes, from, end), line);
  };
  await eachLine(chunks, takeBytes, afterChunk);
}

function withoutReturn(bytes: Buffer, start: number, end: number): number {
  return end > start && bytes[end - 1] === RETURN ? end - 1 : end;
}
