import type { DuckDBConnection } from "@duckdb/node-api";
import { eachCell } from "../rollup/cell-bytes.ts";
import { DayCells, portOf, protocolOf } from "../rollup/cells.ts";
import type { PackedContacts } from "../rollup/contacts.ts";
import { zeroBits } from "../rollup/contacts.ts";
import { NO_DAY } from "../rollup/counts.ts";
import { mix32 } from "../rollup/hash.ts";
import { monthOf, NO_MONTH } from "../rollup/monthly-pools.ts";
import type { PackedRollup } from "../rollup/rollup.ts";
import { CELL_DENIALS, CELL_DEVICE, CELL_PACKED, CELL_PACKETS, SLOT_BYTES } from "../scan/kernel/layout.ts";
import { civilDay } from "../scan/zone.ts";
import { type ColumnKind, type DuckDb, RowWriter } from "./rows.ts";

const quartersPerDay = 96;

/** Writes the rows of an origin, in the transaction that goes on. */
export class CountWriter {
  private readonly api: DuckDb;
  private readonly connection: DuckDBConnection;
  private readonly origin: number;
  /** The store's number of each of the rollup's devices. */
  private readonly devices: readonly number[];

  constructor(api: DuckDb, connection: DuckDBConnection, origin: number, devices: readonly number[]) {
    this.api = api;
    this.connection = connection;
    this.origin = origin;
    this.devices = devices;
  }

  /** Writes all that was counted. */
  async write(counts: PackedRollup): Promise<void> {
    await this.writeCells(counts);
    await this.writeFacts(counts);
    await this.writeActivity(counts);
    await this.writeContacts(counts.contacts);
    if (counts.clockJumps.size > 0)
      await this.fill("origin_jumps", "integer integer integer", (rows) => {
        for (const [device, jumps] of counts.clockJumps) rows.add(this.origin, this.devices[device]!, jumps);
      });
    for (const { device, kind, lines, messages } of counts.omissions) {
      const values = [this.origin, this.devices[device]!, kind, lines, messages];
      await this.connection.run("INSERT INTO origin_omissions VALUES (?, ?, ?, ?, ?)", values);
    }
  }

  /** @param kinds those of the columns, one behind the other. */
  private async fill(table: string, kinds: string, add: (rows: RowWriter) => void): Promise<void> {
    const rows = await RowWriter.open(this.api, this.connection, table, kinds.split(" ") as ColumnKind[]);
    add(rows);
    rows.close();
  }

  private async writeCells({ cells }: PackedRollup): Promise<void> {
    const { origin, devices } = this;
    const months = new Map<number, DayCells>();
    const days = new DayCells();
    const kinds = "integer day integer integer integer number number";
    await this.fill("origin_cells", kinds, (rows) => {
      // A busy day comes in parts, one behind the other.
      const table = new DayCells();
      let tableDay = NO_DAY;
      const close = (): void => {
        if (table.count === 0) return;
        const number = monthOf(tableDay);
        const month = months.get(number) ?? new DayCells();
        months.set(number, month);
        const day = dayOrNull(tableDay);
        eachSlot(table, (device, packed, denials, packets) => {
          rows.add(origin, day, device, orNull(protocolOf(packed)), orNull(portOf(packed)), denials, packets);
          month.add(device, packed, denials, packets);
          days.add(device, tableDay, denials, packets);
        });
        table.clear();
      };
      for (const block of cells.blocks) {
        eachCell(block, devices, (day, device, packed, denials, packets) => {
          if (day !== tableDay) close();
          tableDay = day;
          table.add(device, packed, denials, packets);
        });
      }
      close();
    });
    await this.fill("origin_months", "integer day integer integer integer number number", (rows) => {
      for (const [number, table] of months) {
        const day = firstDayOf(number);
        eachSlot(table, (device, packed, denials, packets) => {
          rows.add(origin, day, device, orNull(protocolOf(packed)), orNull(portOf(packed)), denials, packets);
        });
      }
    });
    await this.fill("origin_days", "integer day integer number number", (rows) => {
      eachSlot(days, (device, day, denials, packets) => rows.add(origin, dayOrNull(day), device, denials, packets));
    });
  }

  private async writeFacts({ facts }: PackedRollup): Promise<void> {
    await this.fill("origin_facts", `integer day${" number".repeat(10)}`, (rows) => {
      for (const [day, fact] of facts ?? []) {
        const { inbound, outbound, internal, multicast, unknown } = fact.scopes;
        const scopes = [inbound, outbound, internal, multicast, unknown];
        const { assumed, withoutPackets, backscatter, firstSec, lastSec } = fact;
        rows.add(this.origin, dayOrNull(day), assumed, withoutPackets, backscatter, ...scopes, firstSec, lastSec);
      }
    });
  }

  private async writeActivity({ activity }: PackedRollup): Promise<void> {
    await this.fill("origin_quarters", "integer integer integer number number", (rows) => {
      for (const block of activity.blocks) {
        eachCell(block, this.devices, (day, device, quarter, lines, denied) => {
          rows.add(this.origin, device, day * quartersPerDay + quarter, lines, denied);
        });
      }
    });
  }

  private async writeContacts(contacts: PackedRollup["contacts"]): Promise<void> {
    const { origin } = this;
    const parts = [...contacts].flatMap(([month, { others, own }]) => [
      { first: firstDayOf(month), own: 0, ...others },
      { first: firstDayOf(month), own: 1, ...own },
    ]);
    await this.fill("origin_contacts", "integer day integer integer day integer integer integer number", (rows) => {
      for (const part of parts) {
        const { first, own, days, sources, destinations, ports, denials } = part;
        for (const i of placesByZeros(part)) {
          const source = sources[i]!;
          const zeros = zeroBits(mix32(source));
          rows.add(origin, first, own, zeros, dayOrNull(days[i]!), source, destinations[i]!, ports[i]!, denials[i]!);
        }
      }
    });
    await this.fill("origin_samples", "integer day integer integer integer integer", (rows) => {
      for (const [month, { others, own, names }] of contacts) {
        rows.add(origin, firstDayOf(month), 0, others.level, others.isThinned ? 1 : 0, names.mask);
        rows.add(origin, firstDayOf(month), 1, own.level, own.isThinned ? 1 : 0, names.mask);
      }
    });
    if (parts.some(({ thinned }) => thinned.length > 0))
      await this.fill("origin_thinned", "integer day integer day integer integer", (rows) => {
        for (const { first, own, thinned } of parts) {
          for (const { day, source, level } of thinned) rows.add(origin, first, own, dayOrNull(day), source, level);
        }
      });
    if ([...contacts.values()].some(({ names }) => names.names.length > 0))
      await this.fill("origin_names", "integer day integer integer integer integer integer", (rows) => {
        for (const [month, { names }] of contacts) {
          const first = firstDayOf(month);
          for (const [word, { w0, w1, w2, w3 }] of names.names) rows.add(origin, first, word, w0, w1, w2, w3);
        }
      });
  }
}

/** The first day of a month; NaN, which is NULL, for none. */
function firstDayOf(month: number): number {
  return month === NO_MONTH ? Number.NaN : civilDay(Math.floor(month / 12), (month % 12) + 1, 1);
}

function dayOrNull(day: number): number {
  return day === NO_DAY ? Number.NaN : day;
}

/** What is not known is −1 in memory and NULL in tables. */
function orNull(number: number): number {
  return number < 0 ? Number.NaN : number;
}

/** The places of contacts, those whose source's hash ends in most zeros first: of a sample of them no other is read. */
function placesByZeros({ sources }: PackedContacts): Int32Array {
  const counts = new Int32Array(34);
  for (const source of sources) counts[32 - zeroBits(mix32(source)) + 1]!++;
  for (let i = 1; i < counts.length; i++) counts[i]! += counts[i - 1]!;
  const places = new Int32Array(sources.length);
  for (let i = 0; i < sources.length; i++) places[counts[32 - zeroBits(mix32(sources[i]!))]!++] = i;
  return places;
}

function eachSlot(
  table: DayCells,
  visit: (device: number, packed: number, denials: number, packets: number) => void,
): void {
  const { count, words, floats } = table.slots();
  for (let at = 0, end = count * SLOT_BYTES; at < end; at += SLOT_BYTES) {
    visit(
      words[(at + CELL_DEVICE) >> 2]!,
      words[(at + CELL_PACKED) >> 2]!,
      floats[(at + CELL_DENIALS) >> 3]!,
      floats[(at + CELL_PACKETS) >> 3]!,
    );
  }
}
