import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { ExposureReport } from "../../src/analysis/exposure/exposure-report.ts";
import { exposureTableNames } from "../../src/report/exposure/exposure-table-names.ts";
import { nmapHost, nmapXml } from "../exposure/reading.ts";
import { fwtrend, type Run } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { expectPrintable } from "../support/terminal-safety.ts";

const scan = nmapXml(
  [nmapHost("198.51.100.1", "23/tcp open", "443/tcp open"), nmapHost("198.51.100.2", "22/tcp open")].join("\n"),
);
const sites = "url,status,title\nhttps://www.example.jp/pma/,200,phpMyAdmin\nhttps://b.example.jp/,200,\n";

function reportOf({ stdout }: Run): ExposureReport {
  return JSON.parse(stdout) as ExposureReport;
}

describe("the published case", () => {
  let run: Run;
  let report: ExposureReport;

  beforeAll(async () => {
    run = await fwtrend(
      "exposure samples/exposure --before samples/exposure-before --denials samples/fy2016 samples/fy2017 --tz Asia/Tokyo --json".split(
        " ",
      ),
    );
    report = reportOf(run);
  });

  test("24.9 % of 923 devices", () => {
    expect(run.exitCode).toBe(0);
    expect(report.hosts?.exposed).toMatchObject({ count: 230, of: 923 });
    expect(((report.hosts?.exposed.rate ?? 0) * 100).toFixed(1)).toBe("24.9");
    expect(report.hosts?.before?.exposed).toMatchObject({ count: 253, of: 923 });
  });
  test("12.2 % of the web sites: maintenance services 8.8 %, CMS 2.4 %, admin subdomains 2.0 %", () => {
    const percent = (rate: number | null | undefined): string => ((rate ?? 0) * 100).toFixed(1);
    expect(report.sites?.answered).toBe(13_000);
    expect(percent(report.sites?.exposed.rate)).toBe("12.2");
    expect(report.sites?.classes.map(({ id, sites: of }) => [id, percent(of.rate)])).toEqual([
      ["maintenance", "8.8"],
      ["cms-admin", "2.4"],
      ["admin-subdomain", "2.0"],
    ]);
    // Sites in two classes count once.
    const inClasses = report.sites?.classes.reduce((sum, { sites: of }) => sum + of.count, 0) ?? 0;
    expect(inClasses).toBeGreaterThan(report.sites?.exposed.count ?? Infinity);
  });
  test("23/tcp, 52869/tcp and 8291/tcp are to be closed first", () => {
    expect(report.attacks?.exposed.slice(0, 3).map(({ port, protocol, trend }) => [port, protocol, trend])).toEqual([
      [23, "tcp", "falling"],
      [52869, "tcp", "rising"],
      [8291, "tcp", "rising"],
    ]);
    expect(report.attacks?.period).toMatchObject({ from: "2017-04-01", to: "2018-03-31", denials: 25_000 });
    expect(report.attacks?.baseline).toMatchObject({ from: "2016-04-01", to: "2017-03-31", denials: 22_600 });
    expect(report.attacks?.exposed.find(({ port }) => port === 8291)?.isNewUnderRise).toBe(true);
  });
  test("ranks, shares and sources are those that compare tells", async () => {
    const compared = JSON.parse(
      (await fwtrend("compare samples/fy2016 samples/fy2017 --tz Asia/Tokyo --top 5000 --json".split(" "))).stdout,
    ) as {
      ports: {
        port: number;
        protocol: string;
        rank: number;
        denials: number;
        share: number;
        sources: number;
        baselineDenials: number;
      }[];
    };
    for (const attack of report.attacks?.exposed ?? []) {
      const told = compared.ports.find(({ port, protocol }) => port === attack.port && protocol === attack.protocol);
      const { denials, rank, share, sources, baselineDenials } = attack;
      expect({ port: attack.port, denials, rank, share, sources, baselineDenials }).toEqual({
        port: attack.port,
        denials: told?.denials ?? 0,
        rank: told?.rank ?? null,
        share: told?.share ?? 0,
        sources: told?.sources ?? 0,
        baselineDenials: told?.baselineDenials ?? attack.baselineDenials,
      });
    }
  });
  test("in words of both languages", async () => {
    const english = await fwtrend(["exposure", "samples/exposure"]);
    expect(english.stdout.replaceAll("\n", " ")).toContain(
      "24.9 % of 923 scanned devices (230) expose a port that need not be public",
    );
    expect(english.stdout.replaceAll("\n", " ")).toContain(
      "12.2 % of 13,000 web sites (1,586) show a page that visitors do not need: maintenance services 8.8 %, CMS administration 2.4 %, admin subdomains 2.0 %",
    );
    expect(english.stderr).toMatch(/^read 6 files, [\d.]+ kB, in .+ · 923 devices, 13,000 web sites\n$/);
    const japanese = await fwtrend(["exposure", "samples/exposure", "--lang", "ja", "-q"]);
    expect(japanese.stdout.replaceAll("\n", "")).toContain(
      "診断した機器923台のうち24.9%（230台）で、公開する必要のないポートが公開されていました",
    );
    expect(japanese.stderr).toBe("");
  });
});

describe("inputs", () => {
  test("standard input, packed or not", async () => {
    for (const input of [scan, gzipSync(scan)]) {
      const { exitCode, stdout } = await fwtrend(["exposure", "-", "--json"], { input });
      expect(exitCode).toBe(0);
      expect(reportOf({ exitCode, stdout, stderr: "" }).hosts?.exposed).toMatchObject({ count: 2, of: 2 });
    }
  });
  test("a policy, other public ports and rules for sites", async () => {
    const cwd = scratchFolder({
      "scan.xml": scan,
      "sites.csv": sites,
      "policy.csv": "host,port\n198.51.100.2,22/tcp\n",
      "rules.csv": "class,part,pattern\nmaintenance,path,!*/pma\ncms-admin,host,b\n",
    });
    const run = await fwtrend(
      ["exposure", "scan.xml", "sites.csv", "--policy", "policy.csv", "--site-rules", "rules.csv", "--json"],
      { cwd },
    );
    const report = reportOf(run);
    expect(report.exposedHosts.map(({ host }) => host)).toEqual(["198.51.100.1"]);
    // Its title still says what it is.
    expect(report.sites?.classes.map(({ sites: of }) => of.count)).toEqual([1, 1, 0]);
    expect(report.provenance.policy).toMatchObject({ path: "policy.csv", rows: 1 });
    expect(report.provenance.siteRules).toMatchObject({ path: "rules.csv", rows: 2 });
    const none = reportOf(await fwtrend(["exposure", "scan.xml", "--public", "none", "--json"], { cwd }));
    expect(none.hosts?.needlessPorts).toBe(3);
  });
  test("a truncated scan: what was read is printed, the place is named, exit 4", async () => {
    const cwd = scratchFolder({
      "cut.xml": scan.slice(0, scan.indexOf("</ports></host>", scan.indexOf("100.2")) - 4),
      "ok.csv": "ip,port\n203.0.113.9,23\n",
    });
    const { exitCode, stdout, stderr } = await fwtrend(["exposure", "cut.xml", "ok.csv"], { cwd });
    expect(exitCode).toBe(4);
    expect(stdout).toContain("PARTIAL");
    expect(stdout).toContain("203.0.113.9");
    expect(stderr).toContain("fwtrend: cut.xml: the scan ends early, at line 6, after 2 records");
    expect(stderr).toContain("get a whole copy");
  });
  test("what is no scan: exit 4; the others count", async () => {
    const cwd = scratchFolder({ "a.log": "Nov  1 03:04:05 fw kernel: DROP\n", "scan.xml": scan });
    const { exitCode, stdout, stderr } = await fwtrend(["exposure", "a.log", "scan.xml", "--json"], { cwd });
    expect(exitCode).toBe(4);
    expect(stderr).toContain("a.log: is no scan result that is known");
    expect(JSON.parse(stdout)).toMatchObject({ partial: true, hosts: { scanned: 2 } });
  });
  test("mostly broken records: exit 4, with the first of them", async () => {
    const cwd = scratchFolder({ "scan.csv": "ip,port\n198.51.100.7,23\nx y,23\n198.51.100.8,x\n" });
    const { exitCode, stderr } = await fwtrend(["exposure", "scan.csv"], { cwd });
    expect(exitCode).toBe(4);
    expect(stderr).toContain(
      "more than 50 % of the records could not be read: 2\n  scan.csv, line 3: has no address or name of a host that is one",
    );
    expect((await fwtrend(["exposure", "scan.csv", "--max-unparsed", "80"], { cwd })).exitCode).toBe(0);
  });
  test("nothing found: exit 3", async () => {
    const cwd = scratchFolder({ "scan.xml": nmapXml("", { up: 0 }) });
    const { exitCode, stderr } = await fwtrend(["exposure", "scan.xml"], { cwd });
    expect([exitCode, stderr.includes("no host and no web site found")]).toEqual([3, true]);
  });
  test("hostile names reach no terminal", async () => {
    const cwd = scratchFolder({
      "scan.json": `{"ip":"198.51.100.7","host":"\\u001b[31mred\\u202e","port":23}\n{"url":"https://x\\u001b[2J.example.jp/pma/","status_code":200,"title":"\\u001b]0;x\\u0007"}\n`,
    });
    const { stdout, stderr } = await fwtrend(["exposure", "scan.json"], { cwd });
    expectPrintable(stdout);
    expectPrintable(stderr);
  });
});

describe("outputs", () => {
  test("each form by its suffix, and all tables in a folder", async () => {
    const cwd = scratchFolder({ "scan.xml": scan, "sites.csv": sites });
    const outputs = ["r.json", "r.md", "r.html", "r.csv", "r.txt", "tables/"].flatMap((path) => ["-o", path]);
    const { exitCode } = await fwtrend(["exposure", "scan.xml", "sites.csv", ...outputs], { cwd });
    expect(exitCode).toBe(0);
    const read = (path: string): string => readFileSync(join(cwd, path), "utf8");
    expect(JSON.parse(read("r.json"))).toMatchObject({ schema: "fwtrend/exposure/1", partial: false });
    expect(read("r.md")).toMatch(/^# What is exposed without need\n/);
    expect(read("r.html")).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(read("r.csv")).toMatch(/^protocol,port,service,/);
    expect(read("r.txt")).toContain("expose a port");
    expect(readdirSync(join(cwd, "tables")).sort()).toEqual(exposureTableNames.map((name) => `${name}.csv`).sort());
  });
  test("one table on standard output", async () => {
    const cwd = scratchFolder({ "scan.xml": scan });
    const { stdout } = await fwtrend(["exposure", "scan.xml", "--csv", "--table", "devices"], { cwd });
    expect(stdout).toBe("host,name,severity,ports\r\n198.51.100.1,,critical,23/tcp\r\n198.51.100.2,,high,22/tcp\r\n");
  });
  test("an input is not overwritten, and what cannot be written costs no other output", async () => {
    const cwd = scratchFolder({ "scan.csv": "ip,port\n198.51.100.7,23\n" });
    const spared = await fwtrend(["exposure", "scan.csv", "-o", "scan.csv"], { cwd });
    expect([spared.exitCode, spared.stderr.includes("is one of the inputs")]).toEqual([2, true]);
    const failed = await fwtrend(["exposure", "scan.csv", "-o", "no/such/r.json", "-o", "r.md"], { cwd });
    expect(failed.exitCode).toBe(1);
    expect(readFileSync(join(cwd, "r.md"), "utf8")).toContain("23/tcp");
  });
});

describe("--fail-on", () => {
  test.each([
    ["devices.rate>25%", 0, ""],
    ["devices.rate>0.24", 5, "--fail-on devices.rate > 0.24: holds, it is 0.24918743\n"],
    ["devices.rate >= 24.9%", 5, "--fail-on devices.rate >= 24.9%: holds, it is 24.918743%\n"],
    ["port:23/tcp.devices>20", 5, "--fail-on port:23/tcp.devices > 20: holds, it is 21\n"],
    ["port:24/tcp.devices>0", 0, ""],
    ["sites.rate==12.2%", 5, "--fail-on sites.rate == 12.2%: holds, it is 12.2%\n"],
    ["ports.needless<295", 0, ""],
  ])("%s: exit %i", async (condition, exitCode, stderr) => {
    const run = await fwtrend(["exposure", "samples/exposure", "-q", "--csv", "--fail-on", condition]);
    expect([run.exitCode, run.stderr]).toEqual([exitCode, stderr]);
  });
  test("what grew since the scan before", async () => {
    const run = await fwtrend(
      "exposure samples/exposure --before samples/exposure-before -q --csv --fail-on ports.opened>16 --fail-on devices.points>0".split(
        " ",
      ),
    );
    expect([run.exitCode, run.stderr]).toEqual([5, "--fail-on ports.opened > 16: holds, it is 17\n"]);
  });
  test("a figure that cannot be told does not hold, and is told so", async () => {
    const cwd = scratchFolder({ "sites.csv": sites });
    const run = await fwtrend(["exposure", "sites.csv", "-q", "--csv", "--fail-on", "devices.rate<50%"], { cwd });
    expect([run.exitCode, run.stderr]).toEqual([
      0,
      "--fail-on devices.rate < 50%: could not be told because nothing of it was read\n",
    ]);
  });
});

test.each([
  [["s.csv", "--fail-on", "devices.rat>1"], "is no figure\n  did you mean devices.rate?"],
  [["s.csv", "--fail-on", "devices.rate"], "is no condition"],
  [["s.csv", "--fail-on", "ports.opened>0"], "ports.opened needs --before"],
  [["s.csv", "--fail-on", "ports.rising>0"], "ports.rising needs --denials"],
  [["s.csv", "--fail-on", "ports.needless>5%"], "is not told in percent"],
  [["s.csv", "--fail-on", "ports.needless>x"], '"x" is no number'],
  [["missing.xml"], "missing.xml: no such file or directory"],
  [["-", "--denials", "-"], "standard input can be one of scan, --before and --denials only"],
  [["s.csv", "--policy", "missing.csv"], "Cannot read the policy missing.csv: there is no such file"],
  [["s.csv", "--public", "x"], "is no port"],
  [["s.csv", "--period", "FY2017"], "--period and --baseline are of denials"],
  [["s.csv", "--denials", "s.csv", "--baseline", "FY2017"], "--baseline needs --period"],
  [["s.csv", "--denials", "s.csv", "--period", "FY2017", "--baseline", "2017-06"], "overlap"],
  [["s.csv", "--table", "ports"], "nothing is written as one table"],
  [["s.csv", "-o", "x.pdf"], "the suffix tells no kind of report"],
  [["s.csv", "--lang", "ja", "--ascii"], "cannot be written with --ascii"],
  [["s.csv", "--tz", "Mars", "--denials", "s.csv"], "no such time zone"],
])("usage: %j", async (args, message) => {
  const cwd = scratchFolder({ "s.csv": "ip,port\n198.51.100.7,23\n" });
  const { exitCode, stderr } = await fwtrend(["exposure", ...args], { cwd });
  expect(stderr).toContain(message);
  expect(exitCode).toBe(2);
});

test("denials that are none are told, and the exposure is reported all the same", async () => {
  const cwd = scratchFolder({ "s.csv": "ip,port\n198.51.100.7,23\n", "x.log": "nothing here\n" });
  const { exitCode, stdout, stderr } = await fwtrend(["exposure", "s.csv", "--denials", "x.log"], { cwd });
  expect(exitCode).toBe(0);
  expect(stderr).toContain("no denial found in --denials");
  expect(stdout).toContain("23/tcp");
});

describe("with a store instead of logs", () => {
  const store = join(scratchFolder(), "history.duckdb");
  const tz = ["--tz", "Asia/Tokyo"];

  beforeAll(async () => {
    await fwtrend(["import", "samples/fy2016", "samples/fy2017", "--store", store, ...tz, "-q"]);
  });

  test.each([[[]], [["--baseline", "2016-Q4", "--period", "2017-Q4"]], [["--period", "2017-Q4"]]])(
    "the figures are those of the logs (%j)",
    async (spans) => {
      const common = ["exposure", "samples/exposure", "--json", "-q", ...spans];
      const { provenance: _logs, ...ofLogs } = reportOf(
        await fwtrend([...common, "--denials", "samples/fy2016", "samples/fy2017", ...tz]),
      );
      const { provenance: _store, ...ofStore } = reportOf(await fwtrend([...common, "--store", store]));
      expect(ofStore).toEqual(ofLogs);
    },
  );

  test("of another zone, or beside logs, it is refused", async () => {
    const other = await fwtrend(["exposure", "samples/exposure", "--store", store, "--tz", "UTC"]);
    expect(other).toMatchObject({ exitCode: 2, stdout: "" });
    expect(other.stderr).toContain("Asia/Tokyo");
    const both = await fwtrend(["exposure", "samples/exposure", "--store", store, "--denials", "samples/fy2016"]);
    expect(both.exitCode).toBe(2);
  });
});
