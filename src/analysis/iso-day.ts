const dayMs = 86_400_000;

/** The ISO date of a day: 0 is `1970-01-01`. Apart from periods, which reports without one need not load. */
export function dayToIso(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
