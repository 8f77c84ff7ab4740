import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { netfilterLine, netfilterLog } from "../support/firewall-lines.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

async function warningsOf(files: Record<string, string | Buffer>, ...args: string[]): Promise<string[]> {
  const cwd = scratchFolder(files);
  const run = await fwtrend(["analyze", ".", "--json", "--tz", "UTC", ...args], { cwd });
  return readReport(run.stdout).warnings;
}

const dated = (time: string, lines = 1): string => `${netfilterLine({ time })}\n`.repeat(lines);
const common = netfilterLog(500);

describe.concurrent("stamps in the future", () => {
  const ahead = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

  test("warn from a day on, with their number and where one stands", async () => {
    const [warning, ...others] = await warningsOf({
      "a/fw.log": `${common}${dated("2091-01-02T03:04:05Z", 40)}${common}`,
    });
    expect(warning).toBe(
      "a/fw.log:501: 40 denials are dated more than a day ahead of now, here 2091-01-02T03:04:05Z: is a clock wrong, or --year or --tz?",
    );
    expect(others).toEqual([]);
  });

  test("within a day they are those of another zone", async () => {
    expect(await warningsOf({ "fw.log": common + dated(ahead(20)) })).toEqual([]);
    expect((await warningsOf({ "fw.log": common + dated(ahead(26)) })).join()).toContain(
      "fw.log:501: 1 denial is dated",
    );
  });

  test("in a packed log of several", async () => {
    const files = { "a.log": common, "b.log.gz": gzipSync(netfilterLog(7) + dated("2091-01-02T03:04:05Z")) };
    expect((await warningsOf(files)).join()).toContain("b.log.gz:8: 1 denial is");
  });

  test("without names in an anonymised report", async () => {
    const text = (await warningsOf({ "fw-osaka.log": dated("2091-01-02T03:04:05Z") }, "--anonymize")).join();
    expect(text).toContain("input-1.log:1: 1 denial is dated");
  });
});

describe.concurrent("stamps long before the rest", () => {
  test.each(["1970-01-01T00:00:09Z", "2000-01-01T00:01:00Z", "1993-03-01T00:00:01Z"])(
    "%s: a device without a clock",
    async (time) => {
      expect(await warningsOf({ "fw.log": `${netfilterLog(30)}${dated(time, 20)}${common}` })).toEqual([
        `fw.log:31: 20 denials are dated ${time.slice(0, 10)}, long before the others, which begin on 2018-03-01: a device without a clock? --period leaves them out.`,
      ]);
    },
  );

  test("two such clocks at once", async () => {
    const files = { "fw.log": dated("1970-01-01T00:00:09Z") + dated("2000-01-01T00:01:00Z") + common };
    expect((await warningsOf(files)).join()).toContain(
      "fw.log:1: 2 denials are dated 1970-01-01 to 2000-01-01, long before the others",
    );
  });

  test("nothing else than 1970", async () => {
    expect(await warningsOf({ "fw.log": dated("1970-01-01T00:00:09Z", 20) })).toEqual([
      "fw.log:1: 20 denials are dated 1970-01-01: a device without a clock? --period leaves them out.",
    ]);
  });

  test("years that are compared warn of nothing", async () => {
    expect(await warningsOf({ "fw.log": `${dated("2012-01-01T00:00:00Z", 200)}${common}` })).toEqual([]);
    expect(await warningsOf({ "fw.log": `${dated("2016-01-01T00:00:00Z", 9)}${common}` })).toEqual([]);
  });
});

describe.concurrent("FortiGate's eventtime beside date and time", () => {
  const row = (local: string, eventtime: string, tz = ""): string => {
    const [date, time] = local.split(" ");
    return `date=${date} time=${time} devname="fg1" devid="FG1" eventtime=${eventtime} ${tz}logid="0000000013" type="traffic" subtype="forward" srcip=198.51.100.7 srcport=40000 dstip=203.0.113.9 dstport=23 proto=6 action="deny"\n`;
  };
  // 2018-03-01T03:00:00Z
  const eventtime = "1519873200";

  test.each([eventtime, `${eventtime}123`, `${eventtime}123456`, `${eventtime}123456789`])(
    "wins, and a zone that nobody named is named: %s",
    async (stamp) => {
      const cwd = scratchFolder({ "fg.log": row("2018-03-01 12:00:00", stamp).repeat(3) });
      const run = await fwtrend(["analyze", "fg.log", "--json", "--tz", "UTC"], { cwd });
      const report = readReport(run.stdout);
      expect(report.coverage[0]?.first).toBe("2018-03-01T03:00:00Z");
      expect(report.warnings).toEqual([
        "fg.log: dates and times are of UTC+09:00, as the epoch numbers beside them tell, which is not the zone told. The numbers were believed; lines without one need --tz FILES=+09:00.",
      ]);
      const again = await fwtrend(["analyze", "fg.log", "--json", "--tz", "fg.log=+09:00", "--tz", "UTC"], { cwd });
      expect(readReport(again.stdout).warnings).toEqual([]);
    },
  );

  test.each([
    ["2018-03-01 03:00:40", ""],
    ["2018-03-01 12:00:00", 'tz="+0900" '],
    ["2018-03-01 12:00:00", 'tz="UTC+9:00" '],
    ["2018-03-01 03:20:00", ""],
    ["2016-01-01 00:00:00", ""],
  ])("%s %s warns of no zone", async (local, tz) => {
    expect(await warningsOf({ "fg.log": row(local, eventtime, tz) })).toEqual([]);
  });

  test("that a wrong tz stands beside is believed all the same", async () => {
    const text = (await warningsOf({ "fg.log": row("2018-03-01 08:45:00", eventtime, 'tz="+0900" ') })).join();
    expect(text).toContain("fg.log: dates and times are of UTC+05:45");
  });
});

describe.concurrent("words that name a zone", () => {
  test("are held against the zone told", async () => {
    const text = (await warningsOf({ "fw.log": dated("2018-03-01 12:00:00 JST") })).join();
    expect(text).toBe(
      "fw.log: a word behind the stamps most often means UTC+09:00, but the zone told was believed: UTC. --tz FILES=+09:00, or a zone's name, reads them so.",
    );
    expect(await warningsOf({ "fw.log": dated("2018-03-01 12:00:00 JST") }, "--tz", "fw*=Asia/Seoul")).toEqual([]);
    expect(await warningsOf({ "fw.log": dated("2018-03-01 12:00:00 CST") })).toEqual([]);
    expect(await warningsOf({ "fw.log": dated("Mar  1 12:00:00 GMT") }, "--year", "2018")).not.toContain("word");
  });

  test("name three logs of many", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 6 }, (_, i) => [`fw${i}.log`, dated(`2018-03-01 12:00:0${i} JST`)]),
    );
    const warnings = await warningsOf(files);
    expect(warnings).toHaveLength(3);
    expect(warnings[2]).toMatch(/reads them so\. So it is with 3 more\.$/);
  });
});
