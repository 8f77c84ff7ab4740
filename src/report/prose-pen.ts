import type { ReportPort } from "../analysis/report.ts";
import type { Figures } from "./figures.ts";
import type { Language } from "./language.ts";
import type { ProseMessages } from "./messages/prose.en.ts";
import type { Direction } from "./numbers.ts";
import type { SideName } from "./sides.ts";
import { namePort } from "./summary-findings.ts";

/** What sentences are written with. */
export interface Pen {
  language: Language;
  words: ProseMessages;
  figures: Figures;
}

/** What the sides are called. */
export interface ProseSides {
  now: SideName;
  before: SideName;
}

/** The direction of two numbers as they are. */
export function directionBetween(before: number, now: number): Direction {
  if (before === now) return "same";
  return before < now ? "rising" : "falling";
}

/** A ratio for a sentence; null where it prints as one, or is not known. */
export function tellRatio(ratio: number | null, { figures }: Pen): string | null {
  if (ratio === null) return null;
  const text = figures.ratio(ratio);
  return text === figures.ratio(1) ? null : text;
}

/** The name of a port, safe to print. */
export function nameOf({ protocol, port }: Pick<ReportPort, "protocol" | "port">): string {
  return namePort(protocol, port);
}

/** Whether a text says anything, for filters. */
export function isTold(sentence: string | null): sentence is string {
  return sentence !== null;
}
