/** A number of denials or the like, and what it is to be measured by: the days it took, or all denials of its side. */
export interface Amount {
  count: number;
  per: number;
}

/**
 * Whether a number is more than the other one explains, each measured by its `per`. If both had the same rate, the
 * first would be a binomial part of their sum; it must lie above its mean by so many standard deviations, told by the
 * signed root of the likelihood ratio, which holds for small numbers too: for 5 with equal `per`, the least that
 * is a rise is 19 against 0, 35 against 5, 150 against 75 and 1,237 against 1,000. Chance alone does that less than
 * once in a million times.
 */
export function isRise(more: Amount, less: Amount, deviations: number): boolean {
  const sum = more.count + less.count;
  const expected = (sum * more.per) / (more.per + less.per);
  if (more.count <= expected) return false;
  const deviance = 2 * (surprise(more.count, expected) + surprise(less.count, sum - expected));
  return deviance >= deviations ** 2;
}

function surprise(count: number, expected: number): number {
  return count === 0 ? 0 : count * Math.log(count / expected);
}
