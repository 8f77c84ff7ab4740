import type { Zone } from "../scan/zone.ts";
import { civilDate, civilDay } from "../scan/zone.ts";
import { shiftBlock } from "./cell-bytes.ts";
import type { PackedCells } from "./cell-log.ts";
import type { PackedContacts } from "./contacts.ts";
import { NO_DAY } from "./counts.ts";
import type { DayFact } from "./day-facts.ts";
import { monthOf } from "./monthly-pools.ts";
import type { PackedRollup } from "./rollup.ts";

const daySec = 86_400;

/** How often a zone's offset is looked at: no zone changes it twice within so many days. */
const offsetEvery = 7;

/**
 * How many days later all that rollups hold lies when the years of its dates are others, by so many; null where not
 * all moves by the same days: a 29th of February lies between, the zone's offset changes, or events have no day.
 */
export function daysOfYears(packed: readonly PackedRollup[], years: number, zone: Zone): number | null {
  const days = packed.flatMap(({ cells, activity }) => [...cells.cellsOf.keys(), ...activity.cellsOf.keys()]);
  if (days.includes(NO_DAY)) return null;
  if (days.length === 0 || years === 0) return 0;
  // Activity is kept by days of UTC.
  const first = days.reduce((least, day) => Math.min(least, day)) - 1;
  const last = days.reduce((most, day) => Math.max(most, day)) + 1;
  const shift = laterBy(first, years) - first;
  if (laterBy(last, years) - last !== shift) return null;
  const offset = zone.offsetAt(first * daySec);
  for (let day = first; day <= last + offsetEvery; day += offsetEvery) {
    if (zone.offsetAt(day * daySec) !== offset || zone.offsetAt((day + shift) * daySec) !== offset) return null;
  }
  return shift;
}

function laterBy(dayNumber: number, years: number): number {
  const { year, month, day } = civilDate(dayNumber);
  return civilDay(year + years, month, day);
}

/** Moves all that a packed rollup holds by so many days. No event of it may lack a day. */
export function shiftDays(packed: PackedRollup, days: number): void {
  if (days === 0) return;
  shiftCells(packed.cells, days);
  shiftCells(packed.activity, days);
  packed.contacts = new Map(
    [...packed.contacts].map(([month, pools]) => {
      shiftContacts(pools.others, days);
      shiftContacts(pools.own, days);
      return [month < 0 ? month : laterMonth(month, days), pools];
    }),
  );
  if (packed.facts !== null) packed.facts = shiftFacts(packed.facts, days);
  if (packed.firstSec >= 0) packed.firstSec += days * daySec;
  if (packed.lastSec >= 0) packed.lastSec += days * daySec;
}

function shiftCells(cells: PackedCells, days: number): void {
  cells.blocks = cells.blocks.map((block) => shiftBlock(block, days));
  cells.cellsOf = new Map([...cells.cellsOf].map(([day, count]) => [day + days, count]));
}

function shiftContacts(contacts: PackedContacts, days: number): void {
  for (let i = 0; i < contacts.days.length; i++) contacts.days[i]! += days;
  for (const thinned of contacts.thinned) thinned.day += days;
}

/** The month that so many days later is: all move by whole years, so each as a whole. */
function laterMonth(month: number, days: number): number {
  return monthOf(civilDay(Math.floor(month / 12), (month % 12) + 1, 1) + days);
}

function shiftFacts(facts: ReadonlyMap<number, DayFact>, days: number): Map<number, DayFact> {
  return new Map(
    [...facts].map(([day, fact]) => {
      const [firstSec, lastSec] = [fact.firstSec, fact.lastSec].map((sec) => (sec < 0 ? sec : sec + days * daySec));
      return [day + days, { ...fact, firstSec: firstSec!, lastSec: lastSec! }];
    }),
  );
}
