import type { ReportPort } from "../../../analysis/report.ts";
import type { Line } from "../../../report/layout.ts";
import { formatCount } from "../../../report/numbers.ts";
import { drawTable } from "../../../report/table.ts";
import { sourcesText } from "../parts/cells.ts";
import { type PortColumn, portColumns } from "../parts/port-columns.ts";
import { blank, type Body, line, type ReportScene, span } from "../scene.ts";
import type { SortKey } from "../state.ts";

/** The busiest ports as a list that can be sorted; Enter opens one. */
export function drawPorts(scene: ReportScene): Body {
  const { report, state, width, words, glyphs, language } = scene;
  if (report.ports.length === 0) return { head: [], lines: [line(words.ports.none)] };
  const ports = sortPorts(report.ports, state.sort.ports);
  const { columns } = language.words;
  const all: PortColumn[] = [
    { column: { title: columns.rank, align: "right" }, cell: (port) => span(formatCount(port.rank)) },
    ...portColumns(scene),
    {
      column: { title: columns.sources, align: "right", dropOrder: 1 },
      cell: (port) => span(sourcesText(port, glyphs.dash)),
    },
  ];
  const table = drawTable(
    all.map(({ column }) => column),
    ports.map((port) => all.map(({ cell }) => cell(port))),
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
