import type { Tally } from "../tally.ts";

/**
 * How the denials of a side spread over ports. All figures are of the denials that have a port: those of ICMP and the
 * like are in no numerator and no denominator here.
 */
export interface SpreadFigures {
  /** exp(H), H = −Σ p · ln p over the ports' shares: as many ports with equal shares would be as spread out. */
  effectivePorts: number;
  /** Σ p² of the ports' shares: 1 / ports with equal shares, up to 1 with a single port (Herfindahl–Hirschman). */
  hhi: number;
  /** The share of the ten busiest ports, a fraction. */
  top10Share: number;
  /** How many of the busiest ports it takes for 50, 80 and 90 % of the denials. */
  portsFor50: number;
  portsFor80: number;
  portsFor90: number;
}

/** How spread out the period's denials are, and the baseline's. */
export interface ReportSpread extends SpreadFigures {
  /** Null without a baseline, and where no denial of it has a port. */
  baseline: SpreadFigures | null;
  /** The period's figures minus the baseline's; null where those are. */
  change: SpreadFigures | null;
}

/** The spread of both sides. Null where no denial of the period has a port. */
export function reportSpread(period: Tally, baseline: Tally | null): ReportSpread | null {
  const now = measureSpread(period);
  if (now === null) return null;
  const before = baseline && measureSpread(baseline);
  return { ...now, baseline: before, change: before && subtract(now, before) };
}

/** The spread of one side; null where no denial has a port. */
export function measureSpread(side: Tally): SpreadFigures | null {
  const { length, denials: numbers } = side.ranking;
  const total = side.denials - side.portless;
  if (total === 0) return null;

  let entropy = 0;
  let hhi = 0;
  let sum = 0;
  let top10 = 0;
  const needed = { 50: 0, 80: 0, 90: 0 };
  let [last, share, term] = [0, 0, 0];
  for (let rank = 1; rank <= length; rank++) {
    const denials = numbers[rank - 1]!;
    // Most ports have as few denials as the one before.
    if (denials !== last) {
      last = denials;
      share = denials / total;
      term = share * Math.log(share);
    }
    entropy -= term;
    hhi += share * share;
    if (sum * 100 < total * 50) needed[50] = rank;
    if (sum * 100 < total * 80) needed[80] = rank;
    if (sum * 100 < total * 90) needed[90] = rank;
    sum += denials;
    if (rank <= 10) top10 = sum;
  }
  return {
    effectivePorts: Math.exp(entropy),
    hhi,
    top10Share: top10 / total,
    portsFor50: needed[50],
    portsFor80: needed[80],
    portsFor90: needed[90],
  };
}

function subtract(now: SpreadFigures, before: SpreadFigures): SpreadFigures {
  return {
    effectivePorts: now.effectivePorts - before.effectivePorts,
    hhi: now.hhi - before.hhi,
    top10Share: now.top10Share - before.top10Share,
    portsFor50: now.portsFor50 - before.portsFor50,
    portsFor80: now.portsFor80 - before.portsFor80,
    portsFor90: now.portsFor90 - before.portsFor90,
  };
}
