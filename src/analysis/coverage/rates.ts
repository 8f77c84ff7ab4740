/** What a side's rates are made of. */
export interface RateSide {
  /** Denials with a time: those without one belong to no day. */
  denials: number;
  /** Days of the period; null when it has no dates. */
  days: number | null;
  /** Days with at least one denial. */
  daysWithData: number;
  /** How many own addresses the denials were aimed at; null when nobody said. */
  ownAddresses: number | null;
}

/** Denials a day, and a day and own address; null where there is nothing to divide by. */
export interface DayRates {
  denialsPerDay: number | null;
  denialsPerDayPerAddress: number | null;
}

/**
 * A side's rates over both kinds of days: a period with missing days looks quieter by its days than it was, and one
 * with quiet days looks busier by its days with data.
 */
export interface SideRates {
  onDaysWithData: DayRates;
  onDaysOfPeriod: DayRates;
}

export interface ReportRates extends SideRates {
  baseline: SideRates | null;
  /** Each rate of the period by that of the baseline; null without a baseline, or where either is null or that is 0. */
  ratio: SideRates | null;
}

/** The rates of the period, of the baseline, and their ratios. */
export function reportRates(period: RateSide, baseline: RateSide | null): ReportRates {
  const rates = ratesOf(period);
  if (baseline === null) return { ...rates, baseline: null, ratio: null };
  const before = ratesOf(baseline);
  return {
    ...rates,
    baseline: before,
    ratio: {
      onDaysWithData: divideRates(rates.onDaysWithData, before.onDaysWithData),
      onDaysOfPeriod: divideRates(rates.onDaysOfPeriod, before.onDaysOfPeriod),
    },
  };
}

function ratesOf({ denials, days, daysWithData, ownAddresses }: RateSide): SideRates {
  const over = (count: number | null): DayRates => {
    const denialsPerDay = divide(denials, count);
    return { denialsPerDay, denialsPerDayPerAddress: divide(denialsPerDay, ownAddresses) };
  };
  return { onDaysWithData: over(daysWithData), onDaysOfPeriod: over(days) };
}

function divideRates(now: DayRates, before: DayRates): DayRates {
  return {
    denialsPerDay: divide(now.denialsPerDay, before.denialsPerDay),
    denialsPerDayPerAddress: divide(now.denialsPerDayPerAddress, before.denialsPerDayPerAddress),
  };
}

function divide(value: number | null, by: number | null): number | null {
  return value === null || by === null || by === 0 ? null : value / by;
}
