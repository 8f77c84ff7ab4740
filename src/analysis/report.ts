import type { Scope } from "../rollup/counts.ts";
import type { LineCounts } from "../rollup/lines.ts";
import type { ReportSignificance } from "./certainty/bootstrap.ts";
import type { ReportDecomposition } from "./change/decomposition.ts";
import type { ReportEmerging, ReportVanished } from "./change/emerging.ts";
import type { ReportMapping } from "./change/mapping-split.ts";
import type { ReportSpread } from "./change/spread.ts";
import type { ReportDevice } from "./coverage/device-coverage.ts";
import type { ReportBackscatter } from "./coverage/hygiene.ts";
import type { LikeForLike } from "./coverage/like-for-like.ts";
import type { OwnInfectedFigures, ReportOwnInfected } from "./coverage/own-infected.ts";
import type { ReportRates } from "./coverage/rates.ts";
import type { ReportCoverageTotal } from "./coverage/side-coverage.ts";
import type { LeaveOneOut } from "./sources/leave-one-out.ts";
import type { ExposureReport } from "./exposure/exposure-report.ts";
import type { ReportScans } from "./sources/scan-report.ts";
import type { Confidence } from "../targets/target.ts";

/** The schema that every report names; a renamed field needs a new number. */
export const reportSchema = "fwtrend/report/1";

/** How the headline share is computed: what is counted, and which ports may be in the numerator. */
export const methods = ["top100", "all-ports", "unique-sources", "survey-excluded"] as const;
export type Method = (typeof methods)[number];

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

/** A share of what the method counts, with the baseline's where there is one. Shares are fractions, unrounded. */
export interface ShareFigures {
  denials: number;
  share: number;
  baselineDenials: number | null;
  baselineShare: number | null;
  /** `share − baselineShare` in percentage points. */
  points: number | null;
  /** What the period's share counts by what the baseline's does (denials, or sources); null when there is no baseline or that is 0. */
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
  /** Distinct sources that touched the group: what `unique-sources` has shares of. */
  sources: number;
  baselineSources: number | null;
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

/** The denials of one day. Which ports count is the method's rule, or any port by methods that count no denials. */
export interface ReportDay {
  /** ISO. */
  day: string;
  denials: number;
  telnet: number;
  iotOther: number;
}

/** The headline shares by one method; null where it has nothing to count. */
export interface MethodShares {
  /** The id of the method; `top50` where N is another than 100. */
  method: string;
  iotShare: number | null;
  telnetShare: number | null;
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
  /** The year given to the first stamp without one; 0 where there is none. */
  baseYear: number;
  /** The zone of its stamps that name none; empty where it could not be read at all. */
  zone: string;
  /** What went wrong while reading it; null when it was read to its end. */
  error: string | null;
}

/** Which rows of the targets table hold: all of them on both sides, or on each side those of its years. */
export type Mapping = "fixed" | "as-of";

/** What the user wished to have counted; all denials where lists are empty. */
export interface ReportCounted {
  include: string[];
  exclude: string[];
  scope: Scope | "all";
  /** Own networks beside private ones, as CIDR, address or range. */
  home: string[];
  /** True when only devices were counted that both sides have. */
  likeForLike: boolean;
  /** Devices left out for that, by name. */
  devicesLeftOut: string[];
  /** Lists of known scanners. */
  /** The file of `--formats`; null without. */
  ownFormats: { path: string; sha256: string } | null;
  knownScanners: { path: string; name: string | null; sha256: string; entries: number }[];
}

export interface Provenance {
  tool: string;
  command: string[];
  /** Arguments of fwtrend that give the same figures again from the same inputs. */
  arguments: string[];
  /** True when names of devices, own addresses and paths were replaced. */
  anonymized: boolean;
  zone: string;
  method: Method;
  top: number;
  targets: { version: string; sha256: string; mapping: Mapping };
  /** What of the logs was counted. */
  counted: ReportCounted;
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
    /** What the shares of the groups are of, by the method: denials, or distinct sources. */
    denominator: number;
    baselineDenominator: number | null;
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
    /** Denials read but not wanted: left out by a filter, a scope, or for being of a device that one side lacks. */
    filtered: number;
    /** Denials of survey scanners, and the standard error of that number: 0 when it is exact. */
    surveyDenials: number;
    surveyDenialsError: number;
    baselineSurveyDenials: number | null;
    /** Denials of both sides that were taken for such because nothing in the line said otherwise. */
    assumed: number;
  };
  groups: ReportGroup[];
  classes: ReportClass[];
  ports: ReportPort[];
  /** The headline by every method, and the baseline's. */
  sensitivity: MethodShares[];
  baselineSensitivity: MethodShares[] | null;
  /** By day with data, in order; denials without a time are in none. */
  daily: ReportDay[];
  baselineDaily: ReportDay[] | null;
  /** Lines that are denials by day of the week, Monday first, and hour of the day: seven rows of 24. */
  weekHours: number[][];
  baselineWeekHours: number[][] | null;
  /** 95 % intervals. */
  significance: ReportSignificance;
  /** The source that moves the headline most when left out. Null by a method whose shares are of sources. */
  leaveOneOut: LeaveOneOut | null;
  /** Null without a baseline. */
  decomposition: ReportDecomposition | null;
  /** The change split by what changed in the mapping; null unless each side has its own rows. */
  mapping: ReportMapping | null;
  /** Null where no denial has a port. */
  spread: ReportSpread | null;
  emerging: ReportEmerging[];
  vanished: ReportVanished[];
  /** Why nothing can be told of ports that came and went; null when all is told. */
  emergingReason: string | null;
  scans: ReportScans;
  /** Denials by where they came from and went to. They sum to the denials of the side before any choice of scope. */
  scope: Record<Scope, number> & { baseline: Record<Scope, number> | null };
  /** Denials that look like answers to packets sent under our addresses: candidates, not a finding. */
  backscatter: ReportBackscatter & { baseline: ReportBackscatter | null };
  /** Own devices that were refused at telnet and IoT ports elsewhere. */
  ownInfected: ReportOwnInfected[];
  ownInfectedTotals: Omit<OwnInfectedFigures, "rows">;
  rates: ReportRates;
  /** The period's devices; see `coverageTotal` for what is not listed. */
  coverage: ReportDevice[];
  coverageTotal: ReportCoverageTotal & { moreDevices: number };
  baselineCoverage: ReportDevice[] | null;
  baselineCoverageTotal: (ReportCoverageTotal & { moreDevices: number }) | null;
  /** Which devices both sides have; null without a baseline. */
  devices: LikeForLike | null;
  /** What scans found exposed, held against these denials; only where scans were given. */
  exposure?: ExposureReport;
  /** What a reader has to know about these figures, in words. */
  warnings: string[];
}
