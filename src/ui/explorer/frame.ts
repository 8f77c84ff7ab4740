import type { Subject } from "../../analysis/subject.ts";
import { toAscii } from "../../report/escape.ts";
import { clipLine, columnsOf, columnsOfLine, type Line, tidyLine } from "../../report/layout.ts";
import { formatCount } from "../../report/numbers.ts";
import type { Extent } from "./actions.ts";
import { drawIdentity, drawTabs } from "./header.ts";
import { keyBindings } from "./keys.ts";
import { type Body, line, type Scene, span, textBody } from "./scene.ts";
import { drawChange } from "./screens/change.ts";
import { drawClasses } from "./screens/classes.ts";
import { drawCoverage } from "./screens/coverage.ts";
import { canBeDrawn, drawHelp, spell } from "./screens/help.ts";
import { drawExposure } from "./screens/exposure.ts";
import { drawOverview } from "./screens/overview.ts";
import { drawPorts } from "./screens/ports.ts";
import { drawReading } from "./screens/reading.ts";
import { drawScans } from "./screens/scans.ts";
import { drawSubject } from "./screens/subject.ts";

/** One line of the screen. */
export interface FrameLine {
  line: Line;
  /** Drawn in inverse video. */
  isSelected: boolean;
}

/** All that is on the screen. */
export interface Frame {
  lines: FrameLine[];
  extent: Extent;
  /** What the selected row opens. */
  selected: Subject | null;
}

/** The least that the explorer can be drawn on. */
export const leastColumns = 80;
export const leastRows = 24;

/** Header, tabs and rule above the body, the footer below it. */
const linesAround = 5;

/** The screen as lines: never more than one fewer than the terminal has, none wider than it. */
export function drawFrame(scene: Omit<Scene, "height">, rows: number): Frame {
  const { words, width } = scene;
  if (width < leastColumns - 1 || rows < leastRows) {
    const text = words.tooSmall(String(width + 1), String(rows));
    return {
      lines: [{ line: finish(line(text), scene), isSelected: false }],
      extent: { rows: 0, page: 1 },
      selected: null,
    };
  }
  const full: Scene = { ...scene, height: rows - 1 - linesAround };
  const { shown, extent, selected, position } = scroll(drawBody(full), full);
  const above = [...drawIdentity(full), ...drawTabs(full, position)];
  const lines = [
    ...above.map((one) => ({ line: one, isSelected: false })),
    ...shown,
    { line: drawFooter(full, selected), isSelected: false },
  ];
  return { lines: lines.map((one) => ({ ...one, line: finish(one.line, scene) })), extent, selected };
}

function drawBody(scene: Scene): Body {
  const { state, words } = scene;
  const { report, place, subject } = state;
  if (place === "help") return drawHelp(scene);
  if (place === "reading") return drawReading(scene);
  if (report === null) return textBody([line(state.note?.isFault === true ? "" : words.waiting, "muted")]);
  const full = { ...scene, report };
  if (place === "exposure") return drawExposure(full);
  if (report.totals.denials === 0 && (report.totals.baselineDenials ?? 0) === 0) return textBody([line(words.nothing)]);
  if (place === "subject") return subject === null ? textBody([]) : drawSubject(full, subject);
  return {
    overview: drawOverview,
    ports: drawPorts,
    classes: drawClasses,
    scans: drawScans,
    change: drawChange,
    coverage: drawCoverage,
  }[place](full);
}

/** The part of the body that fits, with the selected row in it. */
function scroll(
  body: Body,
  scene: Scene,
): { shown: FrameLine[]; extent: Extent; selected: Subject | null; position: string } {
  const { state, height, width, glyphs } = scene;
  const { subjects, lines } = body;
  const head = body.head.slice(0, Math.max(0, height - Math.min(3, lines.length)));
  const room = height - head.length;
  const isList = subjects !== undefined;
  const last = Math.max(0, lines.length - room);
  const rows = isList ? lines.length : last + 1;
  const cursor = Math.min(state.cursors[state.place], Math.max(0, rows - 1));
  const from = isList ? Math.min(last, Math.max(0, cursor - Math.floor(room / 2))) : cursor;
  const shown = lines.slice(from, from + room).map((one, at): FrameLine => {
    if (!isList) return { line: one, isSelected: false };
    const isSelected = from + at === cursor;
    const marked = [span(isSelected ? `${glyphs.marker} ` : "  "), ...one];
    if (!isSelected) return { line: marked, isSelected };
    return { line: [...marked, span(" ".repeat(Math.max(0, width - columnsOfLine(marked))))], isSelected };
  });
  const filled = [...head.map((one) => ({ line: one, isSelected: false })), ...shown];
  while (filled.length < height) filled.push({ line: [], isSelected: false });
  const isLong = lines.length > room;
  return {
    shown: filled,
    extent: { rows, page: Math.max(1, room) },
    selected: (isList ? subjects[cursor] : null) ?? null,
    position: isLong
      ? `${formatCount(isList ? cursor + 1 : Math.min(lines.length, from + room))}/${formatCount(lines.length)}`
      : "",
  };
}

/** The prompt, what there is to say, or the keys. */
function drawFooter(scene: Scene, selected: Subject | null): Line {
  const { state, words, width, glyphs } = scene;
  const { prompt, note } = state;
  if (prompt !== null) {
    // What there is to say of the text takes the room of what to write.
    const lead = prompt.remark === "" ? words.prompts[prompt.kind] : "";
    const remark = prompt.remark === "" ? "" : `  ${prompt.remark}`;
    const room = Math.max(8, width - columnsOf(lead) - columnsOf(remark) - 1);
    const text = columnsOf(prompt.text) > room ? [...prompt.text].slice(-room).join("") : prompt.text;
    return [span(lead, "muted"), span(`${text}_`, "heading"), span(remark, "warning")];
  }
  if (note !== null) return line(note.text, note.isFault ? "warning" : "heading");
  const keys = keyBindings
    .filter(({ isInFooter, id }) => isInFooter({ state, selected }) && canBeDrawn(id, glyphs))
    .map(({ id, shown }) => `${spell(shown.split(" ")[0]!, glyphs.isAscii)} ${words.keys[id]}`);
  while (columnsOf(keys.join("  ")) > width && keys.length > 2) keys.splice(-3, 1);
  return line(keys.join("  "), "muted");
}

/** A line that fits, in ASCII where the terminal has no more. */
function finish(one: Line, { width, glyphs }: Pick<Scene, "width" | "glyphs">): Line {
  const isAscii = glyphs.isAscii;
  const spelled = isAscii ? one.map((part) => ({ ...part, text: toAscii(part.text) })) : one;
  const clipped = clipLine(spelled, width, glyphs.ellipsis);
  return columnsOfLine(clipped) === width ? clipped : tidyLine(clipped);
}
