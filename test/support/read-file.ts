import { discoverInputs, type InputFile } from "../../src/ingest/discover.ts";
import { type InputResult, readInput, type ReadOptions } from "../../src/ingest/read-input.ts";
import { addressText } from "../../src/scan/address-text.ts";
import { DENY, FOREIGN, MALFORMED } from "../../src/scan/event.ts";
import { Zone } from "../../src/scan/zone.ts";

/** How files are read when a test says nothing else. */
export const readOptions: ReadOptions = {
  zone: new Zone("UTC"),
  year: null,
  format: null,
  columns: {},
  assume: "deny",
  hash: false,
};

/** What one input holds: a few words for each line, in order, and what reading says of the whole. */
export interface FileReading {
  /** `deny 198.51.100.7 > 203.0.113.9:23`, `allow …`, `skipped`, `unparsed` or `too long`. */
  lines: string[];
  /** ISO 8601 in UTC of each decision; empty where it has no time. */
  times: string[];
  /** The format that read each decision. */
  formats: string[];
  result: InputResult;
}

/** Reads one file, by its path or as it was found before. */
export async function readFile(file: string | InputFile, options: Partial<ReadOptions> = {}): Promise<FileReading> {
  const [input] = typeof file === "string" ? await discoverInputs([file], Date.now()) : [file];
  const lines: string[] = [];
  const times: string[] = [];
  const formats: string[] = [];
  const result = await readInput(
    input!,
    { ...readOptions, ...options },
    {
      event: (event, _, scanner) => {
        const [from, to] = [addressText(event.source), addressText(event.destination)];
        lines.push(`${event.action === DENY ? "deny" : "allow"} ${from} > ${to}:${event.destinationPort}`);
        times.push(event.timeSec < 0 ? "" : new Date(event.timeSec * 1000).toISOString().replace(".000Z", "Z"));
        formats.push(scanner.format.id);
      },
      other: (verdict) => lines.push(verdict === FOREIGN || verdict === MALFORMED ? "unparsed" : "skipped"),
      tooLong: () => lines.push("too long"),
    },
  );
  return { lines, times, formats, result };
}
