/** How a text of two bytes a character is written. */
export type Utf16 = "little-endian" | "big-endian";

/** How much of a beginning is looked at. */
const sampleBytes = 1024;

/**
 * How the text is written that begins with these bytes; null where it is not in UTF-16. Told by the mark at its
 * beginning or, because that is often missing and the text of logs is mostly ASCII, by NUL in nearly every other byte.
 */
export function utf16Of(head: Buffer): Utf16 | null {
  if (head.length >= 2) {
    const mark = head.readUInt16LE(0);
    if (mark === 0xfeff) return "little-endian";
    if (mark === 0xfffe) return "big-endian";
  }
  if (head.length < 4) return null;
  const zeros: [number, number] = [0, 0];
  const sample = head.subarray(0, sampleBytes);
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) zeros[(at & 1) as 0 | 1]++;
  const [even, odd] = zeros.map((count) => count / (sample.length / 2)) as [number, number];
  if (odd > 0.7 && even < 0.1) return "little-endian";
  return even > 0.7 && odd < 0.1 ? "big-endian" : null;
}

/**
 * Converts UTF-16 to UTF-8, chunk by chunk, wherever the chunks end. Halves of a pair that stand alone become U+FFFD; a
 * last byte of a character that was cut is left out.
 */
export async function* utf8Of(chunks: AsyncIterable<Buffer>, coding: Utf16): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = wholeCharacters(bytes, coding);
    rest = Buffer.from(bytes.subarray(end));
    if (end > 0) yield convert(bytes.subarray(0, end), coding);
  }
  if (rest.length > 1) yield convert(rest.subarray(0, 2), coding);
}

/** How many of the bytes are of whole characters: a pair of surrogates is one. */
function wholeCharacters(bytes: Buffer, coding: Utf16): number {
  const even = bytes.length & ~1;
  if (even === 0) return 0;
  const last = bytes[coding === "little-endian" ? even - 1 : even - 2]!;
  return last >= 0xd8 && last <= 0xdb ? even - 2 : even;
}

function convert(bytes: Buffer, coding: Utf16): Buffer {
  const units = coding === "little-endian" ? bytes : Buffer.from(bytes).swap16();
  return Buffer.from(units.toString("utf16le"));
}
