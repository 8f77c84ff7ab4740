import type { DuckDBConnection } from "@duckdb/node-api";
import { Totals } from "../rollup/totals.ts";
import { civilDate, civilDay } from "../scan/zone.ts";
import { visitRows } from "./rows.ts";
import type { StoredDays } from "./store.ts";

/** A span of days as conditions on tables, numbers in place: they are none of a user's. */
export interface DayConditions {
  /** On a column `day`. */
  days: string;
  /** On a column `month`, for the months that have a day in the span. */
  months: string;
}

/** The conditions for some days, null for all rows. */
export function conditionsOf(days: StoredDays | null): DayConditions {
  if (days === null) return { days: "TRUE", months: "TRUE" };
  const { from, to } = days;
  return {
    days: `day BETWEEN ${dateOf(from)} AND ${dateOf(to)}`,
    months: `month BETWEEN ${dateOf(monthStart(from))} AND ${dateOf(to)}`,
  };
}

/** A day as an expression. */
function dateOf(day: number): string {
  return `(DATE '1970-01-01' + ${day})`;
}

function monthStart(day: number): number {
  const { year, month } = civilDate(day);
  return civilDay(year, month, 1);
}

/** The first day of the month after that of a day. */
function nextMonthStart(day: number): number {
  const { year, month } = civilDate(day);
  return month === 12 ? civilDay(year + 1, 1, 1) : civilDay(year, month + 1, 1);
}

/**
 * Where the sums of some days are asked for: whole months where there are kept sums, days at both ends. Sums of months
 * are a thirtieth of the cells.
 */
function cellsOf(days: StoredDays | null): string {
  const columns = "protocol, port, denials, packets";
  if (days === null) return `SELECT ${columns} FROM origin_months`;
  const { from, to } = days;
  const firstWhole = monthStart(from) === from ? from : nextMonthStart(from);
  const behindWhole = nextMonthStart(to) === to + 1 ? to + 1 : monthStart(to);
  const ofDays = (first: number, last: number): string =>
    `SELECT ${columns} FROM origin_cells WHERE day BETWEEN ${dateOf(first)} AND ${dateOf(last)}`;
  if (firstWhole >= behindWhole) return ofDays(from, to);
  const parts = [
    `SELECT ${columns} FROM origin_months WHERE month >= ${dateOf(firstWhole)} AND month < ${dateOf(behindWhole)}`,
  ];
  if (from < firstWhole) parts.push(ofDays(from, firstWhole - 1));
  if (to >= behindWhole) parts.push(ofDays(behindWhole, to));
  return parts.join(" UNION ALL ");
}

/** The sums of some days. */
export async function readTotals(connection: DuckDBConnection, span: StoredDays | null): Promise<Totals> {
  const days = new Set<number>();
  const devices = new Set<number>();
  let untimed = 0;
  await visitRows(
    connection,
    `SELECT coalesce((day - DATE '1970-01-01')::INTEGER, -2147483648), device, sum(denials)::DOUBLE FROM origin_days
     WHERE ${conditionsOf(span).days} GROUP BY day, device`,
    {},
    ({ count, columns: [dayOf, deviceOf, denials] }) => {
      for (let i = 0; i < count; i++) {
        if (dayOf![i] === noDay) untimed += denials![i]!;
        else days.add(dayOf![i]!);
        devices.add(deviceOf![i]!);
      }
    },
  );
  const totals = new Totals(days);
  totals.untimed = untimed;
  for (const device of devices) totals.devices.add(device);
  await visitRows(
    connection,
    `SELECT coalesce(protocol, -1)::INTEGER, coalesce(port, -1)::INTEGER, sum(denials)::DOUBLE, sum(packets)::DOUBLE
     FROM (${cellsOf(span)}) GROUP BY ALL`,
    {},
    ({ count, columns: [protocols, ports, denials, packets] }) => {
      for (let i = 0; i < count; i++) {
        // As packed ports have them: one more than they are.
        const sums = totals.sumsOf(protocols![i]! + 1);
        sums.denials[ports![i]! + 1]! += denials![i]!;
        sums.packets[ports![i]! + 1]! += packets![i]!;
      }
    },
  );
  return totals;
}

/** What stands for NULL in a column of days. */
export const noDay = -2_147_483_648;
