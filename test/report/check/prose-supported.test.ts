import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Report } from "../../../src/analysis/report.ts";
import { checkDraft } from "../../../src/report/check/check-draft.ts";
import { writeExposure } from "../../../src/report/exposure/headline.ts";
import { english, type Language, languageCodes, languageOf } from "../../../src/report/language.ts";
import { writeProse } from "../../../src/report/prose.ts";
import { reportOn } from "../../analysis/source.ts";
import type { CountRow } from "../../support/counts.ts";
import { fullExposure } from "../exposure/exposure-reports.ts";
import { full } from "../full-report.ts";
import { anyReport } from "../random-reports.ts";

const languages: readonly Language[] = [english];

/** What the prose says, as somebody would paste it into a draft. */
function draftOf(report: Report, language: Language): string {
  const { headline, paragraphs } = writeProse(report, language);
  return [headline, ...paragraphs.map(({ title, sentences }) => `## ${title}\n\n${sentences.join("\n")}`)].join("\n\n");
}

function expectSupported(report: Report): void {
  for (const language of languages) {
    const draft = draftOf(report, language);
    const findings = checkDraft(draft, report).findings.map(({ text, problem }) => `${text}: ${problem}`);
    expect({ draft, findings }).toEqual({ draft, findings: [] });
  }
}

// Labels that hold figures would be looked for as such.
const label = fc.constantFrom("the year", "fw");

test("what is written of a report with any counts is supported by it", () => {
  fc.assert(fc.property(anyReport(label), expectSupported), { seed: 5, numRuns: 400 });
});

const row: fc.Arbitrary<CountRow> = fc.record({
  day: fc.integer({ min: 17_000, max: 17_400 }),
  port: fc.constantFrom(23, 2323, 7547, 9000, 82, 22, 80, 445, 52_869, 8291),
  denials: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 3_000_000 })),
  sources: fc.subarray(["a", "b", "c", "d", "e", "f"], { minLength: 1 }),
});

test("what is written of a report that was built from counts is supported by it", () => {
  const rows = fc.array(row, { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(rows, fc.option(rows), (now, before) => expectSupported(reportOn(now, before))),
    { seed: 6, numRuns: 100 },
  );
}, 60_000);

test.each(languageCodes)("what is written of what is exposed is supported, and another rate is not, %s", (code) => {
  const language = languageOf(code);
  const report = { ...full(), exposure: fullExposure() };
  const draft = writeExposure(report.exposure, language).join("\n");
  const findingsOf = (text: string): string[] => checkDraft(text, report).findings.map((one) => one.text);
  expect(findingsOf(draft)).toEqual([]);
  expect(findingsOf(draft.replace(/24\.9( ?%)/, "26.3$1")).join()).toContain("26.3");
});
