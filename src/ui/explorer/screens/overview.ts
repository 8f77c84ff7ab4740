import type { Report, ReportGroup } from "../../../analysis/report.ts";
import type { Subject } from "../../../analysis/subject.ts";
import { writeShare } from "../../../report/figures.ts";
import { groupOf, nameTelnet, writeHeadline } from "../../../report/headline.ts";
import { columnsOf, type Line, pad, wrap } from "../../../report/layout.ts";
import { directionOf, formatCount, roundGroups } from "../../../report/numbers.ts";
import { nameSides } from "../../../report/sides.ts";
import { drawTable } from "../../../report/table.ts";
import { fillDays } from "../parts/day-series.ts";
import { portColumns } from "../parts/port-columns.ts";
import { drawBar, drawSparklines } from "../parts/drawings.ts";
import { blank, type Body, line, type ReportScene, roleOfDirection, span } from "../scene.ts";

/** The first panel: the headline, what the denials were aimed at, the trend, and what changed most. */
export function drawOverview(scene: ReportScene): Body {
  const { report, width, height, words } = scene;
  // The baseline is often read first: of the period nothing can be said yet.
  const isHalf = !scene.state.isSettled && report.totals.denials === 0;
  const said = isHalf ? words.overview.baselineAlone : writeHeadline(report, scene.language);
  const headline = wrap(said, width).map((text) => line(text, "heading"));
  const shares = drawShares(scene);
  const trend = drawTrend(scene);
  const isCompared = report.baseline !== null;
  const title = line(isCompared ? words.overview.movers : words.overview.busiest, "heading");
  const { lines, subjects } = drawMovers(scene);
  const [tableHead = blank, ...rows] = lines;
  const parts = [headline, shares, trend, rows.length === 0 ? [] : [title, tableHead]].filter(
    (part) => part.length > 0,
  );
  // Blank lines where the screen has room for them and a few rows.
  const used = parts.reduce((sum, part) => sum + part.length, 0);
  const isLoose = height - used - (parts.length - 1) >= Math.min(5, rows.length);
  const head = parts.flatMap((part, at) => (at > 0 && isLoose ? [blank, ...part] : part));
  return { head, lines: rows, subjects };
}

interface Side {
  name: string;
  share: (group: ReportGroup) => number;
  total: number;
}

function sidesOf(report: Report, scene: ReportScene): Side[] {
  const now: Side = { name: "", share: (group) => group.share, total: report.totals.denominator };
  if (report.baseline === null) return [now];
  const names = nameSides(report.period, report.baseline, scene.language);
  return [
    {
      name: names.baseline.name,
      share: (group) => group.baselineShare ?? 0,
      total: report.totals.baselineDenominator ?? 0,
    },
    { ...now, name: names.period.name },
  ];
}

/** Telnet, IoT without it, and the rest, a line for each side; then IoT in total. */
function drawShares(scene: ReportScene): Line[] {
  const { report, width, glyphs, language, isHeard } = scene;
  const { words, figures } = language;
  const sides = sidesOf(report, scene);
  const [telnet, iotOther, other] = [groupOf(report, "telnet"), groupOf(report, "iot-other"), groupOf(report, "other")];
  const rounded = sides.map((side) => roundGroups(side.share(telnet), side.share(iotOther), side.share(other)));
  const groups = [
    { group: telnet, label: nameTelnet(report.provenance.method, language), role: "telnet", part: "telnet" },
    { group: iotOther, label: words.groups["iot-other"], role: "iot", part: "iotOther" },
    { group: other, label: words.groups.other, role: "other", part: "other" },
  ] as const;
  const changes = groups.map(({ group }) => changeText(group, scene));
  const labels = groups.map(({ label }, at) => (sides.length > 1 ? [label, changes[at]!.text] : [label]));
  const labelColumns = Math.max(...labels.flat().map(columnsOf), columnsOf(words.groups.iot));
  const nameColumns = Math.max(...sides.map(({ name }) => columnsOf(name)));
  const most = Math.max(1, ...rounded.flatMap((tenths) => Object.values(tenths)));
  const bar = isHeard ? 0 : Math.min(60, width - (labelColumns + 4) - (nameColumns + 2) - 9);
  const lines: Line[] = groups.flatMap(({ label, role, part }, at) =>
    sides.map((side, place): Line => {
      const isFirst = place === 0;
      const lead = isFirst ? span(label, role) : span(changes[at]!.text, changes[at]!.role);
      const key = isHeard || !isFirst ? "  " : `${glyphs.bars[role]} `;
      const tenths = rounded[place]![part];
      const name = nameColumns > 0 ? `${pad(side.name, nameColumns)}  ` : "";
      const share = side.total > 0 ? figures.percent(tenths) : glyphs.dash;
      return [
        span(key, role),
        { ...lead, text: pad(lead.text, labelColumns) },
        span(`  ${name}`, "muted"),
        ...drawBar(tenths, most, bar, glyphs.bars[role], role),
        span(` ${pad(share, 7, "right")}`),
      ];
    }),
  );
  return [...lines, drawIot(scene, sides, labelColumns)];
}

function changeText(group: ReportGroup, { language, glyphs, report }: ReportScene) {
  const before = report.totals.baselineDenominator ?? 0;
  if (group.points === null || before === 0 || report.totals.denominator === 0)
    return { text: "", role: "plain" as const };
  const direction = directionOf(group.points);
  return {
    text: `${glyphs.arrows[direction]} ${language.figures.change(group.points)}`,
    role: roleOfDirection(direction),
  };
}

/** IoT in total, by the range that is shown, with what the others give. */
function drawIot(scene: ReportScene, sides: readonly Side[], labelColumns: number): Line {
  const { report, state, language, words, glyphs } = scene;
  const { figures } = language;
  const iot = groupOf(report, "iot");
  const { range } = state;
  const shown = (value: ReportGroup["range"] | null): string =>
    value === null ? glyphs.dash : writeShare(figures, value[range]);
  const values = sides.length > 1 ? [shown(iot.baselineRange), shown(iot.range)] : [shown(iot.range)];
  const name = words.identity.range[range];
  const others = words.overview.strictToWide(
    writeShare(figures, iot.range.strict),
    writeShare(figures, iot.range.wide),
  );
  return [
    span("  "),
    span(pad(language.words.groups.iot, labelColumns), "iot"),
    span(`  ${values.join(` ${glyphs.arrow} `)}`, "heading"),
    span(`${name === "" ? "" : `  ${name}`}   ${others}`, "muted"),
  ];
}

/** Denials by day, a line of heights for each side on one scale. */
function drawTrend(scene: ReportScene): Line[] {
  const { report, width, words, glyphs, isHeard } = scene;
  const sides = [
    ...(report.baseline === null ? [] : [{ span: report.baseline, days: report.baselineDaily ?? [] }]),
    { span: report.period, days: report.daily },
  ].filter(({ days }) => days.length > 1);
  if (sides.length === 0) return [];
  const told = sides.map(({ span: { from, to }, days }) => {
    const [first, last] = [from ?? days[0]!.day, to ?? days.at(-1)!.day];
    const peak = days.reduce((best, day) => (day.denials > best.denials ? day : best));
    return {
      values: fillDays(days, first, last),
      label: words.overview.trendOfTo(first, last),
      peak: words.overview.peak(formatCount(peak.denials), peak.day),
    };
  });
  const taken = Math.max(...told.map(({ label, peak }) => columnsOf(label) + columnsOf(peak)));
  const series = told.map(({ values }) => values);
  const drawn = isHeard ? [] : drawSparklines(series, width - taken - 6, glyphs);
  const lines = told.map(({ label, peak }, at): Line => {
    return [span(`  ${label}  `, "muted"), span(drawn[at] ?? "", "progress"), span(`  ${peak}`, "muted")];
  });
  return [line(words.overview.trend, "heading"), ...lines];
}

/** The ports whose share changed most, or the busiest where there is nothing to compare with. */
function drawMovers(scene: ReportScene): { lines: Line[]; subjects: Subject[] } {
  const { report, width, glyphs } = scene;
  const isCompared = report.baseline !== null;
  const ports = isCompared
    ? report.ports.toSorted((a, b) => Math.abs(b.points ?? 0) - Math.abs(a.points ?? 0) || a.rank - b.rank)
    : report.ports;
  const columns = portColumns(scene);
  const table = drawTable(
    columns.map(({ column }) => column),
    ports.map((port) => columns.map(({ cell }) => cell(port))),
    width - 2,
    glyphs.ellipsis,
  );
  const [head = blank, ...rows] = table;
  return {
    lines: [[span("  "), ...head], ...rows],
    subjects: ports.map(({ protocol, port }) => ({ kind: "port", protocol, port })),
  };
}
