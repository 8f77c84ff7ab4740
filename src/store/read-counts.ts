import type { DuckDBConnection } from "@duckdb/node-api";
import { packPort, portOf, protocolOf } from "../rollup/cells.ts";
import { type Activity, NO_DAY, type Omission, SLOT_SEC } from "../rollup/counts.ts";
import { type DayFact, noFact } from "../rollup/day-facts.ts";
import { Zone } from "../scan/zone.ts";
import { readPools } from "./read-pools.ts";
import { conditionsOf, noDay, readTotals } from "./read-totals.ts";
import { listRows, visitRows } from "./rows.ts";
import type { StoredDays } from "./store.ts";
import { type CellRows, StoredCounts } from "./stored-counts.ts";

/** Reads what was counted on some days. @param ask runs what is asked later. */
export async function readCounts(
  connection: DuckDBConnection,
  zone: string,
  days: StoredDays | null,
  ask: <T>(action: () => Promise<T>) => Promise<T>,
): Promise<StoredCounts> {
  const names = await listRows<{ device: number; name: string }>(connection, "FROM devices");
  const devices: string[] = [];
  for (const { device, name } of names) devices[device] = name;
  const where = conditionsOf(days);
  const origins = await listRows<{ origin: number }>(
    connection,
    `SELECT DISTINCT origin FROM origin_days WHERE ${where.days}`,
  );
  return new StoredCounts({
    devices,
    totals: await readTotals(connection, days),
    fact: await readFact(connection, where.days),
    pools: await readPools(connection, days),
    activity: await readActivity(connection, days, new Zone(zone)),
    omissions: await listRows<Omission>(
      connection,
      `SELECT device, kind, sum(lines)::DOUBLE AS lines, sum(messages)::DOUBLE AS messages FROM origin_omissions
       GROUP BY device, kind ORDER BY device, kind`,
    ),
    clockJumps: new Map(
      (
        await listRows<{ device: number; jumps: number }>(
          connection,
          "SELECT device, sum(jumps)::DOUBLE AS jumps FROM origin_jumps GROUP BY device ORDER BY device",
        )
      ).map(({ device, jumps }) => [device, jumps]),
    ),
    origins: new Set(origins.map(({ origin }) => origin)),
    readCells: (ports) => ask(() => readCells(connection, where.days, ports)),
  });
}

async function readFact(connection: DuckDBConnection, where: string): Promise<DayFact> {
  const sums = ["assumed", "without_packets", "backscatter", "inbound", "outbound", "internal", "multicast", "unknown"]
    .map((column) => `coalesce(sum(${column}), 0)::DOUBLE AS ${column}`)
    .join(", ");
  const [row] = await listRows<Record<string, number>>(
    connection,
    `SELECT ${sums}, coalesce(min(first_sec) FILTER (first_sec >= 0), -1)::DOUBLE AS first_sec,
       coalesce(max(last_sec), -1)::DOUBLE AS last_sec FROM origin_facts WHERE ${where}`,
  );
  if (row === undefined) return noFact();
  const { inbound = 0, outbound = 0, internal = 0, multicast = 0, unknown = 0 } = row;
  return {
    assumed: row["assumed"]!,
    withoutPackets: row["without_packets"]!,
    backscatter: row["backscatter"]!,
    scopes: { inbound, outbound, internal, multicast, unknown },
    firstSec: row["first_sec"]!,
    lastSec: row["last_sec"]!,
  };
}

async function readActivity(connection: DuckDBConnection, days: StoredDays | null, zone: Zone): Promise<Activity> {
  // A quarter of an hour belongs to the day that it begins on.
  const span =
    days === null
      ? "TRUE"
      : `quarter >= ${Math.ceil(zone.dayStart(days.from) / SLOT_SEC)} AND quarter < ${Math.ceil(zone.dayStart(days.to + 1) / SLOT_SEC)}`;
  const parts: { count: number; columns: Float64Array[] }[] = [];
  await visitRows(
    connection,
    `SELECT device, quarter, sum(lines)::DOUBLE, sum(denied)::DOUBLE FROM origin_quarters WHERE ${span}
     GROUP BY device, quarter`,
    {},
    ({ count, columns }) => parts.push({ count, columns: columns.map((column) => Float64Array.from(column)) }),
  );
  return {
    each(visit) {
      for (const { count, columns } of parts) {
        const [devices, slots, lines, denied] = columns;
        for (let i = 0; i < count; i++) visit(devices![i]!, slots![i]!, lines![i]!, denied![i]!);
      }
    },
  };
}

/** A row of cells while it grows. */
class CellList implements CellRows {
  length = 0;
  days = new Int32Array(1024);
  devices = new Int32Array(1024);
  packed = new Int32Array(1024);
  denials = new Float64Array(1024);
  packets = new Float64Array(1024);

  add(day: number, device: number, packed: number, denials: number, packets: number): void {
    const i = this.length++;
    if (i === this.days.length) this.grow(i * 4);
    this.days[i] = day;
    this.devices[i] = device;
    this.packed[i] = packed;
    this.denials[i] = denials;
    this.packets[i] = packets;
  }

  private grow(capacity: number): void {
    const { days, devices, packed, denials, packets } = this;
    (this.days = new Int32Array(capacity)).set(days);
    (this.devices = new Int32Array(capacity)).set(devices);
    (this.packed = new Int32Array(capacity)).set(packed);
    (this.denials = new Float64Array(capacity)).set(denials);
    (this.packets = new Float64Array(capacity)).set(packets);
  }
}

/** The port of cells that stand for all ports that were not asked for. */
const noPort = packPort(-1, -1);

/** The cells of some ports, and for each day and device what is left. */
async function readCells(connection: DuckDBConnection, where: string, ports: readonly number[]): Promise<CellRows> {
  const cells = new CellList();
  const left = new Map<string, { day: number; device: number; denials: number; packets: number }>();
  const dayColumn = `coalesce((day - DATE '1970-01-01')::INTEGER, ${noDay})`;
  await visitRows(
    connection,
    `SELECT ${dayColumn}, device, sum(denials)::DOUBLE, sum(packets)::DOUBLE FROM origin_days
     WHERE ${where} GROUP BY day, device ORDER BY day, device`,
    {},
    ({ count, columns: [days, devices, denials, packets] }) => {
      for (let i = 0; i < count; i++) {
        const [day, device] = [dayOf(days![i]!), devices![i]!];
        left.set(`${day} ${device}`, { day, device, denials: denials![i]!, packets: packets![i]! });
      }
    },
  );
  // A condition for both kinds would have each row looked at by itself.
  const known = ports.filter((packed) => protocolOf(packed) >= 0);
  const unknown = ports.filter((packed) => protocolOf(packed) < 0).map(portOf);
  const parts: string[] = [];
  const cellsWhere = (protocol: string, condition: string): string =>
    `SELECT ${dayColumn}, device, ${protocol}, cells.port, denials::DOUBLE, packets::DOUBLE
     FROM origin_cells cells ${condition} AND ${where}`;
  if (known.length > 0) {
    const rows = known.map((packed) => `(${protocolOf(packed)}, ${portOf(packed)})`).join(", ");
    const join = `JOIN (VALUES ${rows}) wanted (protocol, port)
      ON cells.port = wanted.port AND cells.protocol = wanted.protocol WHERE TRUE`;
    parts.push(cellsWhere("cells.protocol::INTEGER", join));
  }
  if (unknown.length > 0) {
    parts.push(cellsWhere("-1", `WHERE cells.protocol IS NULL AND cells.port IN (${unknown.join(", ")})`));
  }
  for (const part of parts) {
    await visitRows(
      connection,
      part,
      {},
      ({ count, columns: [days, devices, protocols, numbers, denials, packets] }) => {
        let rest: { day: number; device: number; denials: number; packets: number } | undefined;
        for (let i = 0; i < count; i++) {
          const [day, device] = [dayOf(days![i]!), devices![i]!];
          cells.add(day, device, packPort(protocols![i]!, numbers![i]!), denials![i]!, packets![i]!);
          if (rest?.day !== day || rest.device !== device) rest = left.get(`${day} ${device}`)!;
          rest.denials -= denials![i]!;
          rest.packets -= packets![i]!;
        }
      },
    );
  }
  for (const { day, device, denials, packets } of left.values()) {
    if (denials > 0) cells.add(day, device, noPort, denials, packets);
  }
  return cells;
}

function dayOf(column: number): number {
  return column === noDay ? NO_DAY : column;
}
