import type { History, HistorySeries } from "../../analysis/history/history.ts";
import { toAscii } from "../escape.ts";
import type { LanguageCode } from "../language.ts";
import { type Line, wrap } from "../layout.ts";
import { spellingOf } from "../markdown/spell.ts";
import { drawTable } from "../table.ts";
import { paint, type Role } from "../theme.ts";
import { tabulateEffects, tabulateShares, type WordTable } from "./history-tables.ts";
import { describeHistory, historyWordsOf, nameSeries } from "./history-words.ts";

/** How a history looks on a terminal. */
export interface HistoryTextOptions {
  language: LanguageCode;
  width: number;
  color: boolean;
  ascii: boolean;
}

const levels = { blocks: "▁▂▃▄▅▆▇█", ascii: "_.-=+*#@" };

/** A history as text: what it is of, a table of the groups, and the course of each series in one line. */
export function renderHistoryText(history: History, options: HistoryTextOptions): string {
  const { language, width, color, ascii } = options;
  const words = historyWordsOf(language);
  const { periods, series } = history;
  const put = (text: string): string => (ascii ? toAscii(text) : text);
  if (periods.length === 0) return `${words.nothing}\n`;
  const title = words.title(periods[0]!.from, periods.at(-1)!.to);
  const groups = series.filter(({ kind }) => kind === "group");
  const isHeld = history.provenance.against !== null;
  const table = isHeld
    ? tabulateEffects(
        history,
        groups.filter(({ id }) => id === "iot" || id === "telnet"),
        language,
      )
    : tabulateShares(history, groups, language);
  const blocks: Line[][] = [
    [[{ text: title, role: "heading" }]],
    draw(table, width, ascii),
    drawCourses(history, options),
    describeHistory(history, words).flatMap((sentence) =>
      wrap(sentence, width).map((text): Line => [{ text, role: "muted" }]),
    ),
  ];
  const paintLine = (line: Line): string =>
    line
      .map(({ text, role }) => paint(put(text), role, color))
      .join("")
      .trimEnd();
  return `${blocks.map((block) => block.map(paintLine).join("\n")).join("\n\n")}\n`;
}

function draw({ titles, rows }: WordTable, width: number, ascii: boolean): Line[] {
  return drawTable(
    titles.map((title, at) => ({ title, align: at === 0 ? "left" : "right", ...(at === 1 ? { dropOrder: 1 } : {}) })),
    rows.map((row) => row.map((text) => ({ text, role: "plain" as const }))),
    width,
    ascii ? "..." : "…",
  );
}

/** The course of each series: a sign for each period, from nothing to its highest share, and the lowest and highest. */
function drawCourses(history: History, { language, width, ascii }: HistoryTextOptions): Line[] {
  const words = historyWordsOf(language);
  const { share } = spellingOf(language);
  const rows = history.series.map((one) => {
    const shares = one.values.flatMap((value) => value.share ?? []);
    const range = shares.length === 0 ? "–" : words.courseOf(share(Math.min(...shares)), share(Math.max(...shares)));
    return [
      { text: nameSeries(one, words, history), role: "plain" as const },
      { text: drawSparkline(one, ascii), role: roleOf(one) },
      { text: range, role: "plain" as const },
    ];
  });
  return drawTable(
    [
      { title: words.columns.series, align: "left", leastColumns: 12 },
      { title: words.columns.course, align: "left", leastColumns: 8 },
      { title: "", align: "left" },
    ],
    rows,
    width,
    ascii ? "..." : "…",
  );
}

/** A sign for each period; a space where there is no share. */
export function drawSparkline({ values }: HistorySeries, ascii: boolean): string {
  const signs = [...(ascii ? levels.ascii : levels.blocks)];
  const highest = Math.max(0, ...values.map(({ share }) => share ?? 0));
  return values
    .map(({ share }) => {
      if (share === null) return " ";
      const level = highest === 0 ? 0 : Math.round((share / highest) * (signs.length - 1));
      return signs[level]!;
    })
    .join("");
}

function roleOf({ kind, id }: HistorySeries): Role {
  if (kind === "group" && id === "telnet") return "telnet";
  return kind === "group" && id !== "other" ? "iot" : "plain";
}
