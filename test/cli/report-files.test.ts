import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { netfilterLog } from "../support/firewall-lines.ts";
import { inShell } from "../support/in-shell.ts";
import { htmlOf, rowsOf } from "../support/markdown-html.ts";
import { readCsv } from "../support/read-csv.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { expectPrintable } from "../support/terminal-safety.ts";

const files = { "good.log": netfilterLog(20), "other.log": netfilterLog(10) };
const tables =
  "classes coverage daily decomposition emerging facts groups inputs ports scanners sensitivity vanished".split(" ");

function read(...path: string[]): string {
  return readFileSync(join(...path), "utf8");
}

describe.concurrent("-o, by its suffix", () => {
  test("writes Markdown, CSV, JSON and text in one run, and the summary beside them", async () => {
    const cwd = scratchFolder(files);
    const outputs = ["r.md", "r.CSV", "r.json", "r.txt"].flatMap((path) => ["-o", path]);
    const run = await fwtrend(["compare", "other.log", "good.log", ...outputs], { cwd });
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.stdout).toMatch(/^Of 20 blocked connections /);
    const report = readReport(read(cwd, "r.json"));
    expect(report.totals).toMatchObject({ denials: 20, baselineDenials: 10 });
    // The headline, but for the ends of its lines.
    const [headline = ""] = run.stdout.split("\n\n");
    expect(htmlOf(read(cwd, "r.md"))).toContain(`<strong>${headline.replaceAll("\n", " ")}</strong>`);
    const [header = [], ...ports] = readCsv(read(cwd, "r.CSV"));
    expect(ports.map((row) => row[header.indexOf("port")])).toEqual(report.ports.map(({ port }) => String(port)));
    expect(read(cwd, "r.txt")).toMatch(/^Of 20 blocked connections /);
    expect(readdirSync(cwd).sort()).toEqual(["good.log", "other.log", "r.CSV", "r.json", "r.md", "r.txt"]);
  });

  test("names the hashes of the inputs where the form has a place for them", async () => {
    const cwd = scratchFolder(files);
    const wanted = JSON.parse((await fwtrend(["analyze", "good.log", "--json"], { cwd })).stdout) as {
      provenance: { inputs: { sha256: string }[] };
    };
    const sha256 = wanted.provenance.inputs[0]?.sha256 ?? "none";
    await fwtrend(["analyze", "good.log", "-o", "r.md"], { cwd });
    expect(read(cwd, "r.md")).toContain(`| ${sha256} |`);
    await fwtrend(["analyze", "good.log", "-o", "r.csv", "--table", "inputs"], { cwd });
    expect(read(cwd, "r.csv")).toContain(`,${sha256},`);
  });

  test("--table chooses the table of every CSV file", async () => {
    const cwd = scratchFolder(files);
    const run = await fwtrend(["analyze", "good.log", "-o", "a.csv", "-o", "b.csv", "--table", "groups"], { cwd });
    expect(run.exitCode).toBe(0);
    const rows = readCsv(read(cwd, "a.csv"));
    expect(rows.map(([id]) => id)).toEqual(["id", "telnet", "iot", "iot-other", "other"]);
    expect(read(cwd, "b.csv")).toBe(read(cwd, "a.csv"));
  });

  test.each([
    ["a new folder, told by its slash", "tables/", false],
    ["a folder that is there", "tables", true],
    ["a folder with a suffix, told by its slash", "tables.csv/", false],
  ])("%s gets every table", async (_what, folder, isThere) => {
    const cwd = scratchFolder(files);
    if (isThere) mkdirSync(join(cwd, folder));
    const run = await fwtrend(["compare", "other.log", "good.log", "-o", folder], { cwd });
    expect(run.exitCode).toBe(0);
    expect(readdirSync(join(cwd, folder)).sort()).toEqual(tables.map((name) => `${name}.csv`));
    for (const name of tables) expect(readCsv(read(cwd, folder, `${name}.csv`)).length).toBeGreaterThan(0);
    expect(readCsv(read(cwd, folder, "facts.csv"))).toContainEqual(["totals.baselineDenials", "10"]);
  });

  test.each(["report", "report.pdf", ".md", "json"])(
    "%s tells no kind of report, which is said first",
    async (path) => {
      const cwd = scratchFolder(files);
      const run = await fwtrend(["analyze", "none.log", "-o", path], { cwd });
      expect(run).toMatchObject({ exitCode: 2, stdout: "" });
      expect(run.stderr).toBe(
        `fwtrend: -o ${path}: the suffix tells no kind of report\n  use .txt, .md, .html, .json or .csv, or a folder for all tables as CSV\n`,
      );
    },
  );
});

describe.concurrent("on standard output", () => {
  test("--md and --csv write what -o does", async () => {
    const cwd = scratchFolder(files);
    const md = await fwtrend(["analyze", "good.log", "--md", "-o", "r.md"], { cwd });
    expect(md).toMatchObject({ exitCode: 0, stdout: read(cwd, "r.md") });
    const csv = await fwtrend(["analyze", "good.log", "--csv", "--table", "daily", "-o", "r.csv"], { cwd });
    expect(csv).toMatchObject({ exitCode: 0, stdout: read(cwd, "r.csv") });
    expect(readCsv(csv.stdout)).toEqual([
      ["side", "day", "denials", "telnet", "iotOther"],
      ["period", "2018-03-01", "20", "4", "4"],
    ]);
  });

  test.each([
    [["--json", "--md"], "--json", "--md"],
    [["--md", "--csv"], "--md", "--csv"],
    [["--csv", "--json"], "--csv", "--json"],
  ])("%j exclude each other", async (flags, one, two) => {
    const run = await fwtrend(["analyze", "none.log", ...flags]);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toMatch(/^fwtrend: option '--\w+' cannot be used with option '--\w+'\n/);
    expect(run.stderr).toContain(`'${one}'`);
    expect(run.stderr).toContain(`'${two}'`);
  });

  test.each([
    [["--table", "ports"], "--table ports: nothing is written as one table\n  add --csv, or -o FILE.csv\n"],
    [["--table", "ports", "-o", "x/"], "--table ports: nothing is written as one table\n  add --csv, or -o FILE.csv\n"],
    [["--csv", "--table", "port"], "option '--table <name>' argument 'port' is invalid."],
  ])("%j is a usage error", async (flags, message) => {
    const run = await fwtrend(["analyze", "none.log", ...flags]);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toContain(`fwtrend: ${message}`);
  });

  test("warnings that a table has no place for go to standard error", async () => {
    const cwd = scratchFolder({
      "a.log": netfilterLog(20),
      "b.csv": "datetime,src,proto,dport,action\n,198.51.100.1,tcp,23,deny\n",
    });
    const [csv, md] = await Promise.all([
      fwtrend(["analyze", ".", "--csv"], { cwd }),
      fwtrend(["analyze", ".", "--md"], { cwd }),
    ]);
    expect(csv.stderr).toContain("! 1 denials carry no time");
    expect(md.stderr).not.toContain("! ");
    expect(md.stdout).toContain("1 denials carry no time");
  });

  test("-o /dev/stdout writes the text there, before the rest", async () => {
    const cwd = scratchFolder(files);
    const run = await fwtrend(["analyze", "good.log", "-o", "/dev/stdout", "--csv"], { cwd });
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatch(/^Of 20 blocked connections [^]*\nrank,protocol,port,/);
  });

  test("-o /dev/stdout into a file loses neither", async () => {
    const cwd = scratchFolder(files);
    const run = await inShell('"$@" -o /dev/stdout --csv > out.txt', ["analyze", "good.log", "-q"], cwd);
    expect(run.exitCode).toBe(0);
    expect(read(cwd, "out.txt")).toMatch(/^Of 20 blocked connections [^]*\nrank,protocol,port,/);
  });
});

test("text from logs and names of files are inert in every form", async () => {
  const device = "=HYPERLINK('http://a.bc';'x')<img src=x>|`*[a](b)";
  const path = "@\x1b[31m\u202e`<b>|.log";
  const shownPath = String.raw`@\x1b[31m\u202e${"`"}<b>|.log`;
  const line = `date=2018-03-01 time=12:00:00 devname="${device}" devid="FGT60D" logid="0000000013" type="traffic" subtype="forward" level="notice" vd="root" srcip=198.51.100.7 srcport=51312 dstip=203.0.113.9 dstport=23 proto=6 action="deny" policyid=0 service="TELNET"`;
  const cwd = scratchFolder({ [path]: `${line}\n`.repeat(5) });
  const run = await fwtrend(["analyze", path, "--md", "-o", "t/", "-o", "r.json"], { cwd });
  expect(run.exitCode).toBe(0);
  expect(readReport(read(cwd, "r.json")).coverage[0]?.device).toBe(device);
  expectPrintable(run.stdout);
  const html = htmlOf(run.stdout);
  expect(html).not.toMatch(/<(?:img|a|b|code|em)\b/);
  const firstCells = rowsOf(html).map(([cell = ""]) => cell);
  expect(firstCells.filter((cell) => cell === device || cell === shownPath)).toEqual([device, shownPath]);
  const [coverage, inputs] = [read(cwd, "t", "coverage.csv"), read(cwd, "t", "inputs.csv")];
  expectPrintable(`${coverage}${inputs}`.replaceAll("\r\n", "\n"));
  // What a spreadsheet would run begins with an apostrophe.
  expect(readCsv(coverage)[1]?.[1]).toBe(`'${device}`);
  expect(readCsv(inputs)[1]?.[0]).toBe(`'${shownPath}`);
});
