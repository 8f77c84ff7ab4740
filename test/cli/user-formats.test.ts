import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tarOf } from "../support/archives.ts";
import { netfilterLog } from "../support/firewall-lines.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { acmeFormat, acmeLog } from "../support/user-formats.ts";

const json = (value: unknown): string => JSON.stringify(value, null, 2);
const [line = ""] = acmeFormat.samples;
// Columns that no word and no marker tell: they fit every line of every file.
const claimant = {
  id: "acme-rows",
  grammar: {
    kind: "csv",
    separator: " ",
    columnCount: 3,
    identity: [],
    columns: { 0: "source", 1: "destination", 2: "destinationPort" },
  },
  needs: ["source", "destination"],
  defaultAction: "deny",
  samples: ["198.51.100.7 203.0.113.9 23"],
};

function unknownLog(lines: number): string {
  return Array.from({ length: lines }, (_, i) => {
    const ends = `from_ip=198.51.100.${i % 250} from_port=${33_000 + i * 7} to_ip=203.0.113.9 to_port=${[23, 80][i % 2]}`;
    return `Mar  1 12:00:00 gw1 gate: ${ends} proto=tcp verdict=${["drop", "pass", "drop", "mirror"][i % 4]}\n`;
  }).join("");
}

const cwd = scratchFolder({
  "acme.json": json(acmeFormat),
  "two.json": json([claimant, acmeFormat]),
  "bad.json": json({ ...acmeFormat, samples: [line.replace("nein", "niet")] }),
  "typo.json": json({ ...acmeFormat, sample: [] }),
  "acme.log": acmeLog(400),
  "more.log": acmeLog(300).replaceAll("gw1", "gw2"),
  "mixed.log": netfilterLog(20) + acmeLog(20),
  "fw.log": netfilterLog(20),
  "unknown.log": unknownLog(400),
  "fw.tar": tarOf([{ path: "fw.log", content: netfilterLog(20) }]),
  "prose.txt": "Dear reader, this is no log.\n".repeat(20),
  "empty.log": "",
  "rows.log": "198.51.100.7 203.0.113.9 23\n".repeat(5),
});

describe.concurrent("--formats", () => {
  test("reads a log of no known product, by several threads alike", async () => {
    const before = await fwtrend(["analyze", "acme.log"], { cwd });
    expect(before.exitCode).toBe(4);
    const args = ["analyze", "acme.log", "more.log", "--formats", "acme.json", "--json"];
    const [one, two] = await Promise.all(["1", "2"].map((jobs) => fwtrend([...args, "--jobs", jobs], { cwd })));
    expect(one).toMatchObject({ exitCode: 0 });
    const report = JSON.parse(one!.stdout) as { lines: object; provenance: { inputs: { format: string }[] } };
    expect(report.lines).toMatchObject({ total: 700, denials: 525, allowed: 175, unparsed: 0 });
    expect(report.provenance.inputs.map(({ format }) => format)).toEqual(["acme-gate", "acme-gate"]);
    expect(two!.stdout).toBe(one!.stdout);
  });

  test("stands in a report's arguments, so that verify reads by it", async () => {
    await fwtrend(["analyze", "acme.log", "--formats", "acme.json", "-o", "report.json"], { cwd });
    const run = await fwtrend(["verify", "report.json"], { cwd });
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    const report = JSON.parse(readFileSync(join(cwd, "report.json"), "utf8")) as { provenance: { counted: object } };
    expect(report.provenance.counted).toMatchObject({ ownFormats: { path: "acme.json", sha256: expect.any(String) } });
    const named = await fwtrend(["analyze", "acme.log", "--formats", "acme.json", "--json", "--anonymize"], { cwd });
    expect(named.stdout).not.toContain("acme.json");
  });

  test("verify says when the formats are others", async () => {
    writeFileSync(join(cwd, "moved.json"), json(acmeFormat));
    await fwtrend(["analyze", "acme.log", "--formats", "moved.json", "-o", "moved-report.json"], { cwd });
    writeFileSync(join(cwd, "moved.json"), json({ ...acmeFormat, actions: { nein: "deny", ja: "deny" } }));
    const run = await fwtrend(["verify", "moved-report.json"], { cwd });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain("moved.json: the formats of --formats changed");
  });

  test("built-in formats go on being told, and lines of mixed files each by their own", async () => {
    const run = await fwtrend(["events", "fw.log", "mixed.log", "rows.log", "--formats", "two.json"], { cwd });
    const told = new Map<string, number>();
    for (const text of run.stdout.trim().split("\n")) {
      const { file, format } = JSON.parse(text) as { file: string; format: string };
      told.set(`${file} ${format}`, (told.get(`${file} ${format}`) ?? 0) + 1);
    }
    expect(Object.fromEntries(told)).toEqual({
      "fw.log linux-netfilter": 20,
      "mixed.log linux-netfilter": 20,
      "mixed.log acme-gate": 20,
      "rows.log acme-rows": 5,
    });
  });

  test("--format takes their ids", async () => {
    const run = await fwtrend(["events", "acme.log", "--formats", "acme.json", "--format", "acme-gate"], { cwd });
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    const wrong = await fwtrend(["events", "acme.log", "--formats", "acme.json", "--format", "acme-gat"], { cwd });
    expect(wrong).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: 'fwtrend: --format "acme-gat": no such format\n  did you mean acme-gate?\n',
    });
  });

  test("formats tells by them", async () => {
    const run = await fwtrend(["formats", "acme.log", "--formats", "acme.json"], { cwd });
    expect(run.stdout).toContain("acme.log: acme-gate\n");
  });

  test("a sample that is not read: exit code 2, the line, and where it stopped", async () => {
    const run = await fwtrend(["analyze", "acme.log", "--formats", "bad.json"], { cwd });
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    const [message, shown = "", caret = "", read] = run.stderr.split("\n");
    expect(message).toBe("fwtrend: bad.json: samples[0]: this sample is not read: unknown action");
    expect(shown.slice(caret.indexOf("^"))).toBe("niet");
    expect(read).toMatch(/^ {2}read: source 198\.51\.100\.2, destination 203\.0\.113\.9, .*, action niet, device gw1/);
  });

  test("a key that is none: exit code 2 and what was meant", async () => {
    const run = await fwtrend(["analyze", "acme.log", "--formats", "typo.json"], { cwd });
    expect(run).toMatchObject({
      exitCode: 2,
      stderr: "fwtrend: typo.json: sample: no such key\n  did you mean samples?\n",
    });
  });

  test("a file that is not there: exit code 2", async () => {
    const run = await fwtrend(["formats", "--formats", "none.json"], { cwd });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/^fwtrend: Cannot read the formats none\.json: there is no such file\.\n {2}give /);
  });
});

describe.concurrent("formats --learn", () => {
  test("prints a format that reads the log at once, and on standard error what is read by it", async () => {
    const run = await fwtrend(["formats", "--learn", "unknown.log"], { cwd });
    expect(run.exitCode).toBe(0);
    writeFileSync(join(cwd, "learnt.json"), run.stdout);
    expect(run.stderr).toMatch(
      /^unknown\.log: 400 lines looked at: 200 denials, 100 allowed, 100 no decision, 0 not read\n {2}pairs of key=value: /,
    );
    expect(run.stderr).toContain('  cannot tell what "mirror" means: taken for no decision ("skip")\n');
    expect(run.stderr.match(/^ {2}= /gm)).toHaveLength(10);
    const events = await fwtrend(["events", "unknown.log", "--formats", "learnt.json"], { cwd });
    expect(events).toMatchObject({ exitCode: 0, stderr: "" });
    expect(events.stdout.trim().split("\n")).toHaveLength(300);
    expect(JSON.parse(events.stdout.split("\n")[1]!)).toMatchObject({
      format: "unknown",
      destinationPort: 80,
      device: "gw1",
    });
  });

  test("looks into packed logs and archives, and says when a format is known", async () => {
    const run = await fwtrend(["formats", "--learn", "fw.tar"], { cwd });
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain("it is told as linux-netfilter already");
  });

  test.each([
    ["prose.txt", "prose.txt: no format can be proposed: its lines are neither JSON, nor pairs"],
    ["empty.log", "empty.log: no format can be proposed: it is empty"],
  ])("%s: exit code 1, nothing on standard output, and why", async (name, why) => {
    const run = await fwtrend(["formats", "--learn", name], { cwd });
    expect(run).toMatchObject({ exitCode: 1, stdout: "" });
    expect(run.stderr).toContain(`fwtrend: ${why}`);
  });

  test("beside other paths: exit code 2", async () => {
    const run = await fwtrend(["formats", "fw.log", "--learn", "acme.log"], { cwd });
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
  });
});
