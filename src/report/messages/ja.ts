import { classNames } from "./ja-classes.ts";
import { noteText } from "./ja-notes.ts";
import { translateSentence } from "./ja-sentences.ts";
import type { Messages } from "./en.ts";

/** The words of the summary and of the progress lines, in Japanese. */
export const ja = {
  joints: { list: "、", clauses: " / ", named: "：" },
  sentence: translateSentence,
  headline: {
    nothing: (when: string) => `${during(when)}遮断された通信はなかった。`,
    nothingNow: (when: string, before: string, denials: string) =>
      `${during(when)}遮断された通信はなかった（${before}は${denials}件）。`,
    analyzed: (aimed: string, telnet: string, share: string) => `${aimed}、${telnet}だけで${share}を占めた。`,
    compared: (aimed: string, change: string) => `${aimed}、${change}。`,
    withoutBaseline: (aimed: string, telnet: string, share: string, before: string) =>
      `${aimed}、${telnet}だけで${share}を占めた（${before}は遮断された通信がなく、比較できない）。`,
    noSource: (denials: string, when: string) =>
      `${during(when)}遮断された通信${denials}件には送信元の記載がなく、送信元の割合は分からない。`,
    surveyAlone: (denials: string, when: string) =>
      `${during(when)}遮断された通信${denials}件はすべて調査目的のスキャンで、それを除いた割合は求められない。`,
    withoutBaselineSource: (aimed: string, telnet: string, share: string, before: string) =>
      `${aimed}、${telnet}だけで${share}を占めた（${before}は送信元の記載がなく、比較できない）。`,
    surveyBaseline: (aimed: string, telnet: string, share: string, before: string) =>
      `${aimed}、${telnet}だけで${share}を占めた（${before}は調査目的のスキャンしかなく、比較できない）。`,
    sources: (sources: string, _isOne: boolean, when: string, share: string) =>
      `${during(when)}遮断された通信の送信元${sources}アドレスのうち、${share}がIoT機器を狙ったもので`,
    aimed: (denials: string, _isOne: boolean, when: string, share: string, isWhole: boolean) =>
      `${during(when)}遮断された通信${isWhole ? "" : "（調査目的のスキャンを除く）"}${denials}件のうち、${share}がIoT機器を狙ったもので`,
    fell: (what: string, from: string, to: string, points: string) =>
      `${what}の割合は${from}から${to}に低下した（${points}）`,
    rose: (what: string, from: string, to: string, points: string) =>
      `${what}の割合は${from}から${to}に上昇した（${points}）`,
    fellWithin: (what: string, at: string, points: string) =>
      `${what}の割合はわずかに低下したものの${at}を保った（${points}）`,
    roseWithin: (what: string, at: string, points: string) =>
      `${what}の割合はわずかに上昇したが${at}にとどまった（${points}）`,
    allButUnchanged: (what: string, from: string, to: string) => `${what}の割合は${from}、${to}とほぼ横ばいだった`,
    unchanged: (what: string, at: string) => `${what}の割合は${at}で変わらなかった`,
    unchangedBetween: (what: string, from: string, to: string, points: string) =>
      `${what}の割合は${from}、${to}とほぼ横ばいだった（${points}）`,
  },
  when: {
    undated: "",
    side: (side: string) => side,
    labelled: (label: string) => label,
    label: (label: string) =>
      label
        .replace(/^FY(\d{4})$/, "$1年度")
        .replace(/^(\d{4})-Q([1-4])$/, "$1年第$2四半期")
        .replace(/^(\d{4})-0?(\d{1,2})$/, "$1年$2月")
        .replace(/^(\d{4})$/, "$1年"),
    day: (day: string) => day,
    span: (from: string, to: string) => `${from}～${to}`,
  },
  groups: {
    telnet: "telnet",
    telnetPort: "telnet(23/tcp)",
    "iot-other": "telnet以外のIoT",
    other: "その他",
    iot: "IoT合計",
  },
  sides: { period: "対象期間", baseline: "比較期間" },
  partial: {
    interrupted: "【一部のみ】読み込みを途中で中断したため、それまでに読み込んだ分だけの集計である。",
    broken: (failed: string, inputs: string) =>
      `【一部のみ】入力${inputs}件のうち${failed}件を最後まで読み込めなかったため、読み込めた分だけの集計である。`,
  },
  titles: {
    shares: "遮断された通信の内訳",
    sourceShares: "遮断された通信の送信元の内訳",
    ports: "遮断件数の多いポート",
    portsOf: (shown: string, all: string) => `遮断件数の多いポート（上位${all}ポートのうち${shown}ポート）`,
    findings: "数値の読み方",
    counted: "集計方法",
    warnings: "警告",
  },
  findings: {
    labels: {
      certainty: "95%信頼区間",
      cause: "増減の要因",
      mapping: "分類表の影響",
      source: "単独の送信元",
      scanners: "スキャン",
      spread: "分散",
      emerging: "新規・急増",
      vanished: "消失・急減",
      scope: "通信の向き",
      infected: "感染の疑い",
      backscatter: "跳ね返り",
      coverage: "ログの網羅率",
      rate: "1アドレス当たり",
    },
    iot: "IoT",
    interval: (name: string, range: string) => `${name} ${range}`,
    changeInterval: (text: string, low: string, high: string) => `${text}、増減 ${low}～${high}ポイント`,
    range: (low: string, high: string) => `${low}～${high}`,
    cause: (name: string, points: string, own: string, rest: string, total: string) =>
      `${name}の増減 ${points}ポイントの内訳：自身の件数の変化 ${own}、全体の件数の変化 ${rest}（遮断件数全体は${total}）`,
    mapping: (constant: string, added: string, addedRows: string, removed: string, removedRows: string) =>
      `IoTの増減のうち、両期間に共通する行によるもの${constant}ポイント、追加された${addedRows}行によるもの${added}ポイント、削除された${removedRows}行によるもの${removed}ポイント`,
    without: (source: string, share: string, iot: string) => `${source}（全体の${share}）を除くとIoTは${iot}`,
    ofSample: (text: string) => `${text}（送信元の標本による推計）`,
    hashed: "IPv6の送信元",
    scanners: (perDay: string, share: string) => `1日当たり${perDay}アドレス、遮断件数全体の${share}`,
    scannersUndated: (share: string) => `遮断件数全体の${share}`,
    survey: (share: string, iot: string) => `調査目的のスキャンは${share}、それを除くとIoTは${iot}`,
    nothing: "不明",
    spread: (ports: string, top10: string) => `均等に狙われたとみなすと${ports}ポート相当、上位10ポートで${top10}`,
    spreadBefore: (text: string, ports: string, top10: string) => `${text}（比較期間は${ports}ポート、${top10}）`,
    oneSource: "送信元は実質1つ",
    sources: (count: string) => `送信元${count}アドレス`,
    emerging: (port: string, by: string) => `${port}（${by}）`,
    scopes: {
      inbound: "外部から内部",
      outbound: "内部から外部",
      internal: "内部間",
      multicast: "マルチキャスト・ブロードキャスト",
      unknown: "不明",
    },
    scope: (scope: string, share: string) => `${scope} ${share}`,
    infectedBy: (source: string, port: string, denials: string) => `${source}：${port}へ${denials}件`,
    infected: (count: string, _isOne: boolean, names: string) =>
      `自組織の${count}台（${names}）が外部のtelnet・IoTのポートに接続を試みて遮断された`,
    backscatter: (share: string) => `${share}は自組織のアドレスを詐称した通信への応答とみられる（候補）`,
    coverage: (share: string, devices: string) => `${devices}台の記録期間の${share}`,
    coverageUnknown: "欠落の有無は判定できない",
    nameless: "名前のない機器",
    gaps: (name: string, count: string, _isOne: boolean, hours: string) =>
      `${name}は${count}回、計${hours}時間にわたりログがない`,
    note: (name: string, note: string) => `${name}：${note}`,
    noteOf: noteText,
    noted: (share: string, text: string) => `${share}。${text}`,
    floor: (share: string, text: string) => `${share}。次の理由により件数は下限値である：${text}`,
    rate: (amount: string) => `自組織の1アドレス・1日当たり${amount}件`,
    rateRatio: (text: string, ratio: string) => `${text}、比較期間の${ratio}`,
    more: (names: string, count: string) => `${names}、ほか${count}件`,
  },
  range: (share: string, strict: string, wide: string) => `${share}（厳密${strict}～広義${wide}）`,
  portsInTop: (range: string, ports: string, top: string) => `${range}、上位${top}ポート中${ports}ポート`,
  changed: (change: string, ratio: string) => `${change}、実数は${ratio}`,
  columns: {
    rank: "順位",
    port: "ポート",
    class: "分類",
    service: "サービス",
    denials: "遮断件数",
    share: "割合",
    change: "増減(pt)",
    sources: "送信元数",
  },
  fewSources: "少数",
  class: (id: string) => classNames.get(id) ?? id,
  facts: {
    noSources: "なし：遮断された通信に送信元の記載がない",
    zone: "タイムゾーン",
    method: "集計方式",
    targets: "分類表",
    sensitivity: "方式別の割合",
    lines: "ログの行数",
    denials: "遮断件数",
    sources: "送信元数",
    inputs: "入力",
    chosen: "絞り込み",
  },
  chosen: {
    include: (expression: string) => `「${expression}」のみ`,
    exclude: (expression: string) => `「${expression}」を除く`,
    scope: (scope: string) => `通信の向きが「${scope}」のもののみ`,
    likeForLike: "両期間ともに遮断のある機器のみ",
    leftOut: (names: string) => `${names}を除く`,
    nameless: "名前のない機器",
  },
  span: {
    undated: "日付なし：遮断された通信に時刻の記載がない",
    nothing: "日付なし：遮断された通信がない",
    dates: (from: string, to: string) => `${from}～${to}`,
    days: (_days: number, grouped: string, withData: string) => `${grouped}日間（うち遮断のあった日は${withData}日）`,
    perDay: (rate: string) => `1日当たり${rate}件`,
  },
  method: {
    top100: (name: string, top: string) => `${name}：件数上位${top}ポートに入る対象ポートの遮断件数 ÷ 全遮断件数`,
    topName: (top: string) => `top100（N = ${top}）`,
    allPorts: "all-ports：すべての対象ポートの遮断件数 ÷ 全遮断件数",
    uniqueSources: "unique-sources：対象ポートに触れた送信元数 ÷ 全送信元数",
    surveyExcluded: "survey-excluded：all-portsと同じ。ただし分子・分母とも調査目的のスキャンを除く",
  },
  targets: (version: string, sha256: string, isFixed: boolean) =>
    `版 ${version}、sha256 ${sha256}、${isFixed ? "全期間に同じ表を適用" : "期間ごとにその年に有効な行を適用"}`,
  sensitivity: {
    iot: "IoT",
    telnet: "telnet",
    share: (method: string, share: string) => `${method} ${share}`,
  },
  lines: {
    identity: (total: string, fates: readonly string[]) => `${total} = ${fates.join(" + ")}`,
    denials: (count: string) => `遮断 ${count}`,
    allowed: (count: string) => `許可 ${count}`,
    skipped: (count: string) => `対象外 ${count}`,
    duplicate: (count: string) => `重複 ${count}`,
    unparsed: (count: string, share: string) => `解析不能 ${count}（${share}）`,
    tooLong: (count: string) => `長すぎる行 ${count}`,
  },
  counted: (count: string, where: string) => (where === "" ? `${count}件` : `${where} ${count}件`),
  countedSources: (count: string, where: string) => (where === "" ? `${count}アドレス` : `${where} ${count}アドレス`),
  denials: {
    packets: (count: string) => `${count}パケット`,
    portless: (count: string, share: string) => `うちポート番号のないもの${count}件（${share}）`,
    leftOut: (outside: string, withoutTime: string) =>
      `集計から除外：期間外 ${outside}件、時刻のないもの ${withoutTime}件`,
    filtered: (leftOut: string, filtered: string) => `${leftOut}、絞り込みで除いたもの ${filtered}件`,
    assumed: (count: string) => `遮断とみなしたもの：許可・遮断の記載がない行 ${count}件`,
  },
  estimated: (counts: string, error: string) => `${counts}（推計、誤差±${error}）`,
  inputs: {
    files: (_count: number, grouped: string, bytes: string) => `${grouped}ファイル、${bytes}`,
    format: (format: string, files: string) => `${format} ${files}ファイル`,
    failed: (path: string, error: string) => `${path}：${error}`,
    more: (count: string) => `ほか${count}ファイルも途中で読み込めなくなった`,
  },
  progress: {
    files: (done: string, total: string) => `${total}ファイル中${done}ファイル読み込み済み`,
    oneFile: "読み込み中",
    standardInput: "標準入力",
    percent: (percent: string) => `${percent}%`,
    perSecond: (amount: string) => `${amount}/秒`,
    linesPerSecond: (amount: string) => `${amount}行/秒`,
    denials: (count: string) => `遮断 ${count}件`,
    read: (amount: string) => `${amount}読み込み`,
    left: (time: string) => `残り${time}`,
    elapsed: (time: string) => `${time}経過`,
  },
} satisfies Messages;

/** When it happened, as it begins a sentence; nothing where there are no dates. */
function during(when: string): string {
  return when === "" ? "" : `${when}に`;
}
