import {
  formatAmount,
  formatBytes,
  formatCount,
  formatDuration,
  formatPercent,
  formatPoints,
  formatRatio,
  formatTenths,
  tenthsOf,
} from "./numbers.ts";

/** How a language writes figures in sentences and labels. Tables write counts and points as `numbers.ts` does. */
export interface Figures {
  /** A count in a sentence: `250,000,000`, `2億5,000万`. */
  count(count: number): string;
  /** Tenths of a percent: 380 is `38.0 %`, `38.0%`. */
  percent(tenths: number): string;
  /** A change in percentage points with its direction: `−18.9 points`, `18.9ポイント減`. */
  change(points: number): string;
  /** How many times as many: `×0.67`, `0.67倍`. */
  ratio(ratio: number): string;
  /** A size in bytes: `12.4 MB`. */
  bytes(bytes: number): string;
  /** A large amount in few digits: `6.1 M`, `612.0万`. */
  amount(amount: number): string;
  /** A length of time in its two largest units: `2 min 05 s`, `2分05秒`. */
  duration(ms: number): string;
}

export const englishFigures: Figures = {
  count: formatCount,
  percent: formatPercent,
  change: (points) => `${formatPoints(points)} points`,
  ratio: formatRatio,
  bytes: formatBytes,
  amount: formatAmount,
  duration: formatDuration,
};

export const japaneseFigures: Figures = {
  count: countByMyriads,
  percent: (tenths) => `${formatTenths(tenths)}%`,
  change: (points) => {
    const printed = formatPoints(points);
    const size = printed.replace(/^[+\u2212]/, "");
    if (printed === size) return `増減${size}ポイント`;
    return `${size}ポイント${printed.startsWith("+") ? "増" : "減"}`;
  },
  ratio: (ratio) => {
    const printed = formatRatio(ratio).slice(1);
    return printed.startsWith("<") ? `${printed.slice(1)}倍未満` : `${printed}倍`;
  },
  bytes: formatBytes,
  amount: (amount) => {
    if (amount < 9_999.5) return formatCount(amount);
    // 9,999.95万 would print as 10,000.0万, so it already belongs to the next unit.
    return amount < 99_999_500 ? `${(amount / 1e4).toFixed(1)}万` : `${(amount / 1e8).toFixed(1)}億`;
  },
  duration: (ms) =>
    formatDuration(ms)
      .replace(/(\d) h (\d)/, "$1時間$2")
      .replace(/(\d) min(?: (\d)|$)/, "$1分$2")
      .replace(/(\d) s$/, "$1秒"),
};

const myriads = ["", "万", "億", "兆", "京"];

/** A whole count grouped by ten thousands, groups of 0 left out: 100,001,234 is `1億1,234`. */
function countByMyriads(count: number): string {
  const whole = Math.round(Math.abs(count));
  let rest = BigInt(whole);
  let text = "";
  for (const [step, unit] of myriads.entries()) {
    const isLast = step === myriads.length - 1;
    const group = isLast ? rest : rest % 10_000n;
    if (group > 0n) text = `${formatCount(Number(group))}${unit}${text}`;
    rest /= 10_000n;
    if (rest === 0n) break;
  }
  if (text === "") return "0";
  return count < 0 ? `-${text}` : text;
}

/** A share, rounded half up to one decimal. */
export function writeShare(figures: Figures, share: number): string {
  return figures.percent(tenthsOf(share));
}
