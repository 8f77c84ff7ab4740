import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectFolder } from "../support/built-program.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { expectPrintable } from "../support/terminal-safety.ts";

const table = readFileSync(join(projectFolder, "src/targets/port-targets.csv"), "utf8");
const rowCount = table.trimEnd().split("\n").length - 1;
const header = "proto,port,target_class,service,confidence\n";

const cwd = scratchFolder({
  "same.csv": table,
  "other.csv": `${table
    .replace(/^tcp,26,.*\n/m, "")
    .replace(/^tcp,25,mail,SMTP,/m, "tcp,25,web,SMTP,")}tcp,54321,iot-router,own router,,,,,low,\n`,
  "own.csv": `${header}tcp,54321,iot-router,own router,high\n`,
  "hostile.csv": `${header}tcp,54321,iot-router,\u001b[2Jown\u202e router,high\n`,
  "range.csv": `${header}tcp,23,telnet,telnet,high\ntcp,99999,telnet,telnet,high\n`,
  "class.csv": `${header}tcp,23,telnett,telnet,high\n`,
  "twice.csv": `${header}tcp,23,telnet,telnet,high\nudp,23,telnet,telnet,high\ntcp,23,web,x,high\n`,
  "column.csv": "port,target_class\n23,telnet\n",
  "binary.csv": `${header}tcp,23,telnet,tel\0net,high\n`,
  "empty.csv": "",
  "folder/kept": "",
});

function diff(...args: string[]): ReturnType<typeof fwtrend> {
  return fwtrend(["targets", ...args], { cwd });
}

describe.concurrent("targets --diff", () => {
  test("names rows added, removed and changed", async () => {
    const run = await diff("--diff", "other.csv");
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(run.stdout).toMatch(/^Removed\n- 26\/tcp +telnet +/m);
    expect(run.stdout).toMatch(/^Added\n\+ 54321\/tcp +iot-router +low +undated +own router$/m);
    expect(run.stdout).toMatch(/^Changed\n {2}25\/tcp +class +mail → web$/m);
    expect(run.stdout).toContain(`\n1 row added, 1 removed, 1 changed, ${rowCount - 2} the same.\n`);
    expect(run.stdout).toMatch(/\nFrom table \S+ \([0-9a-f]{64}\)\nTo {3}table other\.csv \([0-9a-f]{64}\)\n$/);
  });

  test("of the same rows names none", async () => {
    const run = await diff("--diff", "same.csv");
    expect(run.stdout).toMatch(new RegExp(`^0 rows added, 0 removed, 0 changed, ${rowCount} the same\\.\n`));
  });

  test("is from the table that --targets makes", async () => {
    const run = await diff("--targets", "own.csv", "--diff", "same.csv");
    expect(run.stdout).toMatch(/^Removed\n- 54321\/tcp +iot-router +high +undated +own router\n/);
    expect(run.stdout).toContain(`\n0 rows added, 1 removed, 0 changed, ${rowCount} the same.\n`);
  });

  test("prints nothing that a terminal would obey", async () => {
    const run = await diff("--diff", "hostile.csv");
    expect(run.stdout).toContain("router");
    expectPrintable(run.stdout);
    expect(run.stdout).not.toContain("\u202e");
  });

  test.each([
    ["missing.csv", "fwtrend: Cannot read the target table missing.csv: there is no such file.\n"],
    ["folder", "fwtrend: Cannot read the target table folder: it is a folder"],
    ["range.csv", 'fwtrend: range.csv, line 3: port "99999" is out of range.\n'],
    ["class.csv", "fwtrend: class.csv, line 2: "],
    ["twice.csv", "fwtrend: twice.csv, line 4: 23/tcp was given before, in line 2.\n"],
    ["column.csv", "fwtrend: column.csv, line 1: the header has no column proto.\n"],
    ["binary.csv", "fwtrend: binary.csv, line 2: "],
    ["empty.csv", "fwtrend: empty.csv has no header line.\n"],
  ])("%s: exit code 2, file and line", async (path, said) => {
    const run = await diff("--diff", path);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toContain(said);
    expect(run.stderr).toMatch(/\n {2}\S/);
  });
});
