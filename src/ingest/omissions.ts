import type { OmissionKind } from "../rollup/counts.ts";
import type { Cursor } from "../scan/cursor.ts";
import { shownText } from "../scan/shown-text.ts";

/** What a line says was left out of the log. */
export interface FoundOmission {
  /** The device that its header names; empty for none. */
  device: string;
  kind: OmissionKind;
  /** 0 where the line does not say how many. */
  messages: number;
}

/** Further in, no line says such a thing. */
const lookedAt = 400;

/** How a line of an AWS flow log ends that stands for flows nobody recorded. */
const skippedData = /SKIPDATA["}\s]*$/;
const longestEnd = 16;
const letterA = 65;
const brace = 125;

const header =
  /^(?:<\d{1,3}>)?(?:1 )?(?:[A-Z][a-z]{2} [ \d]?\d (?:\d{4} )?\d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*) (\S{1,255}) /;

/** Words of syslog daemons, journals and kernels, each with the number of messages where it tells one. */
const sayings: readonly { kind: OmissionKind; words: RegExp }[] = [
  { kind: "repeated", words: /message repeated (\d{1,9}) times?\b/i },
  { kind: "suppressed", words: /\b(\d{1,9}) (?:callbacks|messages|output lines|logs) suppressed\b/i },
  { kind: "suppressed", words: /\b(\d{1,9}) messages lost due to rate-limiting\b/i },
  { kind: "suppressed", words: /\b(?:suppressed|missed) (\d{1,9}) (?:kernel )?(?:messages|logs)\b/i },
  { kind: "suppressed", words: /\blost (\d{1,9}) (?:messages|log messages|logs)\b/i },
  { kind: "suppressed", words: /\bbegin to drop messages due to rate-limiting()/i },
];

/** Most lines hold none of these. */
const anySaying = /repeated|suppressed|\b(?:lost|missed) \d|rate-limiting/i;

/** What a line that is no decision says was left out; null for most. @param isForeign true where no format knows it. */
export function findOmission({ bytes, start, end }: Cursor, isForeign: boolean): FoundOmission | null {
  if (!isForeign) {
    const last = bytes[end - 1];
    if (last !== letterA && last !== brace) return null;
    const isSkip = skippedData.test(bytes.toString("latin1", Math.max(start, end - longestEnd), end));
    return isSkip ? { device: "", kind: "skipped", messages: 0 } : null;
  }
  const text = bytes.toString("latin1", start, Math.min(end, start + lookedAt));
  if (!anySaying.test(text)) return null;
  for (const { kind, words } of sayings) {
    const found = words.exec(text);
    if (found !== null)
      return {
        device: shownText(Buffer.from(header.exec(text)?.[1] ?? "", "latin1")),
        kind,
        messages: Number(found[1] ?? 0),
      };
  }
  return null;
}
