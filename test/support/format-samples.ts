import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Format } from "../../src/formats/format.ts";
import { formats, headFormats } from "../../src/formats/index.ts";
import { LineFeeder } from "../../src/ingest/line-feeder.ts";
import { sampleScanner, scanLines } from "./event-lines.ts";

const folder = join(import.meta.dirname, "../../samples");

/** A file of lines that one format reads. */
export interface FormatSample {
  /** File name without its ending. */
  name: string;
  path: string;
  bytes: Buffer;
  /** Without line breaks. */
  lines: readonly Buffer[];
  /** The format itself, or for files that name their columns the format that they give. */
  format: Format;
}

/** The sample files of every format in the registry: `samples/<id>.*`, and `samples/<id>-*` of head formats. */
export const formatSamples: readonly FormatSample[] = [
  ...formats.flatMap((format) =>
    filesOf(new RegExp(`^${format.id}\\.(?:log|csv|jsonl)$`)).map(readSample(() => format)),
  ),
  ...headFormats.flatMap((head) =>
    filesOf(new RegExp(`^${head.id}(?:-[a-z-]+)?\\.(?:csv|jsonl|log)$`)).map(
      readSample((lines) => {
        const format = head.fromHead(lines, {});
        if (format === null) throw new Error(`a sample of ${head.id} names no columns`);
        return format;
      }),
    ),
  ),
];

/** Ids of the registry, those of head formats with them. */
export const formatIds: readonly string[] = [...formats, ...headFormats].map(({ id }) => id);

/** The samples of one format. */
export function samplesOf(id: string): readonly FormatSample[] {
  return formatSamples.filter(({ format }) => format.id === id);
}

/**
 * What a sample should be read as, one text a line, without numbers: its `.events` file. With UPDATE_GOLDEN=1
 * the file is written anew by what is read now, to be compared with the sample line by line.
 */
export function readGoldenEvents(sample: FormatSample): string[] {
  const path = join(folder, `${sample.name}.events`);
  if (process.env["UPDATE_GOLDEN"] === "1") {
    const read = scanLines(sampleScanner(sample.format), sample.lines);
    writeFileSync(path, read.map((text, i) => `${i + 1}  ${text}\n`).join(""));
    return read;
  }
  return readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.replace(/^\d+ {2}/, ""));
}

/** Cuts bytes into lines as the program does. */
export function cutLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  const feeder = new LineFeeder({
    line: ({ bytes: block, start, end }) => lines.push(Buffer.from(block.subarray(start, end))),
    tooLong: () => {},
  });
  feeder.feed(bytes);
  feeder.finish();
  return lines;
}

function filesOf(pattern: RegExp): string[] {
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .sort();
}

function readSample(formatOf: (lines: readonly string[]) => Format): (file: string) => FormatSample {
  return (file) => {
    const path = join(folder, file);
    const bytes = readFileSync(path);
    const lines = cutLines(bytes);
    const format = formatOf(lines.map((line) => line.toString("utf8")));
    return { name: file.replace(/\.[a-z]+$/, ""), path, bytes, lines, format };
  };
}

/** True for a line that names the columns of those behind it. */
export function namesColumns({ grammar }: Format, line: Buffer): boolean {
  if (grammar.kind !== "csv") return false;
  const text = line.toString("utf8");
  if (grammar.namesMark !== undefined) return grammar.names !== undefined && text.startsWith(grammar.namesMark);
  return grammar.namesWithin !== undefined && text.includes(grammar.namesWithin);
}
