import * as fc from "fast-check";
import { expect, test } from "vitest";
import { columnsOf } from "../../src/report/layout.ts";
import { renderText } from "../../src/report/text.ts";
import { anyReport, anyText } from "./random-reports.ts";

const width = fc.oneof(fc.integer({ min: 80, max: 200 }), fc.integer({ min: 1, max: 80 }));

test("no line is wider than the width, and none ends in a space", () => {
  fc.assert(
    fc.property(anyReport(anyText), width, fc.boolean(), (report, columns, ascii) => {
      const lines = renderText(report, { width: columns, color: false, ascii }).split("\n");
      expect(lines.filter((line) => columnsOf(line) > columns || /\s$/.test(line))).toEqual([]);
    }),
  );
});

test("without colour no control and no bidi character gets through", () => {
  fc.assert(
    fc.property(anyReport(anyText), width, (report, columns) => {
      const text = renderText(report, { width: columns, color: false, ascii: false });
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test("in ASCII mode nothing but ASCII is written", () => {
  fc.assert(
    fc.property(anyReport(anyText), width, (report, columns) => {
      expect(renderText(report, { width: columns, color: false, ascii: true })).toMatch(/^[\x20-\x7e\n]*$/);
    }),
  );
});

test("colour changes the look alone", () => {
  fc.assert(
    fc.property(anyReport(anyText), width, (report, columns) => {
      const options = { width: columns, ascii: false };
      const painted = renderText(report, { ...options, color: true });
      // eslint-disable-next-line no-control-regex
      expect(painted.replace(/\x1b\[\d+m/g, "")).toBe(renderText(report, { ...options, color: false }));
    }),
  );
});

test("the three shares of a side are shown as 100.0 % together", () => {
  fc.assert(
    fc.property(anyReport(anyText), (report) => {
      const lines = renderText(report, { width: 100, color: false, ascii: false }).split("\n");
      const bars = lines.slice(
        lines.findIndex((line) => line.startsWith("█ ")),
        lines.findIndex((line) => line.startsWith("  IoT in total")),
      );
      const shares = bars.flatMap((line) => / (\d+)\.(\d) %$/.exec(line)?.slice(1).join("") ?? []).map(Number);
      const sides = Number(report.totals.denials > 0) + Number((report.totals.baselineDenials ?? 0) > 0);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(sides * 1000);
    }),
  );
});
