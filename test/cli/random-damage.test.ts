import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { projectFolder } from "../support/built-program.ts";
import { readEvents, sumDenials } from "../support/event-objects.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { expectPrintable } from "../support/terminal-safety.ts";

const linesOfEach = 400;

/** The beginnings of all sample logs, one below the other. */
function sampleLines(): Buffer {
  const samples = join(projectFolder, "samples");
  const logs = readdirSync(samples, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(log|csv|jsonl?)(\.gz)?$/.test(path) && statSync(join(samples, path)).isFile())
    .sort();
  const heads = logs.map((path) => {
    const stored = readFileSync(join(samples, path));
    const text = stored[0] === 0x1f && stored[1] === 0x8b ? gunzipSync(stored) : stored;
    return text.toString("latin1").split("\n").slice(0, linesOfEach).join("\n");
  });
  return Buffer.from(heads.join("\n"), "latin1");
}

/** The same bytes with some of them replaced by any. */
function damage(bytes: Buffer, oneIn: number, seed: number): Buffer {
  let state = seed;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Buffer.from(bytes.map((byte) => (random(oneIn) === 0 ? random(256) : byte)));
}

// Three degrees: a byte now and then, some in every line, hardly anything left.
test.each([500, 40, 4])("logs with one byte in %i replaced are read without a fault of the program", async (oneIn) => {
  const damaged = damage(sampleLines(), oneIn, oneIn);
  const cwd = scratchFolder({ "damaged.log": damaged });
  const analyzed = await fwtrend(["analyze", "damaged.log", "--json", "--rejects", "rejects.txt"], { cwd });
  expect([0, 3, 4]).toContain(analyzed.exitCode);
  const report = readReport(analyzed.stdout);
  const rejects = readFileSync(join(cwd, "rejects.txt"), "utf8");
  expectPrintable(rejects);

  const written = await fwtrend(["events", "damaged.log", "--all"], { cwd });
  expectPrintable(written.stdout);
  expect(sumDenials(readEvents(written.stdout))).toBe(report.totals.denials);

  const told = await fwtrend(["formats", "damaged.log"], { cwd });
  expectPrintable(told.stdout);
  expect(told).toMatchObject({ exitCode: 0, stderr: "" });
});
