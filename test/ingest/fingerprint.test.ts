import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Fingerprint, Fingerprinter, printContent, printText } from "../../src/ingest/fingerprint.ts";

/** Content of some length that is unlike any other, made of a few lines as logs are. */
function contentOf(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed >>> 0;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = i % 97 === 96 ? 10 : 32 + (state >>> 26);
  }
  return bytes;
}

function printOf(content: Buffer, known: readonly Fingerprint[] = []): ReturnType<typeof printContent> {
  return printContent((at, count) => content.subarray(at, at + count), content.length, known);
}

function streamed(
  content: Buffer,
  cuts: readonly number[],
  known: readonly Fingerprint[] = [],
): ReturnType<typeof printOf> {
  const printer = new Fingerprinter(known);
  const places = [0, ...cuts.map((cut) => Math.floor(cut * content.length)).toSorted((a, b) => a - b), content.length];
  const buffer = Buffer.alloc(content.length);
  for (let i = 1; i < places.length; i++) {
    // Chunks are overwritten by those that follow.
    const chunk = buffer.subarray(0, places[i]! - places[i - 1]!);
    content.copy(chunk, 0, places[i - 1]!, places[i]);
    printer.take(chunk);
  }
  return printer.finish();
}

const lengths = fc.oneof(
  fc.integer({ min: 0, max: 10_000 }),
  fc.constantFrom(4095, 4096, 4097, 1 << 20, (1 << 20) + 1, (1 << 20) + 65_536, 2_200_000, 1_400_000),
);
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });

test("however content is cut, its fingerprint is that of the whole, and so are the beginnings found", () => {
  fc.assert(
    fc.property(lengths, cuts, fc.array(lengths, { maxLength: 4 }), fc.integer(), (length, places, shorter, seed) => {
      const content = contentOf(length, seed);
      const known = shorter
        .filter((one) => one > 0 && one <= length)
        .map((one) => printOf(content.subarray(0, one)).print);
      const other = printOf(contentOf(Math.floor(length / 2) + 1, seed + 1)).print;
      const whole = printOf(content, [...known, other]);
      const parts = streamed(content, places, [...known, other]);
      const textsOf = (prints: readonly Fingerprint[]): string[] => prints.map(printText).toSorted();
      expect(parts.print).toEqual(whole.print);
      expect(textsOf(parts.beginnings)).toEqual(textsOf(whole.beginnings));
      expect(textsOf(parts.alike)).toEqual(textsOf(whole.alike));
      const begun = known.filter(({ bytes }) => bytes < length);
      expect(new Set(textsOf(whole.beginnings))).toEqual(new Set(textsOf(begun)));
    }),
    { numRuns: 60 },
  );
});

test("a byte that differs in the first mebibyte, or at an end, makes another fingerprint", () => {
  const length = (1 << 20) + 300_000;
  const content = contentOf(length, 5);
  const text = printText(printOf(content).print);
  for (const at of [0, 4095, 4096, 50_000, (1 << 20) - 1, 1 << 20, length - 4096, length - 1]) {
    const changed = Buffer.from(content);
    changed[at]! ^= 1;
    expect(printText(printOf(changed).print), `byte ${at}`).not.toBe(text);
  }
});

test("what begins alike and goes on otherwise is told from what has grown", () => {
  const content = contentOf(50_000, 9);
  const known = printOf(content).print;
  const grown = Buffer.concat([content, contentOf(9000, 10)]);
  expect(printOf(grown, [known]).beginnings).toEqual([known]);
  const other = Buffer.concat([content.subarray(0, 30_000), contentOf(40_000, 11)]);
  expect(printOf(other, [known])).toMatchObject({ beginnings: [], alike: [known] });
});
