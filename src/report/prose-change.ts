import type { GroupIntervals } from "../analysis/certainty/bootstrap.ts";
import type { GroupId, Report, ReportGroup } from "../analysis/report.ts";
import { writeShare } from "./figures.ts";
import { groupOf, nameTelnet, writeChangeOfTenths } from "./headline.ts";
import { directionOf, formatCount, formatDaily, formatPoints, roundGroups, tenthsOf } from "./numbers.ts";
import { directionBetween, isTold, nameOf, tellRatio } from "./prose-pen.ts";
import type { Pen, ProseSides } from "./prose-pen.ts";
import { formatRange } from "./summary-findings.ts";

const portsNamed = 5;

/** What changed from the baseline to the period. Both sides have what the method counts. */
export function writeChanged(report: Report, sides: ProseSides, pen: Pen): string[] {
  return [
    tellTotals(report, sides, pen),
    tellPerDay(report, pen),
    tellMethod(report, pen),
    ...(["telnet", "iot", "iot-other", "other"] as const).flatMap((id) => tellGroup(report, id, pen)),
    ...tellSpreadChange(report, pen),
    tellIotPorts(report, pen),
  ].filter(isTold);
}

/** What the denials of one side were aimed at; nothing where the method counts none. */
export function writeAimed(report: Report, pen: Pen): string[] {
  if (report.totals.denominator === 0) return [];
  return [
    tellMethod(report, pen),
    tellParts(report, pen),
    tellIotInterval(report, pen),
    tellIotPorts(report, pen),
    tellBusiest(report, pen),
    tellSpread(report, pen),
  ].filter(isTold);
}

function tellTotals({ totals }: Report, sides: ProseSides, pen: Pen): string {
  const { words, figures } = pen;
  const before = totals.baselineDenials ?? 0;
  return words.totals(
    directionBetween(before, totals.denials),
    [figures.count(before), figures.count(totals.denials)],
    [words.baselineOf(sides.now.place, sides.before.place), sides.now.place],
    tellRatio(totals.denials / before, pen),
  );
}

/** Where the sides differ in length, their totals alone would mislead. */
function tellPerDay({ devices, rates }: Report, { words }: Pen): string | null {
  const now = rates.onDaysWithData.denialsPerDay;
  const before = rates.baseline?.onDaysWithData.denialsPerDay ?? null;
  if (devices?.daysDiffer !== true || now === null || before === null) return null;
  const [nowText, beforeText] = [formatDaily(now), formatDaily(before)];
  const direction = nowText === beforeText ? "same" : directionBetween(before, now);
  return words.perDay(direction, beforeText, nowText);
}

function tellMethod({ provenance }: Report, { words }: Pen): string | null {
  if (provenance.method === "unique-sources") return words.ofSources;
  return provenance.method === "survey-excluded" ? words.withoutSurvey : null;
}

/** A group's share, its number, and whether its change is more than chance. */
function tellGroup(report: Report, id: GroupId, pen: Pen): string[] {
  const group = groupOf(report, id);
  const { baselineShare, points } = group;
  if (baselineShare === null || points === null) return [];
  const name = pen.words.shareOf(nameGroup(report, id, pen));
  const [from, to] = [printedShare(report, id, true), printedShare(report, id, false)];
  return [
    pen.words.stop(writeChangeOfTenths(name, from, to, points, pen.language)),
    // The interval of all others mirrors that of IoT.
    id === "other" ? null : tellChance(report.significance[id], points, pen),
    tellNumber(report, group, pen),
  ].filter(isTold);
}

function nameGroup(report: Report, id: GroupId, { language, words }: Pen): string {
  return id === "telnet" ? nameTelnet(report.provenance.method, language) : words.groups[id];
}

/** A group's share of a side in tenths of a percent, so rounded that telnet, the rest of IoT and others make up 100. */
function printedShare(report: Report, id: GroupId, isBaseline: boolean): number {
  const shareOf = (group: GroupId): number => {
    const { share, baselineShare } = groupOf(report, group);
    return (isBaseline ? baselineShare : share) ?? 0;
  };
  if (id === "iot") return tenthsOf(shareOf("iot"));
  const rounded = roundGroups(shareOf("telnet"), shareOf("iot-other"), shareOf("other"));
  return { telnet: rounded.telnet, "iot-other": rounded.iotOther, other: rounded.other }[id];
}

function tellNumber({ provenance }: Report, group: ReportGroup, pen: Pen): string | null {
  const { words, figures } = pen;
  const isOfSources = provenance.method === "unique-sources";
  const now = isOfSources ? group.sources : group.denials;
  const before = isOfSources ? group.baselineSources : group.baselineDenials;
  if (before === null || (now === 0 && before === 0)) return null;
  const direction = directionBetween(before, now);
  const isAlike = direction === directionOf(group.points ?? 0);
  const ratio = before === 0 ? null : tellRatio(now / before, pen);
  return words.number(isOfSources, direction, isAlike, figures.count(before), figures.count(now), ratio);
}

function tellChance({ points: interval }: GroupIntervals, points: number, { words }: Pen): string | null {
  if (interval === null) return null;
  const [low, high] = interval;
  const [lowText, highText] = [formatPoints(low), formatPoints(high)];
  const direction = directionOf(points);
  if (direction === "same") return words.interval(lowText, highText);
  const [lowDirection, highDirection] = [directionOf(low), directionOf(high)];
  if (lowDirection === direction && highDirection === direction) return words.beyondChance(lowText, highText);
  const includesZero = lowDirection !== "rising" && highDirection !== "falling";
  return includesZero ? words.withinChance(lowText, highText) : words.interval(lowText, highText);
}

function tellSpreadChange(report: Report, { words, figures }: Pen): string[] {
  const { spread } = report;
  if (spread === null || spread.baseline === null || spread.change === null) return [];
  const [now, before] = [formatDaily(spread.effectivePorts), formatDaily(spread.baseline.effectivePorts)];
  const direction = now === before ? "same" : directionBetween(0, spread.change.effectivePorts);
  const isStory = direction === "rising" && hasTelnetFallen(report);
  return [
    isStory ? words.telnetFellAsProbingSpread : words.probing(direction),
    words.spreadBetween(
      direction,
      before,
      now,
      writeShare(figures, spread.baseline.top10Share),
      writeShare(figures, spread.top10Share),
    ),
  ];
}

/** Whether telnet's share fell, and by more than chance where that is known. */
function hasTelnetFallen(report: Report): boolean {
  const { points, share, baselineShare } = groupOf(report, "telnet");
  const interval = report.significance.telnet.points;
  if (points === null || directionOf(points) !== "falling") return false;
  return (
    tenthsOf(share) < tenthsOf(baselineShare ?? 0) && (interval === null || directionOf(interval[1]) === "falling")
  );
}

function tellIotPorts(report: Report, { words }: Pen): string | null {
  if (report.provenance.method !== "top100") return null;
  const { portsInTop } = groupOf(report, "iot");
  return words.iotPorts(formatCount(portsInTop), formatCount(report.provenance.top), portsInTop === 1);
}

function tellParts(report: Report, pen: Pen): string {
  const parts = (["telnet", "iot-other", "other"] as const).map((id) => ({
    name: nameGroup(report, id, pen),
    share: pen.figures.percent(printedShare(report, id, false)),
  }));
  return pen.words.parts(parts);
}

function tellIotInterval({ significance }: Report, { words, language }: Pen): string | null {
  const { share } = significance.iot;
  return share && words.shareInterval(formatRange(share, language));
}

function tellBusiest({ ports, provenance }: Report, { words, figures, language }: Pen): string | null {
  // The shares of ports are of all denials, which is not what these methods have shares of.
  if (ports.length === 0 || provenance.method === "unique-sources" || provenance.method === "survey-excluded")
    return null;
  const named = ports
    .slice(0, portsNamed)
    .map((port) => words.withShare(nameOf(port), writeShare(figures, port.share)));
  return words.busiest(named.join(language.words.joints.list));
}

function tellSpread({ spread }: Report, { words, figures }: Pen): string | null {
  return spread && words.spread(formatDaily(spread.effectivePorts), writeShare(figures, spread.top10Share));
}
