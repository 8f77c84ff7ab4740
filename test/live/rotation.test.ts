import {
  appendFileSync,
  copyFileSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayToIso } from "../../src/analysis/iso-day.ts";
import { followFile } from "../../src/live/file-input.ts";
import { LineGatherer } from "../../src/live/line-gatherer.ts";
import { LiveInput } from "../../src/live/live-input.ts";
import { projectFolder } from "../support/built-program.ts";
import { netfilterLine } from "../support/firewall-lines.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { denialsByPort, plainOptions } from "./live-session.ts";

/** A log that a test writes, and a follower that is asked to look when the test says so. */
function openLog(
  path = join(scratchFolder(), "fw.log"),
  known = new Set<string>(),
  fromStart = true,
  now = () => Date.now(),
) {
  const options = plainOptions();
  const side = options.sides.openLive(null);
  const rejects: string[] = [];
  const notes: string[] = [];
  const input = new LiveInput(path, "file", path, {
    options: options.read,
    sides: options.sides,
    side,
    reject: (_path, _line, _fault, text) => void rejects.push(text()),
    now,
    gatherer: new LineGatherer(),
    kernels: { open: 0 },
    tell: (_about, _kind, text) => void notes.push(text),
  });
  const file = followFile(input, path, fromStart, known);
  const poll = async (): Promise<void> => {
    while (await file.poll());
  };
  const close = async (): Promise<void> => {
    await file.close();
    input.close();
  };
  return { path, poll, close, input, rejects, notes, counts: side.rollup };
}

/** What may happen to a log. A part of a line has no line break. */
type Step =
  | { kind: "append" | "part" | "appendRenamed"; lines: number }
  | { kind: "poll" | "rename" | "truncate" | "remove" };

const anySteps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("append" as const), lines: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ kind: fc.constant("part" as const), lines: fc.constant(1) }),
    fc.record({ kind: fc.constant("appendRenamed" as const), lines: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ kind: fc.constantFrom("poll" as const, "rename" as const, "truncate" as const, "remove" as const) }),
  ),
  { maxLength: 30 },
);

/**
 * Writes a log as the steps say, and what its lines are. A file that comes and goes between two looks is not seen, nor is
 * one that is truncated before the first: before each rotation somebody looks.
 */
async function write(steps: readonly Step[], log: ReturnType<typeof openLog>): Promise<string[]> {
  const texts: string[] = [];
  let serial = 0;
  let current: number | null = null;
  let renamed: { path: string; text: number } | null = null;
  const append = (path: string, at: number, text: string): void => {
    appendFileSync(path, text);
    texts[at] += text;
  };
  const appendCurrent = (text: string): void => {
    if (current === null) current = texts.push("") - 1;
    append(log.path, current, text);
  };
  const lines = (count: number): string =>
    Array.from({ length: count }, () => `line ${++serial} of nobody's\n`).join("");
  for (const step of steps) {
    if (step.kind === "append") appendCurrent(lines(step.lines));
    else if (step.kind === "part") appendCurrent(`part ${++serial} `);
    else if (step.kind === "appendRenamed") {
      if (renamed !== null) append(renamed.path, renamed.text, lines(step.lines));
    } else if (step.kind === "poll") await log.poll();
    else if (current !== null) {
      await log.poll();
      if (step.kind === "rename") {
        renamed = { path: `${log.path}.${++serial}`, text: current };
        renameSync(log.path, renamed.path);
      } else if (step.kind === "remove") rmSync(log.path);
      else {
        // Lines that come after the last look are in the copy alone.
        if (serial % 2 === 0) appendCurrent(lines(2));
        copyFileSync(log.path, `${log.path}.copy${++serial}`);
        truncateSync(log.path);
      }
      current = null;
    }
  }
  return texts.flatMap((text) => text.split("\n").filter((line) => line !== ""));
}

test("whatever happens to a log, each of its lines is read once", async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, async (steps) => {
      const log = openLog();
      const lines = await write(steps, log);
      await log.close();
      expect(log.rejects.toSorted()).toEqual(lines.toSorted());
      const fates = log.input.finish().lines;
      expect(fates).toMatchObject({ total: lines.length, unparsed: lines.length });
    }),
    { numRuns: 150 },
  );
}, 120_000);

describe("denials, which kernels count", () => {
  const denials = (from: number, to: number): string =>
    Array.from({ length: to - from }, (_, at) => `${netfilterLine({ port: from + at })}\n`).join("");
  const each = (from: number, to: number): [number, number][] =>
    Array.from({ length: to - from }, (_, at) => [from + at, 1]);

  test("through each kind of rotation, with looks at what was counted between", async () => {
    const log = openLog();
    writeFileSync(log.path, denials(1, 2000));
    await log.poll();
    log.input.handOver();
    appendFileSync(log.path, denials(2000, 3000));
    await log.poll();
    renameSync(log.path, `${log.path}.1`);
    appendFileSync(`${log.path}.1`, denials(3000, 3500));
    writeFileSync(log.path, denials(3500, 4500));
    await log.poll();
    log.input.handOver();
    expect(log.counts.totals().untimed).toBe(0);
    copyFileSync(log.path, `${log.path}.2`);
    truncateSync(log.path);
    appendFileSync(log.path, denials(4500, 9000));
    await log.poll();
    rmSync(log.path);
    await log.poll();
    writeFileSync(log.path, denials(9000, 9100));
    await log.close();
    expect([...denialsByPort(log.counts)].toSorted(([a], [b]) => a - b)).toEqual(each(1, 9100));
    expect(log.input.state.rotations).toBe(3);
  });

  test("a file of many megabytes comes in bulk, and its last line may be half written", async () => {
    const log = openLog();
    const text = denials(1, 60_000);
    writeFileSync(log.path, text.slice(0, -40));
    await log.poll();
    appendFileSync(log.path, text.slice(-40));
    await log.close();
    expect([...denialsByPort(log.counts)].toSorted(([a], [b]) => a - b)).toEqual(each(1, 60_000));
  });

  test("only what is new: not the rest of a line that had begun, and all of the file that comes next", async () => {
    const folder = scratchFolder({ "fw.log": denials(1, 100) + netfilterLine({ port: 100 }) });
    const log = openLog(join(folder, "fw.log"), new Set(), false);
    await log.poll();
    appendFileSync(log.path, ` and more\n${denials(101, 103)}`);
    await log.poll();
    renameSync(log.path, `${log.path}.1`);
    writeFileSync(log.path, denials(103, 105));
    await log.close();
    expect([...denialsByPort(log.counts)].toSorted(([a], [b]) => a - b)).toEqual(each(101, 105));
  });

  test.each([
    ["windows-firewall.log", 1, 5],
    ["ms-isa.log", 0, 4],
    ["csv-headers.csv", 0, 1],
  ])("only what is new of %s, whose columns are named in its first lines", async (name, from, to) => {
    const lines = readFileSync(join(projectFolder, "samples", name), "utf8")
      .split(/(?<=\n)/)
      .slice(from);
    const rest = lines.slice(to - from).join("");
    const whole = openLog(join(scratchFolder({ [name]: lines.join("") }), name));
    await whole.close();
    const later = openLog(join(scratchFolder({ [name]: lines.slice(0, to - from).join("") }), name), new Set(), false);
    await later.poll();
    appendFileSync(later.path, rest);
    await later.close();
    expect(denialsByPort(later.counts)).toEqual(denialsByPort(whole.counts));
    expect(denialsByPort(whole.counts).size).toBeGreaterThan(3);
  });

  test("a log and the name that it is renamed to, both followed, are read once", async () => {
    const folder = scratchFolder({ "fw.log": denials(1, 10), "fw.log.1": denials(10, 20) });
    const known = new Set<string>();
    const first = openLog(join(folder, "fw.log"), known);
    const second = openLog(join(folder, "fw.log.1"), known);
    await first.poll();
    await second.poll();
    renameSync(second.path, `${second.path}.old`);
    renameSync(first.path, second.path);
    writeFileSync(first.path, denials(20, 30));
    await second.poll();
    await first.poll();
    await second.close();
    await first.close();
    expect([...denialsByPort(first.counts)].toSorted(([a], [b]) => a - b)).toEqual([...each(1, 10), ...each(20, 30)]);
    expect([...denialsByPort(second.counts)].toSorted(([a], [b]) => a - b)).toEqual(each(10, 20));
  });

  test("the hole that is left where a program writes on at its old place is no line", async () => {
    const log = openLog();
    writeFileSync(log.path, denials(1, 5));
    await log.poll();
    writeFileSync(log.path, Buffer.concat([Buffer.alloc(3_000_000), Buffer.from(denials(5, 8))]));
    await log.close();
    expect([...denialsByPort(log.counts)].toSorted(([a], [b]) => a - b)).toEqual(each(1, 8));
    expect(log.input.finish().lines.total).toBe(7);
  });
});

test("a file that comes and goes, or has two names, is told of once", async () => {
  const log = openLog();
  writeFileSync(log.path, "line\n");
  await log.poll();
  rmSync(log.path);
  for (let at = 0; at < 3; at++) await log.poll();
  expect(log.input.phase).toBe("waiting");
  writeFileSync(log.path, "line\n");
  await log.poll();
  expect(log.input.phase).toBe("reading");
  const known = new Set<string>();
  const first = openLog(log.path, known);
  await first.poll();
  const second = openLog(join(log.path, "..", ".", "fw.log"), known);
  for (let at = 0; at < 3; at++) await second.poll();
  for (const one of [log, first, second]) await one.close();
  expect(log.notes).toEqual(["is gone; waiting for it to come again", "is another file now; read from its beginning"]);
  expect(second.notes).toEqual(["was read under another name already; not read again"]);
  expect(second.input.finish()).toMatchObject({ lines: { total: 0 }, error: null });
});

test("what a file holds already is dated as in a file that does not grow, and what comes by when it comes", async () => {
  const line = (stamp: string, port: number): string => `${netfilterLine({ port }).replace(/^\S+/, stamp)}\n`;
  const folder = scratchFolder({
    "fw.log": [
      ["Nov 30", 1],
      ["Dec 31", 2],
      ["Jan  1", 3],
      ["Mar 31", 4],
    ]
      .map(([day, port]) => line(`${day} 12:00:00`, Number(port)))
      .join(""),
  });
  const path = join(folder, "fw.log");
  utimesSync(path, new Date("2018-04-01T00:00:00Z"), new Date("2018-04-01T00:00:00Z"));
  const log = openLog(path, new Set(), true, () => Date.parse("2026-11-23T12:00:00Z"));
  await log.poll();
  appendFileSync(path, line("Nov 23 11:59:00", 5) + line("Dec 31 11:59:00", 6));
  await log.close();
  const days = new Map<number, string>();
  log.counts.eachCell((day, _device, packed) => void days.set((packed & 0x1ffff) - 1, dayToIso(day)));
  expect([...days].toSorted(([a], [b]) => a - b)).toEqual([
    [1, "2017-11-30"],
    [2, "2017-12-31"],
    [3, "2018-01-01"],
    [4, "2018-03-31"],
    [5, "2026-11-23"],
    [6, "2025-12-31"],
  ]);
});

test("lines of one text a year apart are of two years, though the kernel has learnt them", async () => {
  let now = Date.parse("2026-11-23T12:00:00Z");
  const text = `${netfilterLine().replace(/^\S+/, "Nov 23 11:59:00")}\n`.repeat(1000);
  const path = join(scratchFolder({ "fw.log": text }), "fw.log");
  utimesSync(path, new Date("2025-11-24T00:00:00Z"), new Date("2025-11-24T00:00:00Z"));
  const log = openLog(path, new Set(), true, () => now);
  await log.poll();
  appendFileSync(path, text);
  await log.poll();
  now = Date.parse("2027-11-23T12:00:00Z");
  appendFileSync(path, text);
  await log.close();
  const days = new Map<string, number>();
  log.counts.eachCell((day, _device, _packed, denials) => {
    days.set(dayToIso(day), (days.get(dayToIso(day)) ?? 0) + denials);
  });
  expect([...days].toSorted(([a], [b]) => (a < b ? -1 : 1))).toEqual([
    ["2025-11-23", 1000],
    ["2026-11-23", 1000],
    ["2027-11-23", 1000],
  ]);
});

describe("files that are none to follow", () => {
  test.each([
    ["gzip", Buffer.from([0x1f, 0x8b, 8, 0, 0]), /is packed \(gzip\)/],
    ["zip", Buffer.from("PK\x03\x04rest"), /is packed \(zip\)/],
    ["UTF-16", Buffer.from("\ufeffDROP IN=eth0\n", "utf16le"), /is in UTF-16/],
  ])("%s is refused in words", async (_name, bytes, words) => {
    const log = openLog(join(scratchFolder({ "fw.log": bytes }), "fw.log"));
    await log.poll();
    expect(log.input.state).toMatchObject({
      phase: "failed",
      faults: 1,
      lastFault: expect.stringMatching(words) as string,
    });
    await log.close();
    expect(log.input.finish()).toMatchObject({ error: { exitCode: 4 }, lines: { total: 0 } });
  });

  test("one that is not there is waited for, and named if it never comes", async () => {
    const log = openLog();
    await log.poll();
    await log.poll();
    expect(log.notes).toEqual(["is not there yet; waiting for it"]);
    expect(log.input.phase).toBe("waiting");
    await log.close();
    expect(log.input.finish().error?.message).toMatch(/there was never such a file$/);
  });
});
