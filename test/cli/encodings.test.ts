import { spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { builtProgram } from "../support/built-program.ts";
import { zipOf } from "../support/archives.ts";
import { readEvents } from "../support/event-objects.ts";
import { netfilterLog } from "../support/firewall-lines.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const lines = netfilterLog(3000, { host: "fw-東京" }).replaceAll("\n", "\r\n");
const littleEndian = Buffer.from(lines, "utf16le");
const bigEndian = Buffer.from(lines, "utf16le").swap16();
const marked = (bytes: Buffer, mark: readonly number[]): Buffer => Buffer.concat([Buffer.from(mark), bytes]);

const cwd = scratchFolder({
  "plain.log": lines,
  "le.log": littleEndian,
  "be.log": bigEndian,
  "le-marked.log": marked(littleEndian, [0xff, 0xfe]),
  "be-marked.log": marked(bigEndian, [0xfe, 0xff]),
  "le.log.gz": gzipSync(littleEndian),
  "export.zip": zipOf([{ path: "le.log", content: gzipSync(marked(littleEndian, [0xff, 0xfe])) }]),
  "cut.log": littleEndian.subarray(0, littleEndian.length - 3),
});

describe.concurrent("text in UTF-16 counts as the same text in UTF-8", () => {
  test.each(["le.log", "be.log", "le-marked.log", "be-marked.log", "le.log.gz", "export.zip"])("%s", async (path) => {
    const eventsOf = async (name: string): Promise<object[]> =>
      readEvents((await fwtrend(["events", name], { cwd })).stdout).map((event) => ({ ...event, file: "" }));
    const events = await eventsOf(path);
    expect(events).toHaveLength(3000);
    expect(events).toEqual(await eventsOf("plain.log"));
    const report = readReport((await fwtrend(["analyze", path, "--json"], { cwd })).stdout);
    const plain = readReport((await fwtrend(["analyze", "plain.log", "--json"], { cwd })).stdout);
    expect(report).toMatchObject({ lines: plain.lines, totals: plain.totals, ports: plain.ports, warnings: [] });
    expect(report.coverage[0]?.device).toBe("fw-東京");
  });

  test("from a pipe, and what it is", () => {
    const run = spawnSync("sh", ["-c", `cat be-marked.log | node ${builtProgram()} analyze - --json`], { cwd });
    expect(readReport(String(run.stdout)).totals.denials).toBe(3000);
    const told = spawnSync(process.execPath, [builtProgram(), "formats", "le.log"], { cwd });
    expect(String(told.stdout)).toMatch(/^le\.log: linux-netfilter\n/);
  });

  test("cut in the middle of a character", async () => {
    const run = await fwtrend(["analyze", "cut.log", "--json"], { cwd });
    expect(readReport(run.stdout).lines).toMatchObject({ total: 3000, denials: 3000 });
  });
});

describe.concurrent("NUL bytes that rotation left", () => {
  test.each([
    ["behind the last line", `${netfilterLog(9)}${"\0".repeat(1000)}`, 9],
    ["behind it, more than the longest line", `${netfilterLog(9)}${"\0".repeat(3_000_000)}`, 9],
    ["behind a last line without an end", `${netfilterLog(9).trimEnd()}${"\0".repeat(1000)}`, 9],
    ["before the first line", `${"\0".repeat(60_000)}${netfilterLog(9)}`, 9],
    ["between lines", `${netfilterLog(9)}${"\0".repeat(2_000_000)}${netfilterLog(9)}`, 18],
  ])("are no text: %s", async (_where, content, denials) => {
    const folder = scratchFolder({ "fw.log": content });
    const run = await fwtrend(["analyze", "fw.log", "--json"], { cwd: folder });
    expect(readReport(run.stdout).lines).toMatchObject({ total: denials, denials, unparsed: 0, tooLong: 0 });
    expect(run.exitCode).toBe(0);
  });
});

describe.concurrent("names in other encodings", () => {
  const sjis = Buffer.from("91e3955c", "hex").toString("latin1");
  const eucJp = Buffer.from("c2e5c9bd", "hex").toString("latin1");

  test("are shown as they are meant; a device that writes its name in two is one", async () => {
    const text = [`fw-${sjis}`, `fw-${eucJp}`, Buffer.from("fw-代表").toString("latin1"), "Z\u00fcrich"]
      .map((host) => netfilterLog(40, { host }))
      .join("");
    const folder = scratchFolder({ "fw.log": Buffer.from(text, "latin1") });
    const report = readReport((await fwtrend(["analyze", "fw.log", "--json"], { cwd: folder })).stdout);
    expect(report.coverage.map(({ device }) => device).sort()).toEqual(["Zürich", "fw-代表"]);
    const events = await fwtrend(["events", "fw.log"], { cwd: folder });
    expect(new Set(readEvents(events.stdout).map(({ device }) => device))).toEqual(new Set(["Zürich", "fw-代表"]));
    const one = await fwtrend(["analyze", "fw.log", "--include", "device:*代表", "--json"], { cwd: folder });
    expect(readReport(one.stdout).totals.denials).toBe(120);
  });

  test("leave the rest of the line to be read, though a character ends in a backslash", async () => {
    const row = (policy: string, port: number): string =>
      `date=2018-03-01 time=12:00:0${port % 10} devname="${policy}" devid="FG1" logid="0000000013" type="traffic" subtype="forward" policyname="${policy}" srcip=198.51.100.7 srcport=40000 dstip=203.0.113.9 dstport=${port} proto=6 action="deny"\n`;
    const rows = Array.from({ length: 200 }, (_, i) => row([sjis, "gate", eucJp, `${sjis} a`][i % 4]!, 20 + (i % 5)));
    const folder = scratchFolder({ "fg.log": Buffer.from(rows.join(""), "latin1") });
    const report = readReport((await fwtrend(["analyze", "fg.log", "--json"], { cwd: folder })).stdout);
    expect(report.lines).toMatchObject({ total: 200, denials: 200 });
    expect(report.ports.map(({ port, denials }) => [port, denials])).toEqual([20, 21, 22, 23, 24].map((p) => [p, 40]));
    expect(report.coverage.map(({ device }) => device).sort()).toEqual(["gate", "代表", "代表 a"]);
  });

  test("of columns and of files in archives are known", async () => {
    const header = Buffer.from("74696d652c9197904d8cb32c88b690e6837c815b8367", "hex");
    const content = Buffer.concat([header, Buffer.from("\r\n2018-03-01 12:00:00,198.51.100.1,23\r\n")]);
    const folder = scratchFolder({
      "a.csv": content,
      "a.zip": renamed(zipOf([{ path: "fw-oska.csv", content }])),
    });
    const columns = ["--columns", "time=time,src=送信元,dport=宛先ポート"];
    for (const [path, file] of [
      ["a.csv", "a.csv"],
      ["a.zip", "a.zip/fw-大阪.csv"],
    ] as const) {
      const run = await fwtrend(["events", path, ...columns], { cwd: folder });
      expect(readEvents(run.stdout)).toMatchObject([{ file, source: "198.51.100.1", destinationPort: 23 }]);
    }
  });
});

/** An archive whose names are in Shift_JIS, as Windows writes them. */
function renamed(zip: Buffer): Buffer {
  const name = Buffer.from("66772d91e58de3", "hex").toString("latin1");
  return Buffer.from(zip.toString("latin1").replaceAll("fw-oska", name), "latin1");
}

test("a large UTF-16 file is read in little memory", () => {
  const folder = scratchFolder({});
  const part = Buffer.from(netfilterLog(5000), "utf16le");
  for (let i = 0; i < 200; i++) appendFileSync(join(folder, "big.log"), part);
  const command = `process.on("exit",()=>console.error("rss",process.resourceUsage().maxRSS));process.argv=["","","analyze",${JSON.stringify(join(folder, "big.log"))},"--json","--jobs","1"];await import(${JSON.stringify(builtProgram())})`;
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", command], { cwd: folder });
  expect(readReport(String(run.stdout)).totals.denials).toBe(1_000_000);
  expect(Number(/rss (\d+)/.exec(String(run.stderr))?.[1])).toBeLessThan(300_000);
}, 60_000);
