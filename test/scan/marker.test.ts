import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cursorOn } from "../../src/scan/cursor.ts";
import { Marker } from "../../src/scan/marker.ts";

/** The first place at which one of the texts stands, with a follower at the beginning of the next word. */
function search(line: string, texts: readonly string[], followers: readonly string[]): number {
  for (let at = 0; at < line.length; at++) {
    const found = texts.find((text) => {
      if (!line.startsWith(text, at)) return false;
      const blank = line.indexOf(" ", at + text.length);
      return followers.length === 0 || (blank >= 0 && followers.some((next) => line.startsWith(next, blank + 1)));
    });
    if (found !== undefined) return at;
  }
  return -1;
}

const cases = [
  { texts: ["IN="], followers: ["OUT="] },
  { texts: ["IN=", "OUT="], followers: ["OUT=", "x", "IN=e"] },
  { texts: [",TRAFFIC,", ",THREAT,", ",SYSTEM,"], followers: [] },
  { texts: ["%ASA-", "ASA-", "FWSM-"], followers: [] },
  { texts: ['"event_type"'], followers: [] },
] as const;

test.each(cases)(
  "$texts: what earlier lines held changes nothing, and the place is the first",
  ({ texts, followers }) => {
    const junk = [
      "IN",
      "PHYSIN=",
      "OUT=",
      "IN=eth0",
      " ",
      "  ",
      "%",
      "A",
      ",",
      "TRAFFIC",
      "x",
      "éé",
      "ASA",
      '"event_type',
      "-",
    ];
    const line = fc.array(fc.constantFrom(...texts, ...junk), { maxLength: 14 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const marker = new Marker(texts, followers);
        for (const text of lines) {
          const bytes = Buffer.from(text).toString("latin1");
          expect(marker.find(cursorOn(text))).toBe(search(bytes, texts, followers));
        }
      }),
      { seed: 4, numRuns: 1000 },
    );
  },
);

test("the line before and the line behind are not looked at", () => {
  const cursor = cursorOn("IN=a OUT=b|IN=a OU|T= IN=c OUT=d");
  const marker = new Marker(["IN="], ["OUT="]);
  cursor.setLine(11, 18);
  expect(marker.find(cursor)).toBe(-1);
  cursor.setLine(19, cursor.end + 14);
  expect(marker.find(cursor)).toBe(22);
});
