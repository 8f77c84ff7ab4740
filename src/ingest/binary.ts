import { UserError } from "../errors.ts";

const newline = 0x0a;

/**
 * Why a log cannot be read that begins with these bytes: NUL bytes over more than the longest line. Null when it may
 * be a log; a few NUL bytes are no reason.
 */
export function findBinary(path: string, head: Buffer, longestLineBytes: number): UserError | null {
  if (head.length < longestLineBytes || !head.includes(0) || head.includes(newline)) return null;
  return new UserError(
    `${path}: looks binary (NUL bytes and no line break in its first ${head.length.toLocaleString("en")} bytes)`,
    { hint: "if a log follows behind NUL bytes: tr -d '\\0' < FILE | fwtrend analyze -", exitCode: 4 },
  );
}
