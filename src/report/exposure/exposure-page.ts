import type { ClassRole } from "../class-role.ts";
import type { Role } from "../theme.ts";

/** A cell of a table: printable text, what it means, and how it is drawn where bars can be drawn. */
export interface PageCell {
  text: string;
  role?: Role;
  /** A share, and the one before, to be drawn beside the text where there is room for bars. */
  bar?: { share: number; before: number | null; longest: number; role: ClassRole };
}

/** A column of a table. */
export interface PageColumn {
  title: string;
  isNumber: boolean;
  /** Columns with a number give way on narrow terminals, the lowest first. */
  dropOrder?: number;
  /** How narrow it may get before. */
  leastColumns?: number;
}

export interface PageTable {
  caption: string | null;
  columns: readonly PageColumn[];
  rows: readonly (readonly PageCell[])[];
  /** What is said of rows that are left out; null where none is. */
  more: string | null;
}

/** Sections in the order of the page; ids are what links lead to. */
export interface PageSection {
  id: string;
  title: string;
  paragraphs: readonly string[];
  tables: readonly PageTable[];
}

/** A report on exposure in the words of a language, whatever it is drawn on: all texts are printable. */
export interface ExposurePage {
  lang: string;
  kicker: string;
  title: string;
  /** What it is called as a section of another report. */
  section: string;
  contents: string;
  tool: string;
  /** What restricts all figures; null where nothing does. */
  notice: string | null;
  /** The sentences to be quoted, the most important first. */
  headline: readonly string[];
  sections: readonly PageSection[];
  notes: { title: string; lines: readonly string[] };
}

/** How many rows of each kind of table are shown. */
export interface PageLimits {
  ports: number;
  hosts: number;
  /** Leaves out columns for which only a page of its own has room. */
  isBrief?: boolean;
}
