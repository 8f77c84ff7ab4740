import type { Report } from "../../analysis/report.ts";
import type { Language } from "../language.ts";

/** The report as a page of HTML. */
export function renderHtml(_report: Report, _language: Language): string {
  throw new TypeError("reports cannot be written as HTML");
}
