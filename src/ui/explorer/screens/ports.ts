import type { ReportPort } from "../../../analysis/report.ts";
import { roleOfClass } from "../../../report/class-role.ts";
import { printable } from "../../../report/escape.ts";
import type { Line } from "../../../report/layout.ts";
import { formatCount, tenthsOf } from "../../../report/numbers.ts";
import { drawTable } from "../../../report/table.ts";
import { pointsCell, portText, sourcesText } from "../parts/cells.ts";
import { blank, type Body, line, type ReportScene, span } from "../scene.ts";
import type { SortKey } from "../state.ts";

/** The busiest ports as a list that can be sorted; Enter opens one. */
export function drawPorts(scene: ReportScene): Body {
  const { report, state, width, words, glyphs, language } = scene;
  if (report.ports.length === 0) return { head: [], lines: [line(words.ports.none)] };
  const ports = sortPorts(report.ports, state.sort.ports);
  const isCompared = report.baseline !== null;
  const { columns, class: classWords } = language.words;
  const table = drawTable(
    [
      { title: columns.rank, align: "right" },
      { title: columns.port, align: "left" },
      { title: columns.class, align: "left", dropOrder: 3 },
      { title: columns.service, align: "left", leastColumns: 10, dropOrder: 2 },
      { title: columns.denials, align: "right" },
      { title: columns.share, align: "right" },
      ...(isCompared ? [{ title: columns.change, align: "right" as const }] : []),
      { title: columns.sources, align: "right", dropOrder: 1 },
    ],
    ports.map((port) => {
      const role = roleOfClass(port.class);
      return [
        span(formatCount(port.rank)),
        span(portText(port), role),
        span(classWords(printable(port.class, 20)), role),
        span(printable(port.service ?? glyphs.dash, 40)),
        span(formatCount(port.denials), "denied"),
        span(language.figures.percent(tenthsOf(port.share))),
        ...(isCompared ? [pointsCell(port.points, scene)] : []),
        span(sourcesText(port, glyphs.dash)),
      ];
    }),
    width - 2,
    glyphs.ellipsis,
  );
  return {
    head: [
      sortedTitle(words.ports.title(formatCount(ports.length)), state.sort.ports, scene),
      [span("  "), ...(table[0] ?? blank)],
    ],
    lines: table.slice(1),
    subjects: ports.map(({ protocol, port }) => ({ kind: "port", protocol, port })),
  };
}

/** A title with what its rows are in order of. */
export function sortedTitle(title: string, sort: SortKey, { words }: ReportScene): Line {
  return [span(title, "heading"), span(`  ${words.sorted(words.sortKeys[sort])}`, "muted")];
}

function sortPorts(ports: readonly ReportPort[], sort: SortKey): ReportPort[] {
  const compare: Record<SortKey, (a: ReportPort, b: ReportPort) => number> = {
    denials: () => 0,
    change: (a, b) => Math.abs(b.points ?? 0) - Math.abs(a.points ?? 0),
    sources: (a, b) => b.sources - a.sources,
    name: (a, b) => a.port - b.port || (a.protocol < b.protocol ? -1 : 1),
  };
  return ports.toSorted((a, b) => compare[sort](a, b) || a.rank - b.rank);
}
