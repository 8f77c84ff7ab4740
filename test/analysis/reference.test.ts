import { describe, expect, test } from "vitest";
import { parsePeriod } from "../../src/analysis/period.ts";
import { builtinTargets } from "../../src/targets/target-table.ts";
import { countsOf } from "../support/counts.ts";
import type { CountRow } from "../support/counts.ts";
import { ICMP, UDP, groupIn, reportOn } from "./source.ts";

/*
 * The published figures of NRI Secure's review, with counts that give them.
 *
 * FY2017, 2,500,000,000 denials:
 *     730,000,000  23/tcp, 2,000,000 on each of 365 days                       29.2 %
 *     220,000,000  15 further IoT ports: 10 × 15,000,000 and 5 × 14,000,000     8.8 %   together 38.0 %, 16 ports
 *     840,000,000  84 ports of nothing known, 10,000,000 each: ranks 17–100
 *      49,500,000  5 IoT ports, 9,900,000 each: below rank 100
 *     650,000,000  1,300 ports of nothing known, 500,000 each
 *      10,500,000  ICMP
 *
 * FY2016, 2,260,000,000 denials:
 *   1,087,060,000  23/tcp: 2,978,000 on each of 365 days, and 90,000           48.1 %
 *     221,480,000  15 further IoT ports: 14 × 15,000,000 and 11,480,000         9.8 %
 *     840,000,000  84 ports of nothing known, 10,000,000 each: ranks 17–100
 *     111,460,000  20 ports of nothing known, 5,573,000 each
 */
const busyIot = [52_869, 9000, 8291, 2323, 2223, 7547, 5555, 81, 37_777, 37_215, 5358, 8000, 554, 34_567];
const quietIot = [49_152, 8728, 9100, 1883, 60_001];

const fy2017 = parsePeriod("FY2017");
const fy2016 = parsePeriod("FY2016");

const now: CountRow[] = [
  ...eachDay(fy2017.fromDay, 2_000_000),
  ...busyIot.map((port, index) => ({ port, denials: index < 10 ? 15_000_000 : 14_000_000 })),
  { protocol: UDP, port: 53_413, denials: 14_000_000 },
  ...unknownPorts(61_000, 84, 10_000_000),
  ...quietIot.map((port) => ({ port, denials: 9_900_000 })),
  ...unknownPorts(62_000, 1300, 500_000),
  { protocol: ICMP, denials: 10_500_000 },
].map((row) => onDay(fy2017.fromDay, row));

const before: CountRow[] = [
  ...eachDay(fy2016.fromDay, 2_978_000),
  { port: 23, denials: 90_000 },
  ...busyIot.map((port) => ({ port, denials: 15_000_000 })),
  { protocol: UDP, port: 53_413, denials: 11_480_000 },
  ...unknownPorts(61_000, 84, 10_000_000),
  ...unknownPorts(62_000, 20, 5_573_000),
].map((row) => onDay(fy2016.fromDay, row));

function eachDay(fromDay: number, denials: number): CountRow[] {
  return Array.from({ length: 365 }, (_, index) => ({ day: fromDay + index, port: 23, denials }));
}

function onDay(day: number, row: CountRow): CountRow {
  return { day, ...row };
}

function unknownPorts(first: number, count: number, denials: number): CountRow[] {
  return Array.from({ length: count }, (_, index) => ({ port: first + index, denials }));
}

describe("the published reference", () => {
  const report = reportOn(now, null, {
    targets: builtinTargets(),
    period: { counts: countsOf(now), period: fy2017 },
    baseline: { counts: countsOf(before), period: fy2016 },
  });
  const telnet = groupIn(report, "telnet");
  const iot = groupIn(report, "iot");
  const iotOther = groupIn(report, "iot-other");

  test("blocked: about 2.5 and 2.26 thousand million", () => {
    expect(report.totals).toMatchObject({ denials: 2_500_000_000, baselineDenials: 2_260_000_000 });
    expect(report.totals.portless).toEqual({ denials: 10_500_000, share: 0.0042 });
  });

  test("telnet fell from 48.1 % to 29.2 %, by 18.9 points", () => {
    expect(telnet.share).toBe(0.292);
    expect(telnet.baselineShare).toBe(0.481);
    expect(telnet.points).toBeCloseTo(-18.9, 10);
    expect(telnet.ratio).toBe(730_000_000 / 1_087_060_000);
    expect(telnet.portsInTop).toBe(1);
  });

  test("IoT with telnet is 38.0 %, on 16 of the 100 busiest ports", () => {
    expect(iot.share).toBe(0.38);
    expect(iot.portsInTop).toBe(16);
    expect(iot.baselineShare).toBeCloseTo(0.579, 10);
  });

  test("IoT without telnet is 8.8 %, a little under 10 % before", () => {
    expect(iotOther.share).toBe(0.088);
    expect(iotOther.portsInTop).toBe(15);
    expect(iotOther.baselineShare).toBeCloseTo(0.098, 10);
    expect(iotOther.points).toBeCloseTo(-1, 10);
  });

  test("over all ports the five quiet IoT ports count as well, and 2323 and 2223 are telnet", () => {
    // 950,000,000 + 49,500,000 = 999,500,000; 730,000,000 + 2 × 15,000,000 = 760,000,000.
    expect(report.sensitivity).toContainEqual({ method: "all-ports", iotShare: 0.3998, telnetShare: 0.304 });
    expect(report.sensitivity.find(({ method }) => method === "top100")).toMatchObject({ iotShare: 0.38 });
  });

  test("the spans are whole fiscal years, alike in length", () => {
    expect(report.period).toEqual({
      label: "FY2017",
      from: "2017-04-01",
      to: "2018-03-31",
      days: 365,
      daysWithData: 365,
    });
    expect(report.baseline).toMatchObject({ label: "FY2016", days: 365, daysWithData: 365 });
    expect(report.warnings).toEqual([]);
  });
});
