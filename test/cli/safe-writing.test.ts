import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { netfilterLog } from "../support/firewall-lines.ts";
import { inShell } from "../support/in-shell.ts";
import { makeNamedPipe } from "../support/named-pipe.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const files = { "good.log": netfilterLog(20) };

function read(...path: string[]): string {
  return readFileSync(join(...path), "utf8");
}

function works(command: string): boolean {
  return spawnSync("sh", ["-c", command]).status === 0;
}

/** Every file and folder below a folder. */
function listAll(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).sort();
}

describe.concurrent("a file that stood there before", () => {
  test("is replaced and keeps its permissions", async () => {
    const cwd = scratchFolder({ ...files, "r.json": "old" });
    chmodSync(join(cwd, "r.json"), 0o640);
    await fwtrend(["analyze", "good.log", "-o", "r.json"], { cwd });
    expect(readReport(read(cwd, "r.json")).totals.denials).toBe(20);
    expect(statSync(join(cwd, "r.json")).mode & 0o777).toBe(0o640);
    expect(listAll(cwd)).toEqual(["good.log", "r.json"]);
  });

  test("is replaced where a link leads, and the link stays", async () => {
    const cwd = scratchFolder({ ...files, "deep/real.json": "old" });
    symlinkSync("deep/real.json", join(cwd, "r.json"));
    await fwtrend(["analyze", "good.log", "-o", "r.json"], { cwd });
    expect(readlinkSync(join(cwd, "r.json"))).toBe("deep/real.json");
    expect(lstatSync(join(cwd, "deep/real.json")).isFile()).toBe(true);
    expect(readReport(read(cwd, "deep/real.json")).totals.denials).toBe(20);
    expect(readdirSync(join(cwd, "deep"))).toEqual(["real.json"]);
  });

  test("is never half of each: what reads it meanwhile sees the old one to its end", async () => {
    const cwd = scratchFolder({ ...files, "r.json": "old" });
    const run = await inShell(
      'exec 3<r.json; "$@"; cat <&3',
      ["analyze", "good.log", "-o", "r.json", "-q", "--csv"],
      cwd,
    );
    expect(run.stdout).toMatch(/\r\nold$/);
    expect(readReport(read(cwd, "r.json")).totals.denials).toBe(20);
  });

  test("an input is never written over, nor by a table of a folder", async () => {
    const log = "datetime,src,proto,dport,action\n2018-03-01 12:00:00,198.51.100.1,tcp,23,deny\n";
    const cwd = scratchFolder({ "t/ports.csv": log });
    const run = await fwtrend(["analyze", "t/ports.csv", "-o", "t/"], { cwd });
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toContain("fwtrend: t/ports.csv: is one of the inputs, and would be overwritten\n");
    expect(read(cwd, "t/ports.csv")).toBe(log);
    expect(listAll(cwd)).toEqual(["t", "t/ports.csv"]);
  });
});

test("a new file has the permissions that others get", async () => {
  const cwd = scratchFolder(files);
  await inShell('umask 027; "$@"', ["analyze", "good.log", "-o", "r.json"], cwd);
  expect(statSync(join(cwd, "r.json")).mode & 0o777).toBe(0o640);
});

test("a pipe is written, not replaced", async () => {
  const cwd = scratchFolder(files);
  const pipe = join(cwd, "pipe.json");
  makeNamedPipe(pipe);
  const [text, run] = await Promise.all([
    readFile(pipe, "utf8"),
    fwtrend(["analyze", "good.log", "-o", pipe], { cwd }),
  ]);
  expect(run.exitCode).toBe(0);
  expect(readReport(text).totals.denials).toBe(20);
  expect(lstatSync(pipe).isFIFO()).toBe(true);
});

interface Obstacle {
  what: string;
  path: string;
  make: (cwd: string) => void;
  message: string;
}

const check = "check the folder and its permissions";
const obstacles: Obstacle[] = [
  {
    what: "no folder",
    path: "none/r.json",
    make: () => undefined,
    message: `none/r.json: cannot be written (there is no such folder)\n  ${check}`,
  },
  {
    what: "no folder for a folder",
    path: "none/t/",
    make: () => undefined,
    message: `none/t/: cannot be written (there is no such folder)\n  ${check}`,
  },
  {
    what: "a folder in the place of a file",
    path: "r.json",
    make: (cwd) => mkdirSync(join(cwd, "r.json")),
    message: "r.json: cannot be written (it is a directory)\n  write to another file",
  },
  {
    what: "a file in the place of a folder",
    path: "good.log/r.json",
    make: () => undefined,
    message: `good.log/r.json: cannot be written (a part of the path is no folder)\n  ${check}`,
  },
  {
    what: "a file of the name of the folder",
    path: "file/",
    make: (cwd) => symlinkSync("good.log", join(cwd, "file")),
    message: "file/: cannot be written (there is a file of that name)\n  write to another folder",
  },
  {
    what: "a folder in the place of a table",
    path: "t/",
    make: (cwd) => mkdirSync(join(cwd, "t/ports.csv"), { recursive: true }),
    message: "t/ports.csv: cannot be written (it is a directory)\n  write to another file",
  },
  {
    what: "a link to nothing",
    path: "r.json",
    make: (cwd) => symlinkSync("gone/r.json", join(cwd, "r.json")),
    message:
      "r.json: cannot be written (it is a link to a file that is not there)\n  remove the link, or make the file that it names",
  },
  {
    what: "links in a circle",
    path: "r.json",
    make: (cwd) => symlinkSync("r.json", join(cwd, "r.json")),
    message: `r.json: cannot be written (its links lead in a circle)\n  ${check}`,
  },
  {
    what: "a name that is too long",
    path: `${"r".repeat(300)}.json`,
    make: () => undefined,
    message: `${"r".repeat(300)}.json: cannot be written (the name is too long)\n  write to a shorter name`,
  },
];

describe.concurrent("what cannot be written", () => {
  test.each(obstacles)("$what: is said, leaves nothing, and costs nothing else", async ({ path, make, message }) => {
    const cwd = scratchFolder(files);
    make(cwd);
    const before = listAll(cwd);
    const run = await fwtrend(["analyze", "good.log", "--json", "-o", path, "-o", "z.json"], { cwd });
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain(`\nfwtrend: ${message}\n`);
    expect(run.stderr.match(/^fwtrend: /gm)).toHaveLength(1);
    expect(listAll(cwd)).toEqual([...before, "z.json"].sort());
    expect(read(cwd, "z.json")).toBe(run.stdout);
    expect(readReport(run.stdout).totals.denials).toBe(20);
  });
});

const isRoot = process.getuid?.() === 0;

describe.concurrent("without the right to write", () => {
  /** As a user who is nobody in particular, where the tests run as root. */
  const asUser = isRoot ? 'exec setpriv --reuid 65534 --regid 65534 --clear-groups "$@"' : 'exec "$@"';
  const hasUser = !isRoot || works("setpriv --reuid 65534 --clear-groups true");

  test.skipIf(!hasUser).each([
    ["a protected file", 0o777, 0o444],
    ["a protected folder", 0o555, 0o666],
  ])("%s stays as it is", async (_what, folderMode, fileMode) => {
    const cwd = scratchFolder({ ...files, "t/r.json": "old" });
    chmodSync(cwd, 0o755);
    chmodSync(join(cwd, "t/r.json"), fileMode);
    chmodSync(join(cwd, "t"), folderMode);
    const run = await inShell(asUser, ["analyze", "good.log", "--json", "-o", "t/r.json"], cwd);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain("fwtrend: t/r.json: cannot be written (permission denied)\n");
    expect(readReport(run.stdout).totals.denials).toBe(20);
    expect(read(cwd, "t/r.json")).toBe("old");
    expect(readdirSync(join(cwd, "t"))).toEqual(["r.json"]);
  });
});

describe.concurrent("without space", () => {
  const canMount = works("unshare -rm sh -c 'mount -t tmpfs tmpfs /mnt'");
  /** A disk of 64 KiB with an old report and 4 KiB left, seen by this command alone; what is on it afterwards is printed. */
  const onSmallDisk = `unshare -rm sh -c '
    mount -t tmpfs -o size=64k tmpfs disk || exit 99
    printf old > disk/r.json; mkdir disk/t; head -c 57344 /dev/zero > disk/fill
    "$@"; echo "exit $?" >&2; ls -AR disk >&2; cat disk/r.json >&2' sh "$@"`;

  test.skipIf(!canMount)("a full disk keeps what it had, and nothing half", async () => {
    const cwd = scratchFolder(files);
    mkdirSync(join(cwd, "disk"));
    const outputs = ["disk/r.json", "disk/t/", "disk/new/", "z.json"].flatMap((path) => ["-o", path]);
    const run = await inShell(onSmallDisk, ["analyze", "good.log", "--json", ...outputs], cwd);
    const full = "cannot be written (no space left on the device)\n  make room, or write elsewhere";
    expect(run.stderr).toContain(`fwtrend: disk/r.json: ${full}\n`);
    expect(run.stderr).toMatch(/fwtrend: disk\/t\/\w+\.csv: cannot be written \(no space left/);
    expect(run.stderr).toContain("exit 1\n");
    expect(run.stderr).toMatch(/disk:\nfill\nr\.json\nt\n\ndisk\/t:\nold$/);
    expect(read(cwd, "z.json")).toBe(run.stdout);
  });

  test("a file that grows too large is taken back", async () => {
    const cwd = scratchFolder({ ...files, "r.json": "old" });
    const run = await inShell('ulimit -f 2; exec "$@"', ["analyze", "good.log", "-o", "r.json", "-o", "z.csv"], cwd);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain("fwtrend: r.json: cannot be written (it would be larger than allowed)\n");
    expect(read(cwd, "r.json")).toBe("old");
    expect(listAll(cwd)).toEqual(["good.log", "r.json", "z.csv"]);
  });

  test("a device that takes nothing is told of", async () => {
    const cwd = scratchFolder(files);
    symlinkSync("/dev/full", join(cwd, "r.md"));
    const run = await fwtrend(["analyze", "good.log", "--json", "-o", "r.md", "-o", "/dev/full"], { cwd });
    expect(run.exitCode).toBe(1);
    const full = "cannot be written (no space left on the device)\n  make room, or write elsewhere\n";
    expect(run.stderr).toContain(`fwtrend: r.md: ${full}fwtrend: /dev/full: ${full}`);
    expect(readReport(run.stdout).totals.denials).toBe(20);
  });
});
