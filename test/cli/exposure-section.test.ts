import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { ExposureReport } from "../../src/analysis/exposure/exposure-report.ts";
import type { Report } from "../../src/analysis/report.ts";
import { csvTableNames, ownTableNames } from "../../src/report/csv/table-names.ts";
import { nmapHost, nmapXml } from "../exposure/reading.ts";
import { netfilterLog } from "../support/firewall-lines.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const scan = nmapXml(
  [nmapHost("198.51.100.1", "23/tcp open", "443/tcp open"), nmapHost("198.51.100.2", "22/tcp open")].join("\n"),
);
const files = { "a.log": netfilterLog(40), "scan.xml": scan, "policy.csv": "host,port\n198.51.100.2,22/tcp\n" };

const tz = ["--tz", "Asia/Tokyo"];
const scans = ["--exposure", "samples/exposure", "--exposure-before", "samples/exposure-before"];

async function sectionOf(...args: string[]): Promise<Omit<ExposureReport, "provenance">> {
  const { provenance: _, ...figures } = readReport((await fwtrend([...args, "-q", "--json"])).stdout).exposure!;
  return figures;
}

/** What `fwtrend exposure` tells of the same scans. */
async function alone(...args: string[]): Promise<Omit<ExposureReport, "provenance">> {
  const options = ["--before", "samples/exposure-before", "-q", "--json"];
  const { stdout } = await fwtrend(["exposure", "samples/exposure", ...options, ...args]);
  const { provenance: _, ...figures } = JSON.parse(stdout) as ExposureReport;
  return figures;
}

describe("the figures are those of fwtrend exposure on the same denials", () => {
  const logs = ["samples/fy2016", "samples/fy2017"];
  const denials = ["--denials", ...logs, ...tz];
  const store = join(scratchFolder(), "history.duckdb");

  beforeAll(async () => {
    await fwtrend(["import", ...logs, "--store", store, ...tz, "-q"]);
  });

  test.each([
    ["analyze", ["--period", "FY2017"]],
    ["analyze", ["--period", "2017-Q4"]],
    ["compare", ["--baseline", "FY2016", "--period", "FY2017"]],
    ["compare", ["--baseline", "2016-Q4", "--period", "2017-Q4"]],
  ])("%s %j, of logs and of a store", async (command, spans) => {
    const wanted = await alone(...denials, ...spans);
    expect(await sectionOf(command, ...logs, ...tz, ...spans, ...scans)).toEqual(wanted);
    expect(await sectionOf(command, "--store", store, ...spans, ...scans)).toEqual(wanted);
  });

  test("compare BEFORE AFTER: the sides are the spans", async () => {
    const wanted = await alone(...denials, "--baseline", "FY2016", "--period", "FY2017");
    expect(await sectionOf("compare", ...logs, ...tz, ...scans)).toEqual(wanted);
  });

  test("the ports have the ranks, shares and sources that the report tells", async () => {
    const report = readReport(
      (await fwtrend(["compare", ...logs, ...tz, ...scans, "--top", "5000", "-q", "--json"])).stdout,
    );
    const { attacks } = report.exposure!;
    expect(attacks!.exposed.length).toBeGreaterThan(10);
    for (const { protocol, port, denials: count, rank, share, sources, baselineDenials } of attacks!.exposed) {
      const told = report.ports.find((one) => one.port === port && one.protocol === protocol)!;
      expect({ port, count, rank, share, sources, baselineDenials: baselineDenials ?? 0 }).toEqual({
        port,
        count: told.denials,
        rank: told.rank,
        share: told.share,
        sources: told.sources,
        baselineDenials: told.baselineDenials ?? baselineDenials,
      });
    }
  });

  test("what is not counted is not joined", async () => {
    const all = await sectionOf("analyze", "samples/fy2017", ...tz, ...scans);
    const some = await sectionOf("analyze", "samples/fy2017", ...tz, ...scans, "--include", "port:23 proto:tcp");
    expect(some.attacks!.period.denials).toBe(7300);
    expect(some.attacks!.exposed[0]).toMatchObject({ port: 23, denials: 7300, share: 1, trend: null });
    expect(some.hosts).toEqual(all.hosts);
    expect(some.notes.map(({ id }) => id)).toContain("no-baseline");
  });
});

test("a report without scans tells nothing of them", async () => {
  const { stdout } = await fwtrend(["analyze", "samples/fy2017", "-q", "--json"]);
  expect(readReport(stdout)).not.toHaveProperty("exposure");
  expect(stdout).not.toContain("exposure");
});

describe("outputs", () => {
  test("each form has the section", async () => {
    const cwd = scratchFolder(files);
    const outputs = ["r.json", "r.md", "r.html", "r.txt", "tables/"].flatMap((path) => ["-o", path]);
    const run = await fwtrend(["analyze", "a.log", "--exposure", "scan.xml", ...outputs], { cwd });
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.stdout).toContain("\nExposure\n  100.0 % of 2 scanned devices (2) expose a port");
    const read = (path: string): string => readFileSync(join(cwd, path), "utf8");
    expect(read("r.txt")).toContain("Close first: 23/tcp (open on 1 device, ");
    expect(read("r.md")).toContain("\n## Exposure\n");
    expect(read("r.html")).toContain('<section id="exposure"');
    expect(readReport(read("r.json")).exposure!.provenance).toMatchObject({
      command: ["analyze", "a.log"],
      inputs: [{ path: "scan.xml", side: "scan", tool: "nmap", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
    expect(readdirSync(join(cwd, "tables")).sort()).toEqual(csvTableNames.map((name) => `${name}.csv`).sort());
    await fwtrend(["analyze", "a.log", "-o", "plain/"], { cwd });
    expect(readdirSync(join(cwd, "plain")).sort()).toEqual(ownTableNames.map((name) => `${name}.csv`).sort());
  });
  test("in Japanese, and one table alone", async () => {
    const cwd = scratchFolder(files);
    const given = ["analyze", "a.log", "--exposure", "scan.xml", "-q"];
    expect((await fwtrend([...given, "--lang", "ja"], { cwd })).stdout).toContain(
      "\n公開状況\n  診断した機器2台のうち",
    );
    expect((await fwtrend([...given, "--csv", "--table", "exposure-devices"], { cwd })).stdout).toBe(
      "host,name,severity,ports\r\n198.51.100.1,,critical,23/tcp\r\n198.51.100.2,,high,22/tcp\r\n",
    );
  });
  test("anonymised: no scanned host, site or path", async () => {
    const run = await fwtrend(["analyze", "samples/fy2017", ...tz, ...scans, "--anonymize", "-q", "--json"]);
    const plain = await sectionOf("analyze", "samples/fy2017", ...tz, ...scans);
    const hosts = plain.exposedHosts.flatMap(({ host, name }) => [host, ...(name === null ? [] : [name])]);
    expect(hosts.length).toBeGreaterThan(200);
    const told = new Set(run.stdout.match(/[\w.:-]+/g));
    for (const text of [...hosts, ...plain.sites!.list.map(({ host }) => host)]) expect(told.has(text)).toBe(false);
    expect(run.stdout).not.toMatch(/example\.jp|\.example\b|samples|nmap\.xml/);
  });
});

describe("options", () => {
  test("a policy, and other public ports", async () => {
    const cwd = scratchFolder(files);
    const needless = async (...args: string[]): Promise<number> => {
      const run = await fwtrend(["analyze", "a.log", "--exposure", "scan.xml", "--json", ...args], { cwd });
      return readReport(run.stdout).exposure!.hosts!.needlessPorts;
    };
    expect(await needless()).toBe(2);
    expect(await needless("--exposure-policy", "policy.csv")).toBe(1);
    expect(await needless("--exposure-public", "none")).toBe(3);
  });
  test.each([
    [["--exposure", "missing.xml"], "missing.xml: no such file or directory"],
    [["--exposure-policy", "policy.csv"], "--exposure-policy is about scans, and there is none"],
    [["--csv", "--table", "exposure-ports"], "--table exposure-ports is about scans, and there is none"],
    [["--exposure", "scan.xml", "--exposure-public", "x"], '--exposure-public "x": "x" is no port'],
    [["--exposure", "scan.xml", "--exposure-policy", "no.csv"], "Cannot read the policy no.csv: there is no such file"],
    [["--exposure", "-", "--exposure-before", "-"], "standard input can be one of the logs, --exposure and"],
    [["--exposure", "scan.xml", "-o", "scan.xml"], "-o scan.xml: the suffix tells no kind of report"],
    [["--exposure", "scan.csv", "-o", "scan.csv"], "scan.csv: is one of the inputs"],
    [
      ["--exposure", "a.log", "--exposure-before", "scan.csv", "--rejects", "scan.csv"],
      "scan.csv: is one of the inputs",
    ],
  ])("usage: %j", async (args, message) => {
    const cwd = scratchFolder({ ...files, "scan.csv": "ip,port\n198.51.100.7,23\n" });
    const { exitCode, stderr, stdout } = await fwtrend(["analyze", "a.log", ...args], { cwd });
    expect(stderr).toContain(message);
    expect([exitCode, stdout]).toEqual([2, ""]);
  });
  test("what is watched is joined with nothing", async () => {
    const { exitCode, stderr } = await fwtrend(["watch", "a.log", "--exposure", "scan.xml"], {
      cwd: scratchFolder(files),
    });
    expect([exitCode, stderr.includes("unknown option '--exposure'")]).toEqual([2, true]);
  });
});

describe("scans with faults are told as fwtrend exposure tells them, and the figures of the logs stay", () => {
  const faulty = {
    ...files,
    "cut.xml": scan.slice(0, scan.indexOf("</ports></host>", scan.indexOf("100.2")) - 4),
    "none.xml": nmapXml("", { up: 0 }),
    "broken.csv": "ip,port\n198.51.100.7,23\nx y,23\n198.51.100.8,x\n",
  };
  test.each([
    ["cut.xml", 4, "  PARTIAL: not every input"],
    ["none.xml", 3, "  No host and no web site was found."],
    ["broken.csv", 4, "  100.0 % of 1 scanned devices (1)"],
    ["a.log", 4, "  PARTIAL: not every input"],
  ])("%s: exit %i", async (name, exitCode, text) => {
    const cwd = scratchFolder(faulty);
    const run = await fwtrend(["analyze", "a.log", "--exposure", name, "-q"], { cwd });
    const told = await fwtrend(["exposure", name, "-q"], { cwd });
    expect(run).toMatchObject({ exitCode, stderr: told.stderr });
    expect(told.exitCode).toBe(exitCode);
    expect(run.stdout).toContain(text);
    const { stdout } = await fwtrend(["analyze", "a.log", "-q"], { cwd });
    for (const line of stdout.split("\n")) expect(run.stdout.split("\n")).toContain(line);
  });
});

describe("verify", () => {
  const given = ["--exposure", "scan.xml", "--exposure-policy", "policy.csv", "-q", "-o", "r.json"];

  async function reported(): Promise<string> {
    const cwd = scratchFolder(files);
    expect((await fwtrend(["analyze", "a.log", ...given], { cwd })).exitCode).toBe(0);
    return cwd;
  }

  test("holds the figures of the section, too", async () => {
    const cwd = await reported();
    const run = await fwtrend(["verify", "r.json"], { cwd });
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(run.stdout).toMatch(/^all [\d,]+ figures hold\n2 inputs, /);
    const report = JSON.parse(readFileSync(join(cwd, "r.json"), "utf8")) as Report;
    report.exposure!.attacks!.exposed[0]!.denials++;
    writeFileSync(join(cwd, "r.json"), JSON.stringify(report));
    const changed = await fwtrend(["verify", "r.json"], { cwd });
    expect(changed.exitCode).toBe(1);
    expect(changed.stdout).toMatch(/1 of [\d,]+ figures moved\n.*\n {2}exposure\.attacks\.exposed\[0\]\.denials /);
  });
  test("a scan that changed, and one that is missing", async () => {
    const cwd = await reported();
    writeFileSync(join(cwd, "scan.xml"), scan.replace("22/tcp", "21/tcp").replaceAll('portid="22"', 'portid="21"'));
    const changed = await fwtrend(["verify", "r.json"], { cwd });
    expect(changed.exitCode).toBe(4);
    expect(changed.stdout).toContain("! scan.xml: its bytes changed");
    rmSync(join(cwd, "scan.xml"));
    const missing = await fwtrend(["verify", "r.json"], { cwd });
    expect(missing.exitCode).toBe(4);
    expect(missing.stdout).toContain("! scan.xml: is missing");
  });
  test("a scan that was standard input is not waited for", async () => {
    const cwd = scratchFolder(files);
    await fwtrend(["analyze", "a.log", "--exposure", "-", "-q", "-o", "r.json"], { cwd, input: scan });
    const { exitCode, stdout } = await fwtrend(["verify", "r.json"], { cwd, input: "ip,port\n198.51.100.7,23\n" });
    expect(exitCode).toBe(4);
    expect(stdout).toContain("! no figure was compared: a scan was standard input, which cannot be read again");
  });
  test("a policy that changed is named", async () => {
    const cwd = await reported();
    appendFileSync(join(cwd, "policy.csv"), "198.51.100.1,23\n");
    const { exitCode, stdout } = await fwtrend(["verify", "r.json"], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("! policy.csv: the policy of --exposure-policy changed");
    expect(stdout).toContain("exposure.hosts.exposed.count");
  });
  test("of a store, the scans are held as well", async () => {
    const cwd = scratchFolder(files);
    await fwtrend(["import", "a.log", "--store", "s.duckdb", "-q"], { cwd });
    await fwtrend(["analyze", "--store", "s.duckdb", ...given], { cwd });
    expect(await fwtrend(["verify", "r.json"], { cwd })).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/figures hold\n1 input, /),
    });
  });
  test.each([[{}], [{ provenance: {} }], [{ provenance: { inputs: [{}] } }], [null]])(
    "a damaged section is told: %j",
    async (exposure) => {
      const cwd = await reported();
      const report = JSON.parse(readFileSync(join(cwd, "r.json"), "utf8")) as Report;
      writeFileSync(join(cwd, "r.json"), JSON.stringify({ ...report, exposure }));
      const { exitCode, stderr } = await fwtrend(["verify", "r.json"], { cwd });
      expect([exitCode, stderr]).toEqual([
        2,
        expect.stringContaining("r.json: is no whole report: exposure.provenance"),
      ]);
    },
  );
});
