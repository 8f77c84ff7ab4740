import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderExposure } from "../../../src/report/exposure/exposure-renderers.ts";
import { languageCodes, languageOf } from "../../../src/report/language.ts";
import { renderers } from "../../../src/report/renderers.ts";
import { findChromium, startChromium } from "../../support/chromium.ts";
import { scratchFolder } from "../../support/scratch-folder.ts";
import { full } from "../full-report.ts";
import { emptyExposure, fullExposure, withForeign } from "./exposure-reports.ts";

const chromium = findChromium();
const long = (): string => '<img src=x onerror="alert(1)">"=1+1 \u202e ' + "x".repeat(300);
const hostile = withForeign(fullExposure(), long);
/** Pages of their own, and the section of another report. */
const pages = languageCodes.flatMap((code) => {
  const options = { language: languageOf(code), ascii: false, table: "ports" } as const;
  const alone = Object.entries({ full: fullExposure(), empty: emptyExposure(), hostile }).map(([name, report]) => ({
    name: `${name} in ${code}`,
    render: () => renderExposure("html", report, options),
  }));
  const joined = Object.entries({ full: fullExposure(), empty: emptyExposure(), hostile }).map(([name, exposure]) => ({
    name: `a section, ${name} in ${code}`,
    render: () => renderers.html.render({ ...full(), exposure }, options),
  }));
  return [...alone, ...joined];
});

describe.skipIf(chromium === null)("the page on exposure in Chromium (skipped where it is not installed)", () => {
  const scratch = scratchFolder();
  let browser: Browser;

  beforeAll(async () => {
    browser = await startChromium(chromium ?? "");
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
  });

  test.each(pages)(
    "$name fits every width, asks for nothing, and has no serious accessibility fault",
    async ({ render }) => {
      const file = join(scratch, "page.html");
      writeFileSync(file, await render());
      const url = pathToFileURL(file).href;
      const page = await browser.newPage();
      const complaints: string[] = [];
      const requests: string[] = [];
      page.on("console", (message) => complaints.push(message.text()));
      page.on("dialog", (dialog) => complaints.push(dialog.message()));
      page.on("request", (request) => requests.push(request.url()));
      await page.goto(url);
      for (const width of [360, 800, 1280]) {
        await page.setViewport({ width, height: 900 });
        const [scrolled, shown] = (await page.evaluate(
          "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
        )) as [number, number];
        expect({ width, scrolled }).toEqual({ width, scrolled: shown });
      }
      expect([complaints, requests]).toEqual([[], [url]]);
      await page.setBypassCSP(true);
      for (const value of ["light", "dark"]) {
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
        await page.goto(url);
        await page.evaluate(axe.source);
        const found = (await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as {
          violations: { id: string; impact: string; nodes: { html: string }[] }[];
        };
        const faults = found.violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
        expect({ value, faults }).toEqual({ value, faults: [] });
      }
      await page.close();
    },
    60_000,
  );
});
