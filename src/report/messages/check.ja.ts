import type { CheckMessages } from "./check.en.ts";

/** The words of `fwtrend check`, in Japanese. */
export const checkJa = {
  percent: (number) => `${number}%`,
  points: (number) => `${number}ポイント`,
  fiscalYear: (year) => `${year}年度`,
  problems: {
    "no-such-figure": "レポートにない数値",
    "wrong-direction": "増減の向きが逆",
    "no-such-change": "レポートにない変化",
    "no-such-port": "レポートにないポート",
    "no-such-date": "レポートの対象期間外",
    "no-such-fiscal-year": "レポートの対象外の年度",
  },
  nearest: (problem, value, path) => `${problem}。最も近い値は${value} (${path})`,
  told: (problem, value, path) => `${problem}。正しくは${value} (${path})`,
  went: (problem, was, is, path) => `${problem}。レポートでは${was}から${is} (${path})`,
  finding: (place, text, problem) => `${place}: 「${text}」: ${problem}`,
  none: "原稿に数値が見つかりません",
  supported: (count) => `${count}件の数値はすべてレポートと一致`,
  flagged: (flagged, count) => `要確認${flagged}件 (原稿の数値${count}件中)`,
  partial: "このレポートは途中までの読み取りによるもので、数値は読み取れた範囲のもの",
} satisfies CheckMessages;
