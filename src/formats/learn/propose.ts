import { EVENT, SKIPPED } from "../../scan/event.ts";
import type { Format, Register } from "../format.ts";
import { OneReader, type OneReading } from "../read-one.ts";
import { checkFormat, type UserFormat } from "../user-formats-keys.ts";
import { columnLines } from "./columns.ts";
import { jsonLines } from "./json-lines.ts";
import type { Layout } from "./layout.ts";
import { pairLines } from "./pairs.ts";
import { guessRoles, nameOf } from "./roles.ts";

/** A format for a log of which none is known, with how its lines are read by it. */
export interface Proposal {
  /** As a file of formats holds it: plain data, texts as they are. */
  format: Omit<UserFormat, "docs">;
  /** For people: `JSON, one object a line`. */
  layout: string;
  remarks: string[];
  /** The lines that were looked at, each with what is read of it. */
  readings: { line: string; reading: OneReading }[];
}

/** What part of the lines must be read for a format to be worth proposing. */
const leastShare = 0.5;

/** The most lines that are kept as samples. */
const mostSamples = 8;

/** The registers that decisions must have, where their field is in nearly all lines. */
const wanted: readonly Register[] = ["source", "destination", "protocol", "action"];
const nearlyAll = 0.95;

/** Proposes a format that reads these lines. @returns why none can be proposed, as the end of a sentence. */
export function proposeFormat(lines: readonly string[], id: string, title: string): Proposal | string {
  const layout = jsonLines(lines) ?? pairLines(lines) ?? columnLines(lines);
  if (layout === null) return "its lines are neither JSON, nor pairs of key=value, nor columns alike";
  const { roles, actions, remarks } = guessRoles(layout.fields, lines.length);
  if (!roles.has("source") && !roles.has("destination")) return `no field of its ${layout.title} holds addresses`;
  if (!roles.has("destinationPort")) return `no field of its ${layout.title} holds destination ports`;
  if (!roles.has("action") && !(roles.has("source") && roles.has("destination"))) {
    return `no field of its ${layout.title} says what happened, and it lacks one of the two addresses`;
  }
  if (roles.has("action") && !Object.values(actions).includes("deny")) {
    remarks.push('no word of these lines means a denial: add it to "actions" when you meet it');
  }
  if (!layout.hasHeader && !["stamp", "date", "epoch"].some((register) => roles.has(register as Register))) {
    remarks.push("no field tells the time: nothing can be said of days and periods");
  }
  const longest = Math.max(...[...roles.values()].map(({ values }) => values.length));
  const needs = wanted.filter((register) => (roles.get(register)?.values.length ?? 0) >= longest * nearlyAll);
  const format: Omit<Format, "docs"> = {
    id,
    title,
    grammar: layout.grammarOf(roles),
    ...(roles.has("action") ? { actions } : { defaultAction: "assume" as const }),
    needs,
  };
  const readings = readAll(format, lines);
  const read = readings.filter(({ reading }) => reading.verdict === EVENT || reading.verdict === SKIPPED).length;
  if (read < lines.length * leastShare)
    return `only ${read} of ${lines.length} lines of its ${layout.title} could be read`;
  const samples = chooseSamples(readings);
  if (samples.length === 0) return `no line of its ${layout.title} could be read as a decision`;
  return {
    format: { ...format, samples },
    layout: layout.title,
    remarks: [...describeRoles(layout, roles), ...remarks],
    readings,
  };
}

function readAll(format: Omit<Format, "docs">, lines: readonly string[]): Proposal["readings"] {
  // As the file will be read: texts are looked for by their bytes.
  const asRead = checkFormat(JSON.parse(JSON.stringify({ ...format, samples: ["-"] })), "");
  const reader = new OneReader(asRead);
  return lines.map((line) => ({ line, reading: reader.read(line) }));
}

/** A line of each kind of decision: of each verdict, protocol and family of addresses. */
function chooseSamples(readings: Proposal["readings"]): string[] {
  const chosen = new Map<string, string>();
  for (const { line, reading } of readings) {
    if (reading.verdict !== EVENT) continue;
    const told = reading.fields.filter((field) => /^(?:protocol|action) /.test(field));
    const isIp6 = reading.fields.some((field) => /^source .*:/.test(field));
    const kind = [reading.decision, isIp6, ...told].join(" ");
    if (!chosen.has(kind) && chosen.size < mostSamples) chosen.set(kind, line);
  }
  return [...chosen.values()];
}

function describeRoles(layout: Layout, roles: ReadonlyMap<Register, Parameters<typeof nameOf>[0]>): string[] {
  const list = [...roles].map(([register, field]) => `${nameOf(field)} → ${register}`);
  return [`${layout.title}: ${list.join(", ")}`];
}
