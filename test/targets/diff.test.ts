import { describe, expect, test } from "vitest";
import { describeTargetDiff, diffTargets } from "../../src/targets/diff.ts";
import { builtinTargets, createTargetTable } from "../../src/targets/target-table.ts";
import type { TargetTable } from "../../src/targets/target-table.ts";
import type { Target } from "../../src/targets/target.ts";

function row(protocol: number, port: number, more: Partial<Target> = {}): Target {
  const texts = { service: "", devices: "", campaigns: "", evidence: [] };
  return { protocol, port, class: "web", confidence: "high", validFrom: null, validTo: null, ...texts, ...more };
}

function tableOf(version: string, ...rows: Target[]): TargetTable {
  return createTargetTable({ version, sha256: "ab".repeat(32), rows, dualUse: [] });
}

const before = tableOf(
  "2025.01",
  row(6, 80, { service: "HTTP" }),
  row(6, 9000, { class: "iot-camera-dvr", confidence: "medium", validFrom: 2017 }),
  row(6, 5358, { class: "telnet", validFrom: 2016, validTo: 2018, service: "telnet (old)" }),
  row(17, 80),
);
const after = tableOf(
  "2026.11",
  row(6, 80, { service: "HTTP", evidence: ["another"], devices: "others" }),
  row(6, 9000, { class: "app-middleware", validFrom: 2017, validTo: 2020, service: "PHP-FPM" }),
  row(17, 80),
  row(17, 9999, { class: "iot-router", validFrom: 2014, service: "infosvr" }),
);

describe("diffTargets", () => {
  test("added, removed, changed and in which fields", () => {
    const diff = diffTargets(before, after);
    expect(diff.added).toEqual([after.find(17, 9999)]);
    expect(diff.removed).toEqual([before.find(6, 5358)]);
    expect(diff.changed).toEqual([
      {
        before: before.find(6, 9000),
        after: after.find(6, 9000),
        fields: ["class", "confidence", "validity", "service"],
      },
    ]);
    // Devices and evidence of 80/tcp differ, but nothing that counts.
    expect(diff.same).toBe(2);
  });

  test.each([
    ["class", { class: "mail" }],
    ["confidence", { confidence: "low" }],
    ["validity", { validFrom: 2018 }],
    ["validity", { validTo: 2018 }],
    ["service", { service: "x" }],
  ] as const)("a row that differs in %s alone", (field, more) => {
    const { changed } = diffTargets(tableOf("a", row(6, 1)), tableOf("b", row(6, 1, more)));
    expect(changed.map(({ fields }) => fields)).toEqual([[field]]);
  });

  test("a table and itself differ in nothing", () => {
    const table = builtinTargets();
    expect(diffTargets(table, table)).toEqual({ added: [], removed: [], changed: [], same: table.rows.length });
  });
});

describe("describeTargetDiff", () => {
  test("lists what was removed, added and changed, then counts and editions", () => {
    expect(describeTargetDiff(before, after)).toBe(`\
Removed
- 5358/tcp  telnet  high  2016–2018  telnet (old)

Added
+ 9999/udp  iot-router  high  2014–  infosvr

Changed
  9000/tcp  class       iot-camera-dvr → app-middleware
            confidence  medium → high
            validity    2017– → 2017–2020
            service     (none) → PHP-FPM

1 row added, 1 removed, 1 changed, 2 the same.

From table 2025.01 (${"ab".repeat(32)})
To   table 2026.11 (${"ab".repeat(32)})
`);
  });

  test("nothing but counts and editions where nothing differs", () => {
    const table = builtinTargets();
    expect(describeTargetDiff(table, table)).toMatch(/^0 rows added, 0 removed, 0 changed, 325 the same\.\n\nFrom/);
  });

  test("is at most 100 columns wide and free of what a terminal would obey", () => {
    const hostile = { service: `\u001b]0;x\u0007\u202e${"漢".repeat(100)}\n`, class: "voip" } as const;
    const text = describeTargetDiff(
      tableOf("a\u001b[2J", row(6, 1), row(6, 2, hostile), row(6, 3, { service: "y".repeat(300) })),
      tableOf("b".repeat(300), row(6, 1, hostile), row(6, 4, hostile), row(6, 3, { service: "x".repeat(300) })),
    );
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    const widths = text.split("\n").map((line) => line.length + (line.match(/漢/g)?.length ?? 0));
    expect(Math.max(...widths)).toBeLessThanOrEqual(100);
  });
});
