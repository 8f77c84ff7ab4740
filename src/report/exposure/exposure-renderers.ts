import type { ExposureReport } from "../../analysis/exposure/exposure-report.ts";
import type { Language } from "../language.ts";
import type { Suffix } from "../renderers.ts";
import type { ExposureTableName } from "./exposure-table-names.ts";

/** What renderers need to know besides the report; each takes what it can use. */
export interface ExposureRenderOptions {
  language: Language;
  ascii: boolean;
  table: ExposureTableName;
}

const textColumns = 100;

/** A report on exposure in one of the forms of reports; loads what the form needs. */
export async function renderExposure(
  form: Suffix,
  report: ExposureReport,
  { language, ascii, table }: ExposureRenderOptions,
): Promise<string> {
  switch (form) {
    case "json":
      return `${(await import("../json.ts")).escapeJson(JSON.stringify(report, null, 2))}\n`;
    case "md":
      return (await import("./exposure-markdown.ts")).renderExposureMarkdown(report, language);
    case "html":
      // React's development build takes twice as long.
      process.env["NODE_ENV"] ??= "production";
      return (await import("./exposure-html.tsx")).renderExposureHtml(report, language);
    case "csv": {
      const { exposureTables } = await import("./exposure-tables.ts");
      return (await import("../csv.ts")).writeCsv(exposureTables[table](report));
    }
    default: {
      const { renderExposureText } = await import("./exposure-text.ts");
      return renderExposureText(report, { width: textColumns, color: false, ascii, language });
    }
  }
}
