import { packPort } from "../rollup/cells.ts";
import type { ContactPools } from "../rollup/contact-pools.ts";
import {
  type Activity,
  type ContactView,
  type Counts,
  type Distinct,
  type Omission,
  type Scope,
  type VisitCell,
} from "../rollup/counts.ts";
import type { DayFact } from "../rollup/day-facts.ts";
import { countSources, type SourceCounts } from "../rollup/distinct.ts";
import type { PortTable } from "../rollup/port-table.ts";
import type { Totals } from "../rollup/totals.ts";

/** Cells in flat arrays. */
export interface CellRows {
  length: number;
  days: Int32Array;
  devices: Int32Array;
  packed: Int32Array;
  denials: Float64Array;
  packets: Float64Array;
}

/** What a store gives back of some days. */
export interface StoredParts {
  devices: readonly string[];
  totals: Totals;
  fact: DayFact;
  pools: ContactPools;
  activity: Activity;
  omissions: readonly Omission[];
  clockJumps: ReadonlyMap<number, number>;
  /** Origins with denials on these days. */
  origins: ReadonlySet<number>;
  /** Reads the cells of some ports. */
  readCells: (ports: readonly number[]) => Promise<CellRows>;
}

/**
 * What was counted on some days, as a store gives it back. The days of single ports are read for those that
 * {@link loadDays} was asked for; all others are visited as one cell for each day and device, with the port of none.
 */
export class StoredCounts implements Counts {
  readonly devices: readonly string[];
  readonly assumed: number;
  readonly withoutPackets: number;
  readonly scopes: Readonly<Record<Scope, number>>;
  readonly backscatter: number;
  readonly clockJumps: ReadonlyMap<number, number>;
  readonly omissions: readonly Omission[];
  readonly activity: Activity;
  /** Seconds since 1970 UTC of the first and the last denial; −1 when none has a time. */
  readonly firstSec: number;
  readonly lastSec: number;
  readonly origins: ReadonlySet<number>;
  private readonly parts: StoredParts;
  private cells: CellRows | null = null;
  private view: ContactView | null = null;
  private distinct: SourceCounts | null = null;

  constructor(parts: StoredParts) {
    const { fact } = parts;
    this.parts = parts;
    this.devices = parts.devices;
    this.assumed = fact.assumed;
    this.withoutPackets = fact.withoutPackets;
    this.scopes = fact.scopes;
    this.backscatter = fact.backscatter;
    this.firstSec = fact.firstSec;
    this.lastSec = fact.lastSec;
    this.clockJumps = parts.clockJumps;
    this.omissions = parts.omissions;
    this.activity = parts.activity;
    this.origins = parts.origins;
  }

  /** Reads the days of ports: of those that an analysis is going to ask for, by protocol and port. */
  async loadDays(ports: readonly { protocol: number; port: number }[]): Promise<void> {
    const packed = new Set(ports.map(({ protocol, port }) => packPort(protocol, port)));
    this.cells = await this.parts.readCells([...packed]);
  }

  private get loaded(): CellRows {
    if (this.cells === null) throw new Error("the days of ports were not read from the store");
    return this.cells;
  }

  eachCell(visit: VisitCell): void {
    const { length, days, devices, packed, denials, packets } = this.loaded;
    for (let i = 0; i < length; i++) visit(days[i]!, devices[i]!, packed[i]!, denials[i]!, packets[i]!);
  }

  sumByDay(groups: PortTable, count: number): Map<number, Float64Array> {
    const sums = new Map<number, Float64Array>();
    this.eachCell((day, _device, packed, denials) => {
      let ofDay = sums.get(day);
      if (ofDay === undefined) sums.set(day, (ofDay = new Float64Array(count)));
      ofDay[groups.atPacked(packed)]! += denials;
    });
    return sums;
  }

  totals(): Totals {
    return this.parts.totals;
  }

  contacts(): ContactView {
    return (this.view ??= this.parts.pools.view());
  }

  ownContacts(): ContactView {
    return this.parts.pools.viewOwn();
  }

  sources(): Distinct {
    return this.countSources().all;
  }

  sourcesAt(protocol: number, port: number): Distinct {
    return this.countSources().at(packPort(protocol, port));
  }

  private countSources(): SourceCounts {
    return (this.distinct ??= countSources(this.contacts()));
  }
}
