import * as fc from "fast-check";
import { expect, test } from "vitest";
import { linuxNetfilter } from "../../src/formats/linux-netfilter.ts";
import { cursorOn } from "../../src/scan/cursor.ts";
import { ALLOW, DENY, LogEvent, NO_ACTION } from "../../src/scan/event.ts";
import { PrefixVerdicts } from "../../src/scan/prefix.ts";

const { grammar } = linuxNetfilter;
const rules = grammar.kind === "kv" ? (grammar.prefix ?? []) : [];

function judge(verdicts: PrefixVerdicts, text: string): unknown[] {
  const cursor = cursorOn(`<4>${text}IN=eth0`);
  const event = new LogEvent();
  const skipped = verdicts.judge(cursor, event, 3, 3 + Buffer.byteLength(text));
  const word = cursor.bytes.toString("latin1", event.actionStart, event.actionEnd);
  return [skipped, event.action, event.assumed, word];
}

const uptime = fc.integer({ min: 0, max: 1e9 }).map((n) => `[${(n / 1e4).toFixed(6).padStart(12)}] `);
const word = fc.constantFrom(
  "DROP",
  "drop",
  "dropped",
  "Blocked",
  "[UFW BLOCK] ",
  "ACCEPT",
  "pass",
  "NEW",
  "backdrop",
  "raindrops",
  "-D]",
  "-A-10]",
  "x: ",
  " ",
  "é",
);
const prefix = fc
  .tuple(fc.constantFrom("", "kernel: "), fc.oneof(uptime, fc.constant("")), fc.array(word, { maxLength: 4 }))
  .map(([program, up, words]) => program + up + words.join(""));

test.each([DENY, ALLOW, NO_ACTION])("what was judged before changes nothing (assuming %i)", (assumed) => {
  fc.assert(
    fc.property(fc.array(prefix, { maxLength: 20 }), (texts) => {
      const verdicts = new PrefixVerdicts(rules, assumed);
      for (const text of texts) expect(judge(verdicts, text)).toEqual(judge(new PrefixVerdicts(rules, assumed), text));
    }),
    { seed: 8, numRuns: 500 },
  );
});

test("more prefixes than are kept, and long ones, are judged alike", () => {
  const verdicts = new PrefixVerdicts(rules, DENY);
  for (let n = 0; n < 5000; n++) {
    const long = n % 2 === 0 ? "" : "x".repeat(300);
    expect(judge(verdicts, `RULE${n}${long} ACCEPT: `)[1]).toBe(ALLOW);
    expect(judge(verdicts, `RULE${n}${long} DROP: `)[1]).toBe(DENY);
  }
});

test.each([
  ["kernel: [12345.678901] [UFW BLOCK] ", DENY, "BLOCK"],
  ["kernel: [    1.000000] IPT-DROP: ", DENY, "DROP"],
  ["kernel: DROP01 ", DENY, "DROP"],
  ["kernel: [WAN_IN-default-D]", DENY, "D"],
  ["kernel: [WAN_IN-20-A]", ALLOW, "A"],
  ["kernel: ACCEPT ", ALLOW, "ACCEPT"],
  ["kernel: eavesdrop raindrops ", DENY, ""],
  ["", DENY, ""],
])("%j", (text, action, found) => {
  const [, seen, assumed, shown] = judge(new PrefixVerdicts(rules, DENY), text);
  expect([seen, shown, assumed]).toEqual([action, found, found === ""]);
});
