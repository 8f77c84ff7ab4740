import { describe, expect, test } from "vitest";
import type { Report } from "../../src/analysis/report.ts";
import { compareFigures } from "../../src/report/moved-figures.ts";
import { compared } from "./sample-reports.ts";

function moved(change: (report: Report) => void, isSameTool = true): string[] {
  const again = structuredClone(compared());
  change(again);
  return compareFigures(compared(), again, isSameTool).moved.map(({ path, was, is }) => `${path}: ${was} → ${is}`);
}

describe("compareFigures", () => {
  test("nothing moved in the same report; every number, date and word is compared", () => {
    const { figures, moved: none } = compareFigures(compared(), structuredClone(compared()), true);
    expect(none).toEqual([]);
    // 17 ports have 14 figures each.
    expect(figures).toBeGreaterThan(17 * 14);
  });

  test("a figure that moved is told with its place", () => {
    const found = moved((report) => {
      report.groups[1]!.share = 0.5;
      report.period.to = "2018-03-30";
      report.provenance.inputs[0]!.lines.denials = 7;
      report.totals.packets = 3;
    });
    expect(found).toEqual([
      'provenance.inputs["logs/fy2016/asa.log.gz"].lines.denials: 22600 → 7',
      "period.to: 2018-03-31 → 2018-03-30",
      "totals.packets: null → 3",
      "groups[1].share: 0.38 → 0.5",
    ]);
  });

  test("a list that grew is one move", () => {
    expect(moved((report) => report.ports.pop())).toEqual(["ports.length: 17 → 16"]);
  });

  test("what a report does not rest on is not compared", () => {
    const found = moved((report) => {
      report.provenance.tool = "fwtrend 9.9.9";
      report.provenance.command = ["analyze"];
      report.provenance.arguments = [];
      report.provenance.targets.version = "2099.01";
      report.provenance.inputs[0]!.sha256 = "ab";
      report.warnings.push("in the future");
    });
    expect(found).toEqual([]);
  });

  test("the order of inputs, and inputs of one report alone, are no figures", () => {
    expect(moved((report) => report.provenance.inputs.reverse())).toEqual([]);
    expect(moved((report) => report.provenance.inputs.pop())).toEqual([]);
  });

  test("the last bits of a number are the machine's", () => {
    expect(moved((report) => (report.groups[1]!.share *= 1 + 1e-15))).toEqual([]);
    expect(moved((report) => (report.groups[1]!.share *= 1 + 1e-9))).toHaveLength(1);
  });

  test("a field that one version alone knows moved only if the tool is the same", () => {
    const grow = (report: Report): void => void Object.assign(report.totals, { rainy: 3 });
    expect(moved(grow)).toEqual(["totals.rainy: undefined → 3"]);
    expect(moved(grow, false)).toEqual([]);
    const shrink = (report: Report): void => void Reflect.deleteProperty(report.totals, "sources");
    expect(moved(shrink, false)).toEqual(["totals.sources: 6204 → undefined"]);
  });
});
