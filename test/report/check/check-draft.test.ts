import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkDraft, type DraftProblem } from "../../../src/report/check/check-draft.ts";
import { compared, untimed } from "../sample-reports.ts";

// Of the sample: 25,000 denials after 22,600 (×1.106), IoT 38.0 % after 57.9 % (13,086 of 22,600), telnet 29.2 % after
// 48.1 % (10,871 of 22,600): −18.9 points. FY2017 after FY2016, 6,204 sources. Ports 23, 445, 52869/tcp, 8291/tcp …
const report = compared();

function flagged(draft: string): (readonly [text: string, problem: DraftProblem])[] {
  return checkDraft(draft, report).findings.map(({ text, problem }) => [text, problem] as const);
}

describe("what the report supports is not flagged", () => {
  test.each([
    ["Of 25,000 blocked connections in FY2017, 38.0 % were aimed at IoT devices.", 3],
    ["38 %, 38.0%, 38 percent, 38.0 per cent, **38.0** %, 38.0&nbsp;%, 38.00 \\%", 7],
    ["telnet (23/tcp) fell from 48.1 % to 29.2 % (−18.9 points)", 4],
    ["Telnet dropped sharply to 29.2 % from 48.1 %.", 2],
    ["There was a fall from 48.1 %\nto 29.2 % in telnet; the share of IoT was 57.9 % → 38.0 %.", 4],
    ["It fell by 18.9 percentage points, down 18.9 points, 18.9 points lower.", 3],
    ["about 25 thousand denials, roughly 25,000 connections, nearly 23 thousand, some 0.025 million", 4],
    ["25k, 25.0 k, 0.025m, 22.6 thousand", 4],
    ["×1.11, 1.11 times, 1.106×, 1.1-fold", 4],
    ["ports 23, 445 and 52869/tcp; port 8291; TCP 22, tcp/7547, udp port 1900; `5060/udp`", 8],
    ["between 36.9 and 38.0 %", 2],
    ["denials rose by 11 %, from 22,600 to 25,000", 3],
    ["on 364 of 365 days, 16 ports, 6,204 sources", 3],
    ["from 2017-04-01 to 2018-03-31, 2016/04/01, April 1, 2017, 31 March 2018", 5],
    ["FY 2017 and fiscal year 2016", 2],
    ["2017年度に遮断した通信は25,000件で、前年度の22,600件から25,000件に増加した（1.11倍）。", 5],
    ["約2.5万件、2万5,000件、2.50万", 3],
    ["ｔｅｌｎｅｔは４８．１％から２９．２％に減少し、18.9ポイント減、▲の代わりに−18.9ポイント", 4],
    ["IoTは57.9%から38.0%へと19.9ポイント低下した。ポート52869、8291番ポート、445番", 6],
    ["2017年4月1日から2018年3月31日までの365日間、平成29年度", 4],
  ])("%s", (draft, figures) => {
    const check = checkDraft(draft, report);
    expect(check.findings).toEqual([]);
    expect(check.figures).toBe(figures);
  });
});

describe("what holds numbers and no figures is passed over", () => {
  test.each([
    "# 3.1 Results\n\n1. first\n2. second\n\n(3) third\n\n10) tenth",
    "In 2019, since 2021, the 2020s; 12 November 2019 and 2019-06, November 2019; 2019年11月、2019年、11月3日",
    "```\nfwtrend 99.9 % 12,345 9999/tcp\n```\n\n    12.3 % of code\n\n~~~\n77 %\n~~~",
    "<https://example.com/77%/9999/tcp?x=12,345> and [text](logs/12,345.md) <!-- 77.7 % -->",
    "fwtrend 0.1.0, v2.14, version 3.2, CVE-2017-17215, RFC 1918, 203.0.113.9, 10.0.0.0/8, 2001:db8::1",
    "Table 7, figure 12, section 3.2, 図3、表 2-1、第4章、第2四半期",
    "with 95 % confidence; the 95 % interval; 95％信頼区間",
    "published 2018-06-30, at 12:34:56, sha256 9f2c41d07be86a5530b1",
    "---\ntitle: 77 %\n---\n",
    "top100, N = 50, fw01, IPv6, 24/7",
  ])("%s", (draft) => {
    expect(flagged(draft)).toEqual([]);
  });
});

describe("what the report does not support is flagged", () => {
  test.each<[draft: string, findings: (readonly [string, DraftProblem])[]]>([
    [
      "IoT was 38.5 % and 41 percent.",
      [
        ["38.5 %", "no-such-figure"],
        ["41 percent", "no-such-figure"],
      ],
    ],
    ["There were 24,000 denials.", [["24,000", "no-such-figure"]]],
    [
      "about 26 million, 2.6億件",
      [
        ["26 million", "no-such-figure"],
        ["2.6億", "no-such-figure"],
      ],
    ],
    ["exactly 25.0 thousand, but 26.0 thousand", [["26.0 thousand", "no-such-figure"]]],
    [
      "×1.21 and 3.3 times",
      [
        ["×1.21", "no-such-figure"],
        ["3.3 times", "no-such-figure"],
      ],
    ],
    ["It fell by 17.9 points.", [["17.9 points", "no-such-figure"]]],
    ["telnet rose from 48.1 % to 29.2 %", [["rose from 48.1 % to 29.2 %", "wrong-direction"]]],
    ["telnet rose from 29.2 % to 48.1 %", [["rose from 29.2 % to 48.1 %", "wrong-direction"]]],
    [
      "telnet rose from 29.3 % to 28.1 %",
      [
        ["rose from 29.3 % to 28.1 %", "wrong-direction"],
        ["29.3 %", "no-such-figure"],
        ["28.1 %", "no-such-figure"],
      ],
    ],
    ["IoT fell from 57.9 % to 29.2 %", [["fell from 57.9 % to 29.2 %", "no-such-change"]]],
    [
      "telnet rose by 18.9 points (+18.9 points)",
      [
        ["18.9 points", "wrong-direction"],
        ["+18.9 points", "wrong-direction"],
      ],
    ],
    [
      "denials fell by 11 %, from 25,000 to 22,600",
      [
        ["11 %", "wrong-direction"],
        ["25,000 to 22,600", "wrong-direction"],
      ],
    ],
    [
      "52689/tcp and ports 23, 454, 8291; 53/tcp",
      [
        ["52689/tcp", "no-such-port"],
        ["454", "no-such-port"],
        ["53/tcp", "no-such-port"],
      ],
    ],
    ["1900/tcp", [["1900/tcp", "no-such-port"]]],
    [
      "in FY2018, from 2017-04-01 to 2018-04-30",
      [
        ["FY2018", "no-such-fiscal-year"],
        ["2018-04-30", "no-such-date"],
      ],
    ],
    [
      "48.1％から29.2％へ増加し、18.9ポイント増",
      [
        ["48.1％から29.2％", "wrong-direction"],
        ["18.9ポイント", "wrong-direction"],
      ],
    ],
    [
      "2015年度は２４，０００件、ポート52689",
      [
        ["2015年度", "no-such-fiscal-year"],
        ["２４，０００", "no-such-figure"],
        ["52689", "no-such-port"],
      ],
    ],
  ])("%s", (draft, findings) => {
    const sorted = (rows: readonly (readonly [string, string])[]): string[] => rows.map((row) => row.join("|")).sort();
    expect(sorted(flagged(draft))).toEqual(sorted(findings));
  });

  test("with its place and what comes nearest", () => {
    const { findings } = checkDraft("# IoT 機器\n\n🦊 IoT was **38.1 %**,\nat 52689/tcp.", report);
    expect(findings).toEqual([
      {
        line: 3,
        column: 13,
        text: "38.1 %",
        problem: "no-such-figure",
        nearest: { kind: "percent", value: 38, path: "groups[1].share", was: null },
      },
      {
        line: 4,
        column: 4,
        text: "52689/tcp",
        problem: "no-such-port",
        nearest: { kind: "port", value: "52869/tcp", path: "ports[8]", was: null },
      },
    ]);
  });

  test("of a report without dates, dates say nothing", () => {
    expect(checkDraft("FY1999, from 1999-01-01 to 1999-12-31", untimed()).findings).toEqual([]);
  });
});

test("any text is checked without a fault, and every place lies in it", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "38.0 %",
      "fell from",
      "to",
      "から",
      "ポイント",
      "```",
      "port 23",
      "\n",
      "\n\n",
      "×",
      "1,000",
      "~",
      "|",
    ),
    fc.string({ unit: "grapheme", maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const draft = pieces.join(" ");
      for (const { line, column, text } of checkDraft(draft, report).findings) {
        const rest = Array.from(
          draft
            .split("\n")
            .slice(line - 1)
            .join("\n"),
        )
          .slice(column - 1)
          .join("");
        expect(rest.replaceAll(/\s+/g, " ").startsWith(text)).toBe(true);
      }
    }),
    { seed: 5, numRuns: 500 },
  );
});
