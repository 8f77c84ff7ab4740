import { describe, expect, test } from "vitest";
import { languageOf } from "../../src/report/language.ts";
import { renderText } from "../../src/report/text.ts";
import type { TextOptions } from "../../src/report/text.ts";
import { defended } from "./defended-report.ts";
import { readGolden } from "./golden.ts";
import {
  analyzed,
  compared,
  describeGroups,
  empty,
  hostile,
  partial,
  untimed,
  withoutBaselineDenials,
} from "./sample-reports.ts";

const plain: TextOptions = { width: 80, color: false, ascii: false };
const japanese: TextOptions = { ...plain, language: languageOf("ja") };

describe("what a reader sees", () => {
  test.each([
    ["compare-80", compared(), plain],
    ["compare-100", compared(), { ...plain, width: 100 }],
    ["compare-140", compared(), { ...plain, width: 140 }],
    ["compare-60", compared(), { ...plain, width: 60 }],
    ["compare-ascii", compared(), { ...plain, ascii: true }],
    ["compare-color", compared(), { ...plain, color: true }],
    ["analyze", analyzed(), plain],
    ["no-times", untimed(), plain],
    ["zero-denials", empty(), plain],
    ["partial", partial(), plain],
    ["hostile", hostile(), plain],
    ["hostile-ascii", hostile(), { ...plain, ascii: true }],
    ["compare-80.ja", compared(), japanese],
    ["compare-100.ja", compared(), { ...japanese, width: 100 }],
    ["findings-80.ja", defended(), japanese],
    ["findings-100.ja", defended(), { ...japanese, width: 100 }],
    ["analyze.ja", analyzed(), japanese],
    ["no-times.ja", untimed(), japanese],
    ["zero-denials.ja", empty(), japanese],
    ["partial.ja", partial(), japanese],
    ["hostile.ja", hostile(), japanese],
  ])("%s", (name, report, options) => {
    const text = renderText(report, options);
    expect(text).toBe(readGolden(name, text));
  });
});

describe("the shares", () => {
  test("a side without denials has no share and no change", () => {
    const text = renderText(withoutBaselineDenials(), plain);
    expect(text).toContain("  FY2016                                                               0       –\n");
    expect(text).not.toMatch(/[▲▼]/);
  });

  test("a share too small for a bar still shows", () => {
    const groups = describeGroups({ total: 25_000, telnet: 30, iotOther: 2_200 }, null);
    const text = renderText({ ...analyzed(), groups }, plain);
    expect(text).toMatch(/^█ telnet \(23\/tcp\) +█ +30 +0\.1 %$/m);
  });
});

test("an interrupted run says so although no input failed", () => {
  expect(renderText({ ...analyzed(), partial: true }, plain)).toMatch(/^PARTIAL: reading was stopped early;/);
});

test("only the first failed inputs are listed, and the others counted", () => {
  const report = analyzed();
  const [input] = report.provenance.inputs;
  const inputs = Array.from({ length: 8 }, (_, at) => ({ ...input!, path: `f${at}.gz`, error: `f${at}.gz: bad` }));
  const text = renderText({ ...report, provenance: { ...report.provenance, inputs } }, plain);
  expect(text).toContain("               f4.gz: bad\n               and 3 more that broke off\n");
});
