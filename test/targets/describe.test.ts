import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { describeTarget, listTargets, parsePortQuery } from "../../src/targets/describe.ts";
import { readTargets } from "../../src/targets/overrides.ts";
import { builtinTargets } from "../../src/targets/target-table.ts";
import type { TargetTable } from "../../src/targets/target-table.ts";

const table = builtinTargets();

function describePort(text: string): string {
  return describeTarget(table, parsePortQuery(text));
}

async function readUserTable(content: string): Promise<TargetTable> {
  const folder = mkdtempSync(join(tmpdir(), "fwtrend-describe-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "mine.csv"), content);
  return readTargets(join(folder, "mine.csv"));
}

describe("parsePortQuery", () => {
  test.each([
    ["5555", { protocol: null, port: 5555 }],
    ["5555/tcp", { protocol: 6, port: 5555 }],
    ["tcp/5555", { protocol: 6, port: 5555 }],
    ["udp/1900", { protocol: 17, port: 1900 }],
    [" 1900 / UDP ", { protocol: 17, port: 1900 }],
    ["0", { protocol: null, port: 0 }],
    ["65535", { protocol: null, port: 65535 }],
  ])("reads %j", (text, query) => {
    expect(parsePortQuery(text)).toEqual(query);
  });

  test.each([
    ["", '"" is not a port', "5555/tcp"],
    ["telnet", '"telnet" is not a port', "5555/tcp"],
    ["-1", '"-1" is not a port', "5555/tcp"],
    ["80,443", '"80,443" is not a port', "5555/tcp"],
    ["tcp/80/udp", "is not a port", "5555/tcp"],
    ["65536", 'Port "65536" is out of range', "0 to 65535"],
    ["80/", 'Unknown protocol "" in "80/"', "80/tcp or 80/udp"],
    ["80/sctp", 'Unknown protocol "sctp" in "80/sctp"', "80/tcp or 80/udp"],
    ["6/80", 'Unknown protocol "80" in "6/80"', "6/tcp"],
    ["\u001b[2J", '"[2J" is not a port', "5555/tcp"],
  ])("refuses %j", (text, message, hint) => {
    const fault = catchFault(() => parsePortQuery(text));
    expect(fault.message).toContain(message);
    expect(fault.hint).toContain(hint);
  });
});

function catchFault(action: () => unknown): UserError {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("expected a UserError");
}

describe("describeTarget", () => {
  test("says what a port is for, how sure that is, since when and on what evidence", () => {
    expect(describePort("5555")).toMatchInlineSnapshot(`
      "5555/tcp  Android Debug Bridge

      Class: iot-android. Group: IoT (iot-other: all of it but telnet), counted in the ranges strict,
      default, wide.

      Confidence: high: malware code, a CERT or vendor report or an exploit signature ties this very port
      to the target, or it is a standard service with no real rival.

      Devices or software: Android TV boxes, phones; earlier TR-064 on Eir D1000

      Malware or campaigns: ADB.Miner, Trinity, Fbot; Mirai 2019; TR-064 exploit 2016

      Valid: since 2018, the earliest year for which the evidence shows it.

      Evidence:
        https://securityonline.info/7000-android-devices-are-infected-with-adb-miner-malicious-programs
        https://s.netsecurity.ne.jp/article/2019/07/22/42662.html
        ET Open SID 2025887/2023549 via https://github.com/osorito/suricata
        https://blogs.jpcert.or.jp/en/2021/09/tsubame_overflow_2021-04-06.html
        https://github.com/telekom-security/tpotce
        https://github.com/The-Shadowserver-Foundation/report_schema/blob/HEAD/types.md

      Table 2026.11
      SHA-256 5e92bcbe5a68aa03467111188811c6256786860d2c1161569425e60cce6624d3
      "
    `);
  });

  test("tells the ranges that count a port", () => {
    expect(describePort("23")).toContain("Group: IoT (telnet), counted in the ranges strict, default, wide.");
    expect(describePort("992")).toContain("counted in the range wide.");
    expect(describePort("445")).toContain("Group: other.");
  });

  test("tells an undated row from an old one", () => {
    expect(describePort("1883")).toContain("Valid: undated; the evidence names no year");
  });

  test("describes both protocols when none is named and both have a row", () => {
    expect(describePort("443")).toMatch(/^443\/tcp {2}HTTPS.*\n443\/udp {2}DTLS/s);
    expect(describePort("udp/443")).not.toContain("443/tcp");
    expect(describePort("1900")).toMatch(/^1900\/udp/);
  });

  test("points out dual use, for TCP alone", () => {
    expect(describePort("80/tcp")).toContain("Dual use: web or SSH servers");
    expect(describePort("80/tcp")).toContain("Group: other (IoT in the range wide).");
    expect(describePort("443/udp")).not.toContain("Dual use");
  });

  test("says when a port has no row", () => {
    expect(describePort("4242")).toContain("4242/tcp and 4242/udp have no row in the table: counted as class other");
    expect(describePort("22/udp")).toContain("22/udp has no row in the table");
  });

  test("is at most 100 columns wide but for references, and free of control characters", () => {
    for (const { port } of table.rows) {
      const text = describeTarget(table, { protocol: null, port });
      expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
      const prose = text.split("\n").filter((line) => !line.startsWith("  "));
      expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(100);
    }
  });

  test("shows a user's row with the file it came from, and nothing hostile", async () => {
    const mine = await readUserTable(
      "proto,port,class,service,valid_to\ntcp,4242,voip,\u001b[2Jdoor\u009b phone,2020\n",
    );
    const text = describeTarget(mine, parsePortQuery("4242"));
    expect(text).toMatch(/^4242\/tcp {2}\[2Jdoor phone\n/);
    expect(text).toContain("Devices or software: not given");
    expect(text).toContain("Malware or campaigns: none known");
    expect(text).toContain("Valid: until 2020;");
    expect(text).toContain("Evidence:\n  mine.csv, line 2\n");
    expect(text).toContain("Table 2026.11+mine.csv\n");
    expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });
});

describe("listTargets", () => {
  test("lists every row, aligned, at most 100 columns wide", () => {
    const lines = listTargets(table).split("\n");
    expect(lines.slice(0, 4)).toEqual([
      "port       class              confidence  since  service",
      "21/tcp     file-share         high        2016   FTP",
      "22/tcp     remote-admin       high               SSH",
      "23/tcp     telnet             high        2011   telnet",
    ]);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines.slice(326)).toEqual([
      "",
      "325 ports. Blank since: undated, not old.",
      "Table 2026.11",
      `SHA-256 ${table.sha256}`,
      "",
    ]);
  });

  test("cuts a service that is too long, counting wide letters twice", async () => {
    const mine = await readUserTable(
      `proto,port,class,service\ntcp,1,voip,${"x".repeat(200)}\nudp,1,voip,${"漢".repeat(200)}\n`,
    );
    const lines = listTargets(mine).split("\n");
    expect(lines.find((line) => line.startsWith("1/tcp"))).toMatch(/^.{99}…$/);
    const wide = lines.find((line) => line.startsWith("1/udp")) ?? "";
    expect(wide).toMatch(/漢…$/);
    expect(wide.length + (wide.match(/漢/g)?.length ?? 0)).toBeLessThanOrEqual(100);
  });
});
