import { describe, expect, test } from "vitest";
import type { Report } from "../../src/analysis/report.ts";
import { languageCodes, languageOf } from "../../src/report/language.ts";
import { writeProse } from "../../src/report/prose.ts";
import type { Prose } from "../../src/report/prose.ts";
import { defended } from "./defended-report.ts";
import { readGolden } from "./golden.ts";
import { analyzed, compared, empty, hostile, partial, untimed, withoutBaselineDenials } from "./sample-reports.ts";

const samples: readonly [name: string, report: Report][] = [
  ["compare", compared()],
  ["findings", defended()],
  ["analyze", analyzed()],
  ["no-times", untimed()],
  ["zero-denials", empty()],
  ["no-baseline-denials", withoutBaselineDenials()],
  ["partial", partial()],
  ["hostile", hostile()],
];

function printProse({ headline, paragraphs }: Prose): string {
  const sections = paragraphs.map(({ title, sentences }) => [`== ${title}`, ...sentences].join("\n"));
  return `${[headline, ...sections].join("\n\n")}\n`;
}

describe.each(languageCodes)("the prose in %s", (code) => {
  test.each(samples)("%s", (name, report) => {
    const text = printProse(writeProse(report, languageOf(code)));
    expect(text).toBe(readGolden(`prose-${name}.${code}`, text));
  });
});
