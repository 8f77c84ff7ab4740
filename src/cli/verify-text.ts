import type { Report } from "../analysis/report.ts";
import { printable } from "../report/escape.ts";
import { clipStart, columnsOf, pad } from "../report/layout.ts";
import type { Leaf, MovedFigure } from "../report/moved-figures.ts";
import { formatBytes, formatCount } from "../report/numbers.ts";
import type { CheckedInput } from "./verify-inputs.ts";
import type { Reason } from "./verify-reasons.ts";

/** What is left of a report when its command is run again. */
export interface Verdict {
  /** True when figures were compared and none moved. */
  holds: boolean;
  /** Whether the report is marked partial. */
  partial: boolean;
  /** How many figures were compared; null when none could be. */
  figures: number | null;
  moved: MovedFigure[];
  inputs: CheckedInput[];
  reasons: Reason[];
}

const movedShown = 40;
const reasonsShown = 40;
const widestPath = 60;
const widestValue = 24;

/** The verdict in words. Every text is safe on a terminal. */
export function verdictText({ figures, moved, inputs, reasons }: Verdict, { provenance }: Report): string {
  const lines: string[] = [];
  if (figures === null) lines.push("the figures could not be compared");
  else if (moved.length === 0) lines.push(`all ${formatCount(figures)} figures hold`);
  else lines.push(`${formatCount(moved.length)} of ${formatCount(figures)} figures moved`, ...drawMoved(moved));
  if (inputs.length > 0 && inputs.every(({ state }) => state === "same")) {
    const bytes = inputs.reduce((sum, { was }) => sum + (was?.bytes ?? 0), 0);
    const files = inputs.length === 1 ? "1 input" : `${formatCount(inputs.length)} inputs`;
    lines.push(`${files}, ${formatBytes(bytes)}, with the same bytes as then; ${printable(provenance.tool, 60)}`);
  }
  lines.push(...reasons.slice(0, reasonsShown).map(({ text }) => `! ${printable(text, 400)}`));
  if (reasons.length > reasonsShown) lines.push(`! and ${formatCount(reasons.length - reasonsShown)} more reasons`);
  return lines.map((line) => `${line}\n`).join("");
}

function drawMoved(moved: readonly MovedFigure[]): string[] {
  const rows = moved
    .slice(0, movedShown)
    .map(({ path, was, is }) => [clipStart(printable(path), widestPath), textOf(was), textOf(is)] as const);
  const all = [["figure", "report", "now"] as const, ...rows];
  const widths = [0, 1, 2].map((at) => Math.max(...all.map((row) => columnsOf(row[at]!))));
  const lines = all.map(([path, was, is]) => `  ${pad(path, widths[0]!)}  ${pad(was, widths[1]!, "right")}  ${is}`);
  return moved.length > movedShown ? [...lines, `  and ${formatCount(moved.length - movedShown)} more`] : lines;
}

function textOf(value: Leaf): string {
  if (value === undefined) return "none";
  return typeof value === "string" ? printable(value, widestValue) : String(value);
}
