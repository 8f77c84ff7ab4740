/** Decoders are made when the first name needs one: most logs hold ASCII alone. */
const decoders = new Map<string, { decode(bytes: Uint8Array): string }>();

/**
 * The text of some bytes of a log, as it is shown: UTF-8 where the bytes are valid UTF-8, else the first of these that
 * fits, told by the bytes themselves.
 *
 * - Shift_JIS: one of them is 0x81–0x9F, as the first byte of nearly every character in use is. Latin-1 and EUC-JP
 *   have no letters there.
 * - EUC-JP: all bytes above 0x7F stand in runs of even length, one of four or more. Latin letters with accents seldom
 *   stand two in a row, and never four.
 * - Latin-1 otherwise, which every byte is a character of.
 */
export function shownText(bytes: Buffer, start = 0, end = bytes.length): string {
  const text = bytes.toString("utf8", start, end);
  if (!text.includes("\ufffd")) return text;
  const part = bytes.subarray(start, end);
  return decode("utf-8", part) ?? decodeJapanese(part) ?? part.toString("latin1");
}

function decodeJapanese(bytes: Buffer): string | null {
  let run = 0;
  let longest = 0;
  let isPaired = true;
  let hasLead = false;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = at < bytes.length ? bytes[at]! : 0;
    if (byte > 0x7f) {
      run++;
      if (byte > 0x80 && byte < 0xa0) hasLead = true;
    } else {
      if (run % 2 === 1) isPaired = false;
      longest = Math.max(longest, run);
      run = 0;
    }
  }
  if (hasLead) return decode("shift_jis", bytes);
  return isPaired && longest >= 4 ? decode("euc-jp", bytes) : null;
}

/** Null where the bytes are no text of that encoding. */
function decode(encoding: string, bytes: Buffer): string | null {
  let decoder = decoders.get(encoding);
  try {
    if (decoder === undefined) {
      decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
      decoders.set(encoding, decoder);
    }
    return decoder.decode(bytes);
  } catch {
    // Such bytes, or a Node that was built without the encoding.
    return null;
  }
}

/**
 * True where the byte at `at`, above 0x3F, is the second one of a Shift_JIS character, so that it means nothing by
 * itself: the backslash in 表. The byte before begins such a character, and ends none of UTF-8.
 */
export function isSecondByte(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at - 1] ?? 0;
  if (first < 0x81 || first === 0xa0 || (first > 0x9f && first < 0xe0) || first > 0xfc) return false;
  if (first >= 0xc0) return true;
  let lead = at - 2;
  while (lead > at - 5 && isContinuation(bytes[lead] ?? 0)) lead--;
  const length = lengthInUtf8(bytes[lead] ?? 0);
  return lead + length !== at;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte < 0xc0;
}

/** How many bytes a character has that begins with this one; 0 where none of several does. */
function lengthInUtf8(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}
