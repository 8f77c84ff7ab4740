import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { Report } from "../../analysis/report.ts";
import type { ExposurePage } from "../exposure/exposure-page.ts";
import type { Language } from "../language.ts";
import { Document } from "./document.tsx";
import { preparePage } from "./page.ts";

/**
 * The report as one HTML file that needs nothing else: no script, no network, styles and drawings inside, and a
 * content security policy that allows no more than that. Foreign text in it is inert.
 * @param exposure what the report tells of what is exposed, in words; null leaves it out.
 */
export function renderHtml(report: Report, language: Language, exposure: ExposurePage | null = null): string {
  const page = preparePage(report, language, exposure);
  return `<!doctype html>\n${renderToStaticMarkup(createElement(Document, { page }))}\n`;
}
