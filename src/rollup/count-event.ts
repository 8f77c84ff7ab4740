import type { LogEvent } from "../scan/event.ts";
import { IP6_MARK, packPort } from "./cells.ts";
import { addressWord } from "./hash.ts";

/** Where denials are counted. */
export interface DenialCounter {
  /** Counts denials at a packed port, at a time in seconds since 1970, −1 unknown; packets −1 are unknown, too. */
  add(timeSec: number, device: number, packed: number, denials: number, packets: number): void;
  /** Says of denials that were just added that the verdict was taken from a default. */
  assume(denials: number): void;
  /** Counts denials that were just added for their source, too; of addresses, see {@link addressWord}. */
  meet(source: number, destination: number, packed: number, denials: number): void;
}

/** Counts the denials that an event stands for. @param device a number of the device table. */
export function countEvent(counter: DenialCounter, event: LogEvent, device: number): void {
  const { source, destination, count } = event;
  const packed = packPort(event.protocol, event.destinationPort);
  counter.add(event.timeSec, device, packed, count, event.packets);
  if (event.assumed) counter.assume(count);
  if (source.family === 0) return;
  const isIp6 = source.family === 6 || destination.family === 6;
  counter.meet(addressWord(source), addressWord(destination), isIp6 ? packed | IP6_MARK : packed, count);
}
