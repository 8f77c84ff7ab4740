/** A number of denials, and what it is to be measured by: the days it took, or all denials of its side. */
export interface Amount {
  denials: number;
  per: number;
}

/** How many standard deviations a rise must be beyond what chance explains. */
const deviations = 5;

/**
 * Whether a number of denials is more than the other one explains, each measured by its `per`. If both had the same
 * rate, the first would be a binomial part of their sum; it must lie above its mean by 5 standard deviations, told by
 * the signed root of the likelihood ratio, which holds for small numbers too: with equal `per`, the least that
 * is a rise is 19 against 0, 35 against 5, 150 against 75 and 1,237 against 1,000. Chance alone does that less than
 * once in a million times.
 */
export function isRise(more: Amount, less: Amount): boolean {
  const sum = more.denials + less.denials;
  const expected = (sum * more.per) / (more.per + less.per);
  if (more.denials <= expected) return false;
  const deviance = 2 * (surprise(more.denials, expected) + surprise(less.denials, sum - expected));
  return deviance >= deviations ** 2;
}

function surprise(denials: number, expected: number): number {
  return denials === 0 ? 0 : denials * Math.log(denials / expected);
}
