import type { Span } from "../../../report/layout.ts";
import type { Role } from "../../../report/theme.ts";
import { type ExplorerGlyphs, span } from "../scene.ts";

/** A bar of so many columns at most, at least one where there is anything, and what fills the rest. */
export function drawBar(value: number, most: number, columns: number, glyph: string, role: Role): Span[] {
  if (columns < 1) return [];
  const exact = most > 0 ? (value / most) * columns : 0;
  const filled = value <= 0 ? 0 : Math.min(columns, Math.max(1, Math.round(exact)));
  return [span(glyph.repeat(filled), role), span(" ".repeat(columns - filled))];
}

/**
 * Series as lines of heights on one scale, each in at most so many columns: neighbours share a column where there are
 * more, by their mean.
 */
export function drawSparklines(
  series: readonly (readonly number[])[],
  columns: number,
  { levels }: ExplorerGlyphs,
): string[] {
  const drawn = series.map((values) => spread(values, Math.max(0, columns)));
  const most = Math.max(0, ...drawn.flat());
  const draw = (value: number): string => {
    if (value <= 0) return " ";
    const level = Math.ceil((value / most) * levels.length) - 1;
    return levels[Math.min(levels.length - 1, Math.max(0, level))]!;
  };
  return drawn.map((values) => values.map(draw).join(""));
}

/** As many means of neighbouring values as there are columns, or the values where they fit. */
function spread(values: readonly number[], columns: number): number[] {
  if (values.length <= columns) return [...values];
  return Array.from({ length: columns }, (_, at) => {
    const from = Math.floor((at * values.length) / columns);
    const to = Math.max(from + 1, Math.floor(((at + 1) * values.length) / columns));
    let sum = 0;
    for (let i = from; i < to; i++) sum += values[i]!;
    return sum / (to - from);
  });
}

/** A value as one of the shades, the first for nothing alone. */
export function shadeOf(value: number, most: number, { shades }: ExplorerGlyphs): string {
  if (value <= 0 || most <= 0) return shades[0]!;
  const last = shades.length - 1;
  return shades[Math.min(last, Math.max(1, Math.ceil((value / most) * last)))]!;
}
