import type { Direction } from "../numbers.ts";
import type { ProseMessages } from "./prose.en.ts";

const countVerbs: Record<Direction, string> = { rising: "増加した", falling: "減少した", same: "変わらなかった" };

/** The sentences of the prose, in Japanese. */
export const proseJa = {
  titles: {
    change: "変化の概要",
    aimed: "狙われた対象",
    contributed: "変化の要因",
    careful: "数値を読む際の注意",
  },
  shareOf: (name: string) => name,
  groups: { iot: "IoT機器全体", "iot-other": "telnet以外のIoT機器", other: "その他" },
  baselineOf: (period: string, baseline: string) => {
    const [now, before] = [period, baseline].map((name) => Number(/^(\d{4})年度$/.exec(name)?.[1]));
    return now !== undefined && before !== undefined && now - before === 1 ? `前年度（${baseline}）` : baseline;
  },
  stop: (clause: string) => `${clause}。`,
  quoted: (text: string) => (text.endsWith("。") ? text : `警告（原文）：「${text}」。`),
  ofSources: "割合は、遮断件数ではなく送信元数に対するものである。",
  withoutSurvey: "割合はすべて、調査目的のスキャンを除いたものである。",
  totals: (
    direction: Direction,
    [before, now]: readonly [string, string],
    [beforePlace, nowPlace]: readonly [string, string],
    ratio: string | null,
  ) =>
    direction === "same"
      ? `遮断件数は${now}件で変わらなかった。`
      : `遮断件数は${beforePlace}の${before}件から${nowPlace}の${now}件に${countVerbs[direction]}${ratio === null ? "" : `（${ratio}）`}。`,
  perDay: (direction: Direction, before: string, now: string) =>
    direction === "same"
      ? `遮断のあった日の1日当たりでは${now}件で変わらなかった。`
      : `遮断のあった日の1日当たりでは${before}件から${now}件に${countVerbs[direction]}。`,
  number: (
    isOfSources: boolean,
    direction: Direction,
    isAlike: boolean,
    before: string,
    now: string,
    ratio: string | null,
  ) => {
    const [what, unit] = isOfSources ? ["送信元数", "アドレス"] : ["件数", "件"];
    if (direction === "same") return `${what}は${now}${unit}で変わらなかった。`;
    const lead = isAlike ? `${what}も` : `一方、${what}は`;
    return `${lead}${before}${unit}から${now}${unit}に${countVerbs[direction]}${ratio === null ? "" : `（${ratio}）`}。`;
  },
  beyondChance: (low: string, high: string) =>
    `割合の増減の95%信頼区間は${low}～${high}ポイントで、偶然の変動では説明できない。`,
  withinChance: (low: string, high: string) =>
    `割合の増減の95%信頼区間は${low}～${high}ポイントで0を含み、偶然の変動の範囲内である。`,
  interval: (low: string, high: string) => `割合の増減の95%信頼区間は${low}～${high}ポイントである。`,
  shareInterval: (range: string) => `IoTの割合の95%信頼区間は${range}である。`,
  parts: (parts: readonly { name: string; share: string }[]) =>
    `内訳は、${parts.map(({ name, share }) => `${name}が${share}`).join("、")}である。`,
  iotPorts: (ports: string, top: string, _isOne: boolean) =>
    `上位${top}ポートのうち${ports}ポートがIoT機器のものである。`,
  busiest: (ports: string) => `件数の多いポートは、${ports}である。`,
  withShare: (port: string, share: string) => `${port}（${share}）`,
  telnetFellAsProbingSpread: "telnetの割合が低下する一方で、狙われるポートは分散した。",
  probing: (direction: Direction) =>
    ({
      rising: "狙われるポートは分散した。",
      falling: "狙われるポートは集中した。",
      same: "狙われるポートの広がりは変わらなかった。",
    })[direction],
  spreadBetween: (direction: Direction, before: string, now: string, top10Before: string, top10: string) => {
    const ports =
      direction === "same" ? `${now}のまま` : `${before}から${now}に${direction === "rising" ? "増え" : "減り"}`;
    const busiest = top10 === top10Before ? `${top10}のままだった` : `${top10Before}から${top10}になった`;
    return `均等に狙われたとみなした場合のポート数は${ports}、上位10ポートの占める割合は${busiest}。`;
  },
  spread: (ports: string, top10: string) =>
    `均等に狙われたとみなした場合のポート数は${ports}で、上位10ポートが${top10}を占める。`,
  effects: (name: string, change: string, own: string, rest: string, total: string) =>
    `${name}の${change}の内訳は、自身の件数の変化によるものが${own}、全体の件数の変化（${total}）によるものが${rest}である。`,
  portsRose: (ports: string) => `件数の増加が大きかったポートは、${ports}である。`,
  portsFell: (ports: string) => `件数の減少が大きかったポートは、${ports}である。`,
  withRise: (port: string, count: string) => `${port}（${count}件増）`,
  withFall: (port: string, count: string) => `${port}（${count}件減）`,
  emergedSpread: (ports: string) => `新たに増え、特定の送信元に偏っていないポートは、${ports}である。`,
  emergedOfOne: (ports: string) => `新たに増えたが、1つの送信元が半数以上を占めるポートは、${ports}である。`,
  emergedUntold: (ports: string) => `新たに増えたが、送信元の偏りを判定できないポートは、${ports}である。`,
  emergedReason: (sentence: string) => `新たに増えたポートと上位から外れたポートは判定できない。${sentence}`,
  withSources: (port: string, denials: string, sources: string, _isOne: boolean) =>
    `${port}（${denials}件、送信元${sources}アドレス）`,
  vanished: (ports: string) => `上位から外れたポートは、${ports}である。`,
  fromTo: (port: string, before: string, now: string) => `${port}（${before}件から${now}件）`,
  range: (strict: string, wide: string) =>
    `IoTの割合は分類の範囲によって変わり、確度の高いポートだけなら${strict}、Webサーバーなどと共通のポートまで含めれば${wide}である。`,
  without: (source: string, share: string, iot: string, iotWithout: string) =>
    `送信元${source}（全体の${share}）だけを除くと、IoTの割合は${iot}ではなく${iotWithout}となる`,
  turns: (change: string) => `この送信元を除くと、IoTの増減は${change}となる`,
  ofSample: (clause: string) => `${clause}（送信元の標本による推計）`,
  survey: (share: string) => `調査目的のスキャンが遮断件数の${share}を占める`,
  surveyIot: (share: string, iot: string) =>
    `調査目的のスキャンが遮断件数の${share}を占め、それを除くとIoTの割合は${iot}となる`,
  sampled: (error: string) => `送信元数は標本による推計である（誤差±${error}）。`,
  chosen: (parts: string) => `集計対象を絞り込んでいる（${parts}）。`,
  scope: (parts: string) => `通信の向きの内訳は、${parts}である。`,
  infected: (text: string) => `${text}（感染の疑い）。`,
  backscatter: (text: string) => `遮断された通信の${text}。`,
  mapping: (constant: string, added: string, addedRows: string, removed: string, removedRows: string) =>
    `IoTの増減のうち、両期間に共通する分類表の行によるものが${constant}、追加された${addedRows}行によるものが${added}、削除された${removedRows}行によるものが${removed}である。`,
  coverage: (side: string, share: string, devices: string, _isOne: boolean) =>
    `${side}のログは、${devices}台の記録期間の${share}を網羅している。`,
  theSide: (name: string) => name,
  floor: (side: string, reasons: string) => `次の理由により、${side}の件数は下限値である：${reasons}。`,
  floors: {
    gaps: (devices: string, _isOne: boolean, hours: string) => `${devices}台で計${hours}時間のログの欠落`,
    "rate-limit": (devices: string, _isOne: boolean, hours: string) =>
      `${devices}台で計${hours}時間のログ出力制限とみられる頭打ち`,
    repeated: (messages: string | null) => omitted("反復による省略", messages),
    suppressed: (messages: string | null) => omitted("抑制", messages),
    skipped: (messages: string | null) => omitted("欠落", messages),
  },
  assumed: (count: string, _isOne: boolean) =>
    `遮断件数のうち${count}件は、許可・遮断の記載がない行を遮断とみなしたものである。`,
} satisfies ProseMessages;

function omitted(how: string, messages: string | null): string {
  return messages === null ? `メッセージの${how}（件数不明）` : `メッセージ${messages}件の${how}`;
}
