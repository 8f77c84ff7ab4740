import type { ReportPort } from "../../../analysis/report.ts";
import { roleOfClass } from "../../../report/class-role.ts";
import { printable } from "../../../report/escape.ts";
import type { Span } from "../../../report/layout.ts";
import { formatCount, tenthsOf } from "../../../report/numbers.ts";
import type { Column } from "../../../report/table.ts";
import { span, type ReportScene } from "../scene.ts";
import { pointsCell, portText } from "./cells.ts";

/** A column of a table of ports, with what each port has in it. */
export interface PortColumn {
  column: Column;
  cell: (port: ReportPort) => Span;
}

/** What every table of ports tells: the port, its class and service, denials, share, and points where there is a baseline. */
export function portColumns(scene: ReportScene): PortColumn[] {
  const { report, glyphs, language } = scene;
  const { columns, class: classWords } = language.words;
  const points: PortColumn = {
    column: { title: columns.change, align: "right" },
    cell: (port) => pointsCell(port.points, scene),
  };
  return [
    {
      column: { title: columns.port, align: "left" },
      cell: (port) => span(portText(port), roleOfClass(port.class)),
    },
    {
      column: { title: columns.class, align: "left", dropOrder: 3 },
      cell: (port) => span(classWords(printable(port.class, 20)), roleOfClass(port.class)),
    },
    {
      column: { title: columns.service, align: "left", leastColumns: 10, dropOrder: 2 },
      cell: (port) => span(printable(port.service ?? glyphs.dash, 40)),
    },
    {
      column: { title: columns.denials, align: "right" },
      cell: (port) => span(formatCount(port.denials), "denied"),
    },
    {
      column: { title: columns.share, align: "right" },
      cell: (port) => span(language.figures.percent(tenthsOf(port.share))),
    },
    ...(report.baseline === null ? [] : [points]),
  ];
}
