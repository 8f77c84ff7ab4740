import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readEvents } from "../support/event-objects.ts";
import { csvLog, cutLine, netfilterLine, netfilterLog } from "../support/firewall-lines.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { expectPrintable, withoutColor } from "../support/terminal-safety.ts";

/** Colour, a hyperlink, a bell, a C1 control, right-to-left override, isolate, zero width, line separator, tag. */
const evil = "\x1b[31m\x1b]8;;http://x\x07y\x1b]8;;\x07\u009b2J\u202e\u2066\u200b\u2028\u{e0041}";
const evilName = "logs\x1b[2J\u202e\n.log";

const fortigate =
  'devid="F" logid="1" type="traffic" srcip=198.51.100.1 dstip=203.0.113.1 srcport=1 dstport=23 proto=6 action="deny"';
const log = [
  netfilterLine({ host: evil }),
  netfilterLine({ host: `fw${evil}` }),
  netfilterLine({ host: "fw\u202e\u2066\u200b" }),
  netfilterLine({ prefix: `${evil} DROP` }),
  netfilterLine({ protocol: evil }),
  netfilterLine({ source: evil }),
  `${cutLine()}${evil}`,
  evil,
  `%ASA-4-106023: Deny tcp src ${evil}:198.51.100.1/1 dst ${evil}:203.0.113.1/23 by access-group "${evil}"`,
  `date=2018-03-01 time=12:00:00 devname="${evil}" ${fortigate}`,
  `date=2018-03-01 time=12:00:00 devname="fw\u202e" ${fortigate.replace('"deny"', `"${evil}"`)}`,
  "\0".repeat(300),
  `no log line\rfwtrend: 0 denials`,
  "B".repeat(1 << 20),
  `${netfilterLine()}\r\r\n\r`,
].join("\n");
const csv = csvLog(
  `datetime,host,src,proto,dpt,${evil},action`,
  `2018-03-01 12:00:00,${evil},198.51.100.1,tcp,23,x,deny`,
  `2018-03-01 12:00:00,fw\u202e,198.51.100.1,tcp,23,x,${evil}`,
  `2018-03-01 12:00:00,"fw${evil}"",198.51.100.1,tcp,23,x,"deny`,
);
const latin1 = Buffer.concat([Buffer.from(netfilterLog(2)), Buffer.from([0xff, 0xfe, 0x80, 0x9b, 0x0a])]);

const cwd = scratchFolder({
  "hostile.log": log,
  // Not the same content, which would count once.
  [evilName]: `\n${log}`,
  "hostile.csv": csv,
  "latin1.log": latin1,
  "endless.log": "C".repeat(1 << 20),
  "other.log": netfilterLog(5, { host: "fw2\u202e" }),
});
const inputs = ["hostile.log", evilName, "hostile.csv", "latin1.log", "endless.log"];

function expectSafe(run: { stdout: string; stderr: string }): void {
  expectPrintable(run.stdout);
  expectPrintable(run.stderr);
  expect(run.stderr).not.toContain("    at ");
}

describe.concurrent("hostile bytes reach no terminal", () => {
  test.each(inputs)("analyze, input %#", async (path) => {
    const run = await fwtrend(["analyze", path, "--json"], { cwd });
    expectSafe(run);
    expect(readReport(run.stdout).provenance.inputs[0]?.path).toBe(path);
    expect([0, 4]).toContain(run.exitCode);
  });

  test("analyze in words, and in colour", async () => {
    expectSafe(await fwtrend(["analyze", ...inputs], { cwd }));
    const colored = await fwtrend(["analyze", ...inputs, "--color", "always"], { cwd });
    expect(colored.stdout).not.toBe(withoutColor(colored.stdout));
    expectSafe({ stdout: withoutColor(colored.stdout), stderr: withoutColor(colored.stderr) });
  });

  test("compare, whose warnings name devices", async () => {
    const run = await fwtrend(["compare", "hostile.log", "other.log"], { cwd });
    expectSafe(run);
    expect(run.stdout).toContain("Some devices logged denials on one side only");
  });

  test("rejects", async () => {
    const folder = scratchFolder();
    await fwtrend(["analyze", ...inputs, "--rejects", join(folder, "rejects.txt")], { cwd });
    const rejects = readFileSync(join(folder, "rejects.txt"), "utf8");
    expectPrintable(rejects);
    expect(rejects).toContain(String.raw`logs\x1b[2J\u202e\x0a.log:9: no known format: \x1b[31m\x1b]8;;http://x\x07y`);
    expect(rejects).toContain(String.raw`: no log line\x0dfwtrend: 0 denials`);
  });

  test("formats", async () => {
    const run = await fwtrend(["formats", ...inputs], { cwd });
    expectSafe(run);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain(String.raw`logs\x1b[2J\u202e\x0a.log: linux-netfilter`);
  });

  test("events are valid JSON, and read back as what was logged", async () => {
    const run = await fwtrend(["events", "--all", ...inputs], { cwd });
    expectSafe(run);
    const events = readEvents(run.stdout);
    expect(events.map(({ file }) => file)).toContain(evilName);
    expect(events.map(({ device }) => device)).toContain("fw\u202e\u2066\u200b");
  });

  test.each([
    ["analyze", evil],
    ["targets", evil],
    [evil],
    ["analyze", "other.log", `--${evil}`],
    ["analyze", "other.log", "--tz", evil],
    ["analyze", "other.log", "--period", evil],
    ["analyze", "other.log", "--columns", evil],
    ["analyze", "other.log", "--targets", evil],
    ["analyze", "other.log", "--max-unparsed", evil],
    ["analyze", "other.log", "-o", evil],
    ["analyze", "other.log", "--debug", "--tz", evil],
  ])("as arguments, case %#", async (...args) => {
    const run = await fwtrend(args, { cwd });
    expectPrintable(run.stderr);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
  });

  test("as the name of a file that cannot be written", async () => {
    for (const option of ["-o", "--rejects"]) {
      const run = await fwtrend(["analyze", "other.log", option, `none/${evil}.json`], { cwd });
      expectSafe(run);
      expect(run.exitCode).toBe(1);
    }
  });
});
