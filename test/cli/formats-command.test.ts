import { describe, expect, test } from "vitest";
import { formats, headFormats } from "../../src/formats/index.ts";
import { csvLog, netfilterLog } from "../support/firewall-lines.ts";
import { tarOf } from "../support/archives.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const brokenLine = netfilterLog(1).replace(/DPT=\d+/, "DPT=99999");
const asaLine =
  '%ASA-4-106023: Deny tcp src outside:198.51.100.7/5123 dst inside:203.0.113.9/23 by access-group "out" [0x0, 0x0]\n';
const flowLog = `version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status
2 123456789010 eni-1 198.51.100.7 203.0.113.9 5123 23 6 1 40 1519905600 1519905660 REJECT OK
`;

const cwd = scratchFolder({
  "fw.log": `${netfilterLog(8)}no log line\nanother\n`,
  "export.csv": csvLog("datetime,src,dport,action", "2018-03-01 12:00:00,198.51.100.1,23,deny"),
  "prose.txt": "Dear reader,\n".repeat(3),
  "utf16.log": Buffer.from(netfilterLog(2), "utf16le"),
  "empty.log": "",
  "mixed.tar": tarOf([
    { path: "mixed.log", content: netfilterLog(4) + brokenLine + asaLine + asaLine },
    { path: "deep/flow.log", content: flowLog },
  ]),
});

describe.concurrent("formats", () => {
  test("without paths: every format with its title and where it is documented", async () => {
    const run = await fwtrend(["formats"], { cwd });
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    const ids = [...run.stdout.matchAll(/^([a-z0-9-]+) +\S.*\n +https:\/\/\S+$/gm)].map(([, id]) => id);
    expect(ids).toEqual([...formats, ...headFormats].map(({ id }) => id).sort());
    expect(run.stdout.trimEnd().split("\n")).toHaveLength(ids.length * 2);
  });

  test("with paths: what each file is, and why", async () => {
    const run = await fwtrend(["formats", "fw.log", "export.csv", "prose.txt", "utf16.log", "empty.log"], { cwd });
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(run.stdout).toBe(
      [
        "fw.log: linux-netfilter",
        "  8 of the first 10 lines are of this format (80.0 %), 8 of them decisions; no other format fits a line",
        '  told by marker "IN=" before "OUT=" (8 lines); action words BLOCK',
        "export.csv: csv-headers",
        "  2 of the first 2 lines are of this format (100.0 %), 1 of them decisions; no other format fits a line",
        "  told by columns datetime → stamp, src → source, dport → destinationPort, action → action; action words deny",
        "prose.txt: no known format in the first 3 lines",
        "  fwtrend formats --learn proposes one",
        "utf16.log: linux-netfilter",
        "  2 of the first 2 lines are of this format (100.0 %), 2 of them decisions; no other format fits a line",
        '  told by marker "IN=" before "OUT=" (2 lines); action words BLOCK',
        "empty.log: empty",
        "",
      ].join("\n"),
    );
  });

  test("the runner-up, what is broken, and each file of an archive", async () => {
    const run = await fwtrend(["formats", "mixed.tar"], { cwd });
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(run.stdout).toBe(
      [
        "mixed.tar/mixed.log: linux-netfilter",
        "  5 of the first 7 lines are of this format (71.4 %), 4 of them decisions; next: cisco-asa with 2 (28.6 %), 2 of them decisions",
        '  told by marker "IN=" before "OUT=" (5 lines); action words BLOCK',
        "  broken: broken field: destinationPort (1)",
        "mixed.tar/deep/flow.log: aws-vpc-flow",
        "  2 of the first 2 lines are of this format (100.0 %), 1 of them decisions; no other format fits a line",
        '  told by marker "REJECT" (1 line); a line of column names: version account-id interface-id srcaddr dstaddr srcport dst…; action words REJECT',
        "",
      ].join("\n"),
    );
  });

  test("a directory is told file by file", async () => {
    const run = await fwtrend(["formats", "."], { cwd });
    expect([...run.stdout.matchAll(/^(\S+): /gm)].map(([, path]) => path)).toEqual([
      "empty.log",
      "export.csv",
      "fw.log",
      "mixed.tar/mixed.log",
      "mixed.tar/deep/flow.log",
      "prose.txt",
      "utf16.log",
    ]);
  });

  test("an unknown file: exit code 2", async () => {
    const run = await fwtrend(["formats", "missing.log"], { cwd });
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toBe(
      "fwtrend: missing.log: no such file or directory\n  check the path; `-` reads standard input\n",
    );
  });
});

describe.concurrent("--format", () => {
  test("reads every line as that format, whatever it looks like", async () => {
    const run = await fwtrend(["analyze", "fw.log", "--format", "cisco-asa"], { cwd });
    expect(run.exitCode).toBe(4);
    expect(run.stderr).toContain("fwtrend: no denial found in 10 lines\n");
    const formatsRun = await fwtrend(["formats", "fw.log", "--format", "cisco-asa"], { cwd });
    expect(formatsRun.stdout).toContain("0 of the first 10 lines are of this format (0.0 %)");
  });

  test("a format that the file has anyway changes nothing", async () => {
    const [told, asked] = await Promise.all([
      fwtrend(["events", "fw.log"], { cwd }),
      fwtrend(["events", "fw.log", "--format", "linux-netfilter"], { cwd }),
    ]);
    expect(asked).toEqual(told);
    expect(told.exitCode).toBe(0);
  });

  test("csv-headers", async () => {
    const run = await fwtrend(["events", "export.csv", "--format", "csv-headers"], { cwd });
    expect(JSON.parse(run.stdout)).toMatchObject({ format: "csv-headers", destinationPort: 23 });
  });
});
