import type { HistoryWords } from "./history.en.ts";
import { pageNamesJa } from "./page-names.ja.ts";

/** Sentences that a history has in English, with what they are in Japanese. */
const sentences: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [
    /^Of (.+) no source is known, so no share of sources can be told\.$/,
    (_, labels = "") => `${listed(labels)}は送信元が分からないため、送信元の割合を示せません。`,
  ],
  [
    /^Of (.+) there is no denial that counts, so no share can be told\.$/,
    (_, labels = "") => `${listed(labels)}は対象となる遮断がないため、割合を示せません。`,
  ],
  [
    /^Of (.+) less than nine in ten days have denials: compare shares rather than counts\.$/,
    (_, labels = "") => `${listed(labels)}は遮断の記録がある日が9割に満たないため、件数ではなく割合を比べてください。`,
  ],
  [
    /^(\d+) denials carry no time and are in no period\.$/,
    (_, count = "") => `${count}件の遮断には時刻がなく、どの期間にも含まれません。`,
  ],
];

function listed(labels: string): string {
  return labels.replace(/ and (\d+) more$/, "ほか$1期間").replaceAll(", ", "、");
}

/** The words of a history, in Japanese. */
export const historyJa: HistoryWords = {
  names: pageNamesJa,
  title: (from, to) => `遮断された通信の推移（${from}～${to}）`,
  nothing: "指定された期間の遮断は、ストアにありません。",
  columns: {
    period: "期間",
    days: "日数",
    denials: "遮断",
    sources: "送信元",
    change: "増減",
    before: "変更前",
    now: "変更後",
    effect: "影響",
    series: "項目",
    course: "推移",
  },
  of: {
    top100: (top) => `割合の分母はすべての遮断、分子は各期間の上位${top}ポートのうち各分類に属するものです。`,
    "all-ports": () => "割合の分母はすべての遮断、分子は各分類のすべてのポートです。",
    "unique-sources": () => "割合の分母は送信元の数、分子は各分類のポートに触れた送信元の数です。",
    "survey-excluded": () => "調査目的のスキャナーを除いた遮断に対する割合で、分子は各分類のすべてのポートです。",
  },
  estimated: "送信元の数は、ストアが保持する標本からの推定です。",
  mapping: (version) => `分類表は${version}で、すべての期間に同じものを使っています。`,
  against: (version, other) =>
    `分類表${other}との比較：影響は、${version}による割合から${other}による割合を引いたもの（ポイント）です。`,
  daysOf: (some, all) => `${all}日中${some}日`,
  courseOf: (low, high) => `${low}～${high}`,
  chart: "期間ごとの割合",
  chartOf: (period, share) => `${period}：${share}`,
  figures: "数値",
  effects: "分類表の変更の影響",
  sentence(text) {
    for (const [pattern, write] of sentences) {
      const parts = pattern.exec(text);
      if (parts !== null) return write(...parts);
    }
    return text;
  },
};
