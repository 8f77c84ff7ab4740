import { statSync } from "node:fs";
import { ContactPools } from "../../src/rollup/contact-pools.ts";
import { CellLog } from "../../src/rollup/cell-log.ts";
import { DayCells, packPort } from "../../src/rollup/cells.ts";
import { ContactDay } from "../../src/rollup/contact-day.ts";
import { noFact } from "../../src/rollup/day-facts.ts";
import { monthOf } from "../../src/rollup/monthly-pools.ts";
import type { PackedRollup } from "../../src/rollup/rollup.ts";
import { civilDay } from "../../src/scan/zone.ts";
import { openStoreToWrite } from "../../src/store/duckdb-store.ts";

// Fills a store with years of a provider: three devices, 30,000 protocols and ports a day, 2.3 billion denials a year,
// and contacts as a busy month has them. An origin is a month of a device.
//   node test/bench/big-store.ts FILE [YEARS] [FIRST_YEAR]

const [path = "", years = "1", firstYear = "2013"] = process.argv.slice(2);
const portCount = 30_000;
const denialsPerYear = 2_300_000_000;
const contactsPerDay = 6000;

let state = 2_463_534_242;
function below(limit: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}

const ports = Array.from({ length: portCount }, (_, rank) => (rank === 0 ? 23 : ((rank * 7919) % 65_535) + 1));
const harmonic = ports.reduce((sum, _, rank) => sum + 1 / (rank + 20), 0);
const perDay = denialsPerYear / 365 / 3;
const means = ports.map((_, rank) => perDay / harmonic / (rank + 20));

function countMonth(year: number, month: number): PackedRollup {
  const from = civilDay(year, month, 1);
  const to = month === 12 ? civilDay(year + 1, 1, 1) : civilDay(year, month + 1, 1);
  const cells = new CellLog();
  const activity = new CellLog();
  const pools = new ContactPools();
  const facts = new Map();
  let denials = 0;
  for (let day = from; day < to; day++) {
    const table = new DayCells();
    let ofDay = 0;
    for (const [rank, port] of ports.entries()) {
      const count = Math.max(1, Math.round(means[rank]! * (0.5 + below(1000) / 1000)));
      table.add(0, packPort(rank % 5 === 4 ? 17 : 6, port), count, count);
      ofDay += count;
    }
    cells.take(day, table.slots());
    const quarters = new DayCells();
    for (let quarter = 0; quarter < 96; quarter++)
      quarters.add(0, quarter, Math.round(ofDay / 96) + below(50), Math.round(ofDay / 96));
    activity.take(day, quarters.slots());
    const contacts = new ContactDay();
    for (let i = 0; i < contactsPerDay; i++) {
      const port = ports[Math.floor(portCount ** (below(1_000_000) / 1_000_000)) - 1] ?? 23;
      contacts.add(below(2 ** 31), 0x0a000000 + below(4096), packPort(6, port), 1 + below(9));
    }
    pools.take(day, contacts.slots());
    const fact = noFact();
    fact.scopes.inbound = ofDay;
    fact.firstSec = day * 86_400;
    fact.lastSec = day * 86_400 + 86_399;
    facts.set(day, fact);
    denials += ofDay;
  }
  return {
    devices: [],
    cells: cells.pack(),
    contacts: new Map([[monthOf(from), pools.pack()]]),
    facts,
    activity: activity.pack(),
    assumed: 0,
    withoutPackets: 0,
    scopes: { inbound: denials, outbound: 0, internal: 0, multicast: 0, unknown: 0 },
    backscatter: 0,
    clockJumps: new Map(),
    omissions: [],
    firstSec: from * 86_400,
    lastSec: to * 86_400 - 1,
  };
}

const store = await openStoreToWrite(path, {}, { zone: "UTC", home: [] });
let [made, written, denials] = [0, 0, 0];
for (let year = Number(firstYear); year < Number(firstYear) + Number(years); year++) {
  for (let month = 1; month <= 12; month++) {
    for (const device of ["fw1", "fw2", "fw3"]) {
      const started = performance.now();
      const counts = { ...countMonth(year, month), devices: [device] };
      made += performance.now() - started;
      const size = counts.scopes.inbound;
      const lines = { total: size, denials: size, allowed: 0, skipped: 0, duplicate: 0, unparsed: 0, tooLong: 0 };
      const name = `${device}-${year}-${String(month).padStart(2, "0")}.log`;
      const log = {
        path: name,
        storedBytes: size * 250,
        format: "linux-netfilter",
        baseYear: 0,
        zone: "UTC",
        lines,
        error: null,
      };
      const from = performance.now();
      await store.write(
        { path: name, tool: "bench", importedMs: 0, logs: [log], prints: [], copy: null, replaces: [] },
        counts,
      );
      written += performance.now() - from;
      denials += size;
    }
  }
}
store.close();
const memory = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(
  `${denials} denials, ${statSync(path).size} bytes; made in ${Math.round(made)} ms, written in ${Math.round(written)} ms; ${memory} MB resident at most\n`,
);
