import type { UserError } from "../errors.ts";
import { wasSetBack } from "../rollup/clock-watch.ts";
import { addLines, noLines } from "../rollup/lines.ts";
import type { CollectHooks, ReadInputs, SidedInput, Sides } from "./collect.ts";
import type { InputFile } from "./discover.ts";
import { type InputResult, newResult, type ReadOptions } from "./read-input.ts";
import { addLeftOut, nothingLeftOut } from "./counting.ts";
import { moveLines } from "./time-extremes.ts";
import type { UnitOutcome, UnitSetup } from "./unit-reader.ts";
import { type Cutting, packedWeight, planUnits, type Unit } from "./units.ts";

/** Less than this is read sooner by one thread than others have started: a gigabyte takes it some 400 ms. */
const defaultWorth = 1 << 30;

/**
 * Reads inputs cut into units, several at a time, and counts their denials on the sides. Null, and nothing counted,
 * where that is not worth it.
 *
 * A stretch of a file takes for granted what the lines before it say of the year and of the columns. Where that turns
 * out wrong, all is dropped, and read again with the file in one piece: seldom, and the only way to be right always.
 */
export async function readByUnits(
  inputs: readonly SidedInput[],
  sides: Sides,
  options: ReadOptions,
  hooks: CollectHooks,
  cutting: Cutting,
): Promise<ReadInputs | null> {
  const worth = cutting.worthWeight ?? defaultWorth;
  const bytes = inputs.reduce((sum, { file }) => sum + (file.sizeBytes ?? 0), 0);
  // Most runs are told from those worth it without opening a file.
  if (cutting.jobs < 2 || bytes * packedWeight < worth) return null;
  const files = inputs.map(({ file }) => file);
  const allSides = [...new Set(inputs.flatMap((input) => input.sides))];
  const { zone, ...others } = options;
  const setup: UnitSetup = {
    files,
    sidesOf: inputs.map((input) => input.sides.map((side) => allSides.indexOf(side))),
    days: allSides.map(({ days }) => days),
    zone: zone.name,
    wishes: sides.wishes,
    options: others,
  };
  const whole = new Set<number>();
  for (;;) {
    const units = planUnits(files, cutting, options.hash, (input) => whole.has(input));
    const weight = units.reduce((sum, unit) => sum + unit.weight, 0);
    if (units.length < 2 || weight < worth) return null;
    const { readUnits } = await import("./pool.ts");
    const { outcomes, packed, lost } = await readUnits(units, setup, cutting.jobs, {
      isStopped: () => hooks.isStopped(),
      progress: ({ unit, ...now }) => hooks.progress({ ...now, currentPath: files[unit.input]!.path }),
      partly: (parts) => hooks.partly?.(parts && new Map(allSides.map((side, at) => [side, parts[at]!]))),
    });
    const wrong = findWrong(outcomes);
    if (wrong.size > 0 && !hooks.isStopped()) {
      for (const input of wrong) whole.add(input);
      continue;
    }
    for (const rollups of packed) {
      for (const [side, rollup] of rollups.entries()) {
        const numbers = rollup.devices.map((name) => sides.numberOf(name));
        allSides[side]!.rollup.absorb(rollup, numbers);
      }
    }
    joinClocks(inputs, outcomes, sides);
    return gather(inputs, outcomes, lost);
  }
}

/** The inputs of which a stretch took something else for granted than the one before it left. */
export function findWrong(outcomes: readonly UnitOutcome[]): Set<number> {
  const wrong = new Set<number>();
  for (const [input, parts] of byInput(outcomes)) {
    if (parts.length > 1 && parts.some(({ carries }) => carries?.hasGuessed === true)) wrong.add(input);
    for (const [i, { carries }] of parts.entries()) {
      const last = parts[i - 1]?.carries ?? null;
      if (carries === null || last === null) continue;
      const isYear =
        carries.before.clock?.year === last.after.clock?.year &&
        carries.before.clock?.lastPlace === last.after.clock?.lastPlace;
      if (!isYear || carries.before.columns !== last.after.columns) wrong.add(input);
    }
  }
  return wrong;
}

/** The outcomes of each input, in the order of its bytes; without those that hashed it. */
function byInput(outcomes: readonly UnitOutcome[]): Map<number, UnitOutcome[]> {
  const parts = new Map<number, UnitOutcome[]>();
  const inOrder = outcomes.toSorted((a, b) => (a.unit.range?.from ?? 0) - (b.unit.range?.from ?? 0));
  for (const outcome of inOrder) {
    const { input, isHash } = outcome.unit;
    if (!isHash) parts.set(input, [...(parts.get(input) ?? []), outcome]);
  }
  return parts;
}

/** Looks between the stretches of a file for clocks that were set back there. */
function joinClocks(inputs: readonly SidedInput[], outcomes: readonly UnitOutcome[], sides: Sides): void {
  for (const [input, parts] of byInput(outcomes)) {
    const lastSec = new Map<string, number>();
    for (const { name, ...clock } of parts.flatMap(({ clocks }) => clocks)) {
      if (wasSetBack(lastSec.get(name) ?? -1, clock.firstSec)) {
        for (const { rollup } of inputs[input]!.sides) rollup.noteJumps(sides.numberOf(name), 1);
      }
      lastSec.set(name, clock.lastSec);
    }
  }
}

function gather(
  inputs: readonly SidedInput[],
  outcomes: readonly UnitOutcome[],
  lost: ReadonlyArray<{ unit: Unit; error: UserError }>,
): ReadInputs {
  const read: ReadInputs = { results: new Map(), leftOut: nothingLeftOut(), extremes: [] };
  const parts = byInput(outcomes);
  for (const [input, sided] of inputs.entries()) {
    const ofInput = parts.get(input) ?? [];
    const error = lost.find(({ unit }) => unit.input === input)?.error ?? null;
    const sha256 = outcomes.find(({ unit }) => unit.isHash && unit.input === input)?.sha256 ?? null;
    const isCut = ofInput.some(({ unit }) => unit.range !== null);
    const results = ofInput.flatMap((outcome) => outcome.results);
    if (isCut || error !== null) read.results.set(sided, [join(sided.file, results, sha256, error)]);
    else if (results.length > 0) read.results.set(sided, results);
    let lines = 0;
    for (const { leftOut, extremes, unit, results: ofUnit } of ofInput) {
      addLeftOut(read.leftOut, leftOut);
      read.extremes.push(...extremes.map((one) => moveLines(one, lines)));
      if (unit.range !== null) lines += ofUnit[0]?.lines.total ?? 0;
    }
  }
  return read;
}

/** One result of those of a file's stretches. */
function join(
  file: InputFile,
  parts: readonly InputResult[],
  sha256: string | null,
  error: UserError | null,
): InputResult {
  const whole: InputResult = {
    ...(parts[0] ?? newResult(file)),
    lines: noLines(),
    storedBytes: 0,
    yearless: 0,
    sha256,
  };
  for (const part of parts) {
    addLines(whole.lines, part.lines);
    whole.storedBytes += part.storedBytes;
    whole.yearless += part.yearless;
    if (whole.baseYear === 0) whole.baseYear = part.baseYear;
    whole.untoldOffsetSec ??= part.untoldOffsetSec;
    whole.doubtedOffsetSec ??= part.doubtedOffsetSec;
  }
  whole.error = error ?? parts.find((part) => part.error !== null)?.error ?? null;
  // As with other files: the hash of what was not read whole says nothing.
  if (whole.error !== null) whole.sha256 = null;
  return whole;
}
