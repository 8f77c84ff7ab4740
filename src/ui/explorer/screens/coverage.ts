import type { ReportDevice } from "../../../analysis/coverage/device-coverage.ts";
import type { ReportPeriod } from "../../../analysis/report.ts";
import { printable } from "../../../report/escape.ts";
import { writeShare } from "../../../report/figures.ts";
import { clip, columnsOf, type Line, pad } from "../../../report/layout.ts";
import { formatCount } from "../../../report/numbers.ts";
import { nameSides } from "../../../report/sides.ts";
import { blank, type Body, line, type ReportScene, span, textBody } from "../scene.ts";

/** When each device logged: a line for each, with its gaps. */
export function drawCoverage(scene: ReportScene): Body {
  const { report, words } = scene;
  const lines = drawSide(words.coverage.title, report.period, report.coverage, report.coverageTotal.moreDevices, scene);
  if (report.baselineCoverage === null || report.baseline === null) return textBody(lines);
  const { name } = nameSides(report.period, report.baseline, scene.language).baseline;
  const more = report.baselineCoverageTotal?.moreDevices ?? 0;
  return textBody([
    ...lines,
    blank,
    ...drawSide(words.coverage.baseline(name), report.baseline, report.baselineCoverage, more, scene),
  ]);
}

function drawSide(
  title: string,
  when: ReportPeriod,
  devices: readonly ReportDevice[],
  more: number,
  scene: ReportScene,
): Line[] {
  const { words, width, glyphs, language, isHeard } = scene;
  const dated = devices.filter(({ first }) => first !== null);
  if (dated.length === 0) return [line(title, "heading"), line(`  ${words.coverage.none}`)];
  const from = Math.min(...dated.map(({ first }) => Date.parse(first!)));
  const to = Math.max(...dated.map(({ last }) => Date.parse(last!))) + quarterMs;
  const nameOf = ({ device }: ReportDevice): string => (device === "" ? words.subject.nameless : printable(device, 24));
  const nameColumns = Math.max(columnsOf(words.coverage.device), ...devices.map((device) => columnsOf(nameOf(device))));
  const bar = isHeard ? 0 : Math.max(0, width - 2 - nameColumns - 2 - 9 - 7 - 10 - 2);
  const titles: Line = [
    span(`  ${pad(words.coverage.device, nameColumns)}`, "muted"),
    span(pad(words.coverage.covered, 9, "right"), "muted"),
    span(pad(words.coverage.gaps, 7, "right"), "muted"),
    span(pad(words.coverage.silent, 10, "right"), "muted"),
    span(`  ${spanText(when, bar)}`, "muted"),
  ];
  const rows = devices.flatMap((device): Line[] => {
    const { coverage, gapCount, gapHours, notes } = device;
    const row: Line = [
      span(`  ${pad(nameOf(device), nameColumns)}`),
      span(pad(coverage === null ? glyphs.dash : writeShare(language.figures, coverage), 9, "right")),
      span(pad(gapCount === null ? glyphs.dash : formatCount(gapCount), 7, "right")),
      span(pad(gapHours === null ? glyphs.dash : words.coverage.hours(gapHours.toFixed(1)), 10, "right")),
      span("  "),
      span(drawSpan(device, from, to, bar, scene), "progress"),
    ];
    const told = notes.map((note, at) => language.words.findings.noteOf(device.findings[at], note));
    return [row, ...told.map((text) => line(`    ! ${clip(printable(text), width - 6, glyphs.ellipsis)}`, "warning"))];
  });
  const rest = more > 0 ? [line(`  ${words.coverage.more(formatCount(more))}`, "muted")] : [];
  const key = isHeard ? [] : [line(`  ${words.coverage.about(glyphs.bars.telnet, glyphs.dash)}`, "muted")];
  return [line(title, "heading"), ...key, titles, ...rows, ...rest];
}

const quarterMs = 900_000;

function spanText({ from, to }: ReportPeriod, columns: number): string {
  if (from === null || to === null || columns < 22) return "";
  return from + pad(to, columns - from.length, "right");
}

/** One device's time: what it logged, its gaps, and nothing before its first and behind its last line. */
function drawSpan(device: ReportDevice, from: number, to: number, columns: number, { glyphs }: ReportScene): string {
  const { first, last, gaps } = device;
  if (first === null || last === null || columns < 1) return "";
  const placeOf = (iso: string): number => ((Date.parse(iso) - from) / (to - from)) * columns;
  const cells = Array.from({ length: columns }, () => " ");
  const end = ((Date.parse(last) + quarterMs - from) / (to - from)) * columns;
  cells.fill(glyphs.bars.telnet, Math.floor(placeOf(first)), Math.max(Math.ceil(end), Math.floor(placeOf(first)) + 1));
  // A gap shorter than a column still shows.
  for (const gap of gaps ?? []) {
    const at = Math.min(columns - 1, Math.floor(placeOf(gap.from)));
    cells.fill(glyphs.dash, at, Math.max(at + 1, Math.round(placeOf(gap.to))));
  }
  return cells.slice(0, columns).join("");
}
