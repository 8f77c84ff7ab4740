import { UserError } from "../errors.ts";

const newline = 0x0a;

/** How much of a beginning the coding of its characters is told by. */
const sampleBytes = 1024;

/**
 * Why a log cannot be read that begins with these bytes: text of two bytes a character, or NUL bytes over more than the
 * longest line. Null when it may be a log; a few NUL bytes are no reason.
 */
export function findBinary(path: string, head: Buffer, longestLineBytes: number): UserError | null {
  const coding = utf16Of(head);
  if (coding !== null) {
    return new UserError(`${path}: is text in UTF-16, which is not read`, {
      hint: `convert it: iconv -f ${coding} -t UTF-8 FILE | fwtrend analyze -`,
      exitCode: 4,
    });
  }
  if (head.length < longestLineBytes || !head.includes(0) || head.includes(newline)) return null;
  return new UserError(
    `${path}: looks binary (NUL bytes and no line break in its first ${head.length.toLocaleString("en")} bytes)`,
    { hint: "if a log follows behind NUL bytes: tr -d '\\0' < FILE | fwtrend analyze -", exitCode: 4 },
  );
}

/** Told by NUL in nearly every other byte: a mark at the beginning is often missing, and the text of logs is ASCII. */
function utf16Of(head: Buffer): "UTF-16LE" | "UTF-16BE" | null {
  if (head.length < 4) return null;
  const zeros: [number, number] = [0, 0];
  const sample = head.subarray(0, sampleBytes);
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) zeros[(at & 1) as 0 | 1]++;
  const [even, odd] = zeros.map((count) => count / (sample.length / 2)) as [number, number];
  if (odd > 0.7 && even < 0.1) return "UTF-16LE";
  return even > 0.7 && odd < 0.1 ? "UTF-16BE" : null;
}
