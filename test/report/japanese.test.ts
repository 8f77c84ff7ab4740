import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reportSignificance } from "../../src/analysis/certainty/bootstrap.ts";
import type { DailySeries } from "../../src/analysis/certainty/daily-series.ts";
import { noteText } from "../../src/analysis/coverage/notes.ts";
import type { Report } from "../../src/analysis/report.ts";
import { writeHeadline } from "../../src/report/headline.ts";
import { languageOf } from "../../src/report/language.ts";
import { columnsOf, wrap } from "../../src/report/layout.ts";
import { nameSides } from "../../src/report/sides.ts";
import { reportOn, TCP } from "../analysis/source.ts";
import { defended } from "./defended-report.ts";
import { analyzed, compared, describeGroups, empty, untimed, withoutBaselineDenials } from "./sample-reports.ts";

const japanese = languageOf("ja");
const { words } = japanese;
const leftover = /[a-z]{3,} [a-z]{2,}/i;

function withoutDenials(): Report {
  const report = compared();
  const groups = describeGroups(
    { total: 0, telnet: 0, iotOther: 0 },
    { total: 22_600, telnet: 10_871, iotOther: 2_215 },
  );
  return { ...report, totals: { ...report.totals, denials: 0 }, groups };
}

describe("the headline", () => {
  test.each([
    [
      compared(),
      "2017年度に遮断された通信2万5,000件のうち、38.0%がIoT機器を狙ったもので、telnet(23/tcp)の割合は48.1%から29.2%に低下した（18.9ポイント減）。",
    ],
    [
      analyzed(),
      "2017年度に遮断された通信2万5,000件のうち、38.0%がIoT機器を狙ったもので、telnet(23/tcp)だけで29.2%を占めた。",
    ],
    [untimed(), "遮断された通信2万5,000件のうち、38.0%がIoT機器を狙ったもので、telnetだけで29.2%を占めた。"],
    [empty(), "遮断された通信はなかった。"],
    [withoutDenials(), "2017年度に遮断された通信はなかった（2016年度は2万2,600件）。"],
    [
      withoutBaselineDenials(),
      "2017年度に遮断された通信2万5,000件のうち、38.0%がIoT機器を狙ったもので、telnet(23/tcp)だけで29.2%を占めた（2016年度は遮断された通信がなく、比較できない）。",
    ],
  ])("%#", (report, sentence) => {
    expect(writeHeadline(report, japanese)).toBe(sentence);
  });

  test.each([
    ["unique-sources" as const, "2017年度に遮断された通信の送信元2万5,000アドレスのうち、"],
    ["survey-excluded" as const, "2017年度に遮断された通信（調査目的のスキャンを除く）2万5,000件のうち、"],
  ])("by %s", (method, start) => {
    const report = compared();
    expect(writeHeadline({ ...report, provenance: { ...report.provenance, method } }, japanese).startsWith(start)).toBe(
      true,
    );
  });
});

test.each([
  ["FY2017", "2017年度"],
  ["2017", "2017年"],
  ["2017-Q2", "2017年第2四半期"],
  ["2017-04", "2017年4月"],
  ["2017-12", "2017年12月"],
  ["2017-04-01", "2017-04-01"],
  ["FY2017 (draft)", "FY2017 (draft)"],
])("the period %s is called %s", (label, name) => {
  expect(words.when.label(label)).toBe(name);
});

test("a name that is short in English stays a name", () => {
  const [period, baseline] = ["2017-Q2", "2017-Q1"].map((label) => ({ ...compared().period, label }));
  const names = nameSides(period!, baseline!, japanese);
  expect([names.period.name, names.baseline.name]).toEqual(["2017年第2四半期", "2017年第1四半期"]);
});

describe("sentences that the report has in English", () => {
  const one = [{ day: 1, port: 23, protocol: TCP, device: "fw01", denials: 1 }];
  const undated = [{ port: 23, protocol: TCP, denials: 1 }];
  const noDay: DailySeries = {
    days: new Int32Array(),
    telnet: new Float64Array(),
    iotOther: new Float64Array(),
    all: new Float64Array(),
    untimed: 0,
  };
  const warned: string[] = [
    ...reportOn([], one).warnings,
    ...reportOn(one, []).warnings,
    ...reportOn(one, [{ ...one[0]!, device: "" }]).warnings,
    ...compared().warnings,
    ...defended().warnings,
  ];

  test.each([
    ...new Set([
      ...warned,
      reportSignificance(noDay, noDay).reason ?? "",
      reportOn(undated, null, { method: "unique-sources" }).significance.reason ?? "",
      reportOn(undated, null, { method: "survey-excluded" }).significance.reason ?? "",
      reportOn([], null).emergingReason ?? "",
      reportOn([], one).emergingReason ?? "",
      reportOn(undated, one).emergingReason ?? "",
      "The sides cover different numbers of days: the period has denials on 364 of 365 days, the baseline on 1 of 1 day; compare shares rather than counts.",
      "No denial of the baseline carries a time, so the lengths of the two sides cannot be compared.",
      "1 denial carries no time and cannot be placed in a period cut by dates, so no share includes them.",
      "1,204 denials carry no time; they are counted, but in no day.",
      "No denial of the period names its source, so all its shares of sources are 0.",
      "All denials of the baseline are of survey scanners, so all its shares are 0.",
      "The baseline has no dates, so it is counted by all rows of the targets table.",
      "No denial carries a time, so no period can be told.",
      "12 stamps carry no year and were dated from the files' names and times; --year sets the year of the first.",
      "12 stamps carry no year and were dated from the files' names and times, which puts the denials between 2017-04-01 and 2018-03-31; --year sets the year of the first.",
      "The last denial is dated 2031-01-01T00:00:00Z, which is in the future: check --year and --tz.",
      "logs/fw.log holds NUL bytes: it is not all text.",
    ]),
  ])("%s", (sentence) => {
    const text = words.sentence(sentence);
    expect(text).toMatch(/。$/);
    expect(text).not.toMatch(leftover);
    const numbers = (all: string) => (all.replaceAll("1日当たり", "").match(/\d+/g) ?? []).sort();
    expect(numbers(text)).toEqual(numbers(sentence));
  });

  test("one that is not known stays as it is", () => {
    expect(words.sentence("Something else.")).toBe("Something else.");
  });

  test("no warning is lost to a name that looks like one", () => {
    expect(
      words.sentence('Some devices logged denials on one side only; only in the period: "x and 3 more", "東京".'),
    ).toBe('片方の期間にしか遮断の記録がない機器がある（対象期間のみ："x and 3 more"、"東京"）。');
  });
});

test("each note on a device has its words", () => {
  const [device] = defended().coverage;
  const texts = device!.findings.map((note) => words.findings.noteOf(note, noteText(note)));
  expect(texts).toEqual([
    "ログ出力が毎分約3行に制限されている",
    "時計が1時間を超えて2回戻された",
    "14行の日付が2000-01-01～2000-01-02で、他の行より6,300日前になっている",
    "メッセージ1,204件の反復による省略（90行に記載）",
    "メッセージの欠落（件数不明、1行に記載）",
  ]);
});

describe("wrapping Japanese", () => {
  test.each([
    ["breaks behind a particle", "通信は前年度に比べて減少した。", 20, ["通信は前年度に比べて", "減少した。"]],
    ["begins no line with punctuation", "減少した。増加した。", 9, ["減少し", "た。", "増加し", "た。"]],
    ["cuts no number", "件数は2万5,000件から7,300件に減った。", 20, ["件数は2万5,000件から", "7,300件に減った。"]],
    ["breaks before a bracket", "低下した（18.9ポイント減）。", 20, ["低下した", "（18.9ポイント減）。"]],
    ["keeps spaces between words", "fwは a b 東京の cd", 9, ["fwは a b", "東京の cd"]],
    ["cuts what is longer than a line", "東京都千代田区", 6, ["東京都", "千代田", "区"]],
  ])("%s", (_, text, columns, lines) => {
    expect(wrap(text, columns)).toEqual(lines);
  });

  test("loses nothing and keeps to the width", () => {
    const text = fc.string({ unit: fc.constantFrom(..."通信は、。（）25,%ポイトー a"), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 40 }), (shown, columns) => {
        const lines = wrap(shown, columns);
        expect(lines.filter((line) => columnsOf(line) > columns)).toEqual([]);
        expect(lines.join("").replaceAll(" ", "")).toBe(shown.replaceAll(" ", ""));
      }),
      { seed: 3, numRuns: 2_000 },
    );
  });
});
