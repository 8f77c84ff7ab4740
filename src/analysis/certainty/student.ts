const steps = 4000;

/**
 * The number of standard errors within which 95 % of the cases lie on both sides, where the error is estimated with
 * so many degrees of freedom: the 97.5th percentile of Student's t. To four digits, for 1 to 10,000 degrees, which
 * need not be whole.
 */
export function studentBound(degrees: number): number {
  // With x = √ν · tan θ the density of t becomes cos^(ν − 1) θ, which is summed up from 0.
  const width = Math.PI / 2 / steps;
  const sums = new Float64Array(steps + 1);
  for (let i = 0; i < steps; i++) sums[i + 1] = sums[i]! + Math.cos((i + 0.5) * width) ** (degrees - 1);
  const wanted = sums[steps]! * 0.95;
  let place = 0;
  while (sums[place + 1]! < wanted) place++;
  const part = (wanted - sums[place]!) / (sums[place + 1]! - sums[place]!);
  return Math.sqrt(degrees) * Math.tan((place + part) * width);
}
