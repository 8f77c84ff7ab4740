import { describe, expect, test } from "vitest";
import { netfilterLog } from "../support/firewall-lines.ts";
import { groupOf, readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const cwd = scratchFolder({
  "own.csv": "proto,port,target_class,service\ntcp,22,iot-camera-dvr,own camera\ntcp,54321,iot-router,own router\n",
  // A fifth of the denials each at 23, 22, 80, 2323 and 445.
  "fw.log": netfilterLog(50),
});

function targets(...args: string[]): ReturnType<typeof fwtrend> {
  return fwtrend(["targets", ...args], { cwd });
}

describe.concurrent("targets", () => {
  test("a port with its protocol", async () => {
    const run = await targets("23/tcp");
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(run.stdout).toMatch(/^23\/tcp {2}telnet\n/);
    for (const part of ["Class: telnet.", "Confidence: high", "Valid: ", "Evidence:\n  http", "SHA-256 "]) {
      expect(run.stdout).toContain(part);
    }
  });

  test("a port alone is looked up for each protocol", async () => {
    const [alone, tcp, udp] = await Promise.all([targets("1900"), targets("tcp/1900"), targets("1900/udp")]);
    expect(alone.stdout).toContain("1900/udp");
    expect(udp.stdout).toMatch(/^1900\/udp/);
    expect(tcp.stdout).toMatch(/^1900\/tcp/);
  });

  test("a port that the table does not know", async () => {
    const run = await targets("54321");
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatch(/^54321\/tcp and 54321\/udp have no row in the table: counted as class other/);
  });

  test("no port: the whole table", async () => {
    const run = await targets();
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatch(/^port +class +confidence +since +service\n/);
    expect(run.stdout).toMatch(/\n\d{3,} ports\. /);
    expect(run.stdout).toMatch(/^23\/tcp +telnet +high/m);
  });

  test.each([
    ["telnet", '"telnet" is not a port.\n  Write a port number, alone or with its protocol'],
    ["70000", 'Port "70000" is out of range.\n  Ports go from 0 to 65535.'],
    ["23/foo", 'Unknown protocol "foo"'],
    ["-1", '"-1" is not a port.'],
  ])("%s: exit code 2", async (port, said) => {
    const run = await targets(port);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toContain(`fwtrend: ${said}`);
  });

  test("two ports: exit code 2", async () => {
    expect(await targets("23", "22")).toMatchObject({ exitCode: 2, stdout: "" });
  });
});

describe.concurrent("--targets", () => {
  test("adds and replaces rows", async () => {
    const [added, replaced] = await Promise.all([
      targets("54321/tcp", "--targets", "own.csv"),
      targets("22/tcp", "--targets", "own.csv"),
    ]);
    expect(added.stdout).toContain("own router");
    expect(replaced.stdout).toContain("Class: iot-camera-dvr.");
    expect(replaced.stdout).toMatch(/\nTable \S+\+own\.csv\n/);
  });

  test("changes the shares of analyze, and the report says so", async () => {
    const [plain, own] = await Promise.all([
      fwtrend(["analyze", "fw.log", "--json"], { cwd }),
      fwtrend(["analyze", "fw.log", "--json", "--targets", "own.csv"], { cwd }),
    ]);
    const [before, after] = [readReport(plain.stdout), readReport(own.stdout)];
    expect([groupOf(before, "iot").share, groupOf(after, "iot").share]).toEqual([0.4, 0.6]);
    expect(after.provenance.targets.version).toBe(`${before.provenance.targets.version}+own.csv`);
    expect(after.provenance.targets.sha256).not.toBe(before.provenance.targets.sha256);
  });
});
