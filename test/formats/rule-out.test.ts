import { describe, expect, test } from "vitest";
import { formats } from "../../src/formats/index.ts";
import { mayHold } from "../../src/formats/rule-out.ts";
import { cursorOn } from "../../src/scan/cursor.ts";
import { FOREIGN, LogEvent } from "../../src/scan/event.ts";
import { sampleScanner } from "../support/event-lines.ts";
import { formatSamples } from "../support/format-samples.ts";

const lines = formatSamples.flatMap((sample) => sample.lines.map((line) => line.toString("latin1")));
/** The same with words in other cases, where a format may still know them. */
const variants = lines.flatMap((line) => [line, line.toLowerCase(), line.toUpperCase()]);

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
    expect(others.filter(({ bytes }) => !mayHold(bytes, format)).length).toBeGreaterThan(others.length / 4);
  });
});
