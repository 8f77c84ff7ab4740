import type { Grammar, Register } from "../format.ts";
import type { Field } from "./field.ts";

/** Which field fills which register. */
export type Roles = ReadonlyMap<Register, Field>;

/** How the lines of an unknown log are laid out. */
export interface Layout {
  /** For people: `JSON lines`. */
  title: string;
  fields: readonly Field[];
  /** True when a syslog header in front of the fields tells the time. */
  hasHeader: boolean;
  /** The grammar in which the fields have these roles. */
  grammarOf(roles: Roles): Grammar;
}

/** What part of the lines must be laid out alike. */
export const commonShare = 0.8;

/** A syslog header up to the host's name: with priority or not, with year or not. */
export const syslogHeader =
  /^(?:\d+ )?(?:<\d{1,3}>)?(?:1 )?(?:[A-Z][a-z]{2} [ \d]?\d (?:\d{4} )?\d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*) \S+ /;

/** Fields by name, filled as lines are looked at. */
export class FieldsByName {
  private readonly fields = new Map<string, Field>();

  add(name: string, value: string): void {
    let field = this.fields.get(name);
    if (field === undefined) {
      // A log that names things by their values has no end of names.
      if (this.fields.size >= mostFields) return;
      this.fields.set(name, (field = { name, place: this.fields.size, values: [] }));
    }
    if (value !== "" && value !== "-") field.values.push(value);
  }

  list(): Field[] {
    return [...this.fields.values()];
  }
}

const mostFields = 500;

/** The longest of these texts that all lines hold: the marker by which lines are told from those of others. */
export function markerAmong(texts: readonly string[], lines: readonly string[]): string | null {
  const byLength = texts.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return byLength.find((text) => lines.every((line) => line.includes(text))) ?? null;
}

/** `{name: register}` of roles. */
export function registersByName(roles: Roles): Record<string, Register> {
  return Object.fromEntries([...roles].map(([register, { name }]) => [name, register]));
}
