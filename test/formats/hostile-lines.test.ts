import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Format } from "../../src/formats/format.ts";
import { EVENT, LogEvent } from "../../src/scan/event.ts";
import type { Scanner } from "../../src/scan/scanner.ts";
import { cursorBetween, eventLine, protocolAndPorts, sampleScanner, scanLine } from "../support/event-lines.ts";
import { type FormatSample, formatSamples, namesColumns, readGoldenEvents } from "../support/format-samples.ts";
import { endsOpen, protocolOptional } from "../support/open-ends.ts";

/** What may lie about a line in a block: each would be read on as part of another kind of value. */
const surroundings = ["9".repeat(48), " ".repeat(48), '",}]:)=/'.repeat(6), "SRC=DPT=INTCP ".repeat(4)].map((text) =>
  Buffer.from(text),
);

describe.each(formatSamples)("$name", (sample) => {
  const { format, lines } = sample;

  test("no byte beyond a line is looked at, whole or cut at any byte", () => {
    const wrong: string[] = [];
    eachLine(sample, (line, scanner) => {
      for (let length = 0; length <= line.length; length++) {
        const cut = line.subarray(0, length);
        const [first = "", ...others] = surroundings.map((around) => scanSafely(scanner, cut, around));
        if (others.some((read) => read !== first))
          wrong.push(`${cut.toString("latin1")}\n    ${[first, ...others].join("\n    ")}`);
      }
    });
    expect(wrong).toEqual([]);
  });

  test("a line cut short is no decision about another protocol or port", () => {
    const wrong: string[] = [];
    eachLine(sample, (line, scanner, golden) => {
      if (!/^(?:deny|allow)/.test(golden)) return;
      for (let length = 0; length < line.length; length++) {
        const read = scanLine(scanner, line.subarray(0, length));
        if (!/^(?:deny|allow)/.test(read) || protocolAndPorts(read) === protocolAndPorts(golden)) continue;
        const kept = line.toString("latin1", 0, length);
        const isInNumber = /\d$/.test(kept) && /\d/.test(line.toString("latin1", length, length + 1));
        if (isInNumber && endsOpen[format.id] !== undefined) continue;
        const isMissing = / {2}- {2}/.test(read) && protocolOptional[format.id] !== undefined;
        if (isMissing && portsOf(read) === portsOf(golden)) continue;
        wrong.push(`${kept}\n    ${read}\n    ${golden}`);
      }
    });
    expect(wrong).toEqual([]);
  });

  test("changed bytes never throw, never reach beyond the line", () => {
    const scanner = sampleScanner(format);
    const line = fc.constantFrom(...lines);
    const change = fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('0 9=",:/[]{}\\\t%-'))));
    fc.assert(
      fc.property(line, fc.array(change, { minLength: 1, maxLength: 6 }), (original, changes) => {
        const changed = Buffer.from(original);
        for (const [place, byte] of changes) if (changed.length > 0) changed[place % changed.length] = byte;
        const [first, ...others] = surroundings.map((around) => scanSafely(scanner, changed, around));
        expect(others).toEqual(others.map(() => first));
      }),
      { seed: 20261112, numRuns: 400 },
    );
  });

  test("bytes of any kind never throw", () => {
    const scanner = sampleScanner(format);
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom(...lines).chain((line) => fc.nat(line.length).map((end) => line.subarray(end))),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
        const line = Buffer.concat(pieces);
        const [first, ...others] = surroundings.map((around) => scanSafely(scanner, line, around));
        expect(others).toEqual(others.map(() => first));
      }),
      { seed: 20261112, numRuns: 300 },
    );
  });
});

/** Calls back for every line with a scanner that knows the column names in force there. */
function eachLine(sample: FormatSample, visit: (line: Buffer, scanner: Scanner, golden: string) => void): void {
  const golden = readGoldenEvents(sample);
  let scanner = scannerFor(sample.format, null);
  for (const [i, line] of sample.lines.entries()) {
    if (namesColumns(sample.format, line)) scanner = scannerFor(sample.format, line);
    else visit(line, scanner, golden[i]!);
  }
}

function scannerFor(format: Format, names: Buffer | null): Scanner {
  const scanner = sampleScanner(format);
  if (names !== null) scanLine(scanner, names);
  return scanner;
}

/** Scans a line, and checks that the cursor stays on it and all that is pointed at lies in it. */
function scanSafely(scanner: Scanner, line: Buffer, around: Buffer): string {
  const cursor = cursorBetween(line, around);
  const { start, end } = cursor;
  const event = new LogEvent();
  const verdict = scanner.scan(cursor, event);
  if (cursor.start !== start || cursor.end !== end) throw new Error("the cursor was moved to other bytes");
  if (verdict !== EVENT) return `${eventLine(verdict, event, cursor)} ${scanner.fault}`;
  const ranges = [
    [event.deviceStart, event.deviceEnd],
    [event.actionStart, event.actionEnd],
    [event.fractionStart, event.fractionEnd],
  ] as const;
  for (const [from, to] of ranges) {
    if (from === to) continue;
    if (from < start || to > end || from > to) throw new Error(`${from}–${to} lies outside the line`);
  }
  const action = cursor.bytes.toString("utf8", event.actionStart, event.actionEnd);
  return `${eventLine(verdict, event, cursor)} ${action}`;
}

function portsOf(event: string): string {
  return protocolAndPorts(event).replace(/^\S+ /, "");
}
