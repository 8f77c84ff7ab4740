import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectFolder } from "../support/built-program.ts";
import { fwtrend } from "../support/run-fwtrend.ts";

const reading = [
  "--format",
  "--formats",
  "--tz",
  "--year",
  "--assume",
  "--columns",
  "--max-expansion",
  "--debug",
  "--help",
];
const choosing = [
  "--store",
  "--period",
  "--fiscal-year-start",
  "--method",
  "--top",
  "--targets",
  "--mapping",
  "--home",
  "--scope",
  "--include",
  "--exclude",
  "--known-scanners",
  "--scan-wide",
  "--scan-vertical",
  "--scan-horizontal",
];
const writing = [
  "--fail-on",
  "--anonymize",
  "--jobs",
  "--json",
  "--md",
  "--csv",
  "--table",
  "--output",
  "--rejects",
  "--max-unparsed",
  "--quiet",
  "--no-progress",
  "--color",
  "--ascii",
  "--contrast",
  "--lang",
];

const joining = ["--exposure", "--exposure-before", "--exposure-policy", "--exposure-public", "--exposure-site-rules"];

const exposing = [
  "--before",
  "--denials",
  "--policy",
  "--public",
  "--site-rules",
  "--targets",
  "--period",
  "--baseline",
  "--fiscal-year-start",
];

const commands: readonly (readonly [command: string, options: readonly string[]])[] = [
  ["analyze", [...reading, ...choosing, ...joining, ...writing, "--interactive"]],
  ["compare", [...reading, ...choosing, ...joining, ...writing, "--baseline", "--like-for-like", "--interactive"]],
  ["ui", [...reading, ...choosing, ...joining, ...writing, "--baseline"]],
  [
    "watch",
    [
      ...[...reading, ...choosing, ...writing].filter(
        (option) => !["--jobs", "--max-expansion", "--no-progress", "--store"].includes(option),
      ),
      "--listen",
      "--for",
      "--every",
      "--only-new",
      "--max-connections",
      "--plain",
    ],
  ],
  [
    "history",
    [
      "--store",
      "--by",
      "--period",
      "--fiscal-year-start",
      "--method",
      "--top",
      "--targets",
      "--against",
      "--classes",
      "--port",
      "--known-scanners",
      "--scan-wide",
      "--json",
      "--md",
      "--csv",
      "--output",
      "--color",
      "--ascii",
      "--lang",
      "--debug",
      "--help",
    ],
  ],
  ["import", [...reading, "--store", "--home", "--dry-run", "--overlap", "--jobs", "--json", "--quiet"]],
  ["export", ["--store", "--output", "--period", "--fiscal-year-start", "--anonymize", "--quiet", "--debug", "--help"]],
  ["store", ["--forget", "--migrate", "--json", "--debug", "--help"]],
  ["events", [...reading, "--all"]],
  ["formats", [...reading, "--learn"]],
  ["targets", ["--targets", "--diff", "--debug", "--help"]],
  [
    "exposure",
    [
      ...reading,
      ...exposing,
      "--store",
      ...writing.filter((option) => !["--anonymize", "--contrast", "--no-progress", "--rejects"].includes(option)),
    ],
  ],
  ["verify", ["--base", "--json", "--debug", "--help"]],
  ["check", ["--against", "--lang", "--json", "--debug", "--help"]],
];

function optionsIn(help: string): string[] {
  return [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option ?? "").sort();
}

function widestLine(text: string): number {
  return Math.max(...text.split("\n").map((line) => line.length));
}

describe.concurrent("help", () => {
  test("of the program: its commands, its options, and examples, on 80 columns", async () => {
    const run = await fwtrend(["--help"]);
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(widestLine(run.stdout)).toBeLessThanOrEqual(80);
    expect(optionsIn(run.stdout)).toEqual(["--debug", "--help", "--version"]);
    expect([...run.stdout.matchAll(/^ {2}(\w+) (?:\[options\]|\[command\])/gm)].map(([, name]) => name)).toEqual([
      ...commands.map(([name]) => name),
      "help",
    ]);
    expect(run.stdout).toContain("\nExamples:\n  fwtrend analyze ");
  });

  test.each(commands)("of %s: every option, on 80 columns", async (command, options) => {
    const run = await fwtrend([command, "--help"]);
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(widestLine(run.stdout)).toBeLessThanOrEqual(80);
    expect(optionsIn(run.stdout)).toEqual([...options].sort());
    expect(run.stdout).toMatch(new RegExp(`^Usage: fwtrend ${command} \\[options\\][ \n]`));
    expect(run.stdout).not.toMatch(/\[\]|undefined|null/);
  });

  test.each(["README.md", "README.ja.md"])(
    "%s has every option but those of how it looks, and none besides",
    (name) => {
      const readme = readFileSync(join(projectFolder, name), "utf8");
      const named = new Set([...readme.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([option]) => option));
      const all = new Set(commands.flatMap(([, options]) => options));
      const looks = new Set(["--all", "--ascii", "--color", "--debug", "--no-progress", "--output", "--quiet"]);
      expect([...all].filter((option) => !named.has(option) && !looks.has(option))).toEqual([]);
      expect([...named].filter((option) => !all.has(option))).toEqual([]);
    },
  );

  test("help COMMAND is the same as COMMAND --help", async () => {
    const [before, after] = await Promise.all([fwtrend(["help", "analyze"]), fwtrend(["analyze", "--help"])]);
    expect(before).toEqual(after);
  });

  test("--version is the package's", async () => {
    const { version } = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8")) as { version: string };
    for (const option of ["--version", "-V"]) {
      expect(await fwtrend([option])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
    }
  });
});
