import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/analysis/report.ts";
import { csvLog, netfilterLine } from "../support/firewall-lines.ts";
import { groupOf, readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

/** 5 denials of 22/tcp, 4 of 80, 3 of 23, 2 of 2323, 1 of 445. */
const ranked = [22, 80, 23, 2323, 445].flatMap((port, at) =>
  Array.from({ length: 5 - at }, (_, n) => netfilterLine({ port, source: `198.51.100.${at * 10 + n}` })),
);

const cwd = scratchFolder({
  "ranked.log": `${ranked.join("\n")}\n`,
  "days.csv": csvLog(
    "datetime,src,proto,dport,action",
    ...["2016-12-31", "2017-01-01", "2017-03-31", "2017-04-01", "2018-03-31", "2018-04-01"].map(
      (day) => `${day} 12:00:00,198.51.100.1,tcp,23,deny`,
    ),
    ",198.51.100.1,tcp,23,deny",
  ),
});

async function analyze(...args: string[]): Promise<Report> {
  return readReport((await fwtrend(["analyze", ...args, "--json"], { cwd })).stdout);
}

describe.concurrent("--top and --method", () => {
  test("--top lists as many ports, and counts as many", async () => {
    const report = await analyze("ranked.log", "--top", "3");
    expect(report.ports.map(({ port }) => port)).toEqual([22, 80, 23]);
    expect(report.provenance).toMatchObject({ top: 3, method: "top100" });
    expect(groupOf(report, "iot")).toMatchObject({ denials: 3, share: 0.2, portsInTop: 1 });
  });

  test("--method all-ports counts all, however many are listed", async () => {
    const report = await analyze("ranked.log", "--top", "3", "--method", "all-ports");
    expect(report.ports).toHaveLength(3);
    expect(report.provenance.method).toBe("all-ports");
    expect(groupOf(report, "iot")).toMatchObject({ denials: 5, share: 5 / 15 });
  });
});

describe.concurrent("--period", () => {
  test.each([
    ["FY2017", [], "2017-04-01", "2018-03-31", 2],
    ["FY2017", ["--fiscal-year-start", "1"], "2017-01-01", "2017-12-31", 3],
    ["2017", [], "2017-01-01", "2017-12-31", 3],
    ["2017-Q1", [], "2017-01-01", "2017-03-31", 2],
    ["2017-04", [], "2017-04-01", "2017-04-30", 1],
    ["2017-04-01..2018-03-31", [], "2017-04-01", "2018-03-31", 2],
    ["2016..2018", [], "2016-01-01", "2018-12-31", 6],
  ] as const)("%s %j", async (period, more, from, to, denials) => {
    const report = await analyze("days.csv", "--period", period, ...more);
    expect(report.period).toMatchObject({ label: period, from, to });
    expect(report.totals).toMatchObject({ denials, outsidePeriods: 6 - denials, withoutTime: 1 });
    expect(report.warnings.join()).toContain("1 denial carries no time and cannot be placed in a period");
  });

  test("without it every denial counts, those without a time too", async () => {
    const report = await analyze("days.csv");
    expect(report.totals).toMatchObject({ denials: 7, outsidePeriods: 0, withoutTime: 0 });
    expect(report.period).toMatchObject({ label: "2016-12-31..2018-04-01", daysWithData: 6 });
  });
});

describe.concurrent("--lang", () => {
  test("ja prints the summary and writes the text in Japanese", async () => {
    const folder = scratchFolder({ "fw.log": `${ranked.join("\n")}\n` });
    const { stdout } = await fwtrend(["analyze", "fw.log", "--lang", "ja", "-o", "fw.txt"], { cwd: folder });
    const start = "遮断された通信15件のうち、33.3%がIoT機器を狙ったもので";
    expect(stdout).toContain(start);
    expect(await readFile(join(folder, "fw.txt"), "utf8")).toContain(start);
  });

  test("the report itself is the same in every language", async () => {
    const [english, japanese] = await Promise.all(["en", "ja"].map((lang) => analyze("ranked.log", "--lang", lang)));
    expect(japanese).toEqual(english);
  });
});
