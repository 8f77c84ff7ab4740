import { describe, expect, test } from "vitest";
import { formats, headFormats } from "../../src/formats/index.ts";
import { ablate } from "../support/ablations.ts";
import { sampleScanner, scanLines } from "../support/event-lines.ts";
import { type FormatSample, readGoldenEvents, samplesOf } from "../support/format-samples.ts";

/** What a format declares that makes no difference to how its samples are read. */
function unused(samples: readonly FormatSample[]): string[] {
  const used = new Set<string>();
  const all = new Set<string>();
  for (const sample of samples) {
    const golden = readGoldenEvents(sample).join("\n");
    for (const { what, format } of ablate(sample.format)) {
      all.add(what);
      if (scanLines(sampleScanner(format), sample.lines).join("\n") !== golden) used.add(what);
    }
  }
  return [...all].filter((what) => !used.has(what));
}

describe("everything that a format declares is needed to read its sample", () => {
  test.each(formats.map(({ id }) => id))("%s", (id) => {
    expect(unused(samplesOf(id))).toEqual([]);
  });

  test.each(headFormats.map(({ id }) => id))("%s", (id) => {
    // What a file names is its own; what the format says is said to all of them.
    const samples = samplesOf(id);
    expect(samples.flatMap((sample) => unused([sample]).filter((what) => what.startsWith("column")))).toEqual([]);
    expect(unused(samples)).toEqual([]);
  });
});
