import type { LogEvent } from "../scan/event.ts";
import type { Calendar } from "./calendar.ts";
import { DayCells, packPort, portOf, protocolOf } from "./cells.ts";
import type { Counts, Distinct, VisitCell } from "./counts.ts";
import { hashAddress } from "./hash.ts";
import { type LineCounts, noLines } from "./lines.ts";
import { ALL_PORTS, SourceSets } from "./sources.ts";

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
    if (cells === null || cells.day !== day) cells = this.cellsOf(day);
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
      set = sets.idOf(this.calendar.month, packed);
      cells.rememberSet(slot, set);
    }
    sets.add(set, hash);
    sets.add(this.allPortsSet, hash);
  }

  private cellsOf(day: number): DayCells {
    let cells = this.days.get(day);
    if (cells === undefined) this.days.set(day, (cells = new DayCells(day)));
    this.current = cells;
    this.allPortsSet = this.sourceSets.idOf(this.calendar.month, ALL_PORTS);
    return cells;
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
