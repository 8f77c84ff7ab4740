import type { Address } from "../scan/event.ts";
import { civilDate } from "../scan/zone.ts";
import { type ContactKeeper, ContactPools, type PackedPools } from "./contact-pools.ts";
import { type ContactView, NO_DAY } from "./counts.ts";
import type { ContactSlots } from "./day-tables.ts";

/** The month of contacts without a time. */
export const NO_MONTH = -1;

/** The month that a day is in, as months since the year 0; {@link NO_MONTH} for `NO_DAY`. */
export function monthOf(day: number): number {
  if (day === NO_DAY) return NO_MONTH;
  const { year, month } = civilDate(day);
  return year * 12 + month - 1;
}

/**
 * Contacts in pools of their own for each month: what is kept for years is asked for by months, and a busy one must
 * not thin out the others. Pools of months add up to the pool of all, contact by contact.
 */
export class MonthlyPools implements ContactKeeper {
  private readonly pools = new Map<number, ContactPools>();
  private lastDay = Number.NaN;
  private last = new ContactPools();

  private of(day: number): ContactPools {
    if (day === this.lastDay) return this.last;
    this.lastDay = day;
    return (this.last = this.ofMonth(monthOf(day)));
  }

  private ofMonth(month: number): ContactPools {
    let pool = this.pools.get(month);
    if (pool === undefined) this.pools.set(month, (pool = new ContactPools()));
    return pool;
  }

  maskOf(day: number): number {
    return this.of(day).mask;
  }

  take(day: number, contacts: ContactSlots): void {
    this.of(day).take(day, contacts);
  }

  name(day: number, word: number, address: Address): void {
    this.of(day).addName(word, address);
  }

  packMonths(): Map<number, PackedPools> {
    return new Map([...this.pools].map(([month, pool]) => [month, pool.pack()]));
  }

  absorbMonths(months: ReadonlyMap<number, PackedPools>): void {
    for (const [month, packed] of months) this.ofMonth(month).absorb(packed);
  }

  view(): ContactView {
    return this.joined().view();
  }

  viewOwn(): ContactView {
    return this.joined().viewOwn();
  }

  private joined(): ContactPools {
    const all = new ContactPools();
    all.absorbMonths(this.packMonths());
    return all;
  }
}
