import type { History } from "../../analysis/history/history.ts";
import { writeCell } from "../csv/cell.ts";
import { escapeJson } from "../json.ts";
import type { LanguageCode } from "../language.ts";
import { type Block, writeMarkdown } from "../markdown/document.ts";
import { tabulateEffects, tabulateShares, type WordTable } from "./history-tables.ts";
import { describeHistory, historyWordsOf } from "./history-words.ts";

/** A history as JSON, with a newline at its end. */
export function renderHistoryJson(history: History): string {
  return `${escapeJson(JSON.stringify(history, null, 2))}\n`;
}

/** A history as CSV: a row for each series and period, numbers unrounded. */
export function renderHistoryCsv({ periods, series }: History): string {
  const columns = [
    "kind",
    "id",
    "period",
    "from",
    "to",
    "days",
    "daysWithData",
    "denominator",
    "count",
    "share",
    "points",
  ];
  const rows = series.flatMap(({ kind, id, values }) =>
    values.map(({ count, share, points, against }, at) => {
      const { label, from, to, days, daysWithData, denominator } = periods[at]!;
      const held = [against?.count ?? null, against?.share ?? null, against?.effectPoints ?? null];
      return [kind, id, label, from, to, days, daysWithData, denominator, count, share, points, ...held];
    }),
  );
  const titles = [...columns, "againstCount", "againstShare", "effectPoints"];
  return [titles, ...rows].map((row) => `${row.map(writeCell).join(",")}\r\n`).join("");
}

/** A history as Markdown. */
export function renderHistoryMarkdown(history: History, code: LanguageCode): string {
  const words = historyWordsOf(code);
  const { periods, series } = history;
  if (periods.length === 0) return writeMarkdown([{ kind: "paragraph", text: words.nothing }]);
  const groups = series.filter(({ kind }) => kind === "group");
  const others = series.filter(({ kind }) => kind !== "group");
  const blocks: Block[] = [
    { kind: "heading", level: 1, text: words.title(periods[0]!.from, periods.at(-1)!.to) },
    { kind: "list", items: describeHistory(history, words) },
    tableBlock(tabulateShares(history, groups, code)),
  ];
  for (const one of others) blocks.push(tableBlock(tabulateShares(history, [one], code)));
  if (history.provenance.against !== null) {
    blocks.push({ kind: "heading", level: 2, text: words.effects });
    blocks.push(tableBlock(tabulateEffects(history, groups, code)));
  }
  return writeMarkdown(blocks);
}

function tableBlock({ titles, rows }: WordTable): Block {
  return {
    kind: "table",
    columns: titles.map((title, at) => ({ title, align: at === 0 ? "left" : "right" })),
    rows,
  };
}
