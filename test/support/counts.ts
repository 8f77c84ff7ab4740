import { NO_DAY } from "../../src/rollup/counts.ts";
import type { Counts, Distinct, VisitCell } from "../../src/rollup/counts.ts";
import { packPort } from "../../src/rollup/cells.ts";
import { noLines } from "../../src/rollup/lines.ts";
import { Totals } from "../../src/rollup/totals.ts";

/** Some denials in words. What is left out: no day, a device without a name, tcp, no port, packets not logged. */
export interface CountRow {
  day?: number;
  device?: string;
  protocol?: number;
  port?: number;
  denials: number;
  packets?: number;
  /** The sources of these denials by any name. */
  sources?: readonly string[];
}

/** Counts that hold the rows, one cell for each, in their order. Distinct sources are exact. */
export function countsOf(rows: readonly CountRow[], { assumed = 0 } = {}): Counts {
  const devices = [...new Set(rows.map((row) => row.device ?? ""))];
  const distinct = (picked: readonly CountRow[]): Distinct => {
    return { count: new Set(picked.flatMap((row) => row.sources ?? [])).size, error: 0 };
  };
  return {
    lines: { ...noLines(), total: rows.length, denials: rows.length },
    devices,
    assumed,
    withoutPackets: sum(rows.map((row) => (row.packets === undefined ? row.denials : 0))),
    totals: () => {
      const totals = new Totals();
      for (const row of rows) {
        if (row.denials === 0) continue;
        const device = devices.indexOf(row.device ?? "");
        totals.add(row.day ?? NO_DAY, device, packPort(protocolOf(row), portOf(row)), row.denials, row.packets ?? 0);
      }
      return totals;
    },
    eachCell: (visit: VisitCell) => {
      for (const row of rows) {
        const device = devices.indexOf(row.device ?? "");
        visit(row.day ?? NO_DAY, device, protocolOf(row), portOf(row), row.denials, row.packets ?? 0);
      }
    },
    sources: () => distinct(rows),
    sourcesAt: (protocol, port) => {
      return distinct(rows.filter((row) => protocolOf(row) === protocol && portOf(row) === port));
    },
  };
}

function protocolOf(row: CountRow): number {
  return row.protocol ?? 6;
}

function portOf(row: CountRow): number {
  return row.port ?? -1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, more) => total + more, 0);
}
