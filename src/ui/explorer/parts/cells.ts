import type { ReportPort } from "../../../analysis/report.ts";
import { printable } from "../../../report/escape.ts";
import type { Span } from "../../../report/layout.ts";
import { directionOf, formatCount, formatPoints } from "../../../report/numbers.ts";
import { roleOfDirection, span, type Scene } from "../scene.ts";

/** Points with the arrow of their direction; a dash where there are none. */
export function pointsCell(points: number | null, { glyphs }: Pick<Scene, "glyphs">): Span {
  if (points === null) return span(glyphs.dash);
  const direction = directionOf(points);
  const text = `${glyphs.arrows[direction]} ${formatPoints(points).padStart(5)}`;
  return span(glyphs.isAscii ? text.replace("−", "-") : text, roleOfDirection(direction));
}

/** A port with its protocol. */
export function portText({ protocol, port }: Pick<ReportPort, "protocol" | "port">): string {
  return protocol === "unknown" ? String(port) : `${port}/${printable(protocol, 16)}`;
}

/** Distinct sources, marked where they are estimated. */
export function sourcesText({ sources, sourcesError }: ReportPort, dash: string): string {
  if (sources === 0) return sourcesError > 0 ? "~0" : dash;
  return `${sourcesError > 0 ? "~" : ""}${formatCount(sources)}`;
}
