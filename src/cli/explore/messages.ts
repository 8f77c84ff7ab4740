import type { Subject } from "../../analysis/subject.ts";
import type { News, View } from "../../ui/explorer/feed.ts";
import type { ReportFlags } from "../report-options.ts";

/** What the thread that reads is started with. */
export interface EngineSetup {
  paths: readonly string[];
  flags: ReportFlags;
  /** Whether the paths are BEFORE and AFTER, or are cut by two periods. */
  isCompared: boolean;
  view: View;
}

/** To the thread that reads. */
export type ToEngine = { kind: "look"; view: View } | { kind: "follow"; subject: Subject | null };

/** From it. */
export type FromEngine = News;
