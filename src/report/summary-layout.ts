import type { Report } from "../analysis/report.ts";
import type { ClassRole } from "./class-role.ts";
import { toAscii } from "./escape.ts";
import { chooseGlyphs } from "./glyphs.ts";
import type { Glyphs } from "./glyphs.ts";
import type { Language } from "./language.ts";
import { clipLine, columnsOf, pad, tidyLine, wrap } from "./layout.ts";
import type { Line, Span } from "./layout.ts";
import { buildSummary } from "./summary-model.ts";
import type { Summary, SummaryBar, SummaryChange, SummaryPort, SummaryPorts } from "./summary-model.ts";
import type { Direction } from "./numbers.ts";
import { drawTable } from "./table.ts";
import type { Column } from "./table.ts";
import type { Role } from "./theme.ts";

/** How the summary is laid out; what it says does not depend on it. */
export interface SummaryLayout {
  /** Columns that no line exceeds; the summary is made for 80 and more. */
  width: number;
  /** Draws bars, arrows and signs with ASCII characters only. */
  ascii: boolean;
  /** English unless given. Japanese has no ASCII form: with `ascii`, each of its characters becomes its code point. */
  language?: Language;
}

/** Lines that belong together, with nothing between them; sections are parted by an empty line. */
export type Section = readonly Line[];

interface Pen {
  width: number;
  glyphs: Glyphs;
}

const indent = "  ";
const gap = "  ";
const widestBar = 60;
const narrowestBar = 5;

/** The summary of a report as sections of lines, none wider than the layout allows, none empty. */
export function layOutSummary(report: Report, { width, ascii, language }: SummaryLayout): Section[] {
  const built = buildSummary(report, language);
  const summary = ascii ? spellInAscii(built) : built;
  const pen = { width, glyphs: chooseGlyphs(ascii) };
  const sections = [
    layOutParagraph(summary.notice, "warning", pen),
    layOutParagraph(summary.headline, "heading", pen),
    layOutShares(summary.shares, pen),
    summary.findings === null ? [] : layOutFacts(summary.findings, pen),
    layOutPorts(summary.ports, pen),
    layOutExposure(summary.exposure, pen),
    layOutFacts(summary.facts, pen),
    layOutWarnings(summary.warnings, pen),
  ];
  return sections.map((section) => finish(section, pen)).filter((section) => section.length > 0);
}

function finish(section: Section, { width, glyphs }: Pen): Section {
  return section.map((line) => tidyLine(clipLine(line, width, glyphs.ellipsis))).filter((line) => line.length > 0);
}

function spellInAscii(summary: Summary): Summary {
  return JSON.parse(JSON.stringify(summary), spellValue) as Summary;
}

function spellValue(_key: string, value: unknown): unknown {
  return typeof value === "string" ? toAscii(value) : value;
}

function layOutParagraph(text: string | null, role: Role, { width }: Pen): Line[] {
  return text === null ? [] : wrap(text, width).map((line) => [{ text: line, role }]);
}

function layOutShares(shares: Summary["shares"], pen: Pen): Line[] {
  if (shares === null) return [];
  const { groups, iot } = shares;
  const labelColumns = widest([...groups.map((group) => group.label), iot.label]);
  const sideColumns = widest(iot.lines.map(({ side }) => side ?? ""));
  const isCompared = sideColumns > 0;
  const everyBar = groups.flatMap((group) => group.bars);
  const columns = measureBars(everyBar, isCompared ? sideColumns : labelColumns, pen);
  const lines: Line[] = [[{ text: shares.title, role: "heading" }]];

  for (const group of groups) {
    const key = `${pen.glyphs.bars[group.role]} ${pad(group.label, labelColumns)}`;
    const label: Span = { text: key, role: group.role };
    if (isCompared) {
      lines.push([label, ...drawChange(group.change, pen)]);
      for (const bar of group.bars) {
        const side: Span = { text: indent + pad(bar.side ?? "", sideColumns) + gap, role: "muted" };
        lines.push([side, ...drawBar(bar, group.role, columns, pen)]);
      }
    } else {
      for (const bar of group.bars) lines.push([label, plain(gap), ...drawBar(bar, group.role, columns, pen)]);
    }
  }

  const label = plain(indent + pad(iot.label, labelColumns));
  if (isCompared) {
    lines.push([label, ...drawChange(iot.change, pen)]);
    for (const { side, text } of iot.lines) {
      lines.push(...hang(indent + pad(side ?? "", sideColumns) + gap, text, pen));
    }
  } else {
    for (const { text } of iot.lines) lines.push(...hang(label.text + gap, text, pen));
  }
  return lines;
}

function drawChange(change: SummaryChange | null, { glyphs }: Pen): Span[] {
  if (change === null) return [];
  const { direction, text } = change;
  return [plain(gap), { text: `${glyphs.arrows[direction]} ${text}`, role: roleOfDirection(direction) }];
}

interface BarColumns {
  bar: number;
  denials: number;
  share: number;
  /** The share that fills the bar. */
  longest: number;
}

/** All bars of a summary have one scale, on which the largest share takes the whole bar. */
function measureBars(bars: readonly SummaryBar[], lead: number, { width }: Pen): BarColumns {
  const denials = widest(bars.map((bar) => bar.denials));
  const share = widest(bars.map((bar) => bar.share));
  const room = width - (indent.length + lead + gap.length) - (gap.length + denials + gap.length + share);
  return {
    bar: room < narrowestBar ? 0 : Math.min(room, widestBar),
    denials,
    share,
    longest: Math.max(1, ...bars.map((bar) => bar.tenths ?? 0)),
  };
}

function drawBar(bar: SummaryBar, role: ClassRole, columns: BarColumns, { glyphs }: Pen): Span[] {
  const tenths = bar.tenths ?? 0;
  const exact = (tenths / columns.longest) * columns.bar;
  const filled = tenths === 0 ? 0 : Math.min(columns.bar, Math.max(1, Math.round(exact)));
  const spans: Span[] = [];
  if (columns.bar > 0) {
    spans.push({ text: glyphs.bars[role].repeat(filled), role });
    spans.push(plain(" ".repeat(columns.bar - filled) + gap));
  }
  spans.push({ text: pad(bar.denials, columns.denials, "right"), role: "denied" });
  spans.push(plain(gap + pad(bar.share, columns.share, "right")));
  return spans;
}

function layOutPorts(ports: SummaryPorts | null, pen: Pen): Line[] {
  if (ports === null) return [];
  const { columns: titles, rows } = ports;
  const pointsColumns = widest(rows.map((row) => row.change?.points ?? ""));
  const change = (row: SummaryPort): Span => drawPoints(row, pointsColumns, pen);
  const all: { column: Column; draw: (row: SummaryPort) => Span }[] = [
    { column: { title: titles.rank, align: "right" }, draw: (row) => plain(row.rank) },
    { column: { title: titles.port, align: "left" }, draw: (row) => ({ text: row.port, role: row.role }) },
    {
      column: { title: titles.class, align: "left", dropOrder: 3 },
      draw: (row) => ({ text: row.class, role: row.role }),
    },
    {
      column: { title: titles.service, align: "left", leastColumns: 10, dropOrder: 2 },
      draw: (row) => plain(row.service),
    },
    { column: { title: titles.denials, align: "right" }, draw: (row) => ({ text: row.denials, role: "denied" }) },
    { column: { title: titles.share, align: "right" }, draw: (row) => plain(row.share) },
    ...(ports.isCompared ? [{ column: { title: titles.change, align: "right" as const }, draw: change }] : []),
    { column: { title: titles.sources, align: "right", dropOrder: 1 }, draw: (row) => plain(row.sources) },
  ];
  const table = drawTable(
    all.map(({ column }) => column),
    rows.map((row) => all.map(({ draw }) => draw(row))),
    pen.width,
    pen.glyphs.ellipsis,
  );
  return [[{ text: ports.title, role: "heading" }], ...table];
}

function drawPoints({ change }: SummaryPort, columns: number, { glyphs }: Pen): Span {
  if (change === null) return plain("");
  const { direction, points } = change;
  return { text: `${glyphs.arrows[direction]} ${pad(points, columns, "right")}`, role: roleOfDirection(direction) };
}

function layOutExposure(exposure: Summary["exposure"], pen: Pen): Line[] {
  if (exposure === null) return [];
  const { title, notice, sentences } = exposure;
  return [
    [{ text: title, role: "heading" }],
    ...(notice === null ? [] : hang(indent, notice, pen, "warning")),
    ...sentences.flatMap((text) => hang(indent, text, pen)),
  ];
}

function layOutFacts({ title, rows }: Summary["facts"], pen: Pen): Line[] {
  const labelColumns = widest(rows.map((row) => row.label));
  const lines: Line[] = [[{ text: title, role: "heading" }]];
  for (const { label, lines: texts } of rows) {
    texts.forEach((text, at) => {
      lines.push(...hang(indent + pad(at === 0 ? label : "", labelColumns) + gap, text, pen));
    });
  }
  return lines;
}

function layOutWarnings(warnings: Summary["warnings"], pen: Pen): Line[] {
  if (warnings === null) return [];
  const lines = warnings.lines.flatMap((text) => hang("! ", text, pen, "warning"));
  return [[{ text: warnings.title, role: "warning" }], ...lines];
}

/** Wrapped text behind a lead, its further lines below its first. */
function hang(lead: string, text: string, { width }: Pen, leadRole: Role = "muted"): Line[] {
  const columns = columnsOf(lead);
  return wrap(text, width - columns).map((line, at) => [
    { text: at === 0 ? lead : " ".repeat(columns), role: leadRole },
    plain(line),
  ]);
}

function plain(text: string): Span {
  return { text, role: "plain" };
}

function roleOfDirection(direction: Direction): Role {
  return direction === "same" ? "plain" : direction;
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(columnsOf));
}
