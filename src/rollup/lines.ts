/** How many lines met which fate. Every line meets exactly one, so `total` is the sum of the rest. */
export interface LineCounts {
  total: number;
  /** Lines that are denials; one line may stand for several. */
  denials: number;
  allowed: number;
  /** Lines of a known format that are no decision on traffic. */
  skipped: number;
  /** Lines of an input whose content was read already. */
  duplicate: number;
  /** Lines of no known format, or decisions with a needed field missing or broken. */
  unparsed: number;
  tooLong: number;
}

export function noLines(): LineCounts {
  return { total: 0, denials: 0, allowed: 0, skipped: 0, duplicate: 0, unparsed: 0, tooLong: 0 };
}

export function addLines(sum: LineCounts, more: LineCounts): void {
  sum.total += more.total;
  sum.denials += more.denials;
  sum.allowed += more.allowed;
  sum.skipped += more.skipped;
  sum.duplicate += more.duplicate;
  sum.unparsed += more.unparsed;
  sum.tooLong += more.tooLong;
}
