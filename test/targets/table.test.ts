import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { targetsSha256, targetsVersion } from "../../src/targets/table.ts";
import { builtinTargets } from "../../src/targets/target-table.ts";
import { targetClasses } from "../../src/targets/target.ts";
import { renderTable } from "../support/write-targets.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
const csv = readFileSync(join(root, "src/targets/port-targets.csv"));
const { rows } = builtinTargets();

function countBy(pick: (row: (typeof rows)[number]) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[pick(row)] = (counts[pick(row)] ?? 0) + 1;
  return counts;
}

describe("the bundled rows", () => {
  test("are 325, one for each protocol and port, sorted", () => {
    const keys = rows.map((row) => row.protocol * 65536 + row.port);
    expect(keys).toHaveLength(325);
    expect(new Set(keys).size).toBe(325);
    expect(keys).toEqual(keys.toSorted((a, b) => a - b));
    expect(countBy((row) => String(row.protocol))).toEqual({ 6: 244, 17: 81 });
  });

  test("have the class counts of the research", () => {
    expect(countBy((row) => row.class)).toEqual({
      telnet: 7,
      "iot-router": 20,
      "iot-camera-dvr": 24,
      "iot-android": 1,
      "iot-other": 23,
      "ics-ot": 49,
      "remote-admin": 31,
      windows: 10,
      database: 20,
      web: 13,
      "app-middleware": 27,
      mail: 7,
      "file-share": 9,
      "network-infra": 12,
      "udp-amplification": 27,
      voip: 6,
      "vpn-edge": 10,
      "cloud-container": 12,
      cryptomining: 4,
      "proxy-p2p": 7,
      other: 6,
    });
    expect(targetClasses).toHaveLength(21);
  });

  test("have the confidences of the research", () => {
    expect(countBy((row) => row.confidence)).toEqual({ high: 87, medium: 162, low: 76 });
  });

  test("are each complete: a service, evidence, a year that makes sense or none", () => {
    for (const row of rows) {
      expect(row.service, `${row.port}`).not.toBe("");
      expect(row.devices, `${row.port}`).not.toBe("");
      expect(row.evidence.length, `${row.port}`).toBeGreaterThan(0);
      for (const reference of row.evidence) expect(reference).toMatch(/https?:\/\//);
      expect(row.validFrom ?? 2011).toBeGreaterThanOrEqual(2011);
      expect(row.validFrom ?? 2011).toBeLessThanOrEqual(2026);
      expect(row.validTo).toBeNull();
    }
    expect(rows.filter((row) => row.validFrom === null)).toHaveLength(208);
  });

  test("keep every fact of a row", () => {
    expect(builtinTargets().find(6, 2323)).toEqual({
      protocol: 6,
      port: 2323,
      class: "telnet",
      confidence: "high",
      service: "telnet (alternate)",
      devices: "same device set as 23/tcp",
      campaigns: "Mirai (1 SYN in 10 goes to 2323)",
      validFrom: 2016,
      validTo: null,
      evidence: [
        "https://github.com/jgamblin/Mirai-Source-Code/blob/HEAD/mirai/bot/scanner.c",
        "https://scan.netsecurity.ne.jp/article/2016/10/24/39079.html",
        "https://blogs.jpcert.or.jp/en/2022/10/tsubame_overflow_2022-04-06.html",
      ],
    });
  });
});

describe("table.ts", () => {
  test("is what the generator makes of the CSV file", async () => {
    expect(readFileSync(join(root, "src/targets/table.ts"), "utf8")).toBe(await renderTable(csv));
    expect(targetsSha256).toBe(createHash("sha256").update(csv).digest("hex"));
    expect(targetsVersion).toBe("2026.11");
  });

  test("is called stale by --check after the CSV file changed", async () => {
    const copy = mkdtempSync(join(tmpdir(), "fwtrend-targets-"));
    onTestFinished(() => rmSync(copy, { recursive: true }));
    for (const path of ["src/targets", "src/errors.ts", "test/support/write-targets.ts", "package.json"]) {
      cpSync(join(root, path), join(copy, path), { recursive: true });
    }
    cpSync(join(root, ".oxfmtrc.json"), join(copy, ".oxfmtrc.json"));
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    const check = [join(copy, "test/support/write-targets.ts"), "--check"];
    await run(process.execPath, check);
    appendFileSync(join(copy, "src/targets/port-targets.csv"), "udp,65000,other,test,,,,,low,https://example.com\n");
    await expect(run(process.execPath, check)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("src/targets/table.ts is stale"),
    });
  }, 20_000);
});
