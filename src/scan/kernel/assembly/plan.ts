// The plan: in which order shapes are tried on the lines at hand. Shapes that begin with the same steps stand one behind
// the other, so that lines take those once: where two part, the lines that came so far are kept, each kind of parting on
// a level of its own. Within that, shapes of many lines come first. Part of the kernel, see lines.ts.
import {
  END,
  EPOCH_NUMBER,
  LEVEL_COUNTS,
  ORDER,
  PLAN_LEVELS,
  PLAN_SHAPES,
  PLAN_STEPS,
  PLAN_TOPS,
  READS_TWICE,
  SHAPE_BEGINNING,
  SHAPE_KEEPS,
  SHAPE_READS,
  SHAPE_RECENT,
  SHAPE_STEPS,
  STEP_ARGUMENT,
  STEP_HEAD,
  STEP_KIND,
  STEP_LENGTH,
  STEP_LEVEL,
  STEP_MASK,
  STEP_TEXT,
} from "../layout";

/**
 * Puts shapes with more lines since the last plan before others, and makes a plan of the first `count` in `ORDER`.
 * @param isStale whether the shapes are others than then: if not, and they are in order, the plan is what it was.
 */
export function makePlan(count: i32, isStale: bool): void {
  const isOther = sortOrder(count) || isStale;
  for (let i = 0; i < count; i++) store<i32>(<usize>load<u32>(i << 2, ORDER), 0, SHAPE_RECENT);
  if (!isOther) return;
  for (let i = 0; i < count; i++) {
    const shape = <usize>load<u32>(i << 2, ORDER);
    if (load<i32>(shape, SHAPE_BEGINNING) === 0) store<i32>(shape, hashOfFirst(shape), SHAPE_BEGINNING);
    if (load<i32>(shape, SHAPE_KEEPS) !== 0) forgetLevels(shape);
    enterShape(shape, i);
  }
  giveLevels(count);
}

/** A hash of a shape's first step, of its kind and text; not 0. */
function hashOfFirst(shape: usize): i32 {
  const step = shape + SHAPE_STEPS;
  let hash: u32 = load<i32>(step, STEP_KIND) + 1;
  const length = load<i32>(step, STEP_LENGTH);
  for (let i = 0; i < length; i++) hash = (hash ^ load<u8>(step + i, STEP_TEXT)) * 0x0100_0193;
  return <i32>(hash | 1);
}

/** Sorts by lines; shapes of as many stay as they are: what was learnt last is first. False when that was their order. */
function sortOrder(count: i32): bool {
  let isOther = false;
  for (let i = 1; i < count; i++) {
    const shape = load<u32>(i << 2, ORDER);
    const recent = load<i32>(<usize>shape, SHAPE_RECENT);
    let place = i;
    for (; place > 0; place--) {
      const before = load<u32>((place - 1) << 2, ORDER);
      if (load<i32>(<usize>before, SHAPE_RECENT) >= recent) break;
      store<u32>(place << 2, before, ORDER);
    }
    if (place === i) continue;
    store<u32>(place << 2, shape, ORDER);
    isOther = true;
  }
  return isOther;
}

/** Enters a shape into a plan of `count`, behind those that it shares most steps with. */
function enterShape(shape: usize, count: i32): void {
  let best: i32 = SHAPE_STEPS;
  let place = count;
  let shared: i32 = SHAPE_STEPS;
  for (let i = 0; i < count; i++) {
    // What this one shares with the one before tells what is to be compared.
    const sharedThere = load<i32>(i << 2, PLAN_STEPS);
    if (i === 0 || sharedThere === shared) shared = sharedSteps(shape, <usize>load<u32>(i << 2, PLAN_SHAPES), shared);
    else shared = min(shared, sharedThere);
    if (shared < best || shared === SHAPE_STEPS) continue;
    best = shared;
    place = i + 1;
  }
  for (let i = count; i > place; i--) {
    store<u32>(i << 2, load<u32>((i - 1) << 2, PLAN_SHAPES), PLAN_SHAPES);
    store<i32>(i << 2, load<i32>((i - 1) << 2, PLAN_STEPS), PLAN_STEPS);
  }
  store<u32>(place << 2, <u32>shape, PLAN_SHAPES);
  store<i32>(place << 2, best, PLAN_STEPS);
}

/** Where the first step stands, from `from` on, that two shapes do not share. */
function sharedSteps(one: usize, other: usize, from: i32): i32 {
  if (((load<i32>(one, SHAPE_READS) | load<i32>(other, SHAPE_READS)) & READS_TWICE) !== 0) return SHAPE_STEPS;
  if (load<i32>(one, SHAPE_BEGINNING) !== load<i32>(other, SHAPE_BEGINNING)) return SHAPE_STEPS;
  let at = from;
  while (isSameStep(one + at, other + at)) at += STEP_TEXT + ((load<i32>(one + at, STEP_LENGTH) + 3) & ~3);
  return at;
}

/** True for steps that take a line alike; the last step is each shape's own. */
function isSameStep(one: usize, other: usize): bool {
  const kind = load<i32>(one, STEP_KIND);
  if (kind === END || kind !== load<i32>(other, STEP_KIND)) return false;
  if (load<i32>(one, STEP_LENGTH) !== load<i32>(other, STEP_LENGTH)) return false;
  if (kind === EPOCH_NUMBER && load<i32>(one, STEP_ARGUMENT) !== load<i32>(other, STEP_ARGUMENT)) return false;
  const head = load<i32>(one, STEP_HEAD);
  const mask = v128.load(load<u32>(one, STEP_MASK));
  let differs = v128.and(v128.xor(v128.load(one + STEP_TEXT + head), v128.load(other + STEP_TEXT + head)), mask);
  for (let part = 0; part < head; part += 16) {
    differs = v128.or(differs, v128.xor(v128.load(one + STEP_TEXT + part), v128.load(other + STEP_TEXT + part)));
  }
  return !v128.any_true(differs);
}

function forgetLevels(shape: usize): void {
  store<i32>(shape, 0, SHAPE_KEEPS);
  let step = shape + SHAPE_STEPS;
  while (true) {
    store<i32>(step, 0, STEP_LEVEL);
    if (load<i32>(step, STEP_KIND) === END) return;
    step += STEP_TEXT + ((load<i32>(step, STEP_LENGTH) + 3) & ~3);
  }
}

/** Says before which steps lines are kept, and where each shape finds those that it goes on with. */
function giveLevels(count: i32): void {
  // The steps that lines are kept before, level by level: as deep as shapes share them.
  let level = 0;
  for (let i = 0; i < count; i++) {
    const shared = load<i32>(i << 2, PLAN_STEPS);
    while (level > 0 && keptBefore(level) > shared) level--;
    store<i32>(i << 2, level, PLAN_LEVELS);
    const levels = countKept(i, count, shared);
    let kept: i32 = i32.MAX_VALUE;
    let below = level + levels;
    for (let j = i + 1; below > level; j++) {
      const there = load<i32>(j << 2, PLAN_STEPS);
      if (there >= kept) continue;
      kept = there;
      const shape = <usize>load<u32>(i << 2, PLAN_SHAPES);
      store<i32>(shape + kept, below, STEP_LEVEL);
      store<i32>(shape, 1, SHAPE_KEEPS);
      // Until it is used, the table of counts holds the steps.
      store<i32>(below-- << 2, kept, LEVEL_COUNTS);
    }
    level += levels;
    store<i32>(i << 2, level, PLAN_TOPS);
  }
}

// @ts-ignore: decorator
@inline
function keptBefore(level: i32): i32 {
  return load<i32>(level << 2, LEVEL_COUNTS);
}

/** Before how many steps of a shape, behind those it shares with the one before it, lines are kept for later ones. */
function countKept(place: i32, count: i32, shared: i32): i32 {
  let kept: i32 = i32.MAX_VALUE;
  let levels = 0;
  for (let j = place + 1; j < count; j++) {
    const there = load<i32>(j << 2, PLAN_STEPS);
    if (there <= shared) break;
    if (there >= kept) continue;
    kept = there;
    levels++;
  }
  return levels;
}
