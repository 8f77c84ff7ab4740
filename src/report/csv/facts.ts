import type { Report } from "../../analysis/report.ts";
import type { CsvCell } from "./cell.ts";

/**
 * All that the report holds once and no table of its own, as keys and values: `provenance.method`, `totals.denials`.
 * Lists have a number for each of their items, from 0.
 */
export function listFacts(report: Report): [key: string, value: CsvCell][] {
  const { schema, partial, provenance, period, baseline, lines, totals, spread, scope, backscatter, rates } = report;
  const { inputs: _, ...described } = provenance;
  const { top: _top, baseline: scansBefore, ...scans } = report.scans;
  const { totalRatio } = report.decomposition ?? { totalRatio: null };
  return flatten({
    schema,
    partial,
    provenance: described,
    period,
    baseline,
    lines,
    totals,
    significance: { reason: report.significance.reason },
    decomposition: { totalRatio },
    spread,
    emergingReason: report.emergingReason,
    scans: { ...scans, baseline: scansBefore && { ...scansBefore, top: [] } },
    scope,
    backscatter,
    rates,
    coverageTotal: report.coverageTotal,
    warnings: report.warnings,
  });
}

function flatten(value: object, path = ""): [key: string, value: CsvCell][] {
  return Object.entries(value).flatMap(([name, part]: [string, unknown]): [string, CsvCell][] => {
    const key = path === "" ? name : `${path}.${name}`;
    return typeof part === "object" && part !== null ? flatten(part, key) : [[key, part as CsvCell]];
  });
}
