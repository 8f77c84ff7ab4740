import { execFileSync } from "node:child_process";
import type { Report } from "../../../src/analysis/report.ts";
import type { Subject, SubjectDetail } from "../../../src/analysis/subject.ts";
import type { Feed, News, Reading, View } from "../../../src/ui/explorer/feed.ts";
import { builtinTargets } from "../../../src/targets/target-table.ts";
import { type ExplorerOptions, ExplorerStore } from "../../../src/ui/explorer/store.ts";
import { builtProgram, projectFolder } from "../../support/built-program.ts";

export const firstView: View = { method: "top100", filter: "", period: "" };

/** A feed that tells what a test tells it, and remembers what it is asked. */
export interface TestFeed extends Feed {
  tell: (news: News) => void;
  looks: View[];
  follows: (Subject | null)[];
}

export function testFeed(): TestFeed {
  let listener: (news: News) => void = () => undefined;
  const looks: View[] = [];
  const follows: (Subject | null)[] = [];
  return {
    looks,
    follows,
    tell: (news) => listener(news),
    listen: (take) => void (listener = take),
    look: (view) => void looks.push(view),
    follow: (subject) => void follows.push(subject),
    close: async () => undefined,
  };
}

/** A store on a terminal of that size, with a feed of its own. */
export function testStore(
  size: { columns: number; rows: number } = { columns: 80, rows: 24 },
  options: Partial<ExplorerOptions> = {},
): { store: ExplorerStore; feed: TestFeed } {
  const feed = testFeed();
  const store = new ExplorerStore(
    feed,
    { view: firstView, language: "en" },
    {
      ascii: false,
      isHeard: false,
      loadTargets: async () => builtinTargets(),
      exportTo: async (path) => ({ kind: "written", text: `wrote ${path}` }),
      ...options,
    },
  );
  store.resize(size.columns, size.rows);
  return { store, feed };
}

let published: Report | null = null;

/** The report on the samples, as the program gives it. */
export function publishedReport(): Report {
  const logs = ["samples/fy2016", "samples/fy2017", "--tz", "Asia/Tokyo"];
  const scans = ["--exposure", "samples/exposure", "--exposure-before", "samples/exposure-before"];
  const args = [builtProgram(), "compare", ...logs, ...scans, "--json", "-q"];
  const env = { PATH: process.env["PATH"] ?? "", TZ: "UTC" };
  const run = (): string =>
    execFileSync(process.execPath, args, { cwd: projectFolder, env, maxBuffer: 1 << 26 }).toString();
  return (published ??= JSON.parse(run()) as Report);
}

/** The report on the samples, settled. */
export function tellAll(feed: TestFeed): void {
  feed.tell({ kind: "reading", reading: doneReading });
  feed.tell({ kind: "report", report: publishedReport(), isSettled: true });
}

const doneReading: Reading = {
  files: [
    {
      path: "logs/2016/fw01.log.gz",
      state: "done",
      sizeBytes: 1_234_567,
      lines: 60_000,
      denials: 22_600,
      format: "linux-netfilter",
      error: "",
      linesPerSec: 812_345.6,
      live: null,
    },
    {
      path: "logs/2017/\u001b[31mfw02.log",
      state: "failed",
      sizeBytes: null,
      lines: 70_000,
      denials: 25_000,
      format: "cisco-asa",
      error: "logs/2017/fw02.log.gz ends early",
      linesPerSec: null,
      live: null,
    },
  ],
  filesDone: 2,
  storedBytes: 2_345_678,
  totalBytes: null,
  lines: 130_000,
  denials: 47_600,
  elapsedMs: 1_300,
  isOver: true,
  isLive: false,
};

/** A listener that lost some of what was sent. */
export const liveReading: Reading = {
  files: [
    {
      path: "tcp 127.0.0.1:5514",
      state: "listening",
      sizeBytes: 1_000_000,
      lines: 4_000,
      denials: 3_000,
      format: "cisco-asa",
      error: "",
      linesPerSec: 1_234.4,
      live: { lost: 7, cut: 2 },
    },
  ],
  filesDone: 0,
  storedBytes: 1_000_000,
  totalBytes: null,
  lines: 4_000,
  denials: 3_000,
  elapsedMs: 4_000,
  isOver: false,
  isLive: true,
};

/** What is kept of 23/tcp. */
export const telnetDetail: SubjectDetail = {
  subject: { kind: "port", protocol: "tcp", port: 23 },
  denials: 7_300,
  baselineDenials: 10_871,
  days: Array.from({ length: 365 }, (_, at) => ({
    day: new Date(Date.UTC(2017, 3, 1 + at)).toISOString().slice(0, 10),
    denials: 20,
  })),
  baselineDays: Array.from({ length: 365 }, (_, at) => ({
    day: new Date(Date.UTC(2016, 3, 1 + at)).toISOString().slice(0, 10),
    denials: at < 180 ? 20 : 40,
  })),
  devices: [
    { device: "fw-tokyo-1", denials: 5_000, baselineDenials: 8_000 },
    { device: "", denials: 2_300, baselineDenials: 2_871 },
  ],
  sources: [
    { source: "198.51.100.7", denials: 173 },
    { source: null, denials: 12 },
  ],
  isSample: true,
  ports: [],
};

/** What is on the screen, line by line, the selected one marked by its sign alone. */
export function screenOf(store: ExplorerStore): string[] {
  return store.frame().lines.map(({ line }) =>
    line
      .map(({ text }) => text)
      .join("")
      .trimEnd(),
  );
}
