import type { GroupId, Report } from "../../analysis/report.ts";
import type { Note } from "../../analysis/coverage/notes.ts";
import type { Language } from "../language.ts";
import type { Block, MarkdownColumn } from "./document.ts";
import { nameSpans, type Spelling, spellingOf } from "./spell.ts";

/** What every section is written from. */
export interface Page {
  report: Report;
  spelling: Spelling;
  /** What the sides are called. */
  names: { period: string; baseline: string };
  /** Whether there is a baseline at all. */
  isCompared: boolean;
  /** A sentence that the report has in English: a warning, or a reason why something cannot be told. */
  sentence: (text: string) => string;
  /** A note on a device that the report has in English; what it is made of, where that is known. */
  note: (note: Note | undefined, text: string) => string;
}

/** The page of a report in a language. */
export function openPage(report: Report, language: Language): Page {
  const spelling = spellingOf(language.code);
  const names = nameSpans(report.period, report.baseline, spelling.words);
  return {
    report,
    spelling,
    names,
    isCompared: report.baseline !== null,
    sentence: (text) => text,
    note: (_note, text) => text,
  };
}

/** A column of a table, and what it says of an item. */
export interface Field<Item> {
  title: string;
  /** Text is set to the left, figures to the right. */
  isText?: boolean;
  cell: (item: Item) => string;
}

/** A table of items; nothing where there is no item. */
export function tableOf<Item>(fields: readonly (Field<Item> | false)[], items: readonly Item[]): Block[] {
  if (items.length === 0) return [];
  const shown = fields.filter((field) => field !== false);
  const columns = shown.map(({ title, isText }): MarkdownColumn => ({
    title,
    align: isText === true ? "left" : "right",
  }));
  return [{ kind: "table", columns, rows: items.map((item) => shown.map(({ cell }) => cell(item))) }];
}

/** A section under its title; nothing where it would be empty. */
export function section(title: string, blocks: readonly Block[], level: 2 | 3 = 2): Block[] {
  return blocks.length === 0 ? [] : [{ kind: "heading", level, text: title }, ...blocks];
}

/** A paragraph; nothing where there is no text. */
export function paragraph(text: string | null): Block[] {
  return text === null || text === "" ? [] : [{ kind: "paragraph", text }];
}

/** What a group is called; telnet under `top100` is port 23 alone. */
export function nameGroup({ report, spelling }: Page, id: string): string {
  const { groups } = spelling.words;
  if (id === "telnet" && report.provenance.method === "top100") return groups.telnetPort;
  return Object.hasOwn(groups, id) ? groups[id as GroupId] : id;
}
