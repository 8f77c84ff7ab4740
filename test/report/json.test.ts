import * as fc from "fast-check";
import { expect, test } from "vitest";
import { renderJson } from "../../src/report/json.ts";
import { readGolden } from "./golden.ts";
import { anyReport, anyText } from "./random-reports.ts";
import { compared, hostile } from "./sample-reports.ts";

test("is the report, indented, with a newline at its end", () => {
  const report = compared();
  expect(renderJson(report)).toBe(`${JSON.stringify(report, null, 2)}\n`);
});

test("keeps its keys and their order, which scripts rely on", () => {
  const text = renderJson(compared());
  expect(text).toBe(readGolden("json-compare", text));
});

test("reads back as the same report and holds no control character", () => {
  fc.assert(
    fc.property(anyReport(anyText), (report) => {
      const text = renderJson(report);
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(report)));
    }),
  );
});

test("writes what could deceive a terminal as escapes", () => {
  expect(renderJson(hostile())).toContain('"logs/\\u001b]0;owned\\u0007\\u001b[2J\\u202egnp.exe\\nfw\\u200b.log"');
});
