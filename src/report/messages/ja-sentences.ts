type Pattern = readonly [english: RegExp, japanese: (...parts: string[]) => string];

const sides: Record<string, string> = { period: "対象期間", baseline: "比較期間" };
const sideOf = (side = ""): string => sides[side] ?? side;

/** `period has 3 and the baseline has 0`, its sides and numbers. */
const shortSides = (text = ""): string =>
  [...text.matchAll(/the (period|baseline) has (\d+)/g)]
    .map(([, side, days]) => `${sideOf(side)}は${days}日`)
    .join("、");

/** `only in the period: "a", "b" and 3 more; only in the baseline: "c"`. */
const onlySides = (text = ""): string =>
  text
    .replaceAll(/(^|; )only in the (period|baseline): /g, (_, joint: string, side: string) => {
      return `${joint === "" ? "" : "、"}${sideOf(side)}のみ：`;
    })
    .replaceAll("a device without a name", "名前のない機器")
    .replaceAll(/ and ([\d,]+) more(?=、|$)/g, "、ほか$1台")
    .replaceAll('", "', '"、"');

const patterns: readonly Pattern[] = [
  [
    /^An interval needs (\d+) days with data; (.*)\.$/,
    (days, text) => `信頼区間を求めるには遮断のあった日が${days}日以上必要だが、${shortSides(text)}である。`,
  ],
  [/^Intervals are told of shares of denials only\.$/, () => "信頼区間は遮断件数の割合についてのみ求める。"],
  [
    /^Which denials are of survey scanners is known for the whole side, not for each day\.$/,
    () => "調査目的のスキャンによる遮断は期間全体についてしか分からず、日ごとには分からない。",
  ],
  [/^There is no baseline to compare with\.$/, () => "比較期間がない。"],
  [/^The (period|baseline) has no denial\.$/, (side) => `${sideOf(side)}に遮断された通信がない。`],
  [
    /^No denial of the (period|baseline) carries a time, so nothing can be said a day\.$/,
    (side) => `${sideOf(side)}の遮断された通信に時刻がなく、1日当たりの値を求められない。`,
  ],
  [
    /^The (period|baseline) has no denial, so all its shares are 0\.$/,
    (side) => `${sideOf(side)}に遮断された通信がないため、割合はすべて0である。`,
  ],
  [
    /^No denial of the (period|baseline) names its source, so all its shares of sources are 0\.$/,
    (side) => `${sideOf(side)}の遮断された通信に送信元の記載がないため、送信元の割合はすべて0である。`,
  ],
  [
    /^All denials of the (period|baseline) are of survey scanners, so all its shares are 0\.$/,
    (side) => `${sideOf(side)}の遮断された通信はすべて調査目的のスキャンによるものであるため、割合はすべて0である。`,
  ],
  [
    /^The (period|baseline) has no dates, so it is counted by all rows of the targets table\.$/,
    (side) => `${sideOf(side)}には日付がないため、分類表のすべての行を用いて集計している。`,
  ],
  [
    /^No denial of the (period|baseline) carries a time, so the lengths of the two sides cannot be compared\.$/,
    (side) => `${sideOf(side)}の遮断された通信に時刻がないため、両期間の長さを比べられない。`,
  ],
  [
    /^The sides (?:cover different numbers of days|differ in length): the period has denials on ([\d,]+) of ([\d,]+) days?, the baseline on ([\d,]+) of ([\d,]+) days?; compare shares rather than counts\.$/,
    (now, days, before, baselineDays) =>
      `両期間の日数が異なる（遮断のあった日は、対象期間が${days}日中${now}日、比較期間が${baselineDays}日中${before}日）。件数ではなく割合で比べること。`,
  ],
  [
    /^Some devices logged denials on one side only; (.*); --like-for-like compares the others\.$/,
    (text) =>
      `片方の期間にしか遮断の記録がない機器がある（${onlySides(text)}）。--like-for-likeで両期間に共通する機器だけを比べられる。`,
  ],
  [
    /^Some devices logged denials on one side only; (.*)\.$/,
    (text) => `片方の期間にしか遮断の記録がない機器がある（${onlySides(text)}）。`,
  ],
  [
    /^([\d,]+) denials? carr(?:y|ies) no time and cannot be placed in a period cut by dates, so no share includes them\.$/,
    (count) => `遮断された通信${count}件には時刻がなく、どの期間のものか分からないため、どの割合にも含まれない。`,
  ],
  [
    /^([\d,]+) denials carry no time; they are counted, but in no day\.$/,
    (count) => `遮断された通信${count}件には時刻がない。件数には含めるが、どの日にも含めない。`,
  ],
  [/^No denial carries a time, so no period can be told\.$/, () => "遮断された通信に時刻がなく、期間が分からない。"],
  [
    /^([\d,]+) stamps carry no year and were dated from the files' names and times(?:, which puts the denials between ([\d-]+) and ([\d-]+))?; --year sets the year of the first\.$/,
    (count, from, to) =>
      `${count}件の時刻には年がなく、ファイルの名前と更新日時から年を補った${from ? `（遮断された通信は${from}から${to}まで）` : ""}。最初の年は--yearで指定できる。`,
  ],
  [
    /^The last denial is dated (\S+), which is in the future: check --year and --tz\.$/,
    (date) => `最後の遮断の日時が${date}と未来になっている。--yearと--tzを確認すること。`,
  ],
  [/^(.*) holds NUL bytes: it is not all text\.$/s, (path) => `${path}にNULバイトが含まれ、テキストでない部分がある。`],
];

/** A sentence that the report has in English, in Japanese; one that is not known stays as it is. */
export function translateSentence(text: string): string {
  for (const [english, japanese] of patterns) {
    const found = english.exec(text);
    if (found !== null) return japanese(...found.slice(1));
  }
  return text;
}
