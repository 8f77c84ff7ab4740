import { EVENT, FOREIGN, MALFORMED } from "../scan/event.ts";
import type { Format } from "./format.ts";
import { formats, headFormats } from "./index.ts";
import { OneReader, type OneReading } from "./read-one.ts";
import { FormatFault } from "./user-formats-checks.ts";
import { checkFormat, type UserFormat } from "./user-formats-keys.ts";

/** A sample that its own format does not read. */
export class SampleFault extends FormatFault {
  readonly line: string;
  readonly reading: OneReading;

  constructor(path: string, line: string, reading: OneReading) {
    super(path, `this sample is not read: ${reading.fault}`, "mend the grammar, or leave the line out of the samples");
    this.line = line;
    this.reading = reading;
  }
}

/**
 * The formats of a user's file: one object or a list of them, each the data of a {@link Format} with `samples`.
 * Titles and docs may be left out; texts stand for their UTF-8.
 * @throws FormatFault for a text that is no JSON, for what formats do not have, and for samples that are not read.
 */
export function parseUserFormats(text: string): Format[] {
  const document = parseJson(text);
  const list: unknown[] = Array.isArray(document) ? document : [document];
  if (list.length === 0) throw new FormatFault("", "holds no format", "fwtrend formats --learn FILE proposes one");
  const pathOf = (place: number): string => (Array.isArray(document) ? `[${place}]` : "");
  const checked = list.map((value, place) => checkFormat(value, pathOf(place)));
  checkIds(checked, pathOf);
  return checked.map((format, place) => {
    checkSamples(format, pathOf(place));
    const { samples: _samples, ...rest } = format;
    return rest;
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const [, at] = /at position (\d+)/.exec(why) ?? [];
    const before = text.slice(0, Number(at ?? text.length)).split("\n");
    const place = `line ${before.length}, column ${before.at(-1)!.length + 1}`;
    throw new FormatFault("", `is no JSON (${place})`, `mend it there: ${why.replace(/ \(line .*/, "")}`);
  }
}

function checkIds(checked: readonly UserFormat[], pathOf: (place: number) => string): void {
  const builtIn = new Set([...formats, ...headFormats].map(({ id }) => id));
  for (const [place, { id }] of checked.entries()) {
    const path = `${pathOf(place)}.id`.replace(/^\./, "");
    const hint = "give it an id of its own";
    if (builtIn.has(id)) throw new FormatFault(path, `${JSON.stringify(id)} is a built-in format`, hint);
    if (checked.findIndex((other) => other.id === id) < place) {
      throw new FormatFault(path, `${JSON.stringify(id)} stands twice`, hint);
    }
  }
}

function checkSamples(format: UserFormat, path: string): void {
  const reader = new OneReader(format);
  const at = `${path}.samples`.replace(/^\./, "");
  let decisions = 0;
  for (const [place, line] of format.samples.entries()) {
    const reading = reader.read(line);
    if (reading.verdict === FOREIGN || reading.verdict === MALFORMED) {
      throw new SampleFault(`${at}[${place}]`, line, reading);
    }
    if (reading.verdict === EVENT) decisions++;
  }
  if (decisions === 0) throw new FormatFault(at, "no sample is a decision", "add a line of a denied connection");
}
