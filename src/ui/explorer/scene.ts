import type { Report } from "../../analysis/report.ts";
import type { Subject } from "../../analysis/subject.ts";
import type { Glyphs } from "../../report/glyphs.ts";
import type { Language } from "../../report/language.ts";
import type { Line, Span } from "../../report/layout.ts";
import type { Direction } from "../../report/numbers.ts";
import type { Role } from "../../report/theme.ts";
import type { TargetTable } from "../../targets/target-table.ts";
import type { ExplorerState } from "./state.ts";
import type { ExplorerWords } from "./words.en.ts";

/** What the explorer draws with beside bars and arrows. */
export interface ExplorerGlyphs extends Glyphs {
  isAscii: boolean;
  marker: string;
  rule: string;
  /** From nearly nothing to most; for sparklines. */
  levels: readonly string[];
  /** From nothing to most; for heat maps. */
  shades: readonly string[];
  /** Bars in rows that follow each other closely: they leave a gap between them. */
  lowBar: string;
  dash: string;
  /** Between before and after. */
  arrow: string;
}

/** What a screen is drawn from. */
export interface Scene {
  state: ExplorerState;
  /** Columns that no line exceeds. */
  width: number;
  /** Lines that the body has. */
  height: number;
  glyphs: ExplorerGlyphs;
  language: Language;
  words: ExplorerWords;
  /** The table of targets; null until it is loaded. */
  targets: TargetTable | null;
  /** True for a reader who hears the screen: words and figures without drawings. */
  isHeard: boolean;
}

/** A scene that has figures. */
export type ReportScene = Scene & { report: Report };

/** What a screen shows between header and footer. */
export interface Body {
  /** Stays while the rest scrolls. */
  head: readonly Line[];
  /** Rows of a list, or lines of a text. */
  lines: readonly Line[];
  /** What each row opens, null for rows that open nothing; without it the lines are a text. */
  subjects?: readonly (Subject | null)[];
}

/** A text alone. */
export function textBody(lines: readonly Line[]): Body {
  return { head: [], lines };
}

export function span(text: string, role: Role = "plain"): Span {
  return { text, role };
}

/** A line of one run of text. */
export function line(text: string, role: Role = "plain"): Line {
  return [{ text, role }];
}

export const blank: Line = [];

/** The role in which a change is drawn. */
export function roleOfDirection(direction: Direction): Role {
  return direction === "same" ? "plain" : direction;
}
