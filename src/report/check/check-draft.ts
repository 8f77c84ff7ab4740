import type { Report } from "../../analysis/report.ts";
import { directionBy, findMovements } from "./directions.ts";
import { placeOf, readDraft } from "./draft.ts";
import { indexFigures, type FigureKind } from "./figures.ts";
import { judgeDate, judgePort } from "./judge-places.ts";
import { judgeFigure, judgeMovement } from "./judge-figures.ts";
import { findDates, findPorts } from "./places.ts";
import { type FigureToken, findTokens } from "./tokens.ts";

export const draftProblems = [
  "no-such-figure",
  "wrong-direction",
  "no-such-change",
  "no-such-port",
  "no-such-date",
  "no-such-fiscal-year",
] as const;

/** What a report does not support in a draft. */
export type DraftProblem = (typeof draftProblems)[number];

/** What comes nearest in the report. */
export interface NearestFigure {
  /** Where it stands in the report, or how it follows from what stands there. */
  path: string;
  kind: FigureKind | "port" | "date";
  /** Percentages as such; a port as `52869/tcp`, a fiscal year or a date as text. */
  value: number | string;
  /** Of a change the figure of the baseline; null for all else. */
  was: number | null;
}

/** Something in a draft that no figure of the report supports. */
export interface DraftFinding {
  /** From 1; columns count characters. */
  line: number;
  column: number;
  /** As it is written in the draft; any text. */
  text: string;
  problem: DraftProblem;
  nearest: NearestFigure | null;
}

/** A draft held against a report. */
export interface DraftCheck {
  /** How many figures, ports and dates were looked at. */
  figures: number;
  /** In the order of the draft. */
  findings: DraftFinding[];
}

/** What is wrong with a part of a draft. */
export type Fault = Pick<DraftFinding, "problem" | "nearest">;

/** The confidence level of all intervals is a figure of the method. */
const confidence = /confiden|interval|\bsure\b|credib|信頼|区間|確度|確か/i;
const confidencePercent = 95;
const confidenceReach = 40;

/**
 * Holds every figure of a draft, in English or Japanese, against a report. A figure is supported when some figure of
 * its kind is equal to it at the precision that it is written with; what it is said of is not checked, but for its
 * direction and for the two ends of a change.
 */
export function checkDraft(source: string, report: Report): DraftCheck {
  const draft = readDraft(source);
  const index = indexFigures(report);
  const used = new Uint8Array(draft.text.length);
  const findings: DraftFinding[] = [];
  const note = (start: number, end: number, fault: Fault | null): void => {
    if (fault === null) return;
    const [from, to] = [draft.places[start]!, draft.places[end - 1]! + 1];
    findings.push({ ...placeOf(source, from), text: source.slice(from, to).replaceAll(/\s+/g, " "), ...fault });
  };

  const dates = findDates(draft, used);
  for (const date of dates) note(date.start, date.end, judgeDate(date, report, index));
  const ports = findPorts(draft, used);
  for (const port of ports) note(port.start, port.end, judgePort(port, index));
  const tokens = findTokens(draft, used).filter((token) => !isConfidence(token));
  const unsupported = new Set<FigureToken>();
  for (const [at, token] of tokens.entries()) {
    const direction = directionBy(draft, token, tokens[at - 1]?.end ?? 0);
    const fault = judgeFigure(token, direction, index);
    if (fault !== null) unsupported.add(token);
    note(token.start, token.end, fault);
  }
  for (const movement of findMovements(draft, tokens)) {
    const isUnsupported = unsupported.has(movement.from) || unsupported.has(movement.to);
    note(movement.start, movement.end, judgeMovement(movement, isUnsupported, index));
  }
  findings.sort((a, b) => a.line - b.line || a.column - b.column);
  return { figures: dates.length + ports.length + tokens.length, findings };

  function isConfidence({ kind, value, start, end }: FigureToken): boolean {
    if (kind !== "percent" || value !== confidencePercent) return false;
    return confidence.test(draft.text.slice(Math.max(0, start - confidenceReach), end + confidenceReach));
  }
}
