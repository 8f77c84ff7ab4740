import { renderToString } from "ink";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languageOf } from "../../src/report/language.ts";
import { renderText } from "../../src/report/text.ts";
import { Summary, drawSummary } from "../../src/ui/summary.tsx";
import { anyReport } from "../report/random-reports.ts";
import { analyzed, compared, empty, hostile, partial, untimed } from "../report/sample-reports.ts";

describe("on a terminal", () => {
  test.each([
    ["compared", compared()],
    ["analyzed", analyzed()],
    ["untimed", untimed()],
    ["empty", empty()],
    ["partial", partial()],
    ["hostile", hostile()],
  ])("the summary reads as its text does: %s", (_, report) => {
    for (const width of [60, 80, 100, 140]) {
      for (const language of [languageOf("en"), languageOf("ja")]) {
        const options = { width, color: false, ascii: false, language };
        const frame = renderToString(<Summary report={report} {...options} />, { columns: width });
        expect(`${frame}\n`).toBe(renderText(report, options));
      }
    }
  });

  test("and in the same colours", () => {
    const options = { width: 80, color: true, ascii: false };
    expect(drawSummary(compared(), options)).toBe(renderText(compared(), options));
  });

  test("whatever the figures and names", () => {
    const text = fc.string({ unit: fc.constantFrom("fw", "-", "01", " ", "東", "京", "é", "\x1b"), maxLength: 30 });
    fc.assert(
      fc.property(anyReport(text), fc.integer({ min: 40, max: 160 }), fc.boolean(), (report, width, ascii) => {
        const options = { width, color: false, ascii };
        expect(drawSummary(report, options)).toBe(renderText(report, options));
      }),
      { numRuns: 30 },
    );
  });
});
