import type { ExposureReport } from "../../analysis/exposure/exposure-report.ts";
import type { Language } from "../language.ts";
import { writeMarkdown } from "../markdown/document.ts";
import { exposureBlocks } from "./exposure-blocks.ts";
import { layOutExposure } from "./lay-out-page.ts";

const limits = { ports: 100, hosts: 100 };

/** A report on exposure as GitHub-flavoured Markdown, with a newline at its end. Foreign text yields no markup. */
export function renderExposureMarkdown(report: ExposureReport, language: Language): string {
  const page = layOutExposure(report, language, limits);
  return writeMarkdown([{ kind: "heading", level: 1, text: page.title }, ...exposureBlocks(page, 2)]);
}
