import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";

const path = join(import.meta.dirname, "results.csv");
const header = "date,machine,cores,node,commit,bench,case,lines,megabytes,seconds,ratio";

/** One measured figure. */
export interface Result {
  case: string;
  /** Lines and megabytes of text; null where there are none, as for `--help`. */
  lines: number | null;
  megabytes: number | null;
  /** Null where the figure is no time. */
  seconds: number | null;
  /** What is compared: over the yardstick, a rival or a bare start. */
  ratio: number | null;
}

/** Appends rows to `results.csv`, which keeps the figures of all machines and commits. */
export function appendResults(bench: string, results: readonly Result[]): void {
  const machine = cpus();
  const origin = [
    new Date().toISOString(),
    machine[0]?.model ?? "",
    machine.length,
    process.version,
    commitOf(),
    bench,
  ];
  const rows = results.map((result) => [
    ...origin,
    result.case,
    result.lines ?? "",
    rounded(result.megabytes),
    rounded(result.seconds),
    rounded(result.ratio),
  ]);
  if (!existsSync(path)) appendFileSync(path, `${header}\n`);
  appendFileSync(path, rows.map((row) => `${row.map(quoteCell).join(",")}\n`).join(""));
}

function rounded(value: number | null): string {
  return value === null ? "" : String(Number(value.toPrecision(4)));
}

function quoteCell(cell: string | number): string {
  const text = String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** With a plus where the files differ from the commit. */
function commitOf(): string {
  try {
    const git = (...args: string[]) =>
      execFileSync("git", args, { cwd: import.meta.dirname, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return (
      git("rev-parse", "--short", "HEAD").trim() + (git("status", "--porcelain", "--", "../../src") === "" ? "" : "+")
    );
  } catch {
    return "";
  }
}
