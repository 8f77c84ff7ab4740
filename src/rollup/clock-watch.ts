import type { Kernel } from "../scan/kernel/kernel.ts";
import { CLOCK_JUMPS, FIRST_TIMES, LAST_TIMES, MOST_DEVICES, SET_BACK_SEC } from "../scan/kernel/layout.ts";

/** The stamps of one device in one log. */
export interface DeviceClock {
  device: number;
  firstSec: number;
  lastSec: number;
  /** How often its clock was set back by more than an hour. */
  jumps: number;
}

/**
 * Watches the clocks of devices in one log: a stamp more than an hour before the one before it in the log tells that
 * the clock was set back, or that the log is out of order. Kernels watch the lines they read themselves.
 */
export class ClockWatch {
  private readonly first: Float64Array;
  private readonly last: Float64Array;
  private readonly jumps: Int32Array;
  private readonly hasKernel: boolean;
  /** Clocks of devices with higher numbers. */
  private readonly more = new Map<number, DeviceClock>();

  /** @param kernel the one that reads lines of the same log; null when none does. */
  constructor(kernel: Kernel | null) {
    this.hasKernel = kernel !== null;
    this.first = tableAt(kernel?.floats, FIRST_TIMES >> 3, new Float64Array(MOST_DEVICES)).fill(-1);
    this.last = tableAt(kernel?.floats, LAST_TIMES >> 3, new Float64Array(MOST_DEVICES)).fill(-1);
    this.jumps = tableAt(kernel?.words, CLOCK_JUMPS >> 2, new Int32Array(MOST_DEVICES)).fill(0);
  }

  /** Notes the stamp of a line that the kernel did not read; −1 for none. */
  see(device: number, timeSec: number): void {
    if (timeSec < 0) return;
    if (device >= MOST_DEVICES) {
      this.seeMore(device, timeSec);
      return;
    }
    const last = this.last[device]!;
    this.last[device] = timeSec;
    if (last < 0) this.first[device] = timeSec;
    else if (timeSec < last - SET_BACK_SEC) this.jumps[device]!++;
  }

  /** Notes the stamp of a line that the kernel read but did not count. */
  seeRecord(device: number, timeSec: number): void {
    if (!this.hasKernel || device >= MOST_DEVICES) this.see(device, timeSec);
  }

  private seeMore(device: number, timeSec: number): void {
    const clock = this.more.get(device);
    if (clock === undefined) {
      this.more.set(device, { device, firstSec: timeSec, lastSec: timeSec, jumps: 0 });
      return;
    }
    if (wasSetBack(clock.lastSec, timeSec)) clock.jumps++;
    clock.lastSec = timeSec;
  }

  /** What the clocks showed, of every device that logged a time. */
  list(): DeviceClock[] {
    const clocks: DeviceClock[] = [];
    for (const [device, firstSec] of this.first.entries()) {
      if (firstSec >= 0) clocks.push({ device, firstSec, lastSec: this.last[device]!, jumps: this.jumps[device]! });
    }
    return [...clocks, ...this.more.values()];
  }
}

/** Whether a clock that showed one time and then another was set back between. */
export function wasSetBack(beforeSec: number, afterSec: number): boolean {
  return afterSec < beforeSec - SET_BACK_SEC;
}

function tableAt<Table extends Float64Array | Int32Array>(memory: Table | undefined, at: number, own: Table): Table {
  return memory === undefined ? own : (memory.subarray(at, at + MOST_DEVICES) as Table);
}
