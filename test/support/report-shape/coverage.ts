import type { ReportDevice, ReportGap } from "../../../src/analysis/coverage/device-coverage.ts";
import type { ReportBackscatter } from "../../../src/analysis/coverage/hygiene.ts";
import type { LikeForLike } from "../../../src/analysis/coverage/like-for-like.ts";
import type { Note } from "../../../src/analysis/coverage/notes.ts";
import type { ReportOwnInfected } from "../../../src/analysis/coverage/own-infected.ts";
import type { DayRates, ReportRates, SideRates } from "../../../src/analysis/coverage/rates.ts";
import type { FloorReason } from "../../../src/analysis/coverage/side-coverage.ts";
import type { Report } from "../../../src/analysis/report.ts";
import type { Scope } from "../../../src/rollup/counts.ts";
import {
  amount,
  type Check,
  count,
  fraction,
  kinds,
  listOf,
  nullOr,
  object,
  oneOf,
  text,
  truth,
} from "../json-shape.ts";
import { anyText, day, id, name, place } from "./words.ts";

/** When a quarter of an hour begins, in UTC. */
const quarter: Check = text(/^\d{4}-\d\d-\d\dT\d\d:(?:00|15|30|45):00Z$/);

type NoteOf<Kind> = Extract<Note, { kind: Kind }>;
type OmissionNote = NoteOf<"repeated">;

const omissionNote = object<OmissionNote>({
  kind: oneOf("repeated", "suppressed", "skipped"),
  lines: count,
  messages: nullOr(count),
});

const note = kinds({
  "rate-limit": object<NoteOf<"rate-limit">>({
    kind: name,
    perMinute: amount,
    quarters: place,
    first: quarter,
    last: quarter,
    counted: oneOf("lines", "denials"),
  }),
  "clock-set-back": object<NoteOf<"clock-set-back">>({ kind: name, times: place }),
  "clock-reset": object<NoteOf<"clock-reset">>({ kind: name, lines: place, from: day, to: day, daysBefore: count }),
  repeated: omissionNote,
  suppressed: omissionNote,
  skipped: omissionNote,
});

const floorOfTime = object<Extract<FloorReason, { kind: "gaps" }>>({ kind: name, devices: place, hours: amount });
const floorOfMessages = object<Extract<FloorReason, { kind: "repeated" }>>({
  kind: name,
  devices: place,
  messages: nullOr(count),
});

/** A device of a side. */
export const device = object<ReportDevice>({
  device: anyText,
  first: nullOr(quarter),
  last: nullOr(quarter),
  hours: nullOr(count),
  hoursWithLines: nullOr(count),
  coverage: nullOr(fraction),
  gaps: nullOr(listOf(object<ReportGap>({ from: quarter, to: quarter }))),
  gapCount: nullOr(count),
  gapHours: nullOr(amount),
  usualGapHours: nullOr(amount),
  gapsReason: nullOr(oneOf("short-span", "few-lines", "few-windows", "no-times")),
  notes: listOf(name),
  findings: listOf(note),
});

/** What the devices of a side add up to. */
export const coverageTotal = object<Report["coverageTotal"]>({
  coverage: nullOr(fraction),
  devices: count,
  devicesTold: count,
  devicesWithGaps: count,
  floor: listOf(
    kinds({
      gaps: floorOfTime,
      "rate-limit": floorOfTime,
      repeated: floorOfMessages,
      suppressed: floorOfMessages,
      skipped: floorOfMessages,
    }),
  ),
  moreDevices: count,
});

const scopeCounts: Record<Scope, Check> = {
  inbound: count,
  outbound: count,
  internal: count,
  multicast: count,
  unknown: count,
};

/** Where denials came from and went to. */
export const scope = object<Report["scope"]>({
  ...scopeCounts,
  baseline: nullOr(object<Record<Scope, number>>(scopeCounts)),
});

const backscatterFigures: Record<keyof ReportBackscatter, Check> = {
  label: oneOf("candidate"),
  denials: count,
  share: nullOr(fraction),
};

/** What looks like answers. */
export const backscatter = object<Report["backscatter"]>({
  ...backscatterFigures,
  baseline: nullOr(object<ReportBackscatter>(backscatterFigures)),
});

/** An own device that was refused elsewhere. */
export const ownInfected = object<ReportOwnInfected>({
  source: name,
  protocol: id,
  port: count,
  class: id,
  denials: amount,
  days: count,
  firstDay: nullOr(day),
  lastDay: nullOr(day),
  destinations: count,
});

type InfectedTotals = Report["ownInfectedTotals"];
const estimate = object<InfectedTotals["sources"]>({ value: amount, standardError: amount });

/** How many own devices were refused elsewhere. */
export const ownInfectedTotals = object<InfectedTotals>({
  sources: estimate,
  pairs: estimate,
  denials: estimate,
  isExact: truth,
});

const dayRates = object<DayRates>({ denialsPerDay: nullOr(amount), denialsPerDayPerAddress: nullOr(amount) });
const sideRates: Record<keyof SideRates, Check> = { onDaysWithData: dayRates, onDaysOfPeriod: dayRates };

/** Denials by day. */
export const rates = object<ReportRates>({
  ...sideRates,
  baseline: nullOr(object<SideRates>(sideRates)),
  ratio: nullOr(object<SideRates>(sideRates)),
});

/** Which devices both sides have. */
export const devices = object<LikeForLike>({
  inBoth: listOf(anyText),
  onlyPeriod: listOf(anyText),
  onlyBaseline: listOf(anyText),
  devicesDiffer: truth,
  daysDiffer: nullOr(truth),
  differs: truth,
  canRestrict: truth,
});

/** Lines by day of the week and hour. */
export const weekHours = listOf(listOf(count));
