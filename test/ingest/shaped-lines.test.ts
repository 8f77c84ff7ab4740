import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LockOn } from "../../src/formats/lock-on.ts";
import { recordsOf } from "../../src/formats/compile.ts";
import type { Format } from "../../src/formats/format.ts";
import { LineFeeder } from "../../src/ingest/line-feeder.ts";
import { type EventSink, LineScanner } from "../../src/ingest/line-scanner.ts";
import { DENY, LogEvent } from "../../src/scan/event.ts";
import { RECORD_BYTES, RECORD_PORTS, RECORD_SHAPE, RECORDS, REFLECTED_MARK } from "../../src/scan/kernel/layout.ts";
import { sampleContext } from "../support/event-lines.ts";
import { formatSamples, namesColumns } from "../support/format-samples.ts";

/** What is counted of an event, in one line. */
function told({ timeSec, action, assumed, protocol, source, destination, ...more }: LogEvent): string {
  const end = ({ family, w0 }: LogEvent["source"]): string => (family === 4 ? String(w0 >>> 0) : String(family));
  const { sourcePort, destinationPort, count, packets } = more;
  const facts = [timeSec, action, assumed, protocol, end(source), sourcePort, end(destination), destinationPort];
  return [...facts, count, packets].join(" ");
}

interface Read {
  events: string[];
  lines: LineScanner["lines"];
  /** How many of the events were read by shapes. */
  shaped: number;
}

/** Reads text that comes in pieces; by shapes, or line by line. */
function read(format: Format, pieces: readonly Buffer[], byShapes: boolean): Read {
  const events: string[] = [];
  const register = new LogEvent();
  let shaped = 0;
  const sink: EventSink = { event: (event) => void events.push(told(event)), other: () => {}, tooLong: () => {} };
  if (byShapes) {
    sink.records = (book) => {
      const { recordCount } = book.kernel;
      let denials = 0;
      for (let record = 0; record < recordCount; record++) {
        const at = RECORDS + record * RECORD_BYTES;
        const { words } = book.kernel;
        const shape = book.shapeAt(words[(at + RECORD_SHAPE) >> 2]! & (REFLECTED_MARK - 1));
        shape.read(book.kernel, record, register);
        // The kernel counts by what stands there.
        const port = words[(at + RECORD_PORTS) >> 2]! & 0xffff;
        if (port !== Math.max(0, register.destinationPort)) throw new Error(`port ${port} of a line without one`);
        events.push(told(register));
        if (register.action === DENY) denials++;
      }
      shaped += recordCount;
      return denials;
    };
  }
  const scanner = new LineScanner(new LockOn([format], sampleContext()), false, sink);
  const records = recordsOf([format]);
  const { bytes, rooms } = scanner.buffer ?? { bytes: undefined, rooms: 1 };
  const feeder = new LineFeeder(scanner, bytes, rooms, records);
  for (const piece of pieces) feeder.feed(piece);
  feeder.finish();
  scanner.close();
  return { events, lines: scanner.lines, shaped };
}

/** Lines that no format reads: shorter than any with a shape, empty, and longer. */
const strangers = [
  "",
  "x",
  "\r",
  "-- MARK --",
  "Nov 12 03:04:05 fw01 sshd[12]: Disconnected from 198.51.100.7 port 22",
];

/** Samples without lines that a shape holds: stamps without seconds; flows that say nothing of a verdict. */
const unshaped = new Set(["csv-headers-honeypot", "nfdump-line", "zeek-conn"]);

describe.each(formatSamples)("$name", ({ name, format, lines }) => {
  const heads = lines.filter((line) => namesColumns(format, line)).slice(0, 1);
  const others = lines.filter((line) => !namesColumns(format, line));

  test("lines side by side are read as one by one: in order, among strangers, cut anywhere", () => {
    const line = fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...others) },
      { weight: 1, arbitrary: fc.constantFrom(...strangers).map((text) => Buffer.from(text)) },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom(...others), fc.nat(90)).map(([whole, end]) => whole.subarray(0, end)),
      },
    );
    let shaped = 0;
    fc.assert(
      fc.property(fc.array(line, { minLength: 30, maxLength: 120 }), fc.array(fc.nat(9000)), (some, cuts) => {
        // Once to learn, once more in the same order, so that most lines are read by shapes.
        const text = Buffer.concat([...heads, ...some, ...some].flatMap((one) => [one, Buffer.from("\n")]));
        const places = [0, ...cuts.filter((cut) => cut < text.length), text.length].sort((a, b) => a - b);
        const pieces = places.slice(1).map((end, i) => text.subarray(places[i], end));
        const bySide = read(format, pieces, true);
        const oneByOne = read(format, pieces, false);
        shaped += bySide.shaped;
        expect(bySide.events).toEqual(oneByOne.events);
        expect(bySide.lines).toEqual(oneByOne.lines);
      }),
      { seed: 20261124, numRuns: 25 },
    );
    if (!unshaped.has(name)) expect(shaped).toBeGreaterThan(0);
  });
});
