/** A side as the comparison of its coverage sees it. */
export interface LikeSide {
  /** Names of the devices that logged denials. */
  devices: ReadonlySet<string>;
  /** Days of the period; null when it has no dates. */
  days: number | null;
  /** Days with at least one denial. */
  daysWithData: number;
}

/** Whether two sides were logged alike, and by which devices. Names are in the order of their characters' codes. */
export interface LikeForLike {
  inBoth: string[];
  onlyPeriod: string[];
  onlyBaseline: string[];
  devicesDiffer: boolean;
  /** True when days, or days with data, differ by more than a tenth of the longer side's; null where dates are missing. */
  daysDiffer: boolean | null;
  /** True when either differs: worth a warning. */
  differs: boolean;
  /** True when a reading restricted to the devices of both leaves some out and keeps some. */
  canRestrict: boolean;
}

/** Leap years and the lengths of months stay below this part of the longer side. */
const toleratedDifference = 0.1;

/** Which devices two sides share, and whether their coverage differs. */
export function compareDevices(period: LikeSide, baseline: LikeSide): LikeForLike {
  const inBoth = [...period.devices].filter((name) => baseline.devices.has(name)).sort();
  const onlyPeriod = pickMissing(period.devices, baseline.devices);
  const onlyBaseline = pickMissing(baseline.devices, period.devices);
  const devicesDiffer = onlyPeriod.length + onlyBaseline.length > 0;
  const daysDiffer = compareDays(period, baseline);
  return {
    inBoth,
    onlyPeriod,
    onlyBaseline,
    devicesDiffer,
    daysDiffer,
    differs: devicesDiffer || daysDiffer === true,
    canRestrict: devicesDiffer && inBoth.length > 0,
  };
}

function compareDays(period: LikeSide, baseline: LikeSide): boolean | null {
  if (period.days === null || baseline.days === null) return null;
  return farApart(period.days, baseline.days) || farApart(period.daysWithData, baseline.daysWithData);
}

function farApart(a: number, b: number): boolean {
  return Math.abs(a - b) > toleratedDifference * Math.max(a, b);
}

function pickMissing(names: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...names].filter((name) => !others.has(name)).sort();
}
