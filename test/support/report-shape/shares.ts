import type {
  MethodShares,
  ReportDay,
  ReportClass,
  ReportGroup,
  ReportPort,
  ShareFigures,
  ShareRange,
} from "../../../src/analysis/report.ts";
import { amount, type Check, count, fraction, nullOr, number, object, oneOf, text } from "../json-shape.ts";
import { anyText, day, groupId, id, place } from "./words.ts";

const shareFigures: Record<keyof ShareFigures, Check> = {
  denials: count,
  share: fraction,
  baselineDenials: nullOr(count),
  baselineShare: nullOr(fraction),
  points: nullOr(number),
  ratio: nullOr(amount),
};

const range = object<ShareRange>({ strict: fraction, default: fraction, wide: fraction });

/** A group. */
export const group = object<ReportGroup>({
  id: groupId,
  sources: count,
  baselineSources: nullOr(count),
  portsInTop: count,
  range,
  baselineRange: nullOr(range),
  ...shareFigures,
});

/** A class. */
export const classShape = object<ReportClass>({ id, ...shareFigures });

/** One of the busiest ports. */
export const port = object<ReportPort>({
  rank: place,
  protocol: id,
  port: count,
  class: id,
  confidence: nullOr(oneOf("high", "medium", "low")),
  service: nullOr(anyText),
  denials: place,
  share: fraction,
  sources: count,
  sourcesError: amount,
  baselineRank: nullOr(place),
  baselineDenials: nullOr(count),
  baselineShare: nullOr(fraction),
  points: nullOr(number),
});

/** The headline by one method. */
export const methodShares = object<MethodShares>({
  method: text(/^(?:top\d+|all-ports|unique-sources|survey-excluded)$/),
  iotShare: nullOr(fraction),
  telnetShare: nullOr(fraction),
});

/** One day. */
export const dayShape = object<ReportDay>({ day, denials: place, telnet: count, iotOther: count });
