import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { History, HistorySeries } from "../../src/analysis/history/history.ts";
import type { Report } from "../../src/analysis/report.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { storeLog } from "../support/store-log.ts";

const folder = scratchFolder({ "new.csv": "proto,port,target_class\ntcp,445,iot-router\n" });
const store = join(folder, "years.duckdb");
const mapping = join(folder, "new.csv");

beforeAll(async () => {
  const run = await fwtrend([
    "import",
    "samples/fy2016",
    "samples/fy2017",
    "--store",
    store,
    "--tz",
    "Asia/Tokyo",
    "-q",
  ]);
  expect(run).toMatchObject({ exitCode: 0 });
});

async function historyOf(...options: string[]): Promise<History> {
  const { stdout, stderr } = await fwtrend(["history", "--store", store, "--json", ...options]);
  expect(stderr).toBe("");
  return JSON.parse(stdout) as History;
}

async function reportOf(period: string, ...options: string[]): Promise<Report> {
  const { stdout } = await fwtrend(["analyze", "--store", store, "--period", period, "--json", "-q", ...options]);
  return JSON.parse(stdout) as Report;
}

function seriesOf({ series }: History, kind: HistorySeries["kind"], id: string): HistorySeries {
  return series.find((one) => one.kind === kind && one.id === id)!;
}

describe("each period says what a report on it says", () => {
  test.each([
    ["month", "2016-12", "top100"],
    ["quarter", "2017-Q2", "all-ports"],
    ["fiscal-year", "FY2017", "top100"],
    ["year", "2017", "unique-sources"],
    ["fiscal-year", "FY2016", "survey-excluded"],
  ])("by %s, %s, %s", async (by, label, method) => {
    const options = ["--method", method, "--scan-wide", "5"];
    const history = await historyOf("--by", by, "--classes", "--port", "23/tcp", "--port", "1900/udp", ...options);
    const report = await reportOf(label, ...options);
    const at = history.periods.findIndex((period) => period.label === label);
    expect(history.periods[at]).toMatchObject({
      denials: report.totals.denials,
      denominator: report.totals.denominator,
      daysWithData: report.period.daysWithData,
      from: report.period.from,
      to: report.period.to,
    });
    const isOfSources = method === "unique-sources";
    for (const { id, share, denials, sources } of report.groups) {
      expect(seriesOf(history, "group", id).values[at]).toMatchObject({
        share,
        count: isOfSources ? sources : denials,
      });
    }
    const telnet = report.ports.find(({ protocol, port }) => protocol === "tcp" && port === 23)!;
    const ofPort = seriesOf(history, "port", "23/tcp").values[at]!;
    expect(ofPort.count).toBe(isOfSources ? telnet.sources : telnet.denials);
    if (isOfSources) return;
    for (const { id, denials, share } of report.classes) {
      expect(seriesOf(history, "class", id).values[at]).toMatchObject({ count: denials, share });
    }
  });
});

test("points are those to the period before", async () => {
  const history = await historyOf("--by", "fiscal-year");
  const [first, second] = seriesOf(history, "group", "telnet").values;
  expect(first!.points).toBeNull();
  expect(second!.points).toBeCloseTo((second!.share! - first!.share!) * 100, 10);
  expect(second!.points).toBeCloseTo(-18.9, 1);
});

test("a new table of targets holds for all of history, and its effect is told in points", async () => {
  const history = await historyOf("--by", "fiscal-year", "--targets", mapping, "--against", "bundled");
  const [now, before] = [await reportOf("FY2016", "--targets", mapping), await reportOf("FY2016")];
  const iotOf = ({ groups }: Report): number => groups.find(({ id }) => id === "iot")!.share;
  const value = seriesOf(history, "group", "iot").values[0]!;
  expect(value.share).toBe(iotOf(now));
  expect(value.against!.share).toBe(iotOf(before));
  expect(value.against!.effectPoints).toBeCloseTo((iotOf(now) - iotOf(before)) * 100, 10);
  expect(value.against!.effectPoints).toBeGreaterThan(0);
  const { stdout } = await fwtrend([
    "history",
    "--store",
    store,
    "--by",
    "fiscal-year",
    "--targets",
    mapping,
    "--against",
    "bundled",
  ]);
  expect(stdout).toMatch(/FY2016 .* 57\.7 % +59\.8 % +\+2\.1$/m);
  expect(stdout).toContain("Held against targets 2026.11");
});

test("the text has a table, the course of each series, and what the shares are of", async () => {
  const { stdout, exitCode } = await fwtrend(["history", "--store", store, "--by", "fiscal-year", "--port", "23"]);
  expect(exitCode).toBe(0);
  expect(stdout).toBe(`Blocked connections, 2016-04-01 to 2018-03-31

period  denials  telnet (23/tcp)  change  IoT without telnet  change  IoT in total  change   other  change
FY2016   22,600           48.1 %       –               9.6 %       –        57.7 %       –  42.3 %       –
FY2017   25,000           29.2 %   −18.9               8.8 %    −0.8        38.0 %   −19.7  62.0 %   +19.7

series              course
telnet (23/tcp)     █▅      29.2 % to 48.1 %
IoT without telnet  █▇      8.8 % to 9.6 %
IoT in total        █▆      38.0 % to 57.7 %
other               ▆█      42.3 % to 62.0 %
23/tcp              █▅      29.2 % to 48.1 %

Shares of all denials; counted are those at ports of a group among the 100 busiest of the period.
Targets 2026.11, the same for all periods.
`);
});

test("in Japanese no English is left but names", async () => {
  const { stdout } = await fwtrend([
    "history",
    "--store",
    store,
    "--by",
    "year",
    "--lang",
    "ja",
    "--method",
    "survey-excluded",
  ]);
  expect(stdout).toContain("遮断された通信の推移（2016-01-01～2018-12-31）");
  expect(stdout).toContain("2016、2018は遮断の記録がある日が9割に満たないため");
  expect(stdout.replaceAll(/telnet|IoT|tcp/g, "")).not.toMatch(/[a-z]{3}/i);
  const { stderr } = await fwtrend(["history", "--store", store, "--lang", "ja", "--ascii"]);
  expect(stderr).toContain("cannot be written with --ascii");
});

test("with --ascii there is nothing else", async () => {
  const { stdout } = await fwtrend(["history", "--store", store, "--ascii"]);
  expect(stdout).toMatch(/^[\x20-\x7e\n]*$/);
});

test("files hold all forms, the page without anything from outside", async () => {
  const paths = ["h.html", "h.md", "h.csv", "h.json", "h.txt"].map((name) => join(folder, name));
  const run = await fwtrend(["history", "--store", store, "--classes", ...paths.flatMap((path) => ["-o", path])]);
  expect(run).toMatchObject({ exitCode: 0 });
  const [html, md, csv, json] = paths.map((path) => readFileSync(path, "utf8"));
  expect(html).toContain("<svg");
  expect(html).toContain("default-src &#x27;none&#x27;");
  expect(html).not.toMatch(/<script|https?:|style="/);
  expect(md).toContain("| 2016-12 | 31 | 2,386 |");
  const { periods, series } = JSON.parse(json!) as History;
  expect(csv!.trimEnd().split("\r\n")).toHaveLength(1 + periods.length * series.length);
  expect(await fwtrend(["history", "--store", store, "-o", join(folder, "h.doc")])).toMatchObject({ exitCode: 2 });
});

test("periods without denials, and logs without sources, are told in words", async () => {
  const logs = scratchFolder({
    "a.log": storeLog({ lines: 60 }),
    "b.log": storeLog({ lines: 60, from: "2018-06-01T00:00:00Z", seed: 2 }),
  });
  const path = join(folder, "gap.duckdb");
  await fwtrend(["import", logs, "--store", path, "--tz", "UTC"]);
  const { stdout } = await fwtrend(["history", "--store", path]);
  expect(stdout).toMatch(/2018-04 +0 +–/);
  expect(stdout).toContain("Of 2018-04, 2018-05 there is no denial that counts, so no share can be told.");
  expect(await fwtrend(["history", "--store", path, "--period", "1999"])).toMatchObject({ exitCode: 3 });

  const bare = scratchFolder({ "bare.csv": csvWithoutSources() });
  const none = join(folder, "bare.duckdb");
  await fwtrend([
    "import",
    bare,
    "--store",
    none,
    "--tz",
    "UTC",
    "--columns",
    "time=time,dport=dport,proto=proto,action=action",
  ]);
  const told = await fwtrend(["history", "--store", none, "--method", "unique-sources"]);
  expect(told.stdout).toContain("no source is known, so no share of sources can be told");
});

function csvWithoutSources(): string {
  const rows = Array.from(
    { length: 40 },
    (_, i) => `2018-03-${String((i % 28) + 1).padStart(2, "0")}T00:00:00Z,deny,tcp,${i % 2 === 0 ? 23 : 80}`,
  );
  return `time,action,proto,dport\n${rows.join("\n")}\n`;
}

test("a hostile name in a table of targets reaches no terminal and no page raw", async () => {
  const path = join(folder, "\u001b[31m<b>x.csv");
  writeFileSync(path, readFileSync(mapping));
  const html = join(folder, "hostile.html");
  const { stdout } = await fwtrend(["history", "--store", store, "--targets", path, "-o", html, "--by", "year"]);
  expect(stdout).not.toContain("\u001b");
  expect(readFileSync(html, "utf8")).not.toContain("<b>");
});
