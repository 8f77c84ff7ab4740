import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../../src/analysis/report.ts";
import { renderHtml } from "../../../src/report/html/html.ts";
import { english } from "../../../src/report/language.ts";
import type { Language } from "../../../src/report/language.ts";
import { findChromium, startChromium } from "../../support/chromium.ts";
import { scratchFolder } from "../../support/scratch-folder.ts";
import { analyzed, compared, empty, hostile, partial } from "../sample-reports.ts";
import { fewDays, full } from "./full-report.ts";
import { languages } from "./languages.ts";

const chromium = findChromium();
const pages = languages.flatMap((language) =>
  Object.entries({ full, fewDays, compared, analyzed, partial, empty, hostile }).map(([name, make]) => ({
    name: `${name} in ${language.code}`,
    report: make(),
    language,
  })),
);

/** Texts that are wider or higher than their box, beside what scrolls in a region of its own. */
const listCutTexts = `[...document.querySelectorAll("h1,h2,p,li,dt,dd,caption,caption span,summary,figcaption,a,small,footer")]
  .filter((each) => each.closest("details:not([open]), .scroll td, .scroll th, .skip") === null && each.clientWidth > 0)
  .filter((each) => each.className !== "skip")
  .filter((each) => each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 2)
  .filter((each) => getComputedStyle(each).display !== "inline")
  .map((each) => each.tagName + ": " + each.textContent.slice(0, 60))`;

/** Texts of drawings and captions that reach beyond the page, and cells whose text reaches beyond them. */
const listStrayTexts = `[...document.querySelectorAll("svg.chart text, caption span")]
  .map((each) => ({ text: each.textContent, box: each.getBoundingClientRect() }))
  .filter(({ box }) => box.width > 0 && (box.left < -1 || box.right > document.documentElement.clientWidth + 1))
  .map(({ text }) => text)
  .concat([...document.querySelectorAll("th, td")]
    .filter((each) => each.scrollWidth > each.clientWidth + 1)
    .map((each) => each.textContent.slice(0, 60)))`;

/** Texts of one drawing that lie upon each other, by more than the room that a font leaves above and below. */
const listOverlaps = `[...document.querySelectorAll("svg.chart")].flatMap((chart) => {
  const texts = [...chart.querySelectorAll("text")].map((each) => ({ text: each.textContent, box: each.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0);
  return texts.flatMap((a, at) => texts.slice(at + 1).filter((b) =>
    Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 1.5 &&
    Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 9).map((b) => a.text + " | " + b.text));
})`;

describe.skipIf(chromium === null)("the page in Chromium (skipped where it is not installed)", () => {
  const scratch = scratchFolder();
  let browser: Browser;

  beforeAll(async () => {
    browser = await startChromium(chromium ?? "");
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
  });

  /** Opens a report, runs a check on it, and fails on any complaint of the console and any request beside the file. */
  async function onPage(report: Report, language: Language, check: (page: Page) => Promise<void>): Promise<void> {
    const file = join(scratch, `report-${Math.random().toString(36).slice(2)}.html`);
    writeFileSync(file, renderHtml(report, language));
    const url = pathToFileURL(file).href;
    const page = await browser.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("dialog", (dialog) => complaints.push(dialog.message()));
    page.on("request", (request) => requests.push(request.url()));
    try {
      await page.goto(url);
      await check(page);
      expect(complaints).toEqual([]);
      expect(requests).toEqual([url]);
    } finally {
      await page.close();
    }
  }

  test.each(pages)(
    "$name cuts no text at 360, 800 and 1280 px",
    async ({ report, language }) => {
      await onPage(report, language, async (page) => {
        for (const width of [360, 800, 1280]) {
          await page.setViewport({ width, height: 900 });
          const [scrolled, shown] = (await page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
          )) as [number, number];
          expect(scrolled, `width of the page at ${width}`).toBeLessThanOrEqual(shown);
          expect(await page.evaluate(listCutTexts), `cut at ${width}`).toEqual([]);
          expect(await page.evaluate(listStrayTexts), `stray at ${width}`).toEqual([]);
          expect(await page.evaluate(listOverlaps), `overlapping at ${width}`).toEqual([]);
        }
      });
    },
    60_000,
  );

  test.each(pages)(
    "$name has no serious accessibility fault, light and dark",
    async ({ report, language }) => {
      for (const scheme of ["light", "dark"]) {
        const file = join(scratch, `axe-${scheme}.html`);
        writeFileSync(file, renderHtml(report, language));
        const page = await browser.newPage();
        // The page's policy forbids the checker's script; that policy is tested elsewhere.
        await page.setBypassCSP(true);
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        await page.goto(pathToFileURL(file).href);
        await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
        await page.evaluate(axe.source);
        const found = (await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as {
          violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
        };
        const faults = found.violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`);
        await page.close();
        expect({ scheme, faults }).toEqual({ scheme, faults: [] });
      }
    },
    60_000,
  );

  test("sections, tables and drawings are there by their roles", async () => {
    await onPage(compared(), english, async (page) => {
      const count = async (selector: string): Promise<number> => (await page.$$(selector)).length;
      for (const landmark of ["banner", "navigation", "main", "contentinfo"]) {
        expect({ landmark, count: await count(`::-p-aria([role="${landmark}"])`) }).toEqual({ landmark, count: 1 });
      }
      for (const name of ["What the blocked traffic was aimed at", "The busiest ports", "Method and sources"]) {
        expect({ name, count: await count(`::-p-aria([name="${name}"][role="heading"])`) }).toEqual({ name, count: 1 });
      }
      expect(await count('::-p-aria([name="Shares by group"][role="table"])')).toBe(1);
      expect(await count('::-p-aria([name="Inputs"][role="table"])')).toBe(1);
      expect(await count('::-p-aria([name="telnet (23/tcp)"][role="rowheader"])')).toBe(1);
      expect(await count('::-p-aria([name="share"][role="columnheader"])')).toBe(1);
      // Of the two widths of a drawing one is hidden from everybody.
      expect(await count("figure > svg[role=img]")).toBe(2);
      expect(await count('::-p-aria([role="image"])')).toBe(1);
      const levels = (await page.$$eval("h1, h2, h3", (all) => all.map((each) => each.tagName))) as string[];
      expect(levels[0]).toBe("H1");
      expect(new Set(levels.slice(1))).toEqual(new Set(["H2"]));
    });
  }, 60_000);

  test("can be read by keyboard: the first stop skips to the report, wide tables are stops", async () => {
    await onPage(full(), english, async (page) => {
      await page.setViewport({ width: 360, height: 800 });
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.className")).toBe("skip");
      const left = await page.evaluate("document.activeElement.getBoundingClientRect().left");
      expect(left).toBeGreaterThanOrEqual(0);
      await page.keyboard.press("Enter");
      expect(await page.evaluate("document.activeElement.id")).toBe("main");
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.className")).toContain("scroll");
      await page.keyboard.press("ArrowRight");
      await page.waitForFunction("document.activeElement.scrollLeft > 0", { timeout: 5000 });
    });
  }, 60_000);

  test.each(languages)(
    "prints in $code on several pages, with nothing cut at the side",
    async (language) => {
      await onPage(full(), language, async (page) => {
        const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString("latin1");
        expect(pdf.startsWith("%PDF-")).toBe(true);
        expect([...pdf.matchAll(/\/Type\s*\/Page\b/g)].length).toBeGreaterThanOrEqual(2);
        expect(pdf.length).toBeGreaterThan(30_000);
        await page.emulateMediaType("print");
        // 210 mm less 2 × 16 mm of margin at 96 px an inch.
        await page.setViewport({ width: 672, height: 900 });
        const [scrolled, shown] = (await page.evaluate(
          "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
        )) as [number, number];
        expect(scrolled).toBeLessThanOrEqual(shown);
      });
    },
    60_000,
  );
});
