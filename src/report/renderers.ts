import type { Report } from "../analysis/report.ts";
import type { CsvTableName } from "./csv/table-names.ts";
import type { ExposurePage } from "./exposure/exposure-page.ts";
import type { Language } from "./language.ts";

/** What renderers need to know besides the report; each takes what it can use. */
export interface RenderOptions {
  language: Language;
  /** Draws with ASCII characters only: the text. */
  ascii: boolean;
  /** The table to be written: CSV. */
  table: CsvTableName;
}

/** One form of a report. */
interface Renderer {
  /** Whether it names the hashes of the inputs, which are known only if they are wanted before reading. */
  hasHashes: (table: CsvTableName) => boolean;
  /** Loads what it needs when first called, for most runs need one form or none. */
  render: (report: Report, options: RenderOptions) => Promise<string>;
}

const textColumns = 100;

/** So many rows of what is exposed: a section is to be read among others. */
const exposureRows = { ports: 50, hosts: 10 };

/** What is exposed, in words; null in a report without. */
async function exposureOf({ exposure }: Report, language: Language): Promise<ExposurePage | null> {
  if (exposure === undefined) return null;
  const { layOutExposureSection } = await import("./exposure/lay-out-page.ts");
  return layOutExposureSection(exposure, language, exposureRows);
}

/** The forms of a report by the suffix of a file. */
export const renderers = {
  json: {
    hasHashes: () => true,
    render: async (report) => (await import("./json.ts")).renderJson(report),
  },
  txt: {
    hasHashes: () => false,
    render: async (report, { ascii, language }) =>
      (await import("./text.ts")).renderText(report, { width: textColumns, color: false, ascii, language }),
  },
  md: {
    hasHashes: () => true,
    render: async (report, { language }) =>
      (await import("./markdown.ts")).renderMarkdown(report, language, await exposureOf(report, language)),
  },
  html: {
    hasHashes: () => true,
    render: async (report, { language }) => {
      // React's development build takes twice as long.
      process.env["NODE_ENV"] ??= "production";
      return (await import("./html/html.ts")).renderHtml(report, language, await exposureOf(report, language));
    },
  },
  csv: {
    hasHashes: (table) => table === "inputs" || table === "exposure-inputs",
    render: async (report, { table }) => (await import("./csv.ts")).renderCsv(report, table),
  },
} as const satisfies Record<string, Renderer>;

export type Suffix = keyof typeof renderers;

/** The form that a path's suffix tells, in letters of either case; null for none. */
export function suffixOf(path: string): Suffix | null {
  const suffix = /[^/]\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(renderers, suffix) ? (suffix as Suffix) : null;
}
