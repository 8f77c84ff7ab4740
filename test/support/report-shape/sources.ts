import type { GroupIntervals, ReportSignificance } from "../../../src/analysis/certainty/bootstrap.ts";
import type { ChangeWithoutSource, LeaveOneOut, WithoutSource } from "../../../src/analysis/sources/leave-one-out.ts";
import type { ReportScanner, ReportScans, ReportScanSide } from "../../../src/analysis/sources/scan-report.ts";
import {
  amount,
  type Check,
  count,
  fraction,
  interval,
  listOf,
  nullOr,
  number,
  object,
  oneOf,
  truth,
} from "../json-shape.ts";
import { day, name, place } from "./words.ts";

const intervals = object<GroupIntervals>({
  share: nullOr(interval(fraction)),
  baselineShare: nullOr(interval(fraction)),
  points: nullOr(interval(number)),
});

/** How sure the shares are. */
export const significance = object<ReportSignificance>({
  telnet: intervals,
  iot: intervals,
  "iot-other": intervals,
  other: intervals,
  untimed: count,
  baselineUntimed: nullOr(count),
  reason: nullOr(name),
});

const without = object<WithoutSource>({
  source: nullOr(name),
  denials: amount,
  share: fraction,
  iotShareWithout: nullOr(fraction),
  telnetShareWithout: nullOr(fraction),
  movesPoints: nullOr(number),
  pointsWithout: nullOr(number),
});

/** The sources that move the headline most. */
export const leaveOneOut = object<LeaveOneOut>({
  period: nullOr(without),
  baseline: nullOr(without),
  change: nullOr(
    object<ChangeWithoutSource>({
      source: nullOr(name),
      denials: amount,
      baselineDenials: amount,
      pointsWithout: nullOr(number),
      movesPoints: nullOr(number),
    }),
  ),
  isSample: truth,
});

const scanSide: Record<keyof ReportScanSide, Check> = {
  scannersPerDay: nullOr(amount),
  scannersPerDayError: nullOr(amount),
  shareOfDenials: nullOr(fraction),
  shareOfDenialsError: nullOr(amount),
  reason: nullOr(oneOf("no-denials", "no-sources", "no-times")),
  samplingLevel: amount,
  isSample: truth,
  isDated: truth,
  byKind: nullOr(
    object<NonNullable<ReportScanSide["byKind"]>>({
      wide: nullOr(amount),
      vertical: nullOr(amount),
      horizontal: nullOr(amount),
      survey: nullOr(amount),
    }),
  ),
  thresholds: object<ReportScanSide["thresholds"]>({ wide: place, vertical: place, horizontal: place }),
  top: listOf(
    object<ReportScanner>({
      source: nullOr(name),
      kind: oneOf("wide", "vertical", "horizontal"),
      isListed: truth,
      ports: count,
      hosts: count,
      denials: amount,
      scanDays: place,
      firstSeen: nullOr(day),
      lastSeen: nullOr(day),
    }),
  ),
};

/** Who scanned. */
export const scans = object<ReportScans>({
  ...scanSide,
  baseline: nullOr(object<ReportScanSide>(scanSide)),
  change: nullOr(
    object<NonNullable<ReportScans["change"]>>({
      scannersPerDayRatio: nullOr(amount),
      shareOfDenialsPoints: nullOr(number),
    }),
  ),
});
