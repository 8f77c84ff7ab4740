import type { Address, LogEvent } from "../scan/event.ts";
import { OWN_MARK } from "../scan/kernel/layout.ts";
import { IP6_MARK, packPort } from "./cells.ts";
import type { Scope } from "./counts.ts";
import { addressWord } from "./hash.ts";
import type { Home } from "./home.ts";

/** Where denials are counted. */
export interface DenialCounter {
  /** Counts denials at a packed port, at a time in seconds since 1970, −1 unknown; packets −1 are unknown, too. */
  add(timeSec: number, device: number, packed: number, denials: number, packets: number): void;
  /** Says of denials that were just added that the verdict was taken from a default. */
  assume(denials: number): void;
  /** Says of denials that were just added that they look like answers. */
  reflect(denials: number): void;
  /** Says of denials that were just added where they came from and went to. */
  place(scope: Scope, denials: number): void;
  /**
   * Counts denials that were just added for their source, too; of addresses, see {@link addressWord}.
   * @param packed the port, marked where the addresses are of IPv6 and where the source is our own.
   */
  meet(source: number, destination: number, packed: number, denials: number): void;
  /** Keeps the IPv6 address behind a word. */
  name(word: number, address: Address): void;
}

/** Counts the denials that an event stands for, all but their scope. @param device a number of the device table. */
export function countEvent(counter: DenialCounter, event: LogEvent, device: number, home: Home): void {
  const { source, destination, count } = event;
  const packed = packPort(event.protocol, event.destinationPort);
  counter.add(event.timeSec, device, packed, count, event.packets);
  if (event.assumed) counter.assume(count);
  if (event.reflected) counter.reflect(count);
  if (source.family === 0) return;
  const isIp6 = source.family === 6 || destination.family === 6;
  const marks = (isIp6 ? IP6_MARK : 0) | (home.isOwn(source) ? OWN_MARK : 0);
  counter.meet(addressWord(source), addressWord(destination), packed | marks, count);
  if (source.family === 6) counter.name(addressWord(source), source);
  if (destination.family === 6) counter.name(addressWord(destination), destination);
}
