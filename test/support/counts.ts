import { NO_DAY } from "../../src/rollup/counts.ts";
import type { ContactView, Counts, Distinct, VisitCell } from "../../src/rollup/counts.ts";
import { DayCells, packPort } from "../../src/rollup/cells.ts";
import { ContactList } from "../../src/rollup/contact-list.ts";
import { viewContacts } from "../../src/rollup/contact-view.ts";
import { Address } from "../../src/scan/event.ts";
import { CellLog } from "../../src/rollup/cell-log.ts";

/** Some denials in words. What is left out: no day, a device without a name, tcp, no port, packets not logged. */
export interface CountRow {
  day?: number;
  device?: string;
  protocol?: number;
  port?: number;
  denials: number;
  packets?: number;
  /** The sources of these denials, by IPv4 address or any name; each has an equal part of them. */
  sources?: readonly string[];
  /** The address they were sent to; 203.0.113.1 where none is given. */
  destination?: string;
}

/** What no row tells. */
type MoreCounts = Partial<Pick<Counts, "assumed" | "backscatter" | "clockJumps" | "omissions" | "scopes">> & {
  /** Quarters of an hour since 1970 in which a device logged so many lines, all of them denials. */
  activity?: readonly { device: string; slot: number; lines: number }[];
};

/** Counts that hold the rows, one cell for each, in their order. Distinct sources are exact. */
export function countsOf(rows: readonly CountRow[], { activity = [], ...more }: MoreCounts = {}): Counts {
  const devices = [...new Set([...rows.map((row) => row.device ?? ""), ...activity.map(({ device }) => device)])];
  const distinct = (picked: readonly CountRow[]): Distinct => {
    return { count: new Set(picked.flatMap((row) => row.sources ?? [])).size, error: 0 };
  };
  return {
    devices,
    assumed: 0,
    scopes: { inbound: 0, outbound: 0, internal: 0, multicast: 0, unknown: sum(rows.map(({ denials }) => denials)) },
    backscatter: 0,
    clockJumps: new Map(),
    omissions: [],
    activity: {
      each: (visit) => {
        for (const { device, slot, lines } of activity) visit(devices.indexOf(device), slot, lines, lines);
      },
    },
    contacts: () => contactsOf(rows),
    ownContacts: () => contactsOf(rows),
    withoutPackets: sum(rows.map((row) => (row.packets === undefined ? row.denials : 0))),
    totals: () => {
      const days = new Map<number, DayCells>();
      for (const row of rows) {
        if (row.denials === 0) continue;
        const day = row.day ?? NO_DAY;
        if (!days.has(day)) days.set(day, new DayCells());
        const packed = packPort(protocolOf(row), portOf(row));
        days.get(day)!.add(devices.indexOf(row.device ?? ""), packed, row.denials, row.packets ?? 0);
      }
      const log = new CellLog();
      for (const [day, cells] of days) log.take(day, cells.slots());
      return log.totals();
    },
    eachCell: (visit: VisitCell) => {
      for (const row of rows) {
        const device = devices.indexOf(row.device ?? "");
        visit(row.day ?? NO_DAY, device, packPort(protocolOf(row), portOf(row)), row.denials, row.packets ?? 0);
      }
    },
    sumByDay: (groups, count) => {
      const sums = new Map<number, Float64Array>();
      for (const row of rows) {
        const day = row.day ?? NO_DAY;
        const ofDay = sums.get(day) ?? new Float64Array(count);
        ofDay[groups.get(protocolOf(row), portOf(row))]! += row.denials;
        sums.set(day, ofDay);
      }
      return sums;
    },
    sources: () => distinct(rows),
    sourcesAt: (protocol, port) => {
      return distinct(rows.filter((row) => protocolOf(row) === protocol && portOf(row) === port));
    },
    ...more,
  };
}

/** The contacts of rows that name sources, none of them left out. */
export function contactsOf(rows: readonly CountRow[]): ContactView {
  const list = new ContactList();
  for (const row of rows) {
    const { sources = [], destination = "203.0.113.1" } = row;
    if (row.denials === 0) continue;
    for (const source of sources) {
      const port = packPort(protocolOf(row), portOf(row));
      list.add(row.day ?? NO_DAY, wordOf(source), wordOf(destination), port, row.denials / sources.length);
    }
  }
  list.join(new Set(list.days));
  return viewContacts([{ list, scale: 1, contactScale: null, ofOwn: false }], (word) => {
    const address = new Address();
    address.family = 4;
    address.w0 = word;
    return address;
  });
}

/** An IPv4 address as a word; of any other name a hash. */
export function wordOf(name: string): number {
  const octets = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(name)?.slice(1).map(Number);
  if (octets !== undefined) return octets.reduce((word, octet) => (word << 8) | octet, 0);
  return [...name].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), 7) | 0;
}

function protocolOf(row: CountRow): number {
  return row.protocol ?? 6;
}

function portOf(row: CountRow): number {
  return row.port ?? -1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, more) => total + more, 0);
}
