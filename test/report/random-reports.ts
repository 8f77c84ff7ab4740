import * as fc from "fast-check";
import type { Report } from "../../src/analysis/report.ts";
import { compared, describeGroups } from "./sample-reports.ts";

const count = fc.oneof(fc.nat(50), fc.nat(100_000), fc.nat({ max: 4_000_000_000_000 }));
const side = fc
  .record({ telnet: count, iotOther: count, other: count })
  .map(({ telnet, iotOther, other }) => ({ total: telnet + iotOther + other, telnet, iotOther }));

/** Reports with any counts, whose foreign texts come from `text`. */
export function anyReport(text: fc.Arbitrary<string>): fc.Arbitrary<Report> {
  const parts = fc.record({
    now: side,
    before: fc.option(side),
    label: text,
    path: text,
    error: fc.option(text),
    service: fc.option(text),
    warning: text,
    portDenials: count,
    points: fc.option(fc.double({ min: -100, max: 100, noNaN: true })),
    isDated: fc.boolean(),
    method: fc.constantFrom("top100" as const, "all-ports" as const),
    top: fc.integer({ min: 1, max: 65_535 }),
    isPartial: fc.boolean(),
  });
  return parts.map((random) => {
    const { now, before, label, path } = random;
    const report = compared();
    report.partial = random.isPartial;
    Object.assign(report.provenance, { zone: label, method: random.method, top: random.top });
    for (const input of report.provenance.inputs) Object.assign(input, { path, error: random.error, format: path });
    report.baseline = before && { ...report.period, label: path };
    Object.assign(report.period, { label });
    for (const span of [report.period, report.baseline]) {
      if (span !== null && !random.isDated) Object.assign(span, { from: null, to: null, days: null });
    }
    report.totals.denials = now.total;
    report.totals.denominator = now.total;
    report.totals.baselineDenials = before && before.total;
    report.totals.baselineDenominator = before && before.total;
    report.totals.baselineSources = before && before.telnet;
    report.groups = describeGroups(now, before);
    for (const port of report.ports) {
      const { service, points, portDenials: denials } = random;
      Object.assign(port, { rank: port.rank * random.top, protocol: label, service, points, denials });
    }
    report.warnings = [random.warning, path];
    return report;
  });
}

/** Text with all that deceives a terminal, and with characters of every width. */
export const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: fc.constantFrom("\x1b", "\n", "\u202e", "\u200b", "\ud800", "漢", "e\u0301", "🦊", " ", "a") }),
);
