import { expect, test } from "vitest";
import { targetClasses } from "../../src/targets/target.ts";
import { ICMP, reportOn } from "./source.ts";

// 100 denials: telnet 23 and 2323; cameras 82 (low confidence all the same); windows 445; 4444 has no row, ICMP no port.
const rows = [
  { port: 23, denials: 30 },
  { port: 2323, denials: 10 },
  { port: 82, denials: 15 },
  { port: 445, denials: 15 },
  { port: 4444, denials: 20 },
  { protocol: ICMP, denials: 10 },
];

test("every port counts, whatever its rank, confidence and the method; the busiest come first, then by id", () => {
  for (const method of ["top100", "all-ports"] as const) {
    const { classes } = reportOn(rows, null, { method, top: 1 });
    expect(classes.slice(0, 5).map(({ id, denials, share }) => [id, denials, share])).toEqual([
      ["telnet", 40, 0.4],
      ["other", 30, 0.3],
      ["iot-camera-dvr", 15, 0.15],
      ["windows", 15, 0.15],
      ["app-middleware", 0, 0],
    ]);
  }
});

test("all 21 classes are there", () => {
  const { classes } = reportOn(rows);
  expect(classes).toHaveLength(21);
  expect(classes.map(({ id }) => id).sort()).toEqual([...targetClasses].sort());
});

test("a class is compared with itself in the baseline", () => {
  // Telnet 40 of 100 now, 5 of 50 before: 40 % − 10 % = 30 points, 8 times as many.
  const { classes } = reportOn(rows, [
    { port: 2323, denials: 5 },
    { port: 22, denials: 45 },
  ]);
  const byId = new Map(classes.map((row) => [row.id, row]));
  expect(byId.get("telnet")).toEqual({
    id: "telnet",
    denials: 40,
    share: 0.4,
    baselineDenials: 5,
    baselineShare: 0.1,
    points: 30.000000000000004,
    ratio: 8,
  });
  expect(byId.get("remote-admin")).toMatchObject({ denials: 0, baselineShare: 0.9, points: -90, ratio: 0 });
  expect(byId.get("windows")).toMatchObject({ baselineDenials: 0, baselineShare: 0, points: 15, ratio: null });
});
