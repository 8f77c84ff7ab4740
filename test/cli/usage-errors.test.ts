import { describe, expect, test } from "vitest";
import { netfilterLog } from "../support/firewall-lines.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const cwd = scratchFolder({ "fw.log": netfilterLog(5), "empty/.hidden": "", "targets.csv": "proto,port\n" });
const seeHelp = "  fwtrend --help lists the commands, fwtrend COMMAND --help its options\n";

/** Arguments, and all that is said about them: what, where, what to do. */
const cases: readonly (readonly [command: string, said: string])[] = [
  [
    "analyze missing.log",
    "fwtrend: missing.log: no such file or directory\n  check the path; `-` reads standard input\n",
  ],
  [
    "analyze fw.log missing.log",
    "fwtrend: missing.log: no such file or directory\n  check the path; `-` reads standard input\n",
  ],
  [
    "analyze *.nothing",
    "fwtrend: *.nothing: no file matches\n  check the pattern; quote it if the shell should not expand it\n",
  ],
  ["analyze empty", "fwtrend: empty: the directory holds no files\n  name a directory or a file with logs in it\n"],
  [
    "analyze",
    "fwtrend: nothing to read: name logs, or a store\n  fwtrend analyze /var/log/firewall/, or --store history.duckdb",
  ],
  ["history", `fwtrend: required option '--store <file>' not specified\n${seeHelp}`],
  ["import samples", `fwtrend: required option '--store <file>' not specified\n${seeHelp}`],
  ["import --store a.duckdb", `fwtrend: missing required argument 'path'\n${seeHelp}`],
  ["analyze fw.log --jsn", `fwtrend: unknown option '--jsn'\n  did you mean --json?\n${seeHelp}`],
  ["anlyze fw.log", `fwtrend: unknown command 'anlyze'\n  did you mean analyze?\n${seeHelp}`],
  ["analyze fw.log --tz Asia/Tokio", 'fwtrend: --tz "Asia/Tokio": no such time zone\n  did you mean Asia/Tokyo?\n'],
  ["analyze fw.log --tz tokyo", 'fwtrend: --tz "tokyo": no such time zone\n  did you mean Asia/Tokyo?\n'],
  [
    "analyze fw.log --tz Nowhere",
    'fwtrend: --tz "Nowhere": no such time zone\n  use a name of the IANA database, such as Asia/Tokyo or UTC\n',
  ],
  ["analyze fw.log --format asa", 'fwtrend: --format "asa": no such format\n  did you mean cisco-asa?\n'],
  ["events fw.log --format xyzzy", 'fwtrend: --format "xyzzy": no such format\n  fwtrend formats lists them\n'],
  [
    "analyze fw.log --lang fr",
    `fwtrend: option '--lang <code>' argument 'fr' is invalid. Allowed choices are en, ja.\n${seeHelp}`,
  ],
  ["analyze fw.log --lang ja --ascii", "fwtrend: --lang ja cannot be written with --ascii\n  leave one of them out\n"],
  ["compare a b c", "fwtrend: compare takes two sides, BEFORE and AFTER, not 3\n"],
  ["compare fw.log", "fwtrend: compare takes two sides, BEFORE and AFTER, not 1\n"],
  ["compare fw.log --period FY2017", "fwtrend: compare needs both --baseline and --period, or neither\n"],
  ["compare fw.log --baseline FY2016", "fwtrend: compare needs both --baseline and --period, or neither\n"],
  ["compare - -", "fwtrend: standard input can be one side only\n  give a file for the other side\n"],
  [
    "analyze fw.log -o report.pdf",
    "fwtrend: -o report.pdf: the suffix tells no kind of report\n  use .txt, .md, .html, .json or .csv, or a folder for all tables as CSV\n",
  ],
  ["analyze fw.log --rejects fw.log", "fwtrend: fw.log: is one of the inputs, and would be overwritten\n"],
  ["analyze fw.log --top 0", "fwtrend: option '--top <n>' argument '0' is invalid."],
  ["analyze fw.log --method busiest", "Allowed choices are top100, all-ports, unique-sources, survey-excluded."],
  ["analyze fw.log --assume drop", "Allowed choices are deny, allow, none."],
  ["analyze fw.log --color sometimes", "Allowed choices are auto, always, never."],
  ["analyze fw.log --year 17", "A year has four digits, 1970 or later."],
  ["analyze fw.log --fiscal-year-start 13", "It must be a whole number from 1 to 12."],
  ["analyze fw.log --columns src", '"src" is not FIELD=COLUMN; fields are src, dst, sport, dport,'],
  [
    "analyze fw.log --max-unparsed half",
    'fwtrend: --max-unparsed "half": not a percentage\n  give a number from 0 to 100\n',
  ],
  ["analyze fw.log --max-unparsed 101", 'fwtrend: --max-unparsed "101": not a percentage'],
  ["analyze fw.log --targets missing.csv", "fwtrend: Cannot read the target table missing.csv: there is no such file."],
  ["analyze fw.log --targets targets.csv", "fwtrend: targets.csv"],
  ["analyze fw.log --mapping newest", "Allowed choices are fixed, as-of."],
  ["analyze fw.log --scope inward", "Allowed choices are all, inbound, outbound, internal, multicast, unknown."],
  ["analyze fw.log --scan-wide 1", "It must be a whole number from 2 to 65536."],
  ["analyze fw.log --scan-vertical many", "It must be a whole number from 2 to 65536."],
  ["analyze fw.log --scan-horizontal 65537", "It must be a whole number from 2 to 65536."],
  ["analyze fw.log --like-for-like", `fwtrend: unknown option '--like-for-like'\n${seeHelp}`],
  ["analyze fw.log --home 10.0.0", 'fwtrend: --home "10.0.0": "10.0.0" is no network\n'],
  [
    "analyze fw.log --home @missing.txt",
    "fwtrend: Cannot read the list of networks missing.txt: there is no such file.",
  ],
  [
    "analyze fw.log --known-scanners missing.txt",
    "fwtrend: Cannot read the list of networks missing.txt: there is no such file.",
  ],
  ["analyze fw.log --include prot:23", 'fwtrend: --include "prot:23": "prot" is no key\n  did you mean port or proto?'],
  ["analyze fw.log --exclude src:10.0.0/8", 'fwtrend: --exclude "src:10.0.0/8": "10.0.0/8" is no network\n'],
  ["analyze fw.log --fail-on iot.share", 'fwtrend: --fail-on "iot.share": compares with nothing\n'],
  [
    "analyze fw.log --fail-on iot.points>1",
    'fwtrend: --fail-on "iot.points>1": points needs a baseline, and there is none\n  use fwtrend compare',
  ],
  [
    "compare - fw.log --like-for-like",
    "fwtrend: --like-for-like may have to read twice, which standard input cannot be",
  ],
  ["targets 23 --diff targets.csv", "fwtrend: --diff compares whole tables\n  leave out the port\n"],
];

describe.concurrent("wrong use: exit code 2, the reason on standard error, nothing on standard output", () => {
  test.each(cases)("fwtrend %s", async (command, said) => {
    const run = await fwtrend(command.split(" "), { cwd });
    expect(run.stderr).toContain(said);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).not.toContain("    at ");
  });

  test.each([
    ["2017-02-30", "there is no day 2017-02-30"],
    ["2018..2017", "it ends on 2017-12-31, before it starts on 2018-01-01"],
    ["FY17", "has none of the known forms"],
    ["2017-Q5", "there is no quarter 5"],
    ["", "it is empty"],
  ])("--period %j", async (period, said) => {
    const run = await fwtrend(["analyze", "fw.log", "--period", period], { cwd });
    expect(run.stderr).toMatch(/^fwtrend: period [^\n]*\n {2}a period is FY2017, 2017, 2017-Q2, /);
    expect(run.stderr).toContain(said);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
  });

  test("no command at all shows the help, on standard error", async () => {
    const run = await fwtrend([], { cwd });
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toMatch(/^Usage: fwtrend /);
  });

  test("--debug shows where an error comes from, before and behind the command", async () => {
    for (const args of [
      ["--debug", "analyze", "missing.log"],
      ["analyze", "missing.log", "--debug"],
    ]) {
      const run = await fwtrend(args, { cwd });
      expect(run.exitCode).toBe(2);
      expect(run.stderr).toMatch(/\nUserError: missing\.log: no such file or directory\n {4}at /);
    }
  });
});
