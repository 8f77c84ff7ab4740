import { expect } from "vitest";
import type { Report, ReportGroup } from "../../src/analysis/report.ts";
import { problemsOf } from "./json-shape.ts";
import { expectIdentities } from "./report-identities.ts";
import { report } from "./report-shape/report.ts";

/** Reads a report, and expects that it keeps the contract: its keys and types, and the sums that always hold. */
export function readReport(json: string): Report {
  const parsed = JSON.parse(json) as Report;
  expect(problemsOf(parsed, report)).toEqual([]);
  expectIdentities(parsed);
  return parsed;
}

/** One of the groups of a report. */
export function groupOf({ groups }: Report, id: ReportGroup["id"]): ReportGroup {
  const group = groups.find((one) => one.id === id);
  if (group === undefined) throw new Error(`the report has no group ${id}`);
  return group;
}
