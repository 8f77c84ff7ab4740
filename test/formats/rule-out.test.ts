import { describe, expect, test } from "vitest";
import { formats } from "../../src/formats/index.ts";
import { LockOn } from "../../src/formats/lock-on.ts";
import { mayHold, ruleOutOf } from "../../src/formats/rule-out.ts";
import { cursorOn } from "../../src/scan/cursor.ts";
import { FOREIGN, LogEvent } from "../../src/scan/event.ts";
import { sampleContext, sampleScanner, scanLines } from "../support/event-lines.ts";
import { formatSamples } from "../support/format-samples.ts";

const texts = formatSamples.flatMap(({ lines }) => lines.map((line) => line.toString("latin1")));
/** The same with words in other cases, where a format may still know them. */
const variants = texts.flatMap((line) => [line, line.toLowerCase(), line.toUpperCase()]);

describe.each(formats)("$id", (format) => {
  test("is ruled out by no line that it fits", () => {
    const scanner = sampleScanner(format);
    const wrong = variants.filter((line) => {
      const cursor = cursorOn(line);
      const isForeign = scanner.scan(cursor, new LogEvent()) === FOREIGN;
      return !isForeign && !mayHold(cursor.bytes, format);
    });
    expect(wrong).toEqual([]);
  });

  test("is ruled out by samples of others", () => {
    const others = formatSamples.filter((sample) => sample.format.id !== format.id);
    expect(others.filter(({ bytes }) => !mayHold(bytes, format)).length).toBeGreaterThan(others.length / 10);
  });
});

test("one walk over a line rules out what looking for each text does", () => {
  const ruleOut = ruleOutOf(formats);
  const places = ruleOut.placesIn(formats);
  for (const line of variants) {
    const cursor = cursorOn(line);
    const mayBe = new Uint8Array(formats.length + 1);
    ruleOut.look(cursor, places, mayBe);
    const bytes = cursor.bytes.subarray(cursor.start, cursor.end);
    expect([...mayBe.subarray(0, formats.length)]).toEqual(formats.map((format) => (mayHold(bytes, format) ? 1 : 0)));
  }
});

test.each([0, 1, 100])("every sample is read alike as one of many formats, behind %s lines of none", (count) => {
  const foreign = Array.from({ length: count }, () => Buffer.from("Nov 12 03:04:05 fw01 cron[1]: no decision"));
  for (const { format, lines } of formatSamples.filter((sample) => formats.includes(sample.format))) {
    const mixed = new LockOn([format, ...formats.filter((other) => other !== format)], sampleContext());
    // Another format is the last winner, and this one has been compiled or not.
    const others = new LockOn([...formats.filter((other) => other !== format), format], sampleContext());
    scanLines(mixed, foreign);
    scanLines(others, foreign);
    expect(scanLines(others, lines)).toEqual(scanLines(mixed, lines));
  }
});
