import { describe, expect, test } from "vitest";
import { english, languageOf } from "../../src/report/language.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import { htmlOf, rowsOf } from "../support/markdown-html.ts";
import { full } from "./full-report.ts";
import { readGolden } from "./golden.ts";
import { analyzed, compared, empty, hostile, partial, untimed } from "./sample-reports.ts";

const japanese = languageOf("ja");

describe("what a reader sees", () => {
  test.each([
    ["markdown-full", full(), english],
    ["markdown-full-ja", full(), japanese],
    ["markdown-compare", compared(), english],
    ["markdown-compare-ja", compared(), japanese],
    ["markdown-analyze", analyzed(), english],
    ["markdown-no-times", untimed(), english],
    ["markdown-zero-denials", empty(), english],
    ["markdown-partial", partial(), english],
    ["markdown-hostile", hostile(), english],
    ["markdown-hostile-ja", hostile(), japanese],
  ])("%s", (name, report, language) => {
    const text = renderMarkdown(report, language);
    expect(text).toBe(readGolden(name, text));
  });
});

test("the three parts of a side add up to 100.0 as printed", () => {
  const report = compared();
  // 33.35 % three times would print as 33.4 + 33.4 + 33.3 = 100.1.
  const shares = { telnet: 0.3335, iot: 0.667, "iot-other": 0.3335, other: 0.333 };
  for (const group of report.groups) group.share = shares[group.id];
  const rows = rowsOf(htmlOf(renderMarkdown(report, english)));
  const printed = rows.slice(1, 4).map(([, , , , share = ""]) => Number(share.replace(" %", "")));
  expect(printed.reduce((sum, share) => sum + share * 10, 0)).toBeCloseTo(1000, 6);
});

test("by unique-sources the shares stand beside sources, not denials", () => {
  const report = compared();
  report.provenance.method = "unique-sources";
  for (const group of report.groups) Object.assign(group, { sources: 77, baselineSources: 66 });
  const markdown = renderMarkdown(report, english);
  expect(markdown).toContain("## Shares of the groups, by distinct sources\n");
  expect(markdown).toContain("| telnet | 66 | 48.1 % | 77 | 29.2 % |");
  expect(markdown).toContain("| denominator | all distinct sources |");
});

test("ports that are not listed are summed with all else, so that the parts stay the whole", () => {
  // The sample's ports beyond the 20 listed: 1019 and 1020 with 11 and 10 denials more.
  const rows = rowsOf(htmlOf(renderMarkdown(full(), english)));
  const rest = rows.find(([name]) => name === "all other ports, and denials without a port");
  expect(rest?.slice(0, 2)).toEqual(["all other ports, and denials without a port", "+5,572"]);
});

test("sides of one name are told apart", () => {
  const report = compared();
  Object.assign(report.baseline!, { label: "FY2017" });
  const markdown = renderMarkdown(report, english);
  expect(markdown).toMatch(/^# Blocked connections: period against baseline\n/);
});
