import { describe, expect, test } from "vitest";
import {
  noteClockReset,
  noteRateLimit,
  noteStatements,
  noteText,
  orderNotes,
} from "../../../src/analysis/coverage/notes.ts";
import type { Note } from "../../../src/analysis/coverage/notes.ts";

const limit = { quarters: 16, firstSlot: 0, lastSlot: 15, counted: "lines" } as const;

describe("noteText", () => {
  test.each<[Note, string]>([
    [noteRateLimit({ perMinute: 3, ...limit }), "rate limit about 3/min"],
    [noteRateLimit({ perMinute: 44 / 15, ...limit }), "rate limit about 2.9/min"],
    [noteRateLimit({ perMinute: 9.97, ...limit }), "rate limit about 10/min"],
    [noteRateLimit({ perMinute: 1234.5, ...limit }), "rate limit about 1,235/min"],
    [{ kind: "clock-set-back", times: 1 }, "clock set back once by more than an hour"],
    [{ kind: "clock-set-back", times: 1200 }, "clock set back 1,200 times by more than an hour"],
    [
      noteClockReset({ lines: 120, firstDay: 10_957, lastDay: 10_957, daysBefore: 6210 }),
      "120 lines dated 2000-01-01, 6,210 days before the others",
    ],
    [
      noteClockReset({ lines: 1, firstDay: 0, lastDay: 1, daysBefore: 1_234_567 }),
      "1 line dated 1970-01-01 to 1970-01-02, 1,234,567 days before the others",
    ],
    [{ kind: "repeated", lines: 12, messages: 3400 }, "3,400 messages repeated in 12 lines"],
    [{ kind: "suppressed", lines: 1, messages: 1 }, "1 message suppressed in 1 line"],
    [{ kind: "skipped", lines: 2, messages: null }, "messages skipped, not told how many, in 2 lines"],
  ])("%o", (note, text) => {
    expect(noteText(note)).toBe(text);
  });
});

test("a rate limit's times", () => {
  expect(noteRateLimit({ perMinute: 3, ...limit })).toEqual({
    kind: "rate-limit",
    perMinute: 3,
    quarters: 16,
    first: "1970-01-01T00:00:00Z",
    last: "1970-01-01T03:45:00Z",
    counted: "lines",
  });
});

describe("noteStatements", () => {
  test("by name, parts of one kind added up", () => {
    const statements = noteStatements(
      {
        devices: ["", "fw01", "fw02", "fw01"],
        clockJumps: new Map([
          [1, 2],
          [3, 1],
          [2, 0],
        ]),
        omissions: [
          { device: 1, kind: "suppressed", lines: 2, messages: 30 },
          { device: 3, kind: "suppressed", lines: 1, messages: 12 },
          { device: 0, kind: "skipped", lines: 4, messages: 0 },
          { device: 2, kind: "repeated", lines: 0, messages: 0 },
        ],
      },
      () => 300,
    );
    // fw01 has two numbers: 2 + 1 jumps; 2 + 1 lines that tell of 30 + 12 messages. fw02 has nothing to tell.
    expect(Object.fromEntries(statements)).toEqual({
      fw01: [
        { kind: "clock-set-back", times: 3 },
        { kind: "suppressed", lines: 3, messages: 42 },
      ],
      "": [{ kind: "skipped", lines: 4, messages: null }],
    });
  });

  test("of clocks that jump all the time nothing is told: their lines are out of order", () => {
    const jumping = { devices: ["fw01"], clockJumps: new Map([[0, 3]]), omissions: [] };
    expect(noteStatements(jumping, () => 300).size).toBe(1);
    expect(noteStatements(jumping, () => 299).size).toBe(0);
  });

  test("told by kind", () => {
    const notes: Note[] = [
      { kind: "skipped", lines: 1, messages: null },
      { kind: "clock-set-back", times: 1 },
      { kind: "repeated", lines: 1, messages: 1 },
      noteRateLimit({ perMinute: 3, ...limit }),
    ];
    expect(orderNotes(notes).map(({ kind }) => kind)).toEqual(["rate-limit", "clock-set-back", "repeated", "skipped"]);
  });
});
