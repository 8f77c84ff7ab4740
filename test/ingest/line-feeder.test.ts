import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LineFeeder } from "../../src/ingest/line-feeder.ts";
import { LONGEST_LINE } from "../../src/scan/kernel/layout.ts";

const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/** The lines as hexadecimal bytes, in order; "too long" for those that are. */
function feed(chunks: readonly Buffer[]): string[] {
  const lines: string[] = [];
  const feeder = new LineFeeder({
    line: (cursor) => lines.push(shorten(cursor.bytes.subarray(cursor.start, cursor.end))),
    tooLong: () => lines.push("too long"),
  });
  for (const chunk of chunks) feeder.feed(chunk);
  feeder.finish();
  return lines;
}

/** What the lines of these bytes are, told by looking at all of them at once. */
function split(bytes: Buffer): string[] {
  const text = bytes.subarray(0, 3).equals(mark) ? bytes.subarray(3) : bytes;
  const lines: string[] = [];
  for (let from = 0; from < text.length;) {
    const at = text.indexOf(10, from);
    const end = at < 0 ? text.length : at;
    // Padding of a file is no last line.
    if (at < 0 && text.subarray(from).every((byte) => byte === 0)) break;
    const line = trim(text.subarray(from, end > from && text[end - 1] === 13 ? end - 1 : end));
    lines.push(line.length > LONGEST_LINE ? "too long" : shorten(line));
    from = end + 1;
  }
  return lines;
}

/** Without NUL bytes at its ends. */
function trim(line: Buffer): Buffer {
  const from = line.findIndex((byte) => byte !== 0);
  return from < 0 ? line.subarray(0, 0) : line.subarray(from, line.findLastIndex((byte) => byte !== 0) + 1);
}

function shorten(line: Buffer): string {
  return line.length < 64 ? line.toString("hex") : `${line.length} bytes, ${line.toString("hex", line.length - 8)}`;
}

function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const all = [0, ...places.map((place) => place % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return all.slice(1).map((end, i) => bytes.subarray(all[i], end));
}

test("any cutting of any bytes gives the same lines", () => {
  const piece = fc.oneof(
    fc
      .constantFrom("\n", "\r\n", "\r", "", "\0", "a", "\xef\xbb\xbf", "\xef", "\xbb", "line")
      .map((text) => Buffer.from(text, "latin1")),
    fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.array(fc.nat(200), { maxLength: 12 }), (pieces, places) => {
      const bytes = Buffer.concat(pieces);
      expect(feed(cut(bytes, places))).toEqual(split(bytes));
    }),
    { seed: 10, numRuns: 400 },
  );
});

test("every single cut of a text with a mark, breaks of both kinds and empty lines", () => {
  const bytes = Buffer.concat([mark, Buffer.from("a\r\n\n\r\n\r\r\nb\r"), mark, Buffer.from("\nlast")]);
  for (let one = 0; one <= bytes.length; one++) {
    for (let two = one; two <= bytes.length; two++) expect(feed(cut(bytes, [one, two]))).toEqual(split(bytes));
  }
  expect(feed([...bytes].map((byte) => Buffer.from([byte])))).toEqual(split(bytes));
});

test("a mark that does not stand at the very beginning is text", () => {
  const bytes = Buffer.concat([Buffer.from("a\n"), mark, Buffer.from("b\n")]);
  expect(feed([bytes.subarray(0, 2), bytes.subarray(2)])).toEqual(["61", "efbbbf62"]);
});

describe("long lines", () => {
  test.each([
    [LONGEST_LINE, "\n", false],
    [LONGEST_LINE, "\r\n", false],
    [LONGEST_LINE, "", false],
    [LONGEST_LINE, "\r", false],
    [LONGEST_LINE + 1, "\n", true],
    [LONGEST_LINE + 1, "\r\n", true],
    [LONGEST_LINE + 1, "", true],
    [1 << 20, "\n", true],
    [1 << 20, "", true],
    [3 << 20, "\r\n", true],
  ])("of %i bytes before %j", (length, lineBreak, isTooLong) => {
    const bytes = Buffer.from(`before\n${"x".repeat(length)}${lineBreak}${lineBreak.includes("\n") ? "behind\n" : ""}`);
    const lines = feed([bytes]);
    expect(lines).toEqual(split(bytes));
    expect(lines[1] === "too long").toBe(isTooLong);
    for (const at of [7, 8, 65_543, 65_544, 65_545, 1 << 20, bytes.length - 1])
      expect(feed(cut(bytes, [at]))).toEqual(lines);
  });

  test("any cutting of long lines gives the same lines", () => {
    const length = fc.oneof(fc.integer({ min: LONGEST_LINE - 2, max: LONGEST_LINE + 2 }), fc.nat(200_000), fc.nat(5));
    const line = fc.tuple(length, fc.constantFrom("\n", "\r\n", "\n\n"));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.array(fc.nat(2_000_000), { maxLength: 8 }), (lines, places) => {
        const bytes = Buffer.from(
          lines.map(([size, end], i) => String.fromCharCode(97 + i).repeat(size) + end).join(""),
        );
        expect(feed(cut(bytes, places))).toEqual(split(bytes));
      }),
      { seed: 11, numRuns: 60 },
    );
  });

  test("a megabyte that comes byte by byte is one line too long", () => {
    const feeder = new LineFeeder({
      line: () => {
        throw new Error("a line");
      },
      tooLong: () => calls++,
    });
    let calls = 0;
    const byte = Buffer.from("x");
    for (let i = 0; i < 200_000; i++) feeder.feed(byte);
    feeder.finish();
    expect(calls).toBe(1);
  });
});

test("nothing has no lines", () => {
  expect([feed([]), feed([Buffer.alloc(0)]), feed([mark]), feed([Buffer.from("\n")])]).toEqual([[], [], [], [""]]);
});
