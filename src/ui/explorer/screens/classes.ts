import type { ReportClass } from "../../../analysis/report.ts";
import { roleOfClass } from "../../../report/class-role.ts";
import { printable } from "../../../report/escape.ts";
import { type Line, pad } from "../../../report/layout.ts";
import { formatCount, tenthsOf } from "../../../report/numbers.ts";
import { drawTable } from "../../../report/table.ts";
import { pointsCell } from "../parts/cells.ts";
import { drawBar } from "../parts/drawings.ts";
import { blank, type Body, type ReportScene, span } from "../scene.ts";
import type { SortKey } from "../state.ts";
import { sortedTitle } from "./ports.ts";

/** The 21 classes as a list with bars; Enter opens one. */
export function drawClasses(scene: ReportScene): Body {
  const { report, state, width, words, glyphs, language, isHeard } = scene;
  const classes = sortClasses(report.classes, state.sort.classes);
  const isCompared = report.baseline !== null;
  const { columns, class: classWords } = language.words;
  const figures = drawTable(
    [
      { title: columns.class, align: "left" },
      { title: columns.denials, align: "right" },
      { title: columns.share, align: "right" },
      ...(isCompared ? [{ title: columns.change, align: "right" as const }] : []),
    ],
    classes.map((row) => [
      span(classWords(printable(row.id, 20)), roleOfClass(row.id)),
      span(formatCount(row.denials), "denied"),
      span(language.figures.percent(tenthsOf(row.share))),
      ...(isCompared ? [pointsCell(row.points, scene)] : []),
    ]),
    width - 2,
    glyphs.ellipsis,
  );
  const [head = blank, ...rows] = figures;
  const taken = Math.max(0, ...rows.map((row) => row.reduce((sum, { text }) => sum + pad(text, 0).length, 0)));
  const room = isHeard ? 0 : Math.min(60, width - 2 - taken - 14);
  const most = Math.max(0, ...classes.map(({ share }) => share));
  return {
    head: [sortedTitle(words.classes.title, state.sort.classes, scene), [span("  "), ...head]],
    lines: rows.map((row, at): Line => {
      const { id, share } = classes[at]!;
      const role = roleOfClass(id);
      return [...row, span("  "), ...drawBar(share, most, room, glyphs.bars[role], role)];
    }),
    subjects: classes.map(({ id }) => ({ kind: "class", id })),
  };
}

function sortClasses(classes: readonly ReportClass[], sort: SortKey): ReportClass[] {
  const compare: Record<SortKey, (a: ReportClass, b: ReportClass) => number> = {
    denials: () => 0,
    change: (a, b) => Math.abs(b.points ?? 0) - Math.abs(a.points ?? 0),
    sources: () => 0,
    name: (a, b) => (a.id < b.id ? -1 : 1),
  };
  return classes.toSorted(compare[sort]);
}
