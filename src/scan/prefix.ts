import type { Cursor } from "./cursor.ts";
import { ALLOW, DENY, type LogEvent, NO_ACTION, SKIPPED } from "./event.ts";

/** A rule for free text in front of the fields: what a match says. */
export interface PrefixRule {
  pattern: RegExp;
  verdict: "deny" | "allow" | "skip" | "unknown";
}

/** The most prefixes kept; past it, a log is writing something into the prefix that never repeats. */
const mostKept = 4096;

/** The longest prefix kept; a longer one is none that an owner wrote. */
const longestKept = 256;

interface Judgement {
  action: number;
  assumed: boolean;
  skip: boolean;
  /** Where the word that told the verdict stands in the prefix. */
  wordStart: number;
  wordEnd: number;
}

/**
 * Verdicts that stand in a log prefix which the firewall's owner wrote (`[UFW BLOCK] `, `IPT-DROP: `).
 * Each prefix is judged by regular expressions once and then found by its bytes.
 */
export class PrefixVerdicts {
  /** Where the line's uptime stood; empty when it has none. */
  uptimeStart = 0;
  uptimeEnd = 0;
  private readonly rules: readonly PrefixRule[];
  private readonly assumed: number;
  private readonly known = new Map<string, Judgement>();
  private lastBytes: Buffer = Buffer.alloc(0);
  private last: Judgement | null = null;

  /** @param assumed DENY, ALLOW or NO_ACTION: what a prefix that says nothing is taken for. */
  constructor(rules: readonly PrefixRule[], assumed: number) {
    this.rules = rules;
    this.assumed = assumed;
  }

  /** Sets the event's action from the prefix `[from, to)`; {@link SKIPPED} when it says that the line is no decision, else −1. */
  judge(cursor: Cursor, event: LogEvent, from: number, to: number): number {
    const start = this.passUptime(cursor, from, to);
    const judgement = this.find(cursor, start, to);
    if (judgement.skip) return SKIPPED;
    event.action = judgement.action;
    event.assumed = judgement.assumed;
    event.actionStart = start + judgement.wordStart;
    event.actionEnd = start + judgement.wordEnd;
    return -1;
  }

  private find(cursor: Cursor, start: number, end: number): Judgement {
    const bytes = cursor.bytes;
    const last = this.last;
    if (last !== null && this.lastBytes.length === end - start) {
      let i = 0;
      while (i < this.lastBytes.length && bytes[start + i] === this.lastBytes[i]) i++;
      if (i === this.lastBytes.length) return last;
    }
    const text = bytes.toString("latin1", start, end);
    let judgement = this.known.get(text);
    if (judgement === undefined) {
      judgement = this.judgeText(text);
      if (this.known.size < mostKept && text.length <= longestKept) this.known.set(text, judgement);
    }
    this.lastBytes = Buffer.from(bytes.subarray(start, end));
    this.last = judgement;
    return judgement;
  }

  private judgeText(text: string): Judgement {
    for (const { pattern, verdict } of this.rules) {
      const match = pattern.exec(text);
      if (match === null) continue;
      if (verdict === "unknown") break;
      const word = match[1] ?? match[0];
      const wordStart = match.index + match[0].indexOf(word);
      const action = verdict === "deny" ? DENY : verdict === "allow" ? ALLOW : NO_ACTION;
      return { action, assumed: false, skip: verdict === "skip", wordStart, wordEnd: wordStart + word.length };
    }
    const skip = this.assumed === NO_ACTION;
    return { action: this.assumed, assumed: !skip, skip, wordStart: 0, wordEnd: 0 };
  }

  /** Behind `kernel: [  495.406326] `: the uptime changes from line to line and says nothing. */
  private passUptime(cursor: Cursor, from: number, to: number): number {
    this.uptimeStart = this.uptimeEnd = from;
    const bytes = cursor.bytes;
    for (let at = from; at < to && at < from + 64; at++) {
      if (bytes[at] !== 91) continue;
      let digit = at + 1;
      while (digit < to && bytes[digit] === 32) digit++;
      const first = digit;
      while (digit < to && ((bytes[digit]! >= 48 && bytes[digit]! <= 57) || bytes[digit] === 46)) digit++;
      if (digit > first && bytes[digit] === 93) {
        this.uptimeStart = at + 1;
        this.uptimeEnd = digit;
      }
      if (digit > first && bytes[digit] === 93)
        return digit + 1 < to && bytes[digit + 1] === 32 ? digit + 2 : digit + 1;
      return from;
    }
    return from;
  }
}
