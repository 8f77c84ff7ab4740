/** One hour of the week: weekday 0 is Monday, hour 0–23. */
export interface WeekHour {
  weekday: number;
  hour: number;
  lines: number;
  /** Lines by those of the mean hour. */
  ratio: number;
}

/** The hours of a week, compared with their mean. */
export interface Week {
  /** Seven times 24, Monday first. */
  hours: WeekHour[];
  busiest: WeekHour;
  quietest: WeekHour;
}

/** One side's week, under its name. */
export interface WeekSide extends Week {
  name: string;
}

/** Compares the hours of a week with their mean; null when none has a line. Of equals, the earliest counts. */
export function readWeek(weekHours: readonly (readonly number[])[] | null): Week | null {
  const flat = weekHours?.flatMap((row, weekday) => row.map((lines, hour) => ({ weekday, hour, lines }))) ?? [];
  const total = flat.reduce((sum, { lines }) => sum + lines, 0);
  if (total === 0) return null;
  const mean = total / flat.length;
  const hours = flat.map((cell) => ({ ...cell, ratio: cell.lines / mean }));
  const busiest = hours.reduce((best, cell) => (cell.lines > best.lines ? cell : best));
  const quietest = hours.reduce((best, cell) => (cell.lines < best.lines ? cell : best));
  return { hours, busiest, quietest };
}
