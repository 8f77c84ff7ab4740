import type { ExposureReport } from "../../../src/analysis/exposure/exposure-report.ts";
import type { ReportAttackedPort, ReportAttacks } from "../../../src/analysis/exposure/join-denials.ts";
import { exposureNoteIds } from "../../../src/analysis/exposure/notes.ts";
import { amount, type Check, count, fraction, listOf, nullOr, number, object, oneOf, truth } from "../json-shape.ts";
import { anyText, name } from "./words.ts";

const span = object<ReportAttacks["period"]>({
  from: nullOr(name),
  to: nullOr(name),
  daysWithData: count,
  denials: count,
});

const attackedPort = object<ReportAttackedPort>({
  protocol: name,
  port: count,
  service: nullOr(name),
  class: name,
  confidence: nullOr(oneOf("high", "medium", "low")),
  severity: oneOf("critical", "high", "medium", "low"),
  devices: anyText,
  campaigns: anyText,
  quadrant: nullOr(name),
  hosts: count,
  opened: nullOr(count),
  isNewUnderRise: truth,
  denials: count,
  rank: nullOr(count),
  share: fraction,
  sources: count,
  denialsPerDay: nullOr(amount),
  baselineDenials: nullOr(count),
  baselineDenialsPerDay: nullOr(amount),
  growth: nullOr(amount),
  trend: nullOr(oneOf("rising", "steady", "falling")),
  urgency: amount,
});

const quadrant = object<ReportAttacks["meant"]>({ id: name, ports: count, denials: count, share: fraction });

const attacks = object<ReportAttacks>({
  period: span,
  baseline: nullOr(span),
  sourcesAreEstimates: truth,
  exposed: listOf(attackedPort),
  closed: listOf(attackedPort),
  quadrants: nullOr(listOf(quadrant)),
  meant: quadrant,
});

const anything: Check = () => [];

/** What a report tells of what is exposed: what all of it rests on. */
const exposureShape = object<ExposureReport>({
  schema: oneOf("fwtrend/exposure/1"),
  partial: truth,
  provenance: object({ tool: name, command: listOf(name), publicPorts: listOf(name), inputs: listOf(anything) }),
  hosts: nullOr(
    object({ scanned: count, exposed: object({ count, of: count, rate: nullOr(fraction) }), points: nullOr(number) }),
  ),
  classes: listOf(object({ id: name, hosts: count, ports: count, rate: fraction })),
  ports: listOf(object({ port: count, hosts: count, rate: fraction })),
  networks: listOf(object({ hosts: count })),
  exposedHosts: listOf(object({ host: name, ports: listOf(name) })),
  moreExposedHosts: count,
  change: nullOr(anything),
  sites: nullOr(object({ answered: count, list: listOf(object({ host: name })) })),
  attacks: nullOr(attacks),
  notes: listOf(object({ id: oneOf(...exposureNoteIds), count })),
});

/** It is there only where scans were given. */
export const exposure: Check = (value, path) => (value === undefined ? [] : exposureShape(value, path));
