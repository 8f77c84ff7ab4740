import { Readable } from "node:stream";
import * as fc from "fast-check";
import split2 from "split2";
import { expect, test } from "vitest";
import { LineFeeder } from "../../src/ingest/line-feeder.ts";

/** The lines that split2 finds in chunks. */
async function splitLines(chunks: readonly Buffer[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of Readable.from(chunks).pipe(split2())) lines.push(String(line));
  return lines;
}

/** The lines that the feeder finds in the same chunks. */
function feedLines(chunks: readonly Buffer[]): string[] {
  const lines: string[] = [];
  const feeder = new LineFeeder({
    line: (cursor) => lines.push(cursor.bytes.toString("utf8", cursor.start, cursor.end)),
    tooLong: () => lines.push("too long"),
  });
  for (const chunk of chunks) feeder.feed(chunk);
  feeder.finish();
  return lines;
}

test("lines are cut as split2 cuts them, wherever the chunks end", async () => {
  const text = fc.array(fc.constantFrom("a", "ß", "長い行", "\n", "\r\n", " ", "src=192.0.2.1"), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(80), { maxLength: 6 }), async (words, cuts) => {
      const bytes = Buffer.from(words.join(""));
      const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
      const chunks = places
        .slice(1)
        .map((place, i) => bytes.subarray(places[i], place))
        .filter((chunk) => chunk.length > 0);
      // split2 gives no empty lines.
      expect(feedLines(chunks).filter((line) => line !== "")).toEqual(
        (await splitLines(chunks)).filter((line) => line !== ""),
      );
    }),
    { seed: 3, numRuns: 300 },
  );
});
