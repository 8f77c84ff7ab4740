import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/analysis/report.ts";
import { netfilterLine, netfilterLog } from "../support/firewall-lines.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const own = `${netfilterLine({ host: "edge-osaka", source: "10.20.30.40" })}\n`;
const cwd = scratchFolder({
  "secret-tokyo/a.log": netfilterLog(40, { host: "fw-tokyo-1" }) + own.repeat(50),
  "secret-tokyo/b.log": `${netfilterLog(30, { host: "fw-nagoya" })}\0${netfilterLog(2)}`,
  "secret-tokyo/c.log.gz": gzipSync(netfilterLog(900, { host: "fw-cut" })).subarray(0, 600),
  "secret-old/a.log": netfilterLog(25, { host: "fw-tokyo-1", time: "2017-03-01T12:00:00Z" }),
  "secret-nets.txt": "192.0.2.0/24\n",
});
const args = [
  "compare",
  "secret-old",
  "secret-tokyo",
  "--home",
  "@secret-nets.txt",
  "--exclude",
  "device:fw-sendai,fw-na?oya0 src:10.99.0.0/16",
  "--known-scanners",
  "secret-nets.txt",
];
const secret = /secret|tokyo|nagoya|osaka|sendai|fw-cut|10\.20\.30\.40|10\.99|192\.0\.2/i;

function numbersOf(value: unknown): unknown[] {
  if (typeof value === "number" || typeof value === "boolean") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}

describe("--anonymize", () => {
  test("leaves no device, own address or path in any output, and every figure as it is", async () => {
    const files = ["-o", "out.json", "-o", "out.txt"];
    const plain = await fwtrend([...args, "--json"], { cwd });
    const hidden = await fwtrend([...args, "--json", "--anonymize", ...files], { cwd });
    const text = await fwtrend([...args, "--anonymize"], { cwd });
    expect(plain.stdout).toMatch(secret);
    expect(hidden.exitCode).toBe(plain.exitCode);
    for (const output of [hidden.stdout, text.stdout, ...["out.json", "out.txt"].map((file) => read(file))]) {
      expect(output).not.toMatch(secret);
    }
    const [before, after] = [readReport(plain.stdout), readReport(hidden.stdout)];
    const figuresOf = ({ provenance, ...figures }: Report): unknown[] => [
      numbersOf(figures),
      provenance.inputs.map(({ path: _path, error: _error, ...input }) => input),
    ];
    expect(figuresOf(after)).toEqual(figuresOf(before));
    expect(after.provenance.anonymized).toBe(true);
    expect(before.provenance.anonymized).toBe(false);
    expect(after.coverage.map(({ device }) => device)).toContain("device-1");
    expect(after.ownInfected).toMatchObject([{ source: "own-1", denials: 50 }]);
  });
});

function read(file: string): string {
  return readFileSync(join(cwd, file), "utf8");
}
