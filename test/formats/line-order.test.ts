import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileFormat } from "../../src/formats/compile.ts";
import type { Format } from "../../src/formats/format.ts";
import { formats } from "../../src/formats/index.ts";
import { linuxNetfilter } from "../../src/formats/linux-netfilter.ts";
import { LockOn } from "../../src/formats/lock-on.ts";
import type { Scanner } from "../../src/scan/scanner.ts";
import { sampleContext, sampleScanner, scanLine } from "../support/event-lines.ts";
import { formatSamples, namesColumns, readGoldenEvents } from "../support/format-samples.ts";

const seed = 20261112;

/** A line with what it must be read as. */
interface Expected {
  line: Buffer;
  text: string;
}

/** Lines that share their column names: the line that gives them, if there is one, and those behind it. */
interface Section {
  names: Buffer | null;
  lines: Expected[];
}

const cases = formatSamples.map((sample) => ({
  name: sample.name,
  format: sample.format,
  sections: sectionsOf(sample.format, sample.lines, readGoldenEvents(sample)),
}));

function sectionsOf(format: Format, lines: readonly Buffer[], golden: readonly string[]): Section[] {
  const sections: Section[] = [{ names: null, lines: [] }];
  for (const [i, line] of lines.entries()) {
    if (namesColumns(format, line)) sections.push({ names: line, lines: [] });
    else if (line.length > 0) sections.at(-1)!.lines.push({ line, text: golden[i]! });
  }
  return sections;
}

/** A scanner that has read the names of a section and nothing else. */
function scannerIn(section: Section, format: Format): Scanner {
  const scanner = sampleScanner(format);
  if (section.names !== null) scanLine(scanner, section.names);
  return scanner;
}

describe.each(cases)("$name: the lines before never change how a line is read", ({ format, sections }) => {
  test("one scanner for all lines reads what a new scanner for each line does", () => {
    for (const section of sections) {
      const alone = section.lines.map(({ line }) => scanLine(scannerIn(section, format), line));
      expect(alone).toEqual(section.lines.map(({ text }) => text));
    }
  });

  test("nor in any other order, with lines again and again", () => {
    for (const section of sections.filter(({ lines }) => lines.length > 1)) {
      const order = fc.array(fc.constantFrom(...section.lines), { maxLength: 60 });
      fc.assert(
        fc.property(order, (lines) => {
          const scanner = scannerIn(section, format);
          for (const { line, text } of lines) expect(scanLine(scanner, line)).toBe(text);
        }),
        { seed, numRuns: 40 },
      );
    }
  });

  test("nor do lines that were cut and patched together", () => {
    for (const section of sections.filter(({ lines }) => lines.length > 1)) {
      const line = fc.constantFrom(...section.lines).map((expected) => expected.line);
      const piece = fc.tuple(line, fc.nat(), fc.nat()).map(([whole, from, to]) => {
        const [start = 0, end = 0] = [from % (whole.length + 1), to % (whole.length + 1)].sort((a, b) => a - b);
        return whole.subarray(start, end);
      });
      const patched = fc.oneof(
        line,
        fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => Buffer.concat(pieces)),
      );
      fc.assert(
        fc.property(fc.array(patched, { minLength: 1, maxLength: 12 }), (lines) => {
          const scanner = scannerIn(section, format);
          // A patched line may name columns; what is behind it is then read by them.
          const isNames = (candidate: Buffer): boolean => namesColumns(format, candidate);
          for (const candidate of lines) {
            if (isNames(candidate)) return;
            expect(scanLine(scanner, candidate)).toBe(scanLine(scannerIn(section, format), candidate));
          }
        }),
        { seed, numRuns: 60 },
      );
    }
  });
});

describe.each(cases)("$name: nor do lines of the same layout", ({ format, sections }) => {
  test("with keys, quotes and separators written over some of their bytes", () => {
    const tokens = tokensOf(format);
    for (const section of sections.filter(({ lines }) => lines.length > 1)) {
      // Variants of one line: what stands behind the bytes written over stands where it stood before.
      const variants = fc.constantFrom(...section.lines).chain(({ line }) => {
        const over = fc.tuple(fc.nat(line.length), fc.constantFrom(...tokens));
        return fc.array(
          fc.array(over, { maxLength: 3 }).map((overs) => writeOver(line, overs)),
          { minLength: 2, maxLength: 8 },
        );
      });
      fc.assert(
        fc.property(variants, (lines) => {
          const scanner = scannerIn(section, format);
          for (const line of lines) {
            if (namesColumns(format, line)) return;
            expect(told(line, scanLine(scanner, line))).toBe(told(line, scanLine(scannerIn(section, format), line)));
          }
        }),
        { seed, numRuns: 150 },
      );
    }
  });
});

/** Texts that mean something to a scanner of the format. */
function tokensOf({ grammar }: Format): string[] {
  const keys = grammar.kind === "kv" ? Object.keys(grammar.fields) : [];
  const values = ["203.0.113.77", "9", "traffic", '"'];
  return [
    '"',
    '""',
    '="',
    "=",
    " ",
    ",",
    "\\",
    "x",
    ...(grammar.marker ?? []),
    ...keys.flatMap((key) => values.map((value) => ` ${key}=${value} `)),
    ...keys.map((key) => `${key}=`),
  ];
}

/** What was read of a line, with the line, for people. */
function told(line: Buffer, text: string): string {
  return `${line.toString("utf8")}\n${text}`;
}

function writeOver(line: Buffer, overs: ReadonlyArray<readonly [number, string]>): Buffer {
  const changed = Buffer.from(line);
  for (const [place, text] of overs) changed.write(text, place, "latin1");
  return changed;
}

test("lines of all formats, mixed in any way, are read as those of their format alone", () => {
  const files = cases.filter(({ format }) => formats.includes(format));
  const queues = files.map(({ sections }) =>
    sections.flatMap(({ names, lines }) => [
      ...(names === null ? [] : [{ line: names, text: "skip" }]),
      ...lines.filter(({ line, text }) => text !== "foreign" || isForeignToAll(line)),
    ]),
  );
  // Every format by turns, as often as its lines allow, in an order that is drawn.
  const turns = queues.flatMap((queue, file) => queue.map(() => file));
  fc.assert(
    fc.property(
      fc.shuffledSubarray(turns, { minLength: turns.length }),
      fc.shuffledSubarray([...formats], { minLength: formats.length }),
      (order, tried) => {
        const scanner = new LockOn(tried, sampleContext());
        const next = queues.map(() => 0);
        for (const file of order) {
          const { line, text } = queues[file]![next[file]!++]!;
          expect(told(line, scanLine(scanner, line))).toBe(told(line, text));
        }
      },
    ),
    { seed, numRuns: 30 },
  );
});

/** False for a line that is foreign to the format of its sample because it is of another one. */
function isForeignToAll(line: Buffer): boolean {
  return formats.every((format) => scanLine(sampleScanner(format), line) === "foreign");
}

test("a mixed file says which format read a line", () => {
  const files = cases.filter(({ format }) => formats.includes(format));
  const scanner = new LockOn(formats, sampleContext());
  for (let i = 0; i < 12; i++) {
    for (const { format, sections } of files) {
      const decisions = sections[0]!.lines.filter(({ text }) => /^(?:deny|allow)/.test(text));
      const decision = decisions[i % Math.max(1, decisions.length)];
      if (decision === undefined) continue;
      scanLine(scanner, decision.line);
      expect(scanner.format.id).toBe(format.id);
    }
  }
});

test("a stamp without a year follows the lines before, and that is all", () => {
  const scanner = compileFormat(linuxNetfilter, sampleContext());
  const payload = "gw9 kernel: DROP: IN=eth0 OUT= SRC=198.51.100.7 DST=203.0.113.9 PROTO=TCP SPT=51312 DPT=445 ";
  const years = ["Nov 12", "Dec 31", "Jan  1", "Jan  2"].map(
    (day) => /(\d{4})-/.exec(scanLine(scanner, Buffer.from(`${day} 04:05:06 ${payload}`)))?.[1],
  );
  expect(years).toEqual(["2026", "2026", "2027", "2027"]);
});
