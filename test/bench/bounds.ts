/**
 * The most that a figure of `bench:rivals` may be, by the beginning of its case; a figure without one is only
 * watched. Change a bound here and nowhere else.
 */
const bounds: readonly (readonly [caseBegins: string, most: number])[] = [
  ["netfilter: fwtrend over ripgrep -o", 1],
  ["netfilter: fwtrend over mawk", 0.3],
  ["netfilter: fwtrend over DuckDB", 0.5],
  ["netfilter: fwtrend over chDB", 0.6],
  ["fortigate: fwtrend over ripgrep -o", 1],
  ["fortigate: fwtrend over mawk", 0.25],
  ["fortigate: fwtrend over DuckDB", 0.5],
  ["fortigate: fwtrend over chDB", 0.65],
  ["panos: fwtrend over ripgrep -o", 0.8],
  ["panos: fwtrend over mawk", 0.35],
  ["panos: fwtrend over DuckDB", 0.5],
  ["panos: fwtrend over chDB", 0.65],
  ["asa: fwtrend over ripgrep -o", 0.6],
  ["asa: fwtrend over mawk", 0.8],
  ["asa: fwtrend over DuckDB", 0.5],
  ["asa: fwtrend over chDB", 0.9],
  ["netfilter: all cores over --jobs 1", 0.6],
  ["netfilter: gzip input over gzip -dc", 0.5],
  ["real log: whole report over plain shares", 3],
  ["help over bare Node", 2],
  ["peak memory", 300],
];

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
