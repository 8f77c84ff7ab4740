import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readInput } from "../../src/ingest/read-input.ts";
import { addressText } from "../../src/scan/address-text.ts";
import { DENY, type LogEvent, SKIPPED } from "../../src/scan/event.ts";
import { protocolName } from "../../src/scan/protocols.ts";
import { Zone } from "../../src/scan/zone.ts";

/** Real log lines with an expected parse; kept beside the project, not in it. */
export const corpusFolder = join(import.meta.dirname, "../../../shared/corpus");

/** What a line of the corpus is known to say. Keys that are absent or named in `skip` claim nothing. */
interface Expectation {
  line: number;
  verdict?: "deny" | "allow" | "other" | null;
  verdict_not?: readonly string[];
  time?: string | null;
  time_literal?: string;
  time_alt?: string | readonly string[];
  proto?: string | null;
  src?: string | null;
  dst?: string | null;
  sport?: number | null;
  dport?: number | null;
  skip?: readonly string[];
}

/** What was read from a line. */
interface Reading {
  verdict: "deny" | "allow" | "other" | "unparsed";
  time: string | null;
  proto: string | null;
  src: string | null;
  dst: string | null;
  sport: number | null;
  dport: number | null;
}

/** How a folder's lines were read: how many agree of those that are decisions, and of the others. */
export interface CorpusScore {
  decisions: number;
  agreeing: number;
  others: number;
  leftAlone: number;
  /** What differs, a line each. */
  differences: string[];
}

/** Reads every file of a corpus folder that has an expected parse, and compares. */
export async function scoreFolder(name: string): Promise<CorpusScore> {
  const folder = join(corpusFolder, name);
  const score: CorpusScore = { decisions: 0, agreeing: 0, others: 0, leftAlone: 0, differences: [] };
  const ending = ".expected.jsonl";
  for (const file of readdirSync(folder).filter((entry) => entry.endsWith(ending))) {
    const stem = file.slice(0, -ending.length);
    const log = readdirSync(folder).find((entry) => entry.startsWith(`${stem}.`) && !entry.endsWith(ending));
    if (log === undefined) continue;
    const readings = await readLines(join(folder, log));
    const expectations = readFileSync(join(folder, file), "utf8").split("\n");
    for (const text of expectations.filter((line) => line.trim() !== "")) {
      const expectation: Expectation = JSON.parse(text);
      judge(expectation, readings.get(expectation.line), `${name}/${log}:${expectation.line}`, score);
    }
  }
  return score;
}

/** The folders of the corpus that hold logs, sorted. */
export function corpusFolders(): string[] {
  return readdirSync(corpusFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("_"))
    .map(({ name }) => name)
    .sort();
}

/** True when the corpus is there. */
export function hasCorpus(): boolean {
  return existsSync(corpusFolder);
}

function judge(expected: Expectation, read: Reading | undefined, place: string, score: CorpusScore): void {
  const skip = new Set(expected.skip ?? []);
  if (skip.has("*")) return;
  const isLeft = read === undefined || read.verdict === "other" || read.verdict === "unparsed";
  // Where the verdict is left open, taking the line for no decision is right as well.
  const isOther = expected.verdict === "other" || (skip.has("verdict") && isLeft);
  if (isOther) score.others++;
  else score.decisions++;
  const claims = expected.verdict === "other" ? (["verdict"] as const) : fields.filter((field) => !skip.has(field));
  const wrong = isOther && isLeft ? [] : claims.filter((field) => read === undefined || !agrees[field](expected, read));
  if (wrong.length > 0) {
    const told = wrong.map((field) => `${field} ${JSON.stringify(expected[field])} ≠ ${JSON.stringify(read?.[field])}`);
    score.differences.push(`${place}: ${told.join(", ")}`);
  } else if (isOther) score.leftAlone++;
  else score.agreeing++;
}

const fields = ["verdict", "proto", "src", "dst", "sport", "dport", "time"] as const;

/** When what was read is what is expected. A null that is claimed says that the line has no such value. */
const agrees: Readonly<Record<(typeof fields)[number], (expected: Expectation, read: Reading) => boolean>> = {
  verdict: ({ verdict = null, verdict_not: never = [] }, read) => {
    const isOpen = verdict === "other" || verdict === null;
    const told = read.verdict === "unparsed" && isOpen ? "other" : read.verdict;
    return !never.includes(told) && (verdict === null || verdict === told);
  },
  proto: (expected, read) => (expected.proto ?? null) === read.proto,
  src: (expected, read) => (expected.src ?? null) === read.src,
  dst: (expected, read) => (expected.dst ?? null) === read.dst,
  sport: (expected, read) => (expected.sport ?? null) === read.sport,
  dport: (expected, read) => (expected.dport ?? null) === read.dport,
  time: timeAgrees,
};

function timeAgrees(expected: Expectation, read: Reading): boolean {
  const { time = null, time_literal: literal, time_alt: alternatives = [] } = expected;
  if (time === null) {
    // A stamp without a year: month, day and clock must be those of the line.
    if (literal === undefined) return true;
    return read.time === null ? expected.verdict === "other" : read.time.slice(5, 19) === literal.slice(0, 14);
  }
  const told = read.time;
  if (told === null) return false;
  const seconds = told.slice(0, 19);
  if ([alternatives].flat().some((other) => other.slice(0, 19) === seconds)) return true;
  const isInstant = /(?:Z|[+-]\d\d:?\d\d)$/.test(time);
  return isInstant ? wholeSecond(time) === wholeSecond(told) : time.slice(0, 19) === seconds;
}

function wholeSecond(iso: string): number {
  return Math.floor(Date.parse(iso) / 1000);
}

async function readLines(path: string): Promise<Map<number, Reading>> {
  const readings = new Map<number, Reading>();
  const { size, mtimeMs } = statSync(path);
  const nothing = { time: null, proto: null, src: null, dst: null, sport: null, dport: null };
  await readInput(
    { path, sizeBytes: size, modifiedMs: mtimeMs },
    { zone: new Zone("UTC"), year: null, hash: false, maxExpansion: 1000, format: null, columns: {}, assume: "deny" },
    () => ({
      event: (event, _cursor, _scanner, line) => readings.set(line, readingOf(event)),
      other: (verdict, _cursor, _scanner, line) => {
        readings.set(line, { ...nothing, verdict: verdict === SKIPPED ? "other" : "unparsed" });
      },
      tooLong: (line) => readings.set(line, { ...nothing, verdict: "unparsed" }),
    }),
  );
  return readings;
}

function readingOf(event: LogEvent): Reading {
  return {
    verdict: event.action === DENY ? "deny" : "allow",
    time: event.timeSec < 0 ? null : new Date(event.timeSec * 1000).toISOString(),
    proto: event.protocol < 0 ? null : protocolName(event.protocol),
    src: addressText(event.source),
    dst: addressText(event.destination),
    sport: event.sourcePort < 0 ? null : event.sourcePort,
    dport: event.destinationPort < 0 ? null : event.destinationPort,
  };
}
