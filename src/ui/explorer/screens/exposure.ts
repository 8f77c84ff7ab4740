import type { ReportAttackedPort, ReportAttacks } from "../../../analysis/exposure/join-denials.ts";
import type { Subject } from "../../../analysis/subject.ts";
import { toAscii } from "../../../report/escape.ts";
import { type Pen, penOf, tableOf } from "../../../report/exposure/cells.ts";
import { drawPageTable } from "../../../report/exposure/draw-page-table.ts";
import type { PageTable } from "../../../report/exposure/exposure-page.ts";
import { writeExposure } from "../../../report/exposure/headline.ts";
import { attackFields, attackSpansText, closedTables, quadrantTables } from "../../../report/exposure/port-sections.ts";
import { type Line, wrap } from "../../../report/layout.ts";
import type { Role } from "../../../report/theme.ts";
import { blank, type Body, line, type ReportScene, span, textBody } from "../scene.ts";

/** So many ports that are open nowhere are listed. */
const listedClosed = 10;

/** On a screen lower than this, so many lines of sentences leave room for the list. */
const tallRows = 30;
const shortRoom = 3;

/** What scans found exposed: the rate, and the ports to close first, each held against the denials; Enter opens one. */
export function drawExposure(scene: ReportScene): Body {
  const { report, state, words, width, height, language } = scene;
  const { exposure } = report;
  const title = line(words.exposure.title, "heading");
  if (exposure === undefined) {
    const none = state.reading?.isLive === true ? words.exposure.noneLive : words.exposure.none;
    return textBody([title, ...indented(none, width)]);
  }
  const pen = penOf(language);
  // While reading goes on, nothing is whole.
  const isPart = exposure.partial && state.isSettled;
  const notice = isPart ? indented(pen.words.partial, width, "warning") : [];
  const sentences = writeExposure(exposure, language).map((text) => indented(text, width));
  const { attacks } = exposure;
  if (attacks === null || attacks.exposed.length === 0) {
    const none = attacks === null ? [] : indented(pen.words.noneExposed, width);
    return textBody([title, ...notice, ...sentences.flat(), ...none]);
  }
  const spans = indented(attackSpansText(pen, attacks), width, "muted");
  const told = firstOf(sentences, height < tallRows ? shortRoom : Math.floor(height / 3));
  const [first, ...others] = listTables(pen, attacks, scene);
  const [titles = blank, ...rows] = first!.lines;
  return {
    head: [title, ...notice, ...told, ...spans, [span("  "), ...titles]],
    lines: [...rows, ...others.flatMap(({ lines }) => [blank, ...lines])],
    subjects: [
      ...first!.subjects.slice(1),
      ...others.flatMap(({ subjects }): (Subject | null)[] => [null, ...subjects]),
    ],
  };
}

/** The ports to close first; below them how all attacked ports stand, and those that are open nowhere. */
function listTables(
  pen: Pen,
  attacks: ReportAttacks,
  { width, glyphs }: ReportScene,
): { lines: Line[]; subjects: (Subject | null)[] }[] {
  const spell = glyphs.isAscii ? toAscii : (text: string): string => text;
  const draw = (table: PageTable, ports: readonly ReportAttackedPort[]) => {
    const lines = drawPageTable({ ...table, more: null }, width - 2, glyphs.ellipsis, spell);
    const above = lines.length - table.rows.length;
    const opened = table.rows.map((_, at): Subject | null => {
      const port = ports[at];
      return port === undefined ? null : { kind: "port", protocol: port.protocol, port: port.port };
    });
    return { lines, subjects: [...Array.from({ length: above }, () => null), ...opened] };
  };
  const { place, port, service, severity, devices, denials, share, rank, sources, trend, mark, quadrant } =
    attackFields(pen, attacks);
  const fields = [
    place,
    port,
    { ...service, dropOrder: 2 },
    severity,
    devices,
    denials,
    share,
    rank,
    sources,
    trend,
    mark && { ...mark, dropOrder: 1 },
    quadrant && { ...quadrant, dropOrder: 0 },
  ];
  return [
    ...tableOf(pen, null, fields, attacks.exposed, { most: attacks.exposed.length }).map((table) =>
      draw(table, attacks.exposed),
    ),
    ...quadrantTables(pen, attacks).map((table) => draw(table, [])),
    ...closedTables(pen, attacks, listedClosed).map((table) => draw(table, attacks.closed)),
  ];
}

/** As many paragraphs as there is room for, the first in any case. */
function firstOf(paragraphs: readonly Line[][], room: number): Line[] {
  const lines: Line[] = [];
  for (const paragraph of paragraphs) {
    if (lines.length > 0 && lines.length + paragraph.length > room) break;
    lines.push(...paragraph);
  }
  return lines;
}

function indented(text: string, width: number, role?: Role): Line[] {
  return wrap(text, width - 2).map((part): Line => [span(`  ${part}`, role)]);
}
