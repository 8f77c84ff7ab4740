import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Report } from "../../../src/analysis/report.ts";
import { renderHtml } from "../../../src/report/html/html.ts";
import { english } from "../../../src/report/language.ts";
import { anyReport, anyText } from "../random-reports.ts";
import { analyzed, compared, empty, hostile, partial, untimed } from "../sample-reports.ts";
import { fewDays, full } from "./full-report.ts";
import { languages } from "./languages.ts";

const tags = /<[^>]*>/g;

test.each(languages)("a full report in $code stays within 400 KB", (language) => {
  for (const report of [full(), fewDays()]) {
    expect(Buffer.byteLength(renderHtml(report, language))).toBeLessThan(400_000);
  }
});

test.each(languages)("every kind of report becomes a page in $code", (language) => {
  for (const report of [compared(), analyzed(), untimed(), empty(), partial(), hostile(), full(), fewDays()]) {
    const html = renderHtml(report, language);
    expect(html.startsWith(`<!doctype html>\n<html lang="${language.code}">`)).toBe(true);
    expect(html.endsWith("</html>\n")).toBe(true);
    expect(html).not.toMatch(/NaN|Infinity|undefined|\[object/);
    expectInert(html);
    expectSoundIds(html);
  }
});

test("the policy allows the one style sheet and nothing else", () => {
  const html = renderHtml(compared(), english);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
  const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  expect(policy.replaceAll("&#x27;", "'")).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
  );
  expect(style.length).toBeGreaterThan(1000);
});

test("the printed shares of a bar add up to 100.0 %", () => {
  // Rounded one by one, 33.35, 33.35 and 33.3 would be 33.4, 33.4 and 33.3.
  const report = compared();
  const shares = { telnet: 0.3335, "iot-other": 0.3335, other: 0.333, iot: 0.667 };
  for (const group of report.groups) group.share = shares[group.id];
  const printed = [...renderHtml(report, english).matchAll(/class="part-share"[^>]*>([\d.]+)/g)].map(([, share]) =>
    Number(share),
  );
  // Wide and narrow, each with the baseline and the period: 12 shares.
  expect(printed).toHaveLength(12);
  for (let at = 0; at < 12; at += 3) {
    const tenths = printed.slice(at, at + 3).map((share) => Math.round(share * 10));
    expect(tenths.reduce((sum, each) => sum + each, 0)).toBe(1000);
  }
});

test("shows what has no figures as such, and says why", () => {
  const text = textOf(renderHtml(empty(), english));
  expect(text).toContain("There is nothing to divide: no connection was blocked.");
  expect(text).toContain("No blocked connection names a port.");
  const undated = textOf(renderHtml(untimed(), english));
  expect(undated).toContain("Nothing to show: the blocked connections carry no time.");
  expect(undated).toContain("can be told only against a baseline");
});

test("days without data leave the lines open, and a day between two gaps is a dot", () => {
  // Days 1–3, 5, 7–25 have data: two runs of more than a day, and the 5th alone.
  const html = renderHtml(fewDays(), english);
  const lines = [...html.matchAll(/<path class="line all" d="([^"]*)"/g)].map(([, path = ""]) => path);
  // Wide and narrow, two sides each, of all denials one panel.
  expect(lines).toHaveLength(4);
  for (const line of lines) expect(line.match(/M/g)).toHaveLength(2);
  expect(html.match(/<circle class="dot all"/g)).toHaveLength(4);
  expect(textOf(html)).toContain("No data on 7 days (2016-04-04, 2016-04-06, 2016-04-26 – 2016-04-30)");
});

test("a broken input is told at the top and named with its error", () => {
  const text = textOf(renderHtml(partial(), english));
  expect(text).toContain("These figures are incomplete: 1 of 3 inputs could not be read to the end.");
  expect(text).toContain("gzip data ends early at byte 1,048,576");
});

test("the fates of all lines stand with their sum", () => {
  // 22,600 + 21,400 + 3,600 denials; 4,120 + 5,200 + 880 allowed; 2,006 + 2,405 + 12 skipped; 180 + 195 + 2 unparsed.
  const text = textOf(renderHtml(compared(), english));
  expect(text).toContain(
    "62,600 = 47,600 blocked + 10,200 allowed + 4,423 skipped + 0 duplicate + 377 unparsed + 0 too long",
  );
});

test("markup in foreign text stays text", () => {
  const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>' onload='a`;
  const html = renderHtml(withText(compared(), evil), english);
  expectInert(html);
  expect(html).not.toContain("<img");
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
});

test("what could control, hide or reorder is written as visible escapes", () => {
  const html = renderHtml(withText(compared(), "\u001b[31m\u202egpj.exe\u200b\u0000"), english);
  expect(html).toContain(String.raw`\x1b[31m\u202egpj.exe\u200b\x00`);
  expectInert(html);
});

test("no foreign text escapes its place", () => {
  const markup = fc.constantFrom(
    "<script>",
    "</style>",
    "</title>",
    "]]>",
    "<!--",
    `" onload="`,
    "' style='",
    "javascript:alert(1)",
    "&lt;",
    "&#0;",
    "<svg/onload=alert(1)>",
    "\u001b]0;x\u0007",
    "\u202e",
    "\u2028",
    "\ud800",
  );
  const text = fc.oneof(
    anyText,
    fc.array(fc.oneof(markup, anyText), { maxLength: 4 }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(anyReport(text), text, fc.constantFrom(...languages), (report, evil, language) => {
      const html = renderHtml(withText(report, evil), language);
      expectInert(html);
      expect(html).not.toMatch(/NaN|Infinity|\[object/);
    }),
    { seed: 20_261_123, numRuns: 150 },
  );
}, 60_000);

/** A report whose every foreign text is the same. */
function withText(report: Report, text: string): Report {
  const device = full().coverage[0];
  if (device === undefined) throw new TypeError("the full report has no device");
  const [scanner, infected] = [
    {
      source: text,
      kind: "wide",
      isListed: true,
      ports: 1,
      hosts: 1,
      denials: 1,
      scanDays: 1,
      firstSeen: null,
      lastSeen: null,
    },
    {
      source: text,
      protocol: text,
      port: 23,
      class: text,
      denials: 1,
      days: 1,
      firstDay: null,
      lastDay: null,
      destinations: 1,
    },
  ] as const;
  return {
    ...report,
    provenance: {
      ...report.provenance,
      zone: text,
      tool: text,
      command: [text],
      counted: { ...report.provenance.counted, include: [text], home: [text] },
      inputs: report.provenance.inputs.map((input) => ({
        ...input,
        path: text,
        format: text,
        sha256: text,
        error: text,
      })),
    },
    classes: [{ id: text, denials: 1, share: 1, baselineDenials: 1, baselineShare: 1, points: 0, ratio: 1 }],
    ports: report.ports.map((port) => ({ ...port, service: text, class: text, protocol: text })),
    coverage: [{ ...device, device: text, notes: [text], findings: [] }],
    scans: { ...report.scans, top: [scanner] },
    ownInfected: [infected],
    warnings: [text],
  };
}

/** Holds when no element, attribute or character is there that the page does not draw itself. */
function expectInert(html: string): void {
  const markup = html.replace(/<style>[^]*?<\/style>/, "<style></style>").match(tags) ?? [];
  for (const tag of new Set(markup.map((each) => each.slice(0, 400)))) {
    expect(tag).not.toMatch(
      /^<\/?(?:script|img|iframe|object|embed|link|base|form|input|button|audio|video|foreignObject)/i,
    );
    const names = tag.replaceAll(/"[^"]*"/g, '""');
    expect(names).not.toMatch(/\s(?:on\w+|style|src|xlink:href)\s*=/i);
    expect(names).not.toMatch(/['`]/);
    for (const [, href = ""] of tag.matchAll(/\shref="([^"]*)"/g)) expect(href).toMatch(/^#[a-z]+$/);
  }
  expect(html).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
}

/** Holds when ids are unique and what refers to one finds it. */
function expectSoundIds(html: string): void {
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, names = ""] of html.matchAll(/\saria-labelledby="([^"]*)"/g)) {
    for (const name of names.split(" ")) expect(ids).toContain(name);
  }
  for (const [, name] of html.matchAll(/\shref="#([^"]*)"/g)) expect(ids).toContain(name);
}

function textOf(html: string): string {
  return html
    .replace(/<style>[^]*?<\/style>/, "")
    .replace(tags, " ")
    .replaceAll("&quot;", '"')
    .replace(/[\s\u00a0]+/g, " ");
}
