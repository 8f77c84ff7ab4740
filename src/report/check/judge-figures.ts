import type { Fault, NearestFigure } from "./check-draft.ts";
import type { Movement } from "./directions.ts";
import type { Figure, FigureIndex, FigureKind, FigurePair } from "./figures.ts";
import type { FigureToken } from "./tokens.ts";

/** Half a step and a hair, because a half is rounded up by some and down by others. */
const half = 0.5 + 1e-6;
/** Figures of single days and hours support what is told as exactly as they are, and no rounded number. */
const finestStep = 1;
const fineFrom = 1000;

/** What is wrong with a figure; null where the report supports it. @param direction what the draft says of its sign. */
export function judgeFigure(token: FigureToken, direction: number, index: FigureIndex): Fault | null {
  const figures = index.figures[token.kind];
  if (token.kind === "points") return judgePoints(token, direction, figures);
  if (figures.some(({ value }) => fits(token, value) || fits(token, -value))) return null;
  if (token.kind === "ratio" && token.isBound && figures.some(({ value }) => value < token.value)) return null;
  if (token.kind === "amount" && token.step <= finestStep && token.value >= fineFrom) {
    if (index.fine.some(({ value }) => fits(token, value))) return null;
  }
  if (token.kind === "percent" && direction !== 0) {
    const change = index.changes.find(({ value }) => fits(token, Math.abs(value)));
    if (change !== undefined) return Math.sign(change.value) === direction ? null : wrongWay("percent", change);
  }
  return { problem: "no-such-figure", nearest: nearestOf(token, figures, (value) => Math.abs(value)) };
}

function judgePoints(token: FigureToken, direction: number, figures: readonly Figure[]): Fault | null {
  const same = figures.filter(({ value }) => fits(token, Math.abs(value)));
  if (same.length === 0) {
    return { problem: "no-such-figure", nearest: nearestOf(token, figures, (value) => Math.abs(value)) };
  }
  const isSigned = ({ value }: Figure): boolean => direction === 0 || fits(token, direction * value);
  return same.some(isSigned) ? null : wrongWay("points", same[0]!);
}

function wrongWay(kind: FigureKind, { value, path }: Figure): Fault {
  return { problem: "wrong-direction", nearest: { kind, value, path, was: null } };
}

/** What is wrong with a change from one figure to another. @param isUnsupported whether one of them was flagged. */
export function judgeMovement(movement: Movement, isUnsupported: boolean, index: FigureIndex): Fault | null {
  const { from, to, direction } = movement;
  const pairs = index.pairs.filter(({ kind }) => kind === from.kind);
  const pair = pairs.find((one) => fits(from, one.was) && fits(to, one.is));
  if (pair !== undefined) {
    const went = Math.sign(to.value - from.value) || Math.sign(pair.is - pair.was);
    return direction === 0 || went === 0 || went === direction ? null : changeFault("wrong-direction", pair);
  }
  const reversed = pairs.find((one) => fits(from, one.is) && fits(to, one.was));
  if (reversed !== undefined) return changeFault("wrong-direction", reversed);
  if (direction !== 0 && to.value !== from.value && Math.sign(to.value - from.value) !== direction) {
    return { problem: "wrong-direction", nearest: null };
  }
  if (isUnsupported || pairs.length === 0) return null;
  const begun = pairs.find((one) => fits(from, one.was)) ?? pairs.find((one) => fits(to, one.is));
  return begun === undefined ? { problem: "no-such-change", nearest: null } : changeFault("no-such-change", begun);
}

function changeFault(problem: Fault["problem"], { kind, was, is, path }: FigurePair): Fault {
  return { problem, nearest: { kind, value: is, was, path } };
}

/** Whether a value, written as exactly as the figure, would be written as it. */
function fits({ value, step }: FigureToken, exact: number): boolean {
  return Math.abs(value - exact) <= step * half;
}

function nearestOf(
  { kind, value }: FigureToken,
  figures: readonly Figure[],
  read: (value: number) => number,
): NearestFigure | null {
  let nearest: Figure | null = null;
  for (const figure of figures) {
    if (nearest === null || Math.abs(read(figure.value) - value) < Math.abs(read(nearest.value) - value))
      nearest = figure;
  }
  return nearest && { kind, value: nearest.value, path: nearest.path, was: null };
}
