import { mayBeLongBefore, type StrangeTimes, timesAfter, timesLongBefore } from "../analysis/strange-times.ts";
import type { Collection } from "../ingest/collect.ts";
import type { Side } from "../ingest/rollup-sink.ts";
import type { TimedPlace, TimeExtremes } from "../ingest/time-extremes.ts";
import { formatCount } from "../report/numbers.ts";

const daySec = 86_400;

/** Logs that are named one by one; more are counted. */
const logsNamed = 3;

/** Which of the times read cannot be right, or are of a zone that nobody named: one sentence each. */
export function warnOfTimes(collection: Collection, sides: readonly Side[], nowMs: number): string[] {
  return [
    ...warnOfFuture(collection, sides, nowMs / 1000 + daySec),
    ...warnOfLongBefore(collection, sides),
    ...warnOfZones(collection),
  ];
}

function warnOfFuture({ extremes }: Collection, sides: readonly Side[], fromSec: number): string[] {
  if (Math.max(...sides.map(({ rollup }) => rollup.lastSec)) <= fromSec) return [];
  const found = timesAfter(activitiesOf(sides), fromSec);
  const last = placeOf(extremes, ({ latest }) => latest, Math.max);
  if (found === null || last === null) return [];
  return [
    `${last.text}: ${subjectOf(found)} dated more than a day ahead of now, here ${isoAt(last.sec)}: ` +
      "is a clock wrong, or --year or --tz?",
  ];
}

function warnOfLongBefore({ extremes }: Collection, sides: readonly Side[]): string[] {
  const timed = sides.filter(({ rollup }) => rollup.firstSec >= 0);
  const firstSec = Math.min(...timed.map(({ rollup }) => rollup.firstSec));
  const lastSec = Math.max(...timed.map(({ rollup }) => rollup.lastSec));
  // Most runs are told from those that may have such without looking through their quarters of hours.
  if (timed.length === 0 || !mayBeLongBefore(firstSec, lastSec)) return [];
  const found = timesLongBefore(activitiesOf(sides));
  const first = placeOf(extremes, ({ earliest }) => earliest, Math.min);
  if (found === null || first === null) return [];
  const rest = found.restSec === 0 ? "" : `, long before the others, which begin on ${dayAt(found.restSec)}`;
  return [
    `${first.text}: ${subjectOf(found)} dated ${spanOf(found)}${rest}: a device without a clock? ` +
      "--period leaves them out.",
  ];
}

/** Where an epoch number beside date and time, or a word behind them, speaks of another zone than the one told. */
function warnOfZones({ results }: Collection): string[] {
  const untold = results.flatMap(({ result }) => {
    if (result.untoldOffsetSec === null) return [];
    const offset = offsetText(result.untoldOffsetSec);
    return [
      `${result.file.path}: dates and times are of UTC${offset}, as the epoch numbers beside them tell, which is not the ` +
        `zone told. The numbers were believed; lines without one need --tz FILES=${offset}.`,
    ];
  });
  const doubted = results.flatMap(({ result }) => {
    if (result.doubtedOffsetSec === null) return [];
    const offset = offsetText(result.doubtedOffsetSec);
    return [
      `${result.file.path}: a word behind the stamps most often means UTC${offset}, but the zone told was believed: ` +
        `${result.zone}. --tz FILES=${offset}, or a zone's name, reads them so.`,
    ];
  });
  return [untold, doubted].flatMap(shorten);
}

function shorten(sentences: readonly string[]): string[] {
  const more = sentences.length - logsNamed;
  if (more <= 0) return [...sentences];
  return [
    ...sentences.slice(0, logsNamed - 1),
    `${sentences[logsNamed - 1]!} So it is with ${formatCount(more)} more.`,
  ];
}

/** The log with the first or the last of all denials, and the line where that is known. */
function placeOf(
  extremes: readonly TimeExtremes[],
  pick: (one: TimeExtremes) => TimedPlace | null,
  best: (...secs: number[]) => number,
): { text: string; sec: number } | null {
  let found: { text: string; sec: number } | null = null;
  for (const one of extremes) {
    const place = pick(one);
    if (place === null || (found !== null && best(found.sec, place.sec) === found.sec)) continue;
    found = { text: place.line === 0 ? one.path : `${one.path}:${place.line}`, sec: place.sec };
  }
  return found;
}

function activitiesOf(sides: readonly Side[]): Side["rollup"]["activity"][] {
  return sides.map(({ rollup }) => rollup.activity);
}

function subjectOf({ denials }: StrangeTimes): string {
  return denials === 1 ? "1 denial is" : `${formatCount(denials)} denials are`;
}

function spanOf({ firstSec, lastSec }: StrangeTimes): string {
  const [first, last] = [dayAt(firstSec), dayAt(lastSec)];
  return first === last ? first : `${first} to ${last}`;
}

function dayAt(sec: number): string {
  return isoAt(sec).slice(0, 10);
}

function isoAt(sec: number): string {
  return `${new Date(sec * 1000).toISOString().slice(0, 19)}Z`;
}

/** `+09:00`, which is a zone too. */
function offsetText(sec: number): string {
  const minutes = Math.abs(sec) / 60;
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0"));
  return `${sec < 0 ? "-" : "+"}${hour}:${minute}`;
}
