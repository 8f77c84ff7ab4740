const daySec = 86_400;

/** Where a denial stands that has a time. */
export interface TimedPlace {
  sec: number;
  /** 0 where a kernel read it, which does not tell lines. */
  line: number;
}

/** The earliest and the latest denials that were counted of a log, to show where strange stamps stand. */
export interface TimeExtremes {
  path: string;
  earliest: TimedPlace | null;
  latest: TimedPlace | null;
}

export function noExtremes(path: string): TimeExtremes {
  return { path, earliest: null, latest: null };
}

/** Notes a denial; −1 for no time. One whose line is not known does not take the place of one within a day. */
export function noteTime(extremes: TimeExtremes, sec: number, line: number): void {
  if (sec < 0) return;
  const { earliest, latest } = extremes;
  if (earliest === null || (sec < earliest.sec && isWorth(earliest, sec, line))) extremes.earliest = { sec, line };
  if (latest === null || (sec > latest.sec && isWorth(latest, sec, line))) extremes.latest = { sec, line };
}

function isWorth(place: TimedPlace, sec: number, line: number): boolean {
  return line > 0 || place.line === 0 || Math.abs(sec - place.sec) >= daySec;
}

/** The same of a log of which so many lines come before. */
export function moveLines({ path, earliest, latest }: TimeExtremes, lines: number): TimeExtremes {
  const move = (place: TimedPlace | null): TimedPlace | null =>
    place && { ...place, line: place.line === 0 ? 0 : place.line + lines };
  return { path, earliest: move(earliest), latest: move(latest) };
}

/** The same, so many seconds later. */
export function moveTimes({ path, earliest, latest }: TimeExtremes, seconds: number): TimeExtremes {
  const move = (place: TimedPlace | null): TimedPlace | null => place && { ...place, sec: place.sec + seconds };
  return { path, earliest: move(earliest), latest: move(latest) };
}
