import { followHistory, type History } from "../../analysis/history/history.ts";
import type { HistoryBy } from "../../analysis/history/spans.ts";
import { parsePeriod } from "../../analysis/period.ts";
import type { Method } from "../../analysis/report.ts";
import { UserError } from "../../errors.ts";
import { renderHistoryCsv, renderHistoryJson, renderHistoryMarkdown } from "../../report/history/history-files.ts";
import { renderHistoryText } from "../../report/history/history-text.ts";
import type { LanguageCode } from "../../report/language.ts";
import { openStore } from "../../store/duckdb-store.ts";
import { parsePortQuery } from "../../targets/describe.ts";
import { TCP } from "../../targets/protocol.ts";
import { builtinTargets, type TargetTable } from "../../targets/target-table.ts";
import { EXIT } from "../exit-codes.ts";
import { type Io, wantsColor, write } from "../io.ts";
import { targetTableOf } from "../report-wishes.ts";
import { stageFile } from "../staged-file.ts";
import { toolVersion } from "../version.ts";

/** Options of `fwtrend history`. */
export interface HistoryFlags {
  store: string;
  by: HistoryBy;
  period?: string;
  fiscalYearStart: number;
  method: Method;
  top: number;
  targets?: string;
  against?: string;
  classes?: boolean;
  port?: string[];
  knownScanners?: string[];
  scanWide: number;
  json?: boolean;
  csv?: boolean;
  md?: boolean;
  output?: string[];
  color: "auto" | "always" | "never";
  ascii?: boolean;
  lang: LanguageCode;
}

type Form = "txt" | "json" | "csv" | "md" | "html";

/** `fwtrend history --store FILE`: shares period by period. @returns the exit code. */
export async function runHistory(flags: HistoryFlags, io: Io): Promise<number> {
  const outputs = (flags.output ?? []).map((path) => ({ path, form: formOf(path) }));
  if (flags.lang === "ja" && flags.ascii === true) {
    throw new UserError("--lang ja cannot be written with --ascii", { hint: "leave one of them out" });
  }
  const history = await follow(flags);
  for (const { path, form } of outputs) stageFile(path, await render(history, form, flags, false)).commit();
  const form = flags.json === true ? "json" : flags.csv === true ? "csv" : flags.md === true ? "md" : "txt";
  const color = wantsColor(flags.color, io.stdout, io.env);
  await write(io.stdout, await render(history, form, flags, color, io.stdout.columns));
  return history.periods.some(({ denials }) => denials > 0) ? EXIT.done : EXIT.nothing;
}

async function follow(flags: HistoryFlags): Promise<History> {
  const targets = await targetTableOf(flags.targets);
  const against = flags.against === undefined ? null : await againstOf(flags.against);
  const known =
    flags.knownScanners === undefined
      ? null
      : await (await import("../address-lists.ts")).readKnownScanners(flags.knownScanners);
  const period = flags.period === undefined ? null : parsePeriod(flags.period, flags.fiscalYearStart);
  const ports = (flags.port ?? [])
    .map(parsePortQuery)
    .map(({ protocol, port }) => ({ protocol: protocol ?? TCP, port }));
  const store = await openStore(flags.store);
  try {
    return await followHistory(store, {
      by: flags.by,
      fiscalYearStart: flags.fiscalYearStart,
      period,
      method: flags.method,
      top: flags.top,
      targets,
      against,
      withClasses: flags.classes === true,
      ports,
      scanThresholds: { wide: flags.scanWide, vertical: 15, horizontal: 25 },
      isKnownScanner: known && ((address) => known.networks.has(address)),
      tool: `fwtrend ${toolVersion()}`,
    });
  } finally {
    store.close();
  }
}

/** The bundled table has a name of its own: what users compare with most is what they had before. */
async function againstOf(path: string): Promise<TargetTable> {
  return path === "bundled" ? builtinTargets() : targetTableOf(path);
}

function formOf(path: string): Form {
  const suffix = /\.(txt|json|csv|md|html)$/i.exec(path)?.[1]?.toLowerCase();
  if (suffix !== undefined) return suffix as Form;
  throw new UserError(`-o ${path}: the suffix tells no kind of history`, {
    hint: "use .txt, .md, .html, .json or .csv",
  });
}

async function render(
  history: History,
  form: Form,
  flags: HistoryFlags,
  color: boolean,
  columns = 100,
): Promise<string> {
  const { lang, ascii = false } = flags;
  if (form === "json") return renderHistoryJson(history);
  if (form === "csv") return renderHistoryCsv(history);
  if (form === "md") return renderHistoryMarkdown(history, lang);
  if (form === "txt") return renderHistoryText(history, { language: lang, width: Math.max(60, columns), color, ascii });
  // React's development build takes twice as long.
  process.env["NODE_ENV"] ??= "production";
  return (await import("../../report/history/history-html.tsx")).renderHistoryHtml(history, lang);
}
