import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CountedFramer } from "../../src/live/counted-framer.ts";
import { type Framer, LineFramer } from "../../src/live/line-framer.ts";
import { LineGatherer, type LineTaker } from "../../src/live/line-gatherer.ts";
import { SyslogFramer } from "../../src/live/syslog-framer.ts";
import { LONGEST_LINE } from "../../src/scan/kernel/layout.ts";

interface Framed {
  /** As Latin-1; "too long" for those that are. */
  lines: string[];
  lost: number;
  isCut: boolean;
}

/** Frames chunks; lines are told by their line breaks in the blocks that scanners would get. */
function frame(
  open: (gatherer: LineGatherer, taker: LineTaker, lost: () => void) => Framer,
  chunks: readonly Buffer[],
  isWhole = true,
): Framed {
  const framed: Framed = { lines: [], lost: 0, isCut: false };
  const taker: LineTaker = {
    take: (block) => {
      expect(block.at(-1)).toBe(10);
      const lines = block.toString("latin1").slice(0, -1).split("\n");
      framed.lines.push(...lines.map((line) => (line.length > LONGEST_LINE ? "too long" : line)));
    },
    tooLong: () => framed.lines.push("too long"),
  };
  const framer = open(new LineGatherer(), taker, () => framed.lost++);
  for (const chunk of chunks) framer.write(chunk);
  framed.isCut = framer.end(isWhole);
  return framed;
}

const byLines = (gatherer: LineGatherer, taker: LineTaker): Framer => new LineFramer(gatherer, taker);
const byCounts = (gatherer: LineGatherer, taker: LineTaker, lost: () => void): Framer =>
  new CountedFramer(gatherer, taker, lost);
const bySyslog = (gatherer: LineGatherer, taker: LineTaker, lost: () => void): Framer =>
  new SyslogFramer(gatherer, taker, lost);

function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const all = [0, ...places.map((place) => place % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return all.slice(1).map((end, i) => bytes.subarray(all[i], end));
}

const anyPlaces = fc.array(fc.nat(300_000), { maxLength: 12 });
const anyByte = fc.oneof(fc.constant(10), fc.constant(13), fc.integer({ min: 0, max: 255 }));
const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

describe("lines by their line breaks", () => {
  test("any cutting of any bytes gives each line once, byte for byte", () => {
    fc.assert(
      fc.property(fc.array(anyByte, { maxLength: 200 }), anyPlaces, (codes, places) => {
        const bytes = Buffer.from(codes);
        const lines = bytes.toString("latin1").split("\n");
        // What stands behind the last line break is a line where there is something.
        if (lines.at(-1) === "") lines.pop();
        expect(frame(byLines, cut(bytes, places))).toEqual({ lines, lost: 0, isCut: false });
      }),
    );
  });

  test("a line that is too long is counted once, however it is cut, and those around it are read", () => {
    fc.assert(
      fc.property(fc.integer({ min: LONGEST_LINE + 2, max: 4 * LONGEST_LINE }), anyPlaces, (length, places) => {
        const bytes = latin1(`before\n${"x".repeat(length)}\nafter\n`);
        expect(frame(byLines, cut(bytes, places)).lines).toEqual(["before", "too long", "after"]);
      }),
      { numRuns: 30 },
    );
  });

  test("a sender that never ends a line is one line, and no memory", () => {
    const chunks = Array.from({ length: 400 }, () => Buffer.alloc(1 << 16, "x"));
    expect(frame(byLines, chunks).lines).toEqual(["too long"]);
  });

  test.each([
    ["the longest line", `${"x".repeat(LONGEST_LINE)}\n`, "x".repeat(LONGEST_LINE)],
    ["the longest line, ended as on Windows", `${"x".repeat(LONGEST_LINE)}\r\n`, "too long"],
  ])("%s goes on to the scanner, which judges it", (_name, text, line) => {
    expect(frame(byLines, [latin1(text)]).lines).toEqual([line]);
  });

  test("a line cut off by a broken connection is told, and is none", () => {
    expect(frame(byLines, [latin1("whole\nDPT=2")], false)).toEqual({ lines: ["whole"], lost: 0, isCut: true });
    expect(frame(byLines, [latin1("whole\n")], false)).toEqual({ lines: ["whole"], lost: 0, isCut: false });
  });
});

describe("messages by counts", () => {
  const message = fc
    .array(fc.oneof(fc.constantFrom(..."a 19<>\n"), fc.constant("\xff")), { minLength: 0, maxLength: 40 })
    .map((signs) => `<13>${signs.join("")}.`);

  test("any cutting gives each message once, its line breaks as spaces", () => {
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 20 }),
        anyPlaces,
        fc.constantFrom("", "\n", "\r\n"),
        (messages, places, between) => {
          const bytes = latin1(messages.map((text) => `${text.length} ${text}${between}`).join(""));
          const lines = messages.map((text) => text.replaceAll("\n", " "));
          expect(frame(byCounts, cut(bytes, places))).toEqual({ lines, lost: 0, isCut: false });
        },
      ),
    );
  });

  test.each([
    ["no number", "5 <1>ab<13>oops\n5 <1>ac", ["<1>ab", "<13>oops", "<1>ac"], 1],
    ["no number, and no line break behind it", "5 <1>ab<13>oops 5 <1>ac", ["<1>ab", "<13>oops ", "<1>ac"], 1],
    ["larger than any line", "999999999 <1>ab\n5 <1>ac", ["999999999 <1>ab", "<1>ac"], 1],
    ["larger than any line by a little", "65537 <1>ab5 <1>ac", ["65537 <1>ab", "<1>ac"], 1],
    ["zero", "0 <1>ab\n5 <1>ac", ["0 <1>ab", "<1>ac"], 1],
    ["negative", "-5 <1>ab\n5 <1>ac", ["-", "<1>ab", "<1>ac"], 1],
    ["too small", "3 <1>ab\n5 <1>ac", ["<1>", "ab", "<1>ac"], 1],
    ["too large, so that it takes of the next", "7 <1>ab\n5 <1>ac\n5 <1>ad", ["<1>ab 5", " <1>ac", "<1>ad"], 1],
    ["of lines from here on", "5 <1>ab<2>x\n<3>y\n", ["<1>ab", "<2>x", "<3>y"], 2],
    ["without a space", "5<1>ab\n5 <1>ac", ["5<1>ab", "<1>ac"], 1],
  ])("a count that is %s costs a line and not those behind it, however it is cut", (_name, text, lines, lost) => {
    for (const chunks of [[latin1(text)], [...latin1(text)].map((byte) => Buffer.from([byte]))]) {
      expect(frame(byCounts, chunks)).toEqual({ lines, lost, isCut: false });
    }
  });

  test("a false count before something endless is one line, and the next count is believed again", () => {
    const chunks = [latin1("x"), ...Array.from({ length: 50 }, () => Buffer.alloc(1 << 16, "y")), latin1("5 <1>ab")];
    expect(frame(byCounts, chunks)).toEqual({ lines: ["too long", "<1>ab"], lost: 1, isCut: false });
  });

  test.each(["12", "20 <13>only some of"])("%j at the end is cut off, and no line", (text) => {
    expect(frame(byCounts, [latin1(text)])).toEqual({ lines: [], lost: 0, isCut: true });
  });

  test("any bytes in any cutting: nothing is thrown, and nothing depends on the cutting", () => {
    const noise = fc.array(fc.oneof(anyByte, fc.constantFrom(...latin1("0123456789 <>\n"))), { maxLength: 150 });
    fc.assert(
      fc.property(noise, anyPlaces, (codes, places) => {
        const bytes = Buffer.from(codes);
        expect(frame(byCounts, cut(bytes, places))).toEqual(frame(byCounts, [bytes]));
      }),
    );
  });
});

describe("which of the two a connection speaks", () => {
  test.each([
    ["5 <1>ab5 <1>ac", ["<1>ab", "<1>ac"]],
    ["<1>ab\n<1>ac\n", ["<1>ab", "<1>ac"]],
    ["2026-11-23T12:00:00Z fw ab\n", ["2026-11-23T12:00:00Z fw ab"]],
    ["5 apples\n6 pears\n", ["5 apples", "6 pears"]],
    ["5 <\n", ["5 <"]],
    ["12", ["12"]],
    ["", []],
  ])("%j is told by its beginning, however that is cut", (text, lines) => {
    for (const chunks of [[latin1(text)], [...latin1(text)].map((byte) => Buffer.from([byte]))]) {
      expect(frame(bySyslog, chunks).lines).toEqual(lines);
    }
  });
});
