/** A value for each day from the first to the last, days without one 0. Days are ISO dates in order. */
export function fillDays(days: readonly { day: string; denials: number }[], from: string, to: string): number[] {
  const first = dayNumber(from);
  const count = dayNumber(to) - first + 1;
  if (!(count > 0)) return [];
  const values = Array.from({ length: count }, () => 0);
  for (const { day, denials } of days) {
    const at = dayNumber(day) - first;
    if (at >= 0 && at < count) values[at]! += denials;
  }
  return values;
}

/** Sums by month, or the days as they are. */
export function sumByGrain(
  days: readonly { day: string; denials: number }[],
  grain: "month" | "day",
): { label: string; denials: number }[] {
  const sums = new Map<string, number>();
  for (const { day, denials } of days) {
    const label = grain === "month" ? day.slice(0, 7) : day;
    sums.set(label, (sums.get(label) ?? 0) + denials);
  }
  return [...sums].map(([label, denials]) => ({ label, denials }));
}

function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / 86_400_000);
}
