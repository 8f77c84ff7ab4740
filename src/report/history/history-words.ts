import type { History, HistorySeries } from "../../analysis/history/history.ts";
import { printable } from "../escape.ts";
import type { LanguageCode } from "../language.ts";
import { historyEn, type HistoryWords } from "../messages/history.en.ts";
import { historyJa } from "../messages/history.ja.ts";

/** The words of a history in a language. */
export function historyWordsOf(code: LanguageCode): HistoryWords {
  return code === "ja" ? historyJa : historyEn;
}

/** What a series is called. */
export function nameSeries({ kind, id }: HistorySeries, { names }: HistoryWords, { provenance }: History): string {
  if (kind === "port") return printable(id, 40);
  if (kind === "class") return names.classes[id] ?? printable(id, 40);
  const { groups } = names;
  // The published reference counts 23/tcp alone.
  if (id === "telnet") return provenance.method === "top100" ? groups.telnetPort : groups.telnet;
  if (id === "iot" || id === "iot-other" || id === "other") return groups[id];
  return printable(id, 40);
}

/** What has to be known of the figures, in sentences: what they are of, by which targets, and what is lacking. */
export function describeHistory({ provenance, warnings }: History, words: HistoryWords): string[] {
  const { method, top, targets, against, isEstimated } = provenance;
  return [
    words.of[method](String(top)),
    words.mapping(printable(targets.version, 80)),
    ...(against === null ? [] : [words.against(printable(targets.version, 80), printable(against.version, 80))]),
    ...(isEstimated ? [words.estimated] : []),
    ...warnings.map((text) => words.sentence(text)),
  ];
}
