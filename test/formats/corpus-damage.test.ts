import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { headFormats } from "../../src/formats/index.ts";
import { EVENT } from "../../src/scan/event.ts";
import { corpusFiles, type FileReading, LineReader, type LineReading, readFileLines } from "../support/corpus-lines.ts";
import { corpusFolders, hasCorpus } from "../support/corpus-score.ts";
import { protocolAndPorts } from "../support/event-lines.ts";
import { endsOpen, protocolOptional } from "../support/open-ends.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const folder = scratchFolder();

/** Of each folder so many bytes of lines are damaged at each place, of the rest a few places a line. */
const wholeBytes = 1500;
const placesPerLine = 4;
/** How far before its digits the name of a port may begin: `destination-port="`. */
const longestName = 20;

/** Numbers that follow from a seed. */
function drawsOf(seed: string): (limit: number) => number {
  let state = [...seed].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 20261123) | 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

const signs = Buffer.from('0 9=",:/[]{}\\\t%-|');

if (!hasCorpus()) process.stdout.write("Damaged lines of real devices: skipped: no corpus\n");

describe.skipIf(!hasCorpus()).each(hasCorpus() ? corpusFolders() : [])("%s, damaged", (name) => {
  const draw = drawsOf(name);
  const files = corpusFiles(name);
  const whole = new Map<string, FileReading>();

  beforeAll(async () => {
    for (const path of files) whole.set(path, await readFileLines(path));
  });

  /** Calls back with each line, a reader that is past the lines before it, and places to damage it at. */
  function eachLine(visit: (line: Buffer, reader: LineReader, places: number[]) => void): void {
    let bytes = 0;
    for (const reading of whole.values()) {
      if (reading.result.detection.formats.length === 0) continue;
      const reader = new LineReader(reading);
      for (const line of reading.lines.filter(({ length }) => length > 0)) {
        const isWhole = bytes < wholeBytes;
        const count = isWhole ? line.length : placesPerLine;
        bytes += line.length;
        visit(
          line,
          reader,
          Array.from({ length: count }, (_, i) => (isWhole ? i : draw(line.length))),
        );
      }
    }
  }

  /** Reads a damaged line. One that names columns is followed by the whole one, so that it is without effect. */
  function readDamaged(reader: LineReader, line: Buffer, damaged: Buffer): LineReading {
    const { columns } = reader;
    const read = reader.read(damaged);
    if (reader.columns !== columns) reader.read(line);
    return read;
  }

  test("a line cut short is no decision about another protocol or port", () => {
    const wrong: string[] = [];
    eachLine((line, reader, places) => {
      const { verdict, text } = reader.read(line);
      for (const length of places) {
        const cut = line.subarray(0, length);
        const read = readDamaged(reader, line, cut);
        if (read.verdict !== EVENT) continue;
        const kept = cut.toString("latin1");
        if (verdict !== EVENT) {
          if (read.isDenial && !holdsNumber(kept, read.port)) wrong.push(`${kept}\n    ${read.text}`);
          continue;
        }
        if (protocolAndPorts(read.text) === protocolAndPorts(text)) continue;
        const next = line.toString("latin1", length, length + 1);
        const isInValue = /[a-z\d]$/i.test(kept) && /[a-z\d]/i.test(next);
        if (isInValue && endsOpen[reader.format] !== undefined) continue;
        const isMissing = protocolAndPorts(read.text).startsWith("- ") && protocolOptional[reader.format] !== undefined;
        if (isMissing && protocolAndPorts(read.text).slice(2) === protocolAndPorts(text).replace(/^\S+ /, "")) continue;
        wrong.push(`${kept}\n    ${read.text}\n    ${text}`);
      }
    });
    expect(wrong).toEqual([]);
  });

  test("a line with another byte is no denial of another port", () => {
    const wrong: string[] = [];
    eachLine((line, reader, places) => {
      const { verdict, port, text } = reader.read(line);
      const ports = verdict === EVENT ? reader.portPlaces() : { source: [], destination: [] };
      for (const at of places) {
        const damaged = Buffer.from(line);
        for (const byte of [line[at]! ^ (1 << draw(8)), signs[draw(signs.length)]!]) {
          if (byte === line[at] || byte === 10) continue;
          damaged[at] = byte;
          const read = readDamaged(reader, line, damaged);
          if (!read.isDenial || read.port < 0 || read.port === port) continue;
          if (verdict !== EVENT && holdsNumber(damaged.toString("latin1"), read.port)) continue;
          const isDigit = byte >= 48 && byte <= 57;
          // A digit of the port, or one more; or what tells the ports of the two ends apart.
          if (ports.destination.some(({ start, end }) => at >= start && (at < end || (at === end && isDigit))))
            continue;
          if (ports.source.some(({ start, end }) => at >= start - longestName && at <= end)) continue;
          const shown = JSON.stringify(String.fromCharCode(byte));
          wrong.push(`${line.toString("latin1")}\n    ${shown} at ${at}\n    ${read.text}\n    ${text}`);
        }
      }
    });
    expect(wrong).toEqual([]);
  });

  test("of a file that is cut, spliced or altered, each line meets one fate", async () => {
    for (const [i, path] of files.entries()) {
      const bytes = readFileSync(path);
      const other = readFileSync(files[(i + 1) % files.length]!);
      const flipped = Buffer.from(bytes);
      for (let n = 0; n < 20; n++) flipped[draw(flipped.length)] = draw(256);
      const variants = [
        bytes.subarray(0, draw(bytes.length)),
        Buffer.concat([bytes.subarray(0, draw(bytes.length)), other.subarray(draw(other.length))]),
        flipped,
      ];
      for (const variant of variants) await expectAccounted(variant);
    }
  });

  test("without the lines that name columns no denial has another port", async () => {
    for (const path of files) {
      const reading = whole.get(path)!;
      const { lines, deniedPorts, result } = reading;
      const [format] = result.detection.formats;
      if (format === undefined) continue;
      const reader = new LineReader(reading);
      const isHeadFormat = headFormats.some(({ id }) => id === format.id);
      const kept = lines.filter((line, n) => {
        const { columns } = reader;
        reader.read(line);
        return reader.columns === columns && !(isHeadFormat && n === 0);
      });
      if (kept.length === lines.length) continue;
      const read = await expectAccounted(Buffer.concat(kept.flatMap((line) => [line, Buffer.from("\n")])));
      const ports = lines.flatMap((line, n) => (kept.includes(line) ? [deniedPorts.get(n + 1)] : []));
      const wrong = [...read.deniedPorts].filter(([line, port]) => port >= 0 && ports[line - 1] !== port);
      expect(wrong.map(([line]) => `${basename(path)}: ${kept[line - 1]!.toString("latin1")}`)).toEqual([]);
    }
  });
});

/** Reads bytes as a file, whose lines must all be accounted for. */
async function expectAccounted(bytes: Buffer): Promise<FileReading> {
  const path = join(folder, "damaged.log");
  writeFileSync(path, bytes);
  const reading = await readFileLines(path);
  const { lines } = reading.result;
  const { total, denials, allowed, skipped, unparsed, duplicate, tooLong } = lines;
  expect(denials + allowed + skipped + unparsed + duplicate + tooLong).toBe(total);
  expect(reading.lines).toHaveLength(total - tooLong);
  return reading;
}

function holdsNumber(text: string, port: number): boolean {
  return port < 0 || new RegExp(`(?<!\\d)0*${port}(?!\\d)`).test(text);
}
