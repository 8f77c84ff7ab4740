import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Format } from "../../src/formats/format.ts";
import { LockOn } from "../../src/formats/lock-on.ts";
import { LineFeeder } from "../../src/ingest/line-feeder.ts";
import { type EventSink, LineScanner } from "../../src/ingest/line-scanner.ts";
import type { LineCounts } from "../../src/rollup/lines.ts";
import { isReflected } from "../../src/scan/answers.ts";
import { Cursor } from "../../src/scan/cursor.ts";
import { DENY, EVENT, LogEvent } from "../../src/scan/event.ts";
import { RECORD_BYTES, RECORD_SHAPE, RECORDS, REFLECTED_MARK } from "../../src/scan/kernel/layout.ts";
import { eventLine, sampleContext } from "../support/event-lines.ts";
import { formatSamples, namesColumns } from "../support/format-samples.ts";

const seed = 20261123;

/** What reading found: each denial, without what a record does not hold, and how many lines met which fate. */
interface Reading {
  denials: string[];
  lines: LineCounts;
}

/** Reads chunks as the program does, by shapes or without. */
function read(format: Format, chunks: readonly Buffer[], byShapes: boolean): Reading {
  const denials: string[] = [];
  const note = (event: LogEvent): void => {
    event.deviceStart = event.deviceEnd = event.fractionStart = event.fractionEnd = 0;
    if (event.action !== DENY) return;
    denials.push(`${eventLine(EVENT, event, nowhere)}${event.reflected ? " reflected" : ""}`);
  };
  const register = new LogEvent();
  const sink: EventSink = {
    event: (event, cursor) => {
      event.reflected = isReflected(event, cursor);
      note(event);
    },
    other: () => {},
    tooLong: () => {},
  };
  if (byShapes) {
    sink.records = (book) => {
      const { kernel } = book;
      const before = denials.length;
      for (let record = 0; record < kernel.recordCount; record++) {
        const slot = kernel.words[(RECORDS + record * RECORD_BYTES + RECORD_SHAPE) >> 2]! & (REFLECTED_MARK - 1);
        book.shapeAt(slot).read(kernel, record, register);
        note(register);
      }
      return denials.length - before;
    };
  }
  const scanner = new LineScanner(new LockOn([format], sampleContext()), false, sink);
  const { buffer } = scanner;
  const feeder = buffer === null ? new LineFeeder(scanner) : new LineFeeder(scanner, buffer.bytes, buffer.rooms);
  for (const chunk of chunks) feeder.feed(chunk);
  feeder.finish();
  scanner.close();
  return { denials, lines: scanner.lines };
}

const nowhere = new Cursor(Buffer.alloc(0));

describe.each(formatSamples)("$name: many lines at once", ({ format, lines }) => {
  const names = lines.filter((line) => namesColumns(format, line)).slice(0, 1);
  const others = lines.filter((line) => !namesColumns(format, line));

  test("are read as each would be alone", () => {
    const some = fc.shuffledSubarray(others, { minLength: 1, maxLength: 4 }).chain((few) => {
      const line = fc.tuple(
        fc.constantFrom(...few),
        fc.array(fc.nat(400), { maxLength: 4 }),
        fc.constantFrom("\n", "\n", "\n", "\r\n", "\n\n", " \n"),
      );
      return fc.array(line, { minLength: 5, maxLength: 120 });
    });
    fc.assert(
      fc.property(some, fc.nat(), fc.boolean(), (all, place, isEnded) => {
        const texts = all.map(([line, places, end]) => turnDigits(line, places) + end);
        const text = Buffer.from([...names.map((line) => `${line.toString("latin1")}\n`), ...texts].join(""), "latin1");
        const bytes = isEnded ? text : text.subarray(0, -1);
        const cut = place % bytes.length;
        const chunks = [bytes.subarray(0, cut), bytes.subarray(cut)];
        expect(read(format, chunks, true)).toEqual(read(format, chunks, false));
      }),
      { seed, numRuns: 60 },
    );
  });
});

test("an address with a letter behind it makes no shape that reads addresses", () => {
  const { format } = formatSamples.find(({ name }) => name === "filterlog")!;
  const line =
    "Nov 12 03:04:34 pf1 filterlog[42]: 5,,,10,em0,match,block,in,4,0x0,,51,46,185,none,17,udp,14,192.0.2.7,203.0.113.9";
  const chunks = [Buffer.from(`${line}x\n${line}x\n${line}\n${line}\n`)];
  expect(read(format, chunks, true)).toEqual(read(format, chunks, false));
});

/** Turns some digits of a line into others, a byte a letter. */
function turnDigits(line: Buffer, places: readonly number[]): string {
  const changed = Buffer.from(line);
  for (const place of places) {
    const at = place % line.length;
    const byte = changed[at]!;
    if (byte >= 48 && byte <= 57) changed[at] = 48 + ((byte - 48 + 1 + (place % 7)) % 10);
  }
  return changed.toString("latin1");
}
