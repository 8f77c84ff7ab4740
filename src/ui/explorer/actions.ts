import type { Subject } from "../../analysis/subject.ts";
import type { News } from "./feed.ts";
import type { Panel, Prompt } from "./state.ts";

/** How far the rows of the screen go, which only its layout knows. */
export interface Extent {
  /** Rows that can be selected, or lines that can be first. */
  rows: number;
  /** As many as fit on the screen. */
  page: number;
}

/** Everything that can happen. */
export type Action =
  | { kind: "news"; news: News }
  | { kind: "panel"; panel: Panel }
  | { kind: "nextPanel"; by: 1 | -1 }
  | { kind: "move"; by: "line" | "page" | "end"; direction: 1 | -1; extent: Extent }
  | { kind: "open"; subject: Subject | null }
  | { kind: "back" }
  | { kind: "help" }
  | { kind: "sort" }
  | { kind: "method" }
  | { kind: "range" }
  | { kind: "language" }
  /** Filters by what is open. */
  | { kind: "focus" }
  | { kind: "ask"; prompt: Prompt["kind"]; text: string }
  | { kind: "write"; text: string }
  | { kind: "remark"; text: string; confirmed: string }
  | { kind: "answer" }
  | { kind: "cancel" }
  | { kind: "note"; text: string; isFault: boolean }
  | { kind: "quit" };
