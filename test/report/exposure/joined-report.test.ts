import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Report } from "../../../src/analysis/report.ts";
import { anonymizeReport, ownTest } from "../../../src/report/anonymize.ts";
import { csvTableNames, exposureNameOf, isExposureTable, ownTableNames } from "../../../src/report/csv/table-names.ts";
import { renderExposure } from "../../../src/report/exposure/exposure-renderers.ts";
import { languageCodes, languageOf } from "../../../src/report/language.ts";
import { renderers } from "../../../src/report/renderers.ts";
import { compareFigures } from "../../../src/report/moved-figures.ts";
import { renderText } from "../../../src/report/text.ts";
import { tagsOf, htmlOf } from "../../support/markdown-html.ts";
import { expectPrintable } from "../../support/terminal-safety.ts";
import { full } from "../full-report.ts";
import { readGolden } from "../golden.ts";
import { anyMarkup } from "../hostile-strings.ts";
import { analyzed } from "../sample-reports.ts";
import { emptyExposure, fullExposure, withForeign } from "./exposure-reports.ts";

const options = { ascii: false, table: "ports", language: languageOf("en") } as const;

function joined(): Report {
  return structuredClone({ ...full(), exposure: fullExposure() });
}

/** What one text has between its beginning and end that another one has too. */
function addedTo(text: string, joinedText: string): string {
  let start = 0;
  while (text[start] !== undefined && text[start] === joinedText[start]) start++;
  let end = 0;
  while (end < text.length - start && text.at(-1 - end) === joinedText.at(-1 - end)) end++;
  expect(start + end, "nothing of the report but the section changes").toBe(text.length);
  return joinedText.slice(start, joinedText.length - end);
}

describe("the section on what is exposed", () => {
  test.each(languageCodes)("in the text, %s", (code) => {
    const layout = { width: 80, color: false, ascii: false, language: languageOf(code) };
    const text = addedTo(renderText(full(), layout), renderText(joined(), layout));
    expect(text).toBe(readGolden(`exposure/section-text.${code}`, text));
  });
  test.each(languageCodes)("in Markdown, %s", async (code) => {
    const language = languageOf(code);
    const without = await renderers.md.render(full(), { ...options, language });
    const text = addedTo(without, await renderers.md.render(joined(), { ...options, language }));
    expect(text).toBe(readGolden(`exposure/section-markdown.${code}`, text));
  });
  test("in HTML, with a link to it", async () => {
    const html = (await renderers.html.render(joined(), options)).replaceAll("\u00a0", " ").replaceAll("\u202f", " ");
    expect(html).toContain('<a href="#exposure">Exposure</a>');
    const [section = ""] = /<section id="exposure"[^]*?<\/section>/.exec(html) ?? [];
    for (const text of [
      "24.9 %",
      "Close first: 23/tcp",
      "What to close first",
      "exposed, attacks falling",
      "Web sites",
    ]) {
      expect(section).toContain(text);
    }
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await renderers.html.render(full(), options)).not.toContain("exposure");
  });
  test("that it is partial, and that nothing was found, is told", () => {
    const layout = { width: 80, color: false, ascii: true };
    expect(renderText({ ...analyzed(), exposure: { ...fullExposure(), partial: true } }, layout)).toContain(
      "  PARTIAL: ",
    );
    expect(renderText({ ...analyzed(), exposure: emptyExposure() }, layout)).toContain(
      "Exposure\n  No host and no web site was found.\n",
    );
  });
  test("as CSV: the tables of the report on exposure under other names", async () => {
    expect(csvTableNames.filter((name) => !isExposureTable(name))).toEqual(ownTableNames);
    for (const table of csvTableNames.filter(isExposureTable)) {
      const alone = await renderExposure("csv", fullExposure(), { ...options, table: exposureNameOf(table) });
      expect(await renderers.csv.render(joined(), { ...options, table })).toBe(alone);
      expect(await renderers.csv.render(full(), { ...options, table })).toBe("");
    }
  });
  test("foreign text in it controls no terminal and is no markup", async () => {
    const plain = {
      md: tagsOf(htmlOf(await renderers.md.render(joined(), options))),
      html: tagsOf(await renderers.html.render(joined(), options)),
    };
    await fc.assert(
      fc.asyncProperty(fc.array(anyMarkup, { minLength: 1, maxLength: 12 }), async (texts) => {
        let at = 0;
        const exposure = withForeign(fullExposure(), () => texts[at++ % texts.length] ?? "");
        const report = { ...full(), exposure };
        expectPrintable(renderText(report, { width: 100, color: false, ascii: false }));
        expect(tagsOf(htmlOf(await renderers.md.render(report, options)))).toEqual(plain.md);
        expect(tagsOf(await renderers.html.render(report, options)).filter((tag) => tag === "script")).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe("anonymised", () => {
  const identities = { devices: [], isOwn: ownTest([]) };

  test("no host, network, site or path is left in any form; figures stay", async () => {
    const secret = "zq9";
    let at = 0;
    const exposure = withForeign(fullExposure(), () => `${secret}-${at++}.example.jp`);
    const shown = fullExposure();
    // What the table of targets says is nobody's secret.
    exposure.attacks = shown.attacks;
    exposure.classes = shown.classes;
    exposure.ports = shown.ports;
    exposure.provenance = {
      ...exposure.provenance,
      publicPorts: ["443/tcp"],
      tool: "fwtrend",
      targets: { ...shown.provenance.targets, version: `2026.11+${secret}.csv` },
      inputs: exposure.provenance.inputs.map((input) => ({
        ...input,
        tool: "nmap",
        faults: [{ place: "line 3", text: `${secret} is no address` }],
        error: `${input.path}: the scan ends early, at line 9, after 1 records`,
      })),
    };
    const given = { ...full(), exposure };
    const report = anonymizeReport(given, identities);
    const forms = [JSON.stringify(report), await renderers.md.render(report, options)];
    forms.push(await renderers.html.render(report, options));
    for (const table of csvTableNames) forms.push(await renderers.csv.render(report, { ...options, table }));
    for (const form of forms) expect(form).not.toContain(secret);
    const numbers = (value: unknown): unknown[] =>
      typeof value === "object" && value !== null
        ? Object.values(value).flatMap(numbers)
        : [value].filter(Number.isFinite);
    expect(numbers(report.exposure)).toEqual(numbers(given.exposure));
  });
  test("a public address that was scanned is own everywhere in the report", () => {
    const report = joined();
    const [host] = report.exposure!.exposedHosts;
    host!.host = "198.51.100.200";
    report.scans.top[0]!.source = "198.51.100.200";
    const renamed = anonymizeReport(report, identities);
    expect(renamed.exposure!.exposedHosts[0]!.host).toMatch(/^own-\d+$/);
    expect(renamed.scans.top[0]!.source).toBe(renamed.exposure!.exposedHosts[0]!.host);
  });
  test("arguments tell no path", () => {
    const report = joined();
    report.provenance.arguments = [
      "analyze",
      "--exposure=zq9/a.xml",
      "--exposure-policy=zq9.csv",
      "--exposure-public=80",
      "x",
    ];
    expect(anonymizeReport(report, identities).provenance.arguments).toEqual([
      "analyze",
      "--exposure=scan-1",
      "--exposure-policy=policy-1.csv",
      "--exposure-public=80",
      "path-1",
    ]);
  });
});

test("figures of what is exposed are held against those of another run; paths and hashes are none", () => {
  const [was, is] = [joined(), joined()];
  for (const input of is.exposure!.provenance.inputs) Object.assign(input, { path: "other", sha256: "x", bytes: 1 });
  const { moved, figures } = compareFigures(was, is, true);
  expect(moved).toEqual([]);
  expect(figures).toBeGreaterThan(compareFigures(full(), full(), true).figures + 50);
  is.exposure!.attacks!.exposed[0]!.denials++;
  is.exposure!.hosts!.exposed.count--;
  expect(
    compareFigures(was, is, true)
      .moved.map(({ path }) => path)
      .sort(),
  ).toEqual(["exposure.attacks.exposed[0].denials", "exposure.hosts.exposed.count"]);
});
