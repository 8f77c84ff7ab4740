import { beforeAll, describe, expect, test } from "vitest";
import { fwtrend, type Run } from "../support/run-fwtrend.ts";
import { projectFolder } from "../support/built-program.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

// The published case: 25,000 denials after 22,600; telnet 48.1 % → 29.2 % (−18.9 points); IoT 38.0 % after 57.7 %.
const english = `# 2. Blocked connections in FY2017

Of 25,000 blocked connections in FY2017, **38.0 %** were aimed at IoT devices; telnet (23/tcp)
fell from 48.1 % to 29.2 % (−18.9 points). The number rose by 11 % (×1.11) from 22,600.

1. About 25 thousand denials in all; ports 445, 52869 and 8291 stand out.
2. From 2017-04-01 to 2018-03-31, on 365 days, 12,465 sources. Published 2018-06-12.

| port   | share  | change       |
| ------ | ------ | ------------ |
| 23/tcp | 29.2 % | −18.9 points |
`;
const japanese = `# 2. 2017年度に遮断した通信

2017年度に遮断した通信は25,000件（約2.5万件）で、2016年度の22,600件から25,000件に増加した（1.11倍）。
telnet（23/tcp）は48.1％から29.2％へ減少し、18.9ポイント減となった。IoT機器全体では**38.0%**である。
2017年4月1日から2018年3月31日までの365日間で、ポート52869や8291番ポートが目立つ。
`;

const cwd = scratchFolder({
  "en.md": english,
  "ja.md": japanese,
  "bad.md": english
    .replace("38.0 %", "36.4 %")
    .replace("fell from", "rose from")
    .replace("52869", "52689")
    .replace("12,465", "12,456"),
  "bad-ja.md": japanese
    .replace("18.9ポイント減", "18.9ポイント増")
    .replace("2016年度", "2015年度")
    .replace("2.5万", "2.6万"),
  "none.md": "Nothing to see.\n",
  "utf16.md": Buffer.from(`\ufeff${english}`, "utf16le"),
  "report.txt": "no report",
});

beforeAll(async () => {
  const sides = ["samples/fy2016", "samples/fy2017"].map((side) => `${projectFolder}/${side}`);
  const run = await fwtrend(["compare", ...sides, "--tz", "Asia/Tokyo", "-q", "-o", "report.json"], { cwd });
  expect(run.exitCode).toBe(0);
});

function check(...args: string[]): Promise<Run> {
  return fwtrend(["check", ...args, "--against", "report.json"], { cwd });
}

describe("check", () => {
  test("right drafts in both languages: exit code 0", async () => {
    expect(await check("en.md")).toEqual({ exitCode: 0, stdout: "all 23 figures are supported\n", stderr: "" });
    expect(await check("ja.md", "--lang", "ja")).toEqual({
      exitCode: 0,
      stdout: "18件の数値はすべてレポートと一致\n",
      stderr: "",
    });
    expect(await check("none.md")).toMatchObject({ exitCode: 0, stdout: "no figure was found in the draft\n" });
  });

  test("each planted error is told with its place, and nothing else: exit code 1", async () => {
    const run = await check("bad.md");
    expect(run.exitCode).toBe(1);
    expect(run.stdout.split("\n")).toEqual([
      expect.stringMatching(/^bad\.md:3:44: "36\.4 %": no figure of the report; nearest is 3[56]\.\d+ % \(.+\)$/),
      'bad.md:4:1: "rose from 48.1 % to 29.2 %": wrong direction; it went from 48.1 % to 29.2 % (groups[0].share)',
      expect.stringMatching(
        /^bad\.md:6:49: "52689": the report has no such port; nearest is 52869\/tcp \(ports\[\d+\]\)$/,
      ),
      'bad.md:7:48: "12,456": no figure of the report; nearest is 12,465 (totals.sources)',
      "4 to be looked at, of 23 figures in the draft",
      "",
    ]);
  });

  test("in Japanese", async () => {
    const run = await check("bad-ja.md", "--lang", "ja");
    expect(run.exitCode).toBe(1);
    expect(run.stdout.split("\n")).toEqual([
      "bad-ja.md:3:24: 「2.6万」: レポートにない数値。最も近い値は25,000 (totals.denials)",
      "bad-ja.md:3:32: 「2015年度」: レポートの対象外の年度。最も近い値は2016年度 (period, baseline)",
      "bad-ja.md:4:33: 「18.9ポイント」: 増減の向きが逆。正しくは−18.9ポイント (groups[0].points)",
      "要確認3件 (原稿の数値18件中)",
      "",
    ]);
  });

  test("as JSON", async () => {
    const run = await check("bad.md", "--json");
    expect(run.exitCode).toBe(1);
    const found = JSON.parse(run.stdout) as { findings: { problem: string }[] };
    expect(found).toMatchObject({ schema: "fwtrend/check/1", draft: "bad.md", against: "report.json", figures: 23 });
    expect(found.findings.map(({ problem }) => problem)).toEqual([
      "no-such-figure",
      "wrong-direction",
      "no-such-port",
      "no-such-figure",
    ]);
  });

  test.each([
    ["check missing.md --against report.json", "fwtrend: Cannot read the draft missing.md: there is no such file.\n"],
    ["check utf16.md --against report.json", "fwtrend: utf16.md is UTF-16 text.\n"],
    ["check en.md --against report.txt", "fwtrend: report.txt: is no JSON\n"],
    ["check en.md", "fwtrend: required option '--against <report.json>' not specified\n"],
    ["check en.md --against report.json --lang fr", "Allowed choices are en, ja."],
  ])("%s: exit code 2", async (args, said) => {
    const run = await fwtrend(args.split(" "), { cwd });
    expect(run.stderr).toContain(said);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
  });
});
