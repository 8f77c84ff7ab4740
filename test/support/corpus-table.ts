import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { CorpusScore } from "./corpus-score.ts";

const program = join(import.meta.dirname, "../bench/corpus-speed.ts");

/**
 * Megabytes a second by corpus folder, measured in a process of its own over the built program: a test runner rewrites
 * what it runs, and other tests share its process.
 */
export async function readSpeeds(): Promise<Map<string, number>> {
  const { stdout } = await promisify(execFile)(process.execPath, [program]);
  const rows = stdout.trimEnd().split("\n");
  return new Map(rows.map((row) => row.split("\t")).map(([name = "", speed]) => [name, Number(speed)]));
}

/** A table of the corpus for people: a line for each folder, sorted, with a line of sums. */
export function corpusTable(scores: ReadonlyMap<string, CorpusScore>, speeds: ReadonlyMap<string, number>): string {
  const names = [...scores.keys()].sort();
  const rows = names.map((name) => {
    const { lines, agreeing } = countsOf(scores.get(name)!);
    return [name, String(lines), percent(agreeing, lines), (speeds.get(name) ?? Number.NaN).toFixed(0)];
  });
  const all = names.map((name) => countsOf(scores.get(name)!));
  const lines = all.reduce((sum, counts) => sum + counts.lines, 0);
  const agreeing = all.reduce((sum, counts) => sum + counts.agreeing, 0);
  const table = [
    ["format", "lines", "agreement", "MB/s"],
    ...rows,
    ["all", String(lines), percent(agreeing, lines), ""],
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]!.length)));
  const write = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  ");
  return `\nLines of real devices\n${table.map((row) => `${write(row).trimEnd()}\n`).join("")}\n`;
}

function countsOf({ decisions, others, differences }: CorpusScore): { lines: number; agreeing: number } {
  const lines = decisions + others;
  return { lines, agreeing: lines - differences.length };
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : `${((part / whole) * 100).toFixed(1)} %`;
}
