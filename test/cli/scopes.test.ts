import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/analysis/report.ts";
import { csvLog, repeatedLog } from "../support/firewall-lines.ts";
import { groupOf, readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const cwd = scratchFolder({
  // 12 denials. With 203.0.113.0/24 as our own: 4 + 2 inbound, 2 outbound, 3 internal, 1 multicast.
  "fw.log": repeatedLog(
    { source: "198.51.100.1", destination: "203.0.113.9", times: 4 },
    { source: "198.51.100.2", destination: "192.168.0.3", port: 80, times: 2 },
    { source: "203.0.113.9", destination: "198.51.100.9", port: 2323, times: 2 },
    { source: "192.168.0.2", destination: "10.0.0.1", port: 445, times: 3 },
    { source: "192.168.0.2", destination: "224.0.0.251", protocol: "UDP", port: 5353 },
  ),
  "home.txt": "# ours\n203.0.113.0/25 ; first half\n203.0.113.128/25\n",
  "bad.txt": "203.0.113.0/24\n203.0.113.0/33\n",
  "none.txt": "# nothing yet\n",
});
const split = { inbound: 6, outbound: 2, internal: 3, multicast: 1, unknown: 0 };

async function analyze(...args: string[]): Promise<Report> {
  const run = await fwtrend(["analyze", "fw.log", ...args, "--json", "-q"], { cwd });
  return readReport(run.stdout);
}

describe.concurrent("--home", () => {
  test("without it, our own are private addresses", async () => {
    const report = await analyze();
    expect(report.scope).toMatchObject({ inbound: 2, outbound: 0, internal: 3, multicast: 1, unknown: 6 });
    expect(report.ownInfected).toEqual([]);
    expect(report.rates.onDaysWithData).toEqual({ denialsPerDay: 12, denialsPerDayPerAddress: null });
  });

  test.each([
    ["a network", ["--home", "203.0.113.0/24"], ["203.0.113.0-203.0.113.255"], 256],
    ["a list", ["--home", "203.0.113.9,203.0.113.0/25"], ["203.0.113.0-203.0.113.127"], 128],
    ["a range", ["--home", "203.0.113.9-203.0.113.10"], ["203.0.113.9-203.0.113.10"], 2],
    ["several", ["--home", "203.0.113.9", "--home", "203.0.113.9"], ["203.0.113.9"], 1],
    ["a file", ["--home", "@home.txt"], ["203.0.113.0-203.0.113.255"], 256],
  ])("%s", async (_name, args, home, addresses) => {
    const report = await analyze(...args);
    expect(report.scope).toMatchObject(split);
    expect(report.provenance.counted.home).toEqual(home);
    // 12 denials on one day.
    expect(report.rates.onDaysWithData.denialsPerDayPerAddress).toBe(12 / addresses);
  });

  test("names own devices that went for IoT ports elsewhere", async () => {
    const report = await analyze("--home", "203.0.113.9");
    expect(report.ownInfected).toEqual([
      {
        source: "203.0.113.9",
        protocol: "tcp",
        port: 2323,
        class: "telnet",
        denials: 2,
        days: 1,
        firstDay: "2018-03-01",
        lastDay: "2018-03-01",
        destinations: 1,
      },
    ]);
    const { stdout } = await fwtrend(["analyze", "fw.log", "--home", "203.0.113.9", "-q"], { cwd });
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "1 own device was refused at telnet or IoT ports elsewhere: 203.0.113.9 (2323/tcp, 2)",
    );
  });

  test("changes no share", async () => {
    const [plain, home] = await Promise.all([analyze(), analyze("--home", "203.0.113.0/24")]);
    expect([home.groups, home.classes, home.ports]).toEqual([plain.groups, plain.classes, plain.ports]);
    expect(home.ports.map(({ port, sources }) => [port, sources])).toEqual([
      [23, 1],
      [445, 1],
      [80, 1],
      [2323, 1],
      [5353, 1],
    ]);
  });

  test.each([
    [
      "203.0.113.0/33",
      'fwtrend: --home "203.0.113.0/33": "203.0.113.0/33" needs a number from 0 to 32 behind the slash\n',
    ],
    ["office", 'fwtrend: --home "office": "office" is no network\n'],
    ["@bad.txt", 'fwtrend: bad.txt, line 2: "203.0.113.0/33" needs a number from 0 to 32 behind the slash\n'],
    ["@none.txt", "fwtrend: none.txt lists no network\n"],
    ["@gone.txt", "fwtrend: Cannot read the list of networks gone.txt: there is no such file.\n"],
  ])("%s: exit code 2", async (value, said) => {
    const run = await fwtrend(["analyze", "fw.log", "--home", value], { cwd });
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toContain(said);
  });

  test("as many networks as one likes", async () => {
    const all = Array.from({ length: 256 * 16 }, (_, at) => `203.${at >> 8}.${at & 255}.9`);
    writeFileSync(join(cwd, "many.txt"), [...all, "203.0.113.0/24"].join("\n"));
    expect((await analyze("--home", "@many.txt")).scope).toMatchObject(split);
  });
});

test("a denial whose source is not logged is of unknown scope, however many there are", async () => {
  // From port 443 to one that asks: like an answer, each of them.
  const rows = Array.from({ length: 3000 }, (_, at) => {
    const [minute, second] = [Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, "0"));
    return `2018-03-01 12:${minute}:${second},tcp,443,${50_000 + (at % 7)},deny`;
  });
  const input = csvLog("datetime,proto,sport,dport,action", ...rows);
  const report = readReport((await fwtrend(["analyze", "-", "--json", "-q"], { input })).stdout);
  expect(report.scope.unknown).toBe(3000);
  expect(report.backscatter).toMatchObject({ denials: 3000, share: 1 });
});

describe.concurrent("--scope", () => {
  test.each([
    ["all", 12, 6 / 12],
    ["inbound", 6, 4 / 6],
    ["outbound", 2, 1],
    ["internal", 3, 0],
    ["multicast", 1, 0],
  ] as const)("%s: only those are counted, and the split is told all the same", async (scope, denials, iotShare) => {
    const args = ["--home", "203.0.113.0/24", "--scope", scope];
    const report = await analyze(...args);
    expect(report.totals).toMatchObject({ denials, filtered: 12 - denials });
    expect(report.lines).toMatchObject({ total: 12, denials: 12 });
    expect(report.scope).toEqual({ ...split, baseline: null });
    expect(report.provenance.counted.scope).toBe(scope);
    expect(groupOf(report, "iot").share).toBe(iotShare);

    const { stdout } = await fwtrend(["analyze", "fw.log", "-q", ...args], { cwd });
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      " scope inbound 50.0 %, outbound 16.7 %, internal 25.0 %, multicast or broadcast 8.3 % ",
    );
  });

  test("unknown: neither side is our own", async () => {
    const report = await analyze("--scope", "unknown");
    expect(report.totals).toMatchObject({ denials: 6, filtered: 6 });
    expect(report.ports.map(({ port, denials }) => [port, denials])).toEqual([
      [23, 4],
      [2323, 2],
    ]);
  });

  test("of which there is none: exit code 3, and why", async () => {
    const run = await fwtrend(["analyze", "fw.log", "--scope", "outbound"], { cwd });
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toMatch(
      /^read 1 file, [^\n]* · no denial counted · [^\n]*\nfwtrend: none of the 12 denials read is of those asked for\n {2}check --include, --exclude and --scope; /,
    );
  });

  test("counts the same on both sides of a comparison", async () => {
    const run = await fwtrend(
      ["compare", "fw.log", "fw.log", "--home", "203.0.113.0/24", "--scope", "inbound", "--json", "-q"],
      { cwd },
    );
    const report = readReport(run.stdout);
    expect(report.totals).toMatchObject({ denials: 6, baselineDenials: 6, filtered: 12 });
    expect(report.scope).toEqual({ ...split, baseline: split });
  });
});
