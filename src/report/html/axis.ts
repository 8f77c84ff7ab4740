/** Round values from 0 up to the first that is not below `highest`: three to six of them. */
export function listTicks(highest: number): number[] {
  if (!(highest > 0)) return [0, 1];
  const magnitude = 10 ** Math.floor(Math.log10(highest));
  const step = [0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10]
    .map((part) => part * magnitude)
    .find((size) => highest / size <= 4.001);
  const size = step ?? highest;
  const count = Math.max(1, Math.ceil(highest / size - 1e-9));
  return Array.from({ length: count + 1 }, (_, at) => Number((at * size).toPrecision(6)));
}

/** A coordinate with one decimal, which is a twentieth of a pixel at most. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
