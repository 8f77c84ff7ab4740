import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { builtProgram, projectFolder } from "../support/built-program.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

// Each module that is loaded takes its time before the first line: what a run needs not must wait until it is used.
const hook = join(scratchFolder(), "hook.cjs");
writeFileSync(
  hook,
  `process.on("exit", () => require("node:fs").writeFileSync(process.env.LOADED, JSON.stringify({
    builtins: process.moduleLoadList.filter((name) => name.startsWith("NativeModule ")).map((name) => name.slice(13)),
    files: Object.keys(require.cache),
  })));`,
);

/** What a run loads: Node's own modules, and the program's files without the hash in their names. */
function loadedBy(...args: string[]): { builtins: string[]; files: string[] } {
  const path = join(scratchFolder(), "loaded.json");
  execFileSync(process.execPath, ["--require", hook, builtProgram(), ...args], {
    cwd: projectFolder,
    env: { PATH: process.env["PATH"], TZ: "UTC", LOADED: path },
  });
  const { builtins, files } = JSON.parse(readFileSync(path, "utf8")) as ReturnType<typeof loadedBy>;
  const own = files.filter((file) => file !== hook);
  return { builtins, files: own.map((file) => basename(file).replace(/-[\w-]{8}\.js$/, ".js")) };
}

const costly = new Set(["crypto", "zlib", "fs/promises", "child_process", "worker_threads", "readline"]);

test("help loads its one file", () => {
  const { builtins, files } = loadedBy("--help");
  expect(files.toSorted()).toEqual(["rolldown-runtime.js", "start.js"]);
  expect(builtins.filter((name) => costly.has(name))).toEqual([]);
});

test("analyze loads few files, and of Node's modules none that a small log does not need", () => {
  const { builtins, files } = loadedBy("analyze", "--quiet", "samples/linux-netfilter.log");
  expect(files).toEqual(expect.arrayContaining(["reading.js", "reporting.js"]));
  expect(files.length).toBeLessThan(16);
  expect(builtins.filter((name) => costly.has(name))).toEqual([]);
});

test("targets loads nothing that reads logs", () => {
  const { files } = loadedBy("targets", "23");
  expect(files).not.toContain("reading.js");
});

test("the database of stores is loaded by nothing that opens none", () => {
  const isDatabase = (file: string): boolean => file.startsWith("DuckDB");
  for (const args of [["--help"], ["analyze", "-q", "samples/linux-netfilter.log"], ["import", "--help"]]) {
    expect(loadedBy(...args).files.filter(isDatabase)).toEqual([]);
  }
  const store = join(scratchFolder(), "a.duckdb");
  expect(loadedBy("import", "-q", "samples/linux-netfilter.log", "--store", store).files.some(isDatabase)).toBe(true);
});
