import type { Report } from "../../analysis/report.ts";
import type { Subject, SubjectDetail } from "../../analysis/subject.ts";
import type { LanguageCode } from "../../report/language.ts";
import type { IotRange } from "../../targets/target-table.ts";
import type { Reading, View } from "./feed.ts";

/** The panels, in the order of their digits. */
export const panels = ["overview", "ports", "classes", "scans", "change", "coverage", "reading", "exposure"] as const;
export type Panel = (typeof panels)[number];

/** What is on the screen: a panel, what was opened from one, or the help. */
export type Place = Panel | "subject" | "help";

/** By what rows are in order. */
export type SortKey = "denials" | "change" | "sources" | "name";

/** The orders of each list, in the order in which one key goes through them. Classes have no sources of their own. */
export const sortKeys = {
  ports: ["denials", "change", "sources", "name"],
  classes: ["denials", "change", "name"],
} as const satisfies Record<string, readonly SortKey[]>;

/** What the reader is writing. */
export interface Prompt {
  kind: "filter" | "period" | "export";
  text: string;
  /** What is wrong with the text, or what Enter will do if pressed once more; empty when nothing is to say. */
  remark: string;
  /** The text that may be written although there is such a file. */
  confirmed: string;
}

/** What is said once, until the next key. */
export interface Note {
  text: string;
  isFault: boolean;
}

/** Everything that decides what is on the screen, beside its size. */
export interface ExplorerState {
  place: Place;
  /** Where Esc leads back to. */
  before: Panel;
  /** What was opened; null unless something is. */
  subject: Subject | null;
  /** The selected row of each list, or the first line shown of a text. */
  cursors: Readonly<Record<Place, number>>;
  sort: Readonly<{ ports: SortKey; classes: SortKey }>;
  /** Whether a trend's table is by month or by day. */
  grain: "month" | "day";
  /** Which rows of the targets table count as IoT in the headline shown. */
  range: IotRange;
  language: LanguageCode;
  view: View;
  prompt: Prompt | null;
  note: Note | null;
  report: Report | null;
  /** False while figures may still change. */
  isSettled: boolean;
  detail: SubjectDetail | null;
  reading: Reading | null;
  isClosing: boolean;
}

const top: ExplorerState["cursors"] = {
  overview: 0,
  ports: 0,
  classes: 0,
  scans: 0,
  change: 0,
  coverage: 0,
  reading: 0,
  exposure: 0,
  subject: 0,
  help: 0,
};

/** The explorer before anything was read. */
export function openState(view: View, language: LanguageCode): ExplorerState {
  return {
    place: "overview",
    before: "overview",
    subject: null,
    cursors: top,
    sort: { ports: "denials", classes: "denials" },
    grain: "month",
    range: "default",
    language,
    view,
    prompt: null,
    note: null,
    report: null,
    isSettled: false,
    detail: null,
    reading: null,
    isClosing: false,
  };
}
