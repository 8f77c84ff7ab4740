import type { LineCounts } from "../rollup/lines.ts";
import type { Confidence } from "../targets/target.ts";

/** The schema that every report names; a renamed field needs a new number. */
export const reportSchema = "fwtrend/report/1";

/** How the headline share is computed: which ports may be in the numerator. Denominator: all denials. */
export type Method = "top100" | "all-ports";

/** A span of whole days in the report's zone; `null` where the logs carry no times. */
export interface ReportPeriod {
  /** What the user called it (`FY2017`), else its dates. */
  label: string;
  /** First and last day, ISO, inclusive. */
  from: string | null;
  to: string | null;
  /** Days in the span. */
  days: number | null;
  /** Days on which at least one denial was logged. */
  daysWithData: number;
}

/** A share of all denials, with the baseline's where there is one. Shares are fractions, unrounded. */
export interface ShareFigures {
  denials: number;
  share: number;
  baselineDenials: number | null;
  baselineShare: number | null;
  /** `share − baselineShare` in percentage points. */
  points: number | null;
  /** `denials / baselineDenials`; null when there is no baseline or it is 0. */
  ratio: number | null;
}

export type GroupId = "telnet" | "iot" | "iot-other" | "other";

/** The same share with fewer or more rows of the targets table counted as IoT. */
export interface ShareRange {
  strict: number;
  default: number;
  wide: number;
}

export interface ReportGroup extends ShareFigures {
  id: GroupId;
  /** How many of the N busiest ports belong to the group. */
  portsInTop: number;
  range: ShareRange;
  baselineRange: ShareRange | null;
}

export interface ReportClass extends ShareFigures {
  id: string;
}

/** One protocol and port of the N busiest. Denials without a port have no rank; see `totals.portless`. */
export interface ReportPort {
  rank: number;
  /** The lower-case IANA name, the number as text, or `unknown`. */
  protocol: string;
  port: number;
  class: string;
  confidence: Confidence | null;
  service: string | null;
  denials: number;
  share: number;
  /** Distinct sources, and the relative standard error of their number: 0 where all of them were kept. */
  sources: number;
  sourcesError: number;
  /** Among all ports of the baseline; null when it had no denial there. */
  baselineRank: number | null;
  baselineDenials: number | null;
  baselineShare: number | null;
  points: number | null;
}

export interface ReportInput {
  path: string;
  side: "period" | "baseline" | "both";
  /** Of the bytes as stored; null when nobody asked for it. */
  sha256: string | null;
  /** Size as stored. */
  bytes: number;
  format: string;
  lines: LineCounts;
  /** What went wrong while reading it; null when it was read to its end. */
  error: string | null;
}

export interface Provenance {
  tool: string;
  command: string[];
  zone: string;
  method: Method;
  top: number;
  targets: { version: string; sha256: string; mapping: "fixed" };
  inputs: ReportInput[];
}

/** Everything fwtrend found out, as plain JSON: no NaN, ISO dates, numbers unrounded. */
export interface Report {
  schema: typeof reportSchema;
  /** True when an input was not read to its end or the run was interrupted. */
  partial: boolean;
  provenance: Provenance;
  period: ReportPeriod;
  baseline: ReportPeriod | null;
  /** Over all inputs; the seven fates sum to `total`. */
  lines: LineCounts;
  totals: {
    denials: number;
    /** Null unless every denial logged its packets. */
    packets: number | null;
    sources: number;
    /** Relative standard error of `sources`; 0 when the count is exact. */
    sourcesError: number;
    /** Denials without a port, like those of ICMP: in the denominator and in `other`, but not ranked. */
    portless: { denials: number; share: number };
    baselineDenials: number | null;
    baselineSources: number | null;
    /** Denials read but counted on neither side: outside the periods, or without a time. */
    outsidePeriods: number;
    withoutTime: number;
    /** Denials of both sides that were taken for such because nothing in the line said otherwise. */
    assumed: number;
  };
  groups: ReportGroup[];
  classes: ReportClass[];
  ports: ReportPort[];
  sensitivity: { method: string; iotShare: number; telnetShare: number }[];
  /** What a reader has to know about these figures, in words. */
  warnings: string[];
}
