import type { LogEvent } from "../scan/event.ts";
import type { Calendar } from "./calendar.ts";
import { DayCells, packPort, portOf, protocolOf } from "./cells.ts";
import type { Counts, Distinct, VisitCell } from "./counts.ts";
import { hashAddress } from "./hash.ts";
import { type LineCounts, noLines } from "./lines.ts";
import { ALL_PORTS, type PackedSources, SourceSets } from "./sources.ts";

/** A rollup in flat arrays: one entry a cell. */
export interface PackedRollup {
  devices: string[];
  days: Int32Array<ArrayBuffer>;
  /** Indices into `devices`. */
  cellDevices: Int32Array<ArrayBuffer>;
  ports: Int32Array<ArrayBuffer>;
  denials: Float64Array<ArrayBuffer>;
  packets: Float64Array<ArrayBuffer>;
  sources: PackedSources;
  assumed: number;
  withoutPackets: number;
  firstSec: number;
  lastSec: number;
}

/** Counts of denials of one side of a report, filled event by event. */
export class Rollup implements Counts {
  readonly lines: LineCounts = noLines();
  readonly devices: readonly string[];
  assumed = 0;
  withoutPackets = 0;
  /** Seconds since 1970 UTC of the first and the last denial; −1 when none has a time. */
  firstSec = -1;
  lastSec = -1;
  private readonly calendar: Calendar;
  private readonly days = new Map<number, DayCells>();
  private readonly sourceSets = new SourceSets();
  private current: DayCells | null = null;
  /** The source set of all denials in the current day's month. */
  private allPortsSet = 0;

  /** @param devices names by device number; may grow later. */
  constructor(calendar: Calendar, devices: readonly string[]) {
    this.calendar = calendar;
    this.devices = devices;
  }

  /** Counts one denial. @param device index into the device names. */
  add(event: LogEvent, device: number): void {
    const day = this.calendar.dayOf(event.timeSec);
    let cells = this.current;
    if (cells === null || cells.day !== day) {
      cells = this.cellsOf(day);
      this.current = cells;
      this.allPortsSet = this.sourceSets.numberOf(this.calendar.month, ALL_PORTS);
    }
    const packed = packPort(event.protocol, event.destinationPort);
    const count = event.count;
    if (event.packets < 0) this.withoutPackets += count;
    if (event.assumed) this.assumed += count;
    const slot = cells.add(device, packed, count, event.packets < 0 ? 0 : event.packets);
    if (event.source.family !== 0) this.addSource(hashAddress(event.source), cells, slot, packed);
    const timeSec = event.timeSec;
    if (timeSec < 0) return;
    if (timeSec > this.lastSec) this.lastSec = timeSec;
    if (timeSec < this.firstSec || this.firstSec < 0) this.firstSec = timeSec;
  }

  private addSource(hash: number, cells: DayCells, slot: number, packed: number): void {
    const sets = this.sourceSets;
    let set = cells.setAt(slot);
    if (set === 0) {
      set = sets.numberOf(this.calendar.month, packed);
      cells.rememberSet(slot, set);
    }
    sets.add(set, hash);
    sets.add(this.allPortsSet, hash);
  }

  private cellsOf(day: number): DayCells {
    let cells = this.days.get(day);
    if (cells === undefined) this.days.set(day, (cells = new DayCells(day)));
    return cells;
  }

  /** All counts in flat arrays, to be sent to another thread without copies or kept. */
  pack(): PackedRollup {
    let count = 0;
    for (const cells of this.days.values()) count += cells.count;
    const packed: PackedRollup = {
      devices: [...this.devices],
      days: new Int32Array(count),
      cellDevices: new Int32Array(count),
      ports: new Int32Array(count),
      denials: new Float64Array(count),
      packets: new Float64Array(count),
      sources: this.sourceSets.pack(),
      assumed: this.assumed,
      withoutPackets: this.withoutPackets,
      firstSec: this.firstSec,
      lastSec: this.lastSec,
    };
    let i = 0;
    for (const cells of this.days.values()) {
      cells.each((device, port, denials, packets) => {
        packed.days[i] = cells.day;
        packed.cellDevices[i] = device;
        packed.ports[i] = port;
        packed.denials[i] = denials;
        packed.packets[i++] = packets;
      });
    }
    return packed;
  }

  /** Adds all that a packed rollup holds. @param deviceNumbers this side's number for each of its devices. */
  absorb(packed: PackedRollup, deviceNumbers: readonly number[]): void {
    for (let i = 0; i < packed.days.length; i++) {
      const cells = this.cellsOf(packed.days[i]!);
      cells.add(deviceNumbers[packed.cellDevices[i]!]!, packed.ports[i]!, packed.denials[i]!, packed.packets[i]!);
    }
    this.current = null;
    this.sourceSets.absorb(packed.sources);
    this.assumed += packed.assumed;
    this.withoutPackets += packed.withoutPackets;
    if (packed.firstSec >= 0 && (this.firstSec < 0 || packed.firstSec < this.firstSec)) this.firstSec = packed.firstSec;
    if (packed.lastSec > this.lastSec) this.lastSec = packed.lastSec;
  }

  eachCell(visit: VisitCell): void {
    for (const cells of this.days.values()) {
      cells.each((device, packed, denials, packets) =>
        visit(cells.day, device, protocolOf(packed), portOf(packed), denials, packets),
      );
    }
  }

  sources(): Distinct {
    return this.sourceSets.distinct(ALL_PORTS);
  }

  sourcesAt(protocol: number, port: number): Distinct {
    return this.sourceSets.distinct(packPort(protocol, port));
  }
}
