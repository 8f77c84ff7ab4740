import type { ReportScanSide, ReportScanner } from "../../../analysis/sources/scan-report.ts";
import { printable } from "../../../report/escape.ts";
import { writeShare } from "../../../report/figures.ts";
import { columnsOf, type Line, pad } from "../../../report/layout.ts";
import { formatCount } from "../../../report/numbers.ts";
import { nameSides } from "../../../report/sides.ts";
import { drawTable } from "../../../report/table.ts";
import { blank, type Body, line, type ReportScene, span } from "../scene.ts";

const kinds = ["wide", "vertical", "horizontal", "survey"] as const;

/** Who scans: how many a day, by kind, and the scanners with the most denials. */
export function drawScans(scene: ReportScene): Body {
  const { report, words, width, glyphs } = scene;
  const { scans, baseline, period } = report;
  const names = baseline === null ? null : nameSides(period, baseline, scene.language);
  const sides: [string, ReportScanSide][] =
    names === null || scans.baseline === null
      ? [["", scans]]
      : [
          [names.baseline.name, scans.baseline],
          [names.period.name, scans],
        ];
  const head: Line[] = [line(words.scans.title, "heading"), ...drawFigures(sides, scene)];
  if (scans.top.length === 0) return { head, lines: [blank, line(words.scans.none)] };
  const [titles = blank, ...rows] = drawTable(
    [
      { title: words.scans.source, align: "left" },
      { title: words.scans.kind, align: "left" },
      { title: words.scans.portsTried, align: "right", dropOrder: 3 },
      { title: words.scans.hosts, align: "right", dropOrder: 2 },
      { title: scene.language.words.columns.denials, align: "right" },
      { title: words.scans.days, align: "right" },
      { title: words.scans.seen, align: "left", dropOrder: 1 },
    ],
    scans.top.map((scanner) => [
      span(printable(scanner.source ?? words.subject.hashed, 45)),
      span(kindText(scanner, scene)),
      span(formatCount(scanner.ports)),
      span(formatCount(scanner.hosts)),
      span(formatCount(scanner.denials), "denied"),
      span(formatCount(scanner.scanDays)),
      span(seenText(scanner, glyphs.dash), "muted"),
    ]),
    width - 2,
    glyphs.ellipsis,
  );
  return {
    head: [...head, blank, line(words.scans.top, "heading"), [span("  "), ...titles]],
    lines: rows,
    subjects: rows.map(() => null),
  };
}

/** The figures of each side in a table whose columns are the sides. */
function drawFigures(sides: readonly [string, ReportScanSide][], scene: ReportScene): Line[] {
  const { words, language, glyphs } = scene;
  const rows: [string, ...string[]][] = [
    [words.scans.perDay, ...sides.map(([, side]) => perDayText(side, glyphs.dash))],
    [
      words.scans.share,
      ...sides.map(([, side]) =>
        side.shareOfDenials === null ? glyphs.dash : writeShare(language.figures, side.shareOfDenials),
      ),
    ],
    ...kinds.map((kind): [string, ...string[]] => [
      words.scans.kinds[kind],
      ...sides.map(([, { byKind }]) => {
        const count = byKind?.[kind] ?? null;
        return count === null ? glyphs.dash : formatCount(Math.round(count));
      }),
    ]),
  ];
  const labelColumns = Math.max(...rows.map(([label]) => columnsOf(label)));
  const valueColumns = Math.max(8, ...sides.map(([name]) => columnsOf(name)));
  const lines: Line[] = rows.map(([label, ...values]) => [
    span(`  ${pad(label, labelColumns)}`, "muted"),
    ...values.map((value) => span(`  ${pad(value, valueColumns, "right")}`)),
  ]);
  const isNamed = sides.some(([name]) => name !== "");
  const names: Line = [
    span(" ".repeat(labelColumns + 2)),
    ...sides.map(([name]) => span(`  ${pad(name, valueColumns, "right")}`, "muted")),
  ];
  return [...(isNamed ? [names] : []), ...lines, ...drawNotes(sides, scene)];
}

function drawNotes(sides: readonly [string, ReportScanSide][], { words }: ReportScene): Line[] {
  return sides.flatMap(([name, side]) => {
    const lead = name === "" ? "  " : `  ${name}: `;
    if (side.reason !== null) return [line(lead + words.scans.untold[side.reason], "warning")];
    return side.isSample ? [line(lead + words.scans.sampled(formatCount(2 ** side.samplingLevel)), "muted")] : [];
  });
}

function perDayText({ scannersPerDay }: ReportScanSide, dash: string): string {
  if (scannersPerDay === null) return dash;
  return scannersPerDay < 100 ? scannersPerDay.toFixed(1) : formatCount(Math.round(scannersPerDay));
}

function kindText({ kind, isListed }: ReportScanner, { words }: ReportScene): string {
  return words.scans.kinds[kind] + (isListed ? ` (${words.scans.listed})` : "");
}

function seenText({ firstSeen, lastSeen }: ReportScanner, dash: string): string {
  if (firstSeen === null || lastSeen === null) return dash;
  return firstSeen === lastSeen ? firstSeen : `${firstSeen} – ${lastSeen}`;
}
