import { expect } from "vitest";
import type { Report, ReportGroup } from "../../src/analysis/report.ts";
import {
  type Check,
  count,
  fraction,
  listOf,
  nullOr,
  number,
  object,
  oneOf,
  problemsOf,
  text,
  truth,
} from "./json-shape.ts";

const lines = object({
  total: count,
  denials: count,
  allowed: count,
  skipped: count,
  duplicate: count,
  unparsed: count,
  tooLong: count,
});

const day: Check = text(/^\d{4}-\d\d-\d\d$/);
const hash: Check = text(/^[0-9a-f]{64}$/);

const period = object({
  label: text(/./),
  from: nullOr(day),
  to: nullOr(day),
  days: nullOr(count),
  daysWithData: count,
});

const figures = {
  denials: count,
  share: fraction,
  baselineDenials: nullOr(count),
  baselineShare: nullOr(fraction),
  points: nullOr(number),
  ratio: nullOr(number),
};

const range = object({ strict: fraction, default: fraction, wide: fraction });

/** The skeleton that scripts may rely on; a report may hold more. */
const report = object({
  schema: oneOf("fwtrend/report/1"),
  partial: truth,
  provenance: object({
    tool: text(/^fwtrend \d+\.\d+\.\d+/),
    command: listOf(text(/^/)),
    zone: text(/./),
    method: oneOf("top100", "all-ports"),
    top: count,
    targets: object({ version: text(/./), sha256: hash, mapping: oneOf("fixed") }),
    inputs: listOf(
      object({
        path: text(/./),
        side: oneOf("period", "baseline", "both"),
        sha256: nullOr(hash),
        bytes: count,
        format: text(/^[a-z0-9-]+$/),
        lines,
        error: nullOr(text(/./)),
      }),
    ),
  }),
  period,
  baseline: nullOr(period),
  lines,
  totals: object({
    denials: count,
    packets: nullOr(count),
    sources: count,
    sourcesError: fraction,
    baselineDenials: nullOr(count),
  }),
  groups: listOf(object({ id: oneOf("telnet", "iot", "iot-other", "other"), portsInTop: count, range, ...figures })),
  classes: listOf(object({ id: text(/^[a-z0-9-]+$/), ...figures })),
  ports: listOf(
    object({
      rank: count,
      protocol: text(/^[a-z0-9-]+$/),
      port: count,
      class: text(/^[a-z0-9-]+$/),
      confidence: nullOr(oneOf("high", "medium", "low")),
      denials: count,
      share: fraction,
      sources: count,
      sourcesError: fraction,
      baselineRank: nullOr(count),
      baselineShare: nullOr(fraction),
      points: nullOr(number),
    }),
  ),
  sensitivity: listOf(object({ method: text(/./), iotShare: fraction, telnetShare: fraction })),
  warnings: listOf(text(/./)),
});

/** Reads a report, and expects that it keeps the contract: its keys and types, and the sums that always hold. */
export function readReport(json: string): Report {
  const parsed = JSON.parse(json) as Report;
  expect(problemsOf(parsed, report)).toEqual([]);
  for (const counts of [parsed.lines, ...parsed.provenance.inputs.map((input) => input.lines)]) {
    const { total, ...fates } = counts;
    expect(Object.values(fates).reduce((sum, fate) => sum + fate, 0)).toBe(total);
  }
  const { denials, baselineDenials } = parsed.totals;
  expect(sumOfParts(parsed, (group) => group.denials)).toBe(denials);
  expect(sumOfParts(parsed, (group) => group.share)).toBeCloseTo(denials === 0 ? 0 : 1, 12);
  expect(parsed.baseline === null).toBe(baselineDenials === null);
  if (baselineDenials !== null) {
    expect(sumOfParts(parsed, (group) => group.baselineDenials ?? 0)).toBe(baselineDenials);
    expect(sumOfParts(parsed, (group) => group.baselineShare ?? 0)).toBeCloseTo(baselineDenials === 0 ? 0 : 1, 12);
  }
  return parsed;
}

/** One of the groups of a report. */
export function groupOf({ groups }: Report, id: ReportGroup["id"]): ReportGroup {
  const group = groups.find((one) => one.id === id);
  if (group === undefined) throw new Error(`the report has no group ${id}`);
  return group;
}

/** "iot" holds "telnet", so it is no part beside the others. */
function sumOfParts(parsed: Report, valueOf: (group: ReportGroup) => number): number {
  return (["telnet", "iot-other", "other"] as const).reduce((sum, id) => sum + valueOf(groupOf(parsed, id)), 0);
}
