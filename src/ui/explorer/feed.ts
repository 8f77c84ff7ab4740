import type { Method, Report } from "../../analysis/report.ts";
import type { Subject, SubjectDetail } from "../../analysis/subject.ts";

/** What of the logs is looked at, and how; another view is another report. */
export interface View {
  method: Method;
  /** Expressions as of `--include`; empty for all events. */
  filter: string;
  /** As of `--period`, or a baseline and a period with a blank between them; empty for what the command said. */
  period: string;
}

/** How reading of one input stands. */
export interface ReadingFile {
  path: string;
  state: "waiting" | "reading" | "listening" | "done" | "failed";
  /** As stored; null where the size is not known before the end. */
  sizeBytes: number | null;
  /** Lines and denials so far. */
  lines: number;
  denials: number;
  /** Empty until it is known. */
  format: string;
  /** What went wrong; empty when nothing did. */
  error: string;
  /** So far, or over the last seconds where it is watched as it grows; null before its first line, and where untold. */
  linesPerSec: number | null;
  /** What only inputs lose that are watched as they grow; null for others. */
  live: LiveLosses | null;
}

/** What came to a listener and is in no line. */
export interface LiveLosses {
  /** Datagrams that the system dropped before they were read. */
  lost: number;
  /** Lines that a broken connection cut off. */
  cut: number;
}

/** How reading stands. */
export interface Reading {
  files: readonly ReadingFile[];
  filesDone: number;
  storedBytes: number;
  /** Null where an input has no size. */
  totalBytes: number | null;
  lines: number;
  denials: number;
  elapsedMs: number;
  isOver: boolean;
  /** True for what is watched as it grows, which has no end. */
  isLive: boolean;
}

/** What a feed tells. */
export type News =
  | { kind: "reading"; reading: Reading }
  /** Figures of what was read so far, or of all where they are settled. */
  | { kind: "report"; report: Report; isSettled: boolean }
  | { kind: "detail"; detail: SubjectDetail }
  /** Something that happened to an input. */
  | { kind: "told"; text: string }
  /** A view that cannot be had, and why; what was shown stays. */
  | { kind: "refused"; view: View; reason: string }
  /** Nothing can be read, and why; `hint` says what to do. */
  | { kind: "failed"; reason: string; hint: string; exitCode: number };

/** Where the explorer's figures come from: logs being read elsewhere, so that keys are answered meanwhile. */
export interface Feed {
  /** Calls back with all that comes, until the feed is closed. */
  listen(take: (news: News) => void): void;
  /** Asks for another view; what follows is of it. */
  look(view: View): void;
  /** Asks for all that is kept of a port or class, now and whenever figures change; null asks for none. */
  follow(subject: Subject | null): void;
  close(): Promise<void>;
}
