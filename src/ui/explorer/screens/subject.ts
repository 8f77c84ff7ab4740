import type { Subject, SubjectDetail } from "../../../analysis/subject.ts";
import { roleOfClass } from "../../../report/class-role.ts";
import { printable } from "../../../report/escape.ts";
import { writeShare } from "../../../report/figures.ts";
import { columnsOf, type Line, pad, wrap } from "../../../report/layout.ts";
import { formatCount } from "../../../report/numbers.ts";
import { nameSides } from "../../../report/sides.ts";
import { drawTable } from "../../../report/table.ts";
import { parseProtocol } from "../../../targets/protocol.ts";
import { filterOf } from "../reducer.ts";
import { portText } from "../parts/cells.ts";
import { fillDays, sumByGrain } from "../parts/day-series.ts";
import { drawBar, drawSparklines } from "../parts/drawings.ts";
import { drawHeatMap } from "../parts/heat-map.ts";
import { blank, type Body, line, type ReportScene, span, textBody } from "../scene.ts";

/** All that is kept of one port or class. */
export function drawSubject(scene: ReportScene, subject: Subject): Body {
  const { words, state } = scene;
  const title = line(subjectName(subject, scene), "heading");
  const detail = state.detail;
  if (detail === null) return textBody([title, blank, line(words.subject.waiting, "muted")]);
  const parts = [
    [title, ...drawShares(detail, scene)],
    drawWhat(subject, scene),
    drawTrend(detail, scene),
    drawHours(subject, scene),
    drawPorts(detail, scene),
    drawDevices(detail, scene),
    drawSources(detail, scene),
  ].filter((part) => part.length > 0);
  return textBody(parts.flatMap((part, at) => (at > 0 ? [blank, ...part] : part)));
}

/** What a subject is called. */
export function subjectName(subject: Subject, { language }: ReportScene): string {
  return subject.kind === "port" ? portText(subject) : language.words.class(printable(subject.id, 20));
}

function drawShares({ denials, baselineDenials }: SubjectDetail, scene: ReportScene): Line[] {
  const { report, words, language } = scene;
  const { totals } = report;
  const row = (name: string, count: number, total: number): Line => [
    span(name === "" ? "  " : `  ${name}  `, "muted"),
    span(formatCount(count), "denied"),
    span(total > 0 ? `  ${words.subject.of(writeShare(language.figures, count / total))}` : ""),
  ];
  if (report.baseline === null || baselineDenials === null) return [row("", denials, totals.denials)];
  const names = nameSides(report.period, report.baseline, language);
  const columns = Math.max(columnsOf(names.baseline.name), columnsOf(names.period.name));
  return [
    row(pad(names.baseline.name, columns), baselineDenials, totals.baselineDenials ?? 0),
    row(pad(names.period.name, columns), denials, totals.denials),
  ];
}

/** What a port is for, how sure that is and on what evidence. */
function drawWhat(subject: Subject, scene: ReportScene): Line[] {
  const { words, language, targets, width } = scene;
  if (subject.kind !== "port" || targets === null) return [];
  const target = targets.find(parseProtocol(subject.protocol) ?? -1, subject.port);
  const title = line(words.subject.what, "heading");
  if (target === null) return [title, line(`  ${words.subject.noRow}`)];
  const { columns, class: classWords } = language.words;
  const rows: [string, string][] = [
    [columns.class, `${classWords(target.class)} (${words.subject.confidence}: ${target.confidence})`],
    [columns.service, target.service],
    [words.subject.devices, target.devices],
    [words.subject.campaigns, target.campaigns],
    ...target.evidence.map((text, at): [string, string] => [at === 0 ? words.subject.evidence : "", text]),
  ];
  const shown = rows.filter(([, text]) => text !== "");
  const labelColumns = Math.max(...shown.map(([label]) => columnsOf(label)));
  return [
    title,
    ...shown.flatMap(([label, text]) =>
      wrap(printable(text), width - labelColumns - 4).map((part, at): Line => [
        span(`  ${pad(at === 0 ? label : "", labelColumns)}  `, "muted"),
        span(part, label === columns.class ? roleOfClass(target.class) : "plain"),
      ]),
    ),
  ];
}

/** A sparkline of days for each side, and a table by month or day. */
function drawTrend(detail: SubjectDetail, scene: ReportScene): Line[] {
  const { report, state, words, width, glyphs, isHeard } = scene;
  const title = line(words.subject.trend[state.grain], "heading");
  const sides = [
    ...(report.baseline === null ? [] : [{ when: report.baseline, days: detail.baselineDays ?? [] }]),
    { when: report.period, days: detail.days },
  ].filter(({ days }) => days.length > 0);
  if (sides.length === 0) return [title, line(`  ${words.subject.noDays}`)];
  const told = sides.map(({ when, days }) => {
    const [from, to] = [when.from ?? days[0]!.day, when.to ?? days.at(-1)!.day];
    return { label: words.overview.trendOfTo(from, to), values: fillDays(days, from, to) };
  });
  const taken = Math.max(...told.map(({ label }) => columnsOf(label)));
  const series = told.map(({ values }) => values);
  const drawn = isHeard ? [] : drawSparklines(series, width - taken - 4, glyphs);
  const sparks = told.map(({ label }, at): Line => [span(`  ${label}  `, "muted"), span(drawn[at] ?? "", "progress")]);
  const rows = sides.flatMap(({ days }) => sumByGrain(days, state.grain));
  const highest = Math.max(...rows.map(({ denials }) => denials));
  const countColumns = Math.max(...rows.map(({ denials }) => formatCount(denials).length));
  const bar = isHeard ? 0 : Math.max(0, Math.min(80, width - 12 - countColumns - 6));
  return [
    title,
    ...sparks,
    ...rows.map(({ label, denials }): Line => [
      span(`  ${pad(label, 10)}  `, "muted"),
      span(pad(formatCount(denials), countColumns, "right"), "denied"),
      span("  "),
      ...drawBar(denials, highest, bar, glyphs.lowBar, "progress"),
    ]),
  ];
}

/** The hours: of this port alone where it is all that is in view. */
function drawHours(subject: Subject, scene: ReportScene): Line[] {
  const { report, words, state } = scene;
  const map = drawHeatMap(report.weekHours, scene);
  if (map.length === 0) return [];
  const isAlone = subject.kind === "port" && state.view.filter === filterOf(subject);
  const told = subject.kind === "port" ? words.subject.hoursOfAll : words.subject.hoursOfClass;
  const note = isAlone ? [] : wrap(told, scene.width - 2).map((text) => line(`  ${text}`, "muted"));
  return [line(words.subject.hours, "heading"), ...note, ...map];
}

function drawPorts({ ports }: SubjectDetail, scene: ReportScene): Line[] {
  const rows = ports.map((port) => ({ ...port, name: portText(port) }));
  return drawSums(scene.words.subject.ports, scene.language.words.columns.port, rows, scene);
}

function drawDevices({ devices }: SubjectDetail, scene: ReportScene): Line[] {
  const { words } = scene;
  const rows = devices.map((row) => ({
    ...row,
    name: row.device === "" ? words.subject.nameless : printable(row.device, 40),
  }));
  return drawSums(words.subject.byDevice, words.coverage.device, rows, scene);
}

interface Sum {
  name: string;
  denials: number;
  baselineDenials: number | null;
}

/** Rows of denials on both sides. */
function drawSums(title: string, column: string, rows: readonly Sum[], scene: ReportScene): Line[] {
  const { report, width, glyphs, language } = scene;
  if (rows.length === 0) return [];
  const names = report.baseline === null ? null : nameSides(report.period, report.baseline, language);
  const table = drawTable(
    [
      { title: column, align: "left", leastColumns: 10 },
      ...(names === null ? [] : [{ title: names.baseline.name, align: "right" as const }]),
      { title: names === null ? language.words.columns.denials : names.period.name, align: "right" },
    ],
    rows.map(({ name, denials, baselineDenials }) => [
      span(name),
      ...(names === null ? [] : [span(formatCount(baselineDenials ?? 0))]),
      span(formatCount(denials), "denied"),
    ]),
    width - 2,
    glyphs.ellipsis,
  );
  return [line(title, "heading"), ...table.map((row): Line => [span("  "), ...row])];
}

function drawSources({ sources, isSample }: SubjectDetail, { words }: ReportScene): Line[] {
  const title = line(isSample ? words.subject.sourcesOfSample : words.subject.sources, "heading");
  if (sources.length === 0) return [title, line(`  ${words.subject.noSources}`)];
  const names = sources.map(({ source }) => (source === null ? words.subject.hashed : printable(source, 45)));
  const columns = Math.max(...names.map(columnsOf));
  const counts = sources.map(({ denials }) => formatCount(denials));
  const countColumns = Math.max(...counts.map(columnsOf));
  return [
    title,
    ...names.map((name, at): Line => [
      span(`  ${pad(name, columns)}  `),
      span(pad(counts[at]!, countColumns, "right"), "denied"),
    ]),
  ];
}
