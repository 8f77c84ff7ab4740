import type { Subject } from "../../analysis/subject.ts";
import type { News, View } from "../../ui/explorer/feed.ts";
import type { ReportFlags } from "../report-options.ts";
import type { WatchFlags } from "../watch-options.ts";

/** What the thread that reads is started with, for what is there. */
export interface EngineSetup {
  kind: "read";
  paths: readonly string[];
  flags: ReportFlags;
  /** Whether the paths are BEFORE and AFTER, or are cut by two periods. */
  isCompared: boolean;
  view: View;
}

/** What it is started with for what grows. */
export interface WatchSetup {
  kind: "watch";
  paths: readonly string[];
  flags: WatchFlags;
  view: View;
  /** The terminal that the summary at the end is made for. */
  terminal: { columns: number; env: Record<string, string | undefined> };
}

/** What it is started with for what a store keeps. */
export interface StoreSetup {
  kind: "store";
  paths: readonly string[];
  flags: ReportFlags & { store: string };
  view: View;
}

/** To the thread that reads. */
export type ToEngine = { kind: "look"; view: View } | { kind: "follow"; subject: Subject | null } | { kind: "end" };

/** What is left to be written when watching is over. */
export interface Ended {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/** From it. */
export type FromEngine = News | { kind: "ended"; ended: Ended };
