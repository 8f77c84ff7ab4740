import type { Report } from "../analysis/report.ts";
import type { Line } from "./layout.ts";
import { layOutSummary } from "./summary-layout.ts";
import type { SummaryLayout } from "./summary-layout.ts";
import { paint } from "./theme.ts";

/** How the text looks. */
export interface TextOptions extends SummaryLayout {
  /** Adds colour escapes; without it the text holds none. */
  color: boolean;
}

/** The summary of a report as text, with a newline at its end. */
export function renderText(report: Report, { color, ...layout }: TextOptions): string {
  const sections = layOutSummary(report, layout).map((section) =>
    section.map((line) => `${paintLine(line, color)}\n`).join(""),
  );
  return sections.join("\n");
}

/** A line in the look of its roles. */
export function paintLine(line: Line, color: boolean): string {
  return line.map(({ text, role }) => paint(text, role, color)).join("");
}
