import { chmodSync, linkSync, mkdirSync, statSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { discoverInputs } from "../../src/ingest/discover.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const now = 1_500_000_000_000;

const folder = scratchFolder({
  "a.log": "a",
  "b.log": "bb",
  "c.log.gz": "",
  "sub/d.log": "d",
  "sub/deep/e.log": "e",
  "sub/.hidden/f.log": "f",
  ".g.log": "g",
  "sub-2/h.log": "h",
  "[x].log": "x",
  "empty/.only-hidden": "",
});
symlinkSync(join(folder, "a.log"), join(folder, "z-link.log"));
symlinkSync(join(folder, "sub"), join(folder, "z-folder"));
symlinkSync("..", join(folder, "sub", "deep", "circle"));
symlinkSync("nowhere", join(folder, "dangling"));
mkdirSync(join(folder, "void"));

/** Paths below the folder. */
async function find(...paths: readonly string[]): Promise<string[]> {
  const files = await discoverInputs(
    paths.map((path) => (path === "-" ? path : join(folder, path))),
    now,
  );
  return files.map((file) => file.path.replace(`${folder}/`, ""));
}

async function faultOf(path: string): Promise<UserError> {
  const fault: unknown = await discoverInputs([join(folder, path)], now).catch((cause: unknown) => cause);
  expect(fault).toBeInstanceOf(UserError);
  return fault as UserError;
}

const all = ["[x].log", "a.log", "b.log", "c.log.gz", "sub/d.log", "sub/deep/e.log", "sub-2/h.log"];

describe("directories", () => {
  test("are read recursively in a stable order, without hidden files, each file once", async () => {
    const found = await find(".");
    expect(found.toSorted()).toEqual(all.toSorted());
    expect(await find(".")).toEqual(found);
  });

  test("that hold nothing but hidden files are named", async () => {
    for (const path of ["empty", "void"]) expect(await faultOf(path)).toMatchObject({ exitCode: 2 });
    expect((await faultOf("void")).message).toBe(`${join(folder, "void")}: the directory holds no files`);
  });

  test("reached by a link are read, circles once", async () => {
    expect(await find("z-folder")).toEqual(["z-folder/d.log", "z-folder/deep/e.log"]);
    expect(await find("sub/deep")).toEqual(["sub/deep/circle/d.log", "sub/deep/e.log"]);
  });

  test.skipIf(process.getuid?.() === 0)(
    "that may not be read are named (root may read all: skipped for it)",
    async () => {
      const path = "locked";
      mkdirSync(join(folder, path));
      chmodSync(join(folder, path), 0);
      expect((await faultOf(path)).message).toContain("cannot be read (EACCES)");
      chmodSync(join(folder, path), 0o700);
    },
  );
});

describe("globs", () => {
  test("stand for the files that match, sorted, and for the files in directories that match", async () => {
    expect(await find("*.log")).toEqual(["[x].log", "a.log", "b.log"]);
    expect(await find("su*")).toEqual(["sub-2/h.log", "sub/d.log", "sub/deep/e.log"]);
    expect(await find("{b,a}.log")).toEqual(["a.log", "b.log"]);
    expect(await find("**/e.log")).toHaveLength(1);
  });

  test("with a name of their own stand for that file", async () => {
    expect(await find("[x].log")).toEqual(["[x].log"]);
  });

  test("without a match are named", async () => {
    expect(await faultOf("*.nothing")).toMatchObject({
      message: `${join(folder, "*.nothing")}: no file matches`,
      exitCode: 2,
    });
  });
});

describe("the same file", () => {
  test("is read once however often and by whatever name it is given, under its first one", async () => {
    expect(await find("b.log", "./b.log", "sub/../b.log", "*.log", "b.log")).toEqual(["b.log", "[x].log", "a.log"]);
    expect(await find("z-link.log", "a.log")).toEqual(["z-link.log"]);
    expect(await find("a.log", "z-link.log", ".")).toEqual([
      "a.log",
      ...(await find(".")).filter((path) => path !== "a.log"),
    ]);
  });

  test("under two names of its own is two: what they hold decides", async () => {
    const twice = scratchFolder({ "one.log": "x" });
    linkSync(join(twice, "one.log"), join(twice, "two.log"));
    expect(await discoverInputs([twice], now)).toHaveLength(2);
  });

  test("is standard input once", async () => {
    expect(await find("-", "a.log", "-")).toEqual(["-", "a.log"]);
  });
});

test("each file comes with its size and the time it was last changed", async () => {
  const path = join(folder, "b.log");
  utimesSync(path, 1_400_000_000, 1_400_000_000);
  const [file, input] = await discoverInputs([path, "-"], now);
  expect(file).toEqual({ path, sizeBytes: 2, modifiedMs: 1_400_000_000_000 });
  expect(input).toEqual({ path: "-", sizeBytes: null, modifiedMs: now });
  expect((await discoverInputs([join(folder, "z-link.log")], now))[0]?.sizeBytes).toBe(
    statSync(join(folder, "a.log")).size,
  );
});

test("what is not there is named", async () => {
  for (const path of ["nothing.log", "a.log/inside.log", "dangling"]) {
    expect(await faultOf(path)).toMatchObject({
      message: `${join(folder, path)}: no such file or directory`,
      exitCode: 2,
    });
  }
});
