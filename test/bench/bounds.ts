/**
 * The most that a figure of `bench:rivals` may be, by the beginning of its case; a figure without one is only
 * watched. Change a bound here and nowhere else.
 */
const bounds: readonly (readonly [caseBegins: string, most: number])[] = [["help over bare Node", 2]];

/** The bound of a case; null where it has none. */
export function boundOf(name: string): number | null {
  return bounds.find(([begins]) => name.startsWith(begins))?.[1] ?? null;
}

/** A figure with its bound, and a mark where it is missed. */
export function describeFigure(name: string, value: number, unit = ""): string {
  const most = boundOf(name);
  const bound = most === null ? "" : `at most ${most}${unit}${value > most ? "  MISSED" : ""}`;
  return `${name.padEnd(44)}${`${value.toPrecision(3)}${unit}`.padStart(12)}   ${bound}`.trimEnd();
}
