import { portBits } from "./cells.ts";
import { NO_DAY, type VisitCell } from "./counts.ts";
import type { PortTable } from "./port-table.ts";
import type { ProtocolSums, Totals } from "./totals.ts";

const portMask = 2 ** portBits - 1;
const noSums: ProtocolSums = { denials: new Float64Array(0), packets: new Float64Array(0) };

/**
 * How cells of days that are over are kept: (day, device, packed port, denials, packets), the day as a difference, all
 * written in as many bytes as they need. There are millions of them, so each walk through them is one plain loop.
 */

/** A number takes so many bytes at most. */
export const longestNumber = 8;

/** The numbers that the devices of a stretch of cells have elsewhere; null where they are the same. */
type Devices = readonly number[] | null;

/** Writes a whole number below 2^53, seven bits a byte, the lowest first; the position behind it. */
export function writeNumber(bytes: Uint8Array, from: number, value: number): number {
  let at = from;
  let rest = value;
  while (rest >= 0x8000_0000) {
    bytes[at++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  while (rest >= 128) {
    bytes[at++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[at] = rest;
  return at + 1;
}

/** Writes how far a day is from the one before: even numbers are steps forward, odd ones back. */
export function writeStep(bytes: Uint8Array, from: number, step: number): number {
  return writeNumber(bytes, from, step >= 0 ? step * 2 : -step * 2 - 1);
}

/** Reads numbers of more than one byte, and steps. */
class NumberReader {
  at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** The number at a place; {@link at} is behind it then. */
  readAt(at: number): number {
    const { bytes } = this;
    this.at = at;
    let byte = bytes[this.at++]!;
    if (byte < 128) return byte;
    let value = byte & 127;
    let scale = 128;
    do {
      byte = bytes[this.at++]!;
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte >= 128);
    return value;
  }

  stepAt(at: number): number {
    const step = this.readAt(at);
    return step % 2 === 0 ? step / 2 : -(step + 1) / 2;
  }
}

/** A stretch of cells, of which none lacks a day, with all of its days moved. */
export function shiftBlock(bytes: Uint8Array<ArrayBuffer>, days: number): Uint8Array<ArrayBuffer> {
  if (bytes.length === 0) return bytes;
  const reader = new NumberReader(bytes);
  // Days are differences, the first one to day 0.
  const first = reader.stepAt(0);
  const shifted = new Uint8Array(bytes.length + longestNumber);
  const at = writeStep(shifted, 0, first + days);
  shifted.set(bytes.subarray(reader.at), at);
  return shifted.subarray(0, at + bytes.length - reader.at);
}

/** Visits cells. Numbers of one and of few bytes are read in place, which takes a third of the time of a call for each. */
export function eachCell(bytes: Uint8Array, devices: Devices, visit: VisitCell): void {
  const reader = new NumberReader(bytes);
  const end = bytes.length;
  let at = 0;
  let day = 0;
  const next = (): number => {
    const value = reader.readAt(at);
    at = reader.at;
    return value;
  };
  while (at < end) {
    if (bytes[at] === 0) at++;
    else {
      day += reader.stepAt(at);
      at = reader.at;
    }
    const device = bytes[at]! < 128 ? bytes[at++]! : next();
    let packed = bytes[at]! & 127;
    for (let shift = 7; bytes[at++]! >= 128; shift += 7) packed |= (bytes[at]! & 127) << shift;
    const denials = bytes[at]! < 128 ? bytes[at++]! : next();
    const packets = bytes[at]! < 128 ? bytes[at++]! : next();
    visit(day, devices === null ? device : devices[device]!, packed, denials, packets);
  }
}

/** Adds cells to sums by day and by the number that a table has for the port; without calls, twice as fast as visiting. */
export function addByDay(bytes: Uint8Array, groups: PortTable, sumsOf: (day: number) => Float64Array): void {
  const reader = new NumberReader(bytes);
  const end = bytes.length;
  let day = 0;
  let sums: Float64Array | null = null;
  for (let at = 0; at < end;) {
    if (bytes[at] === 0 && sums !== null) at++;
    else {
      day += reader.stepAt(at);
      at = reader.at;
      sums = sumsOf(day);
    }
    // The device.
    while (bytes[at++]! >= 128);
    // A packed port has 26 bits at most. Without a loop: three quarters of the time.
    let packed = bytes[at++]!;
    if (packed >= 128) packed = (packed & 127) | (bytes[at++]! << 7);
    if (packed >= 2 ** 14) packed = (packed & (2 ** 14 - 1)) | (bytes[at++]! << 14);
    if (packed >= 2 ** 21) packed = (packed & (2 ** 21 - 1)) | (bytes[at++]! << 21);
    let denials = bytes[at++]!;
    if (denials >= 128) {
      denials = reader.readAt(at - 1);
      at = reader.at;
    }
    sums[groups.atPacked(packed)]! += denials;
    // The packets.
    while (bytes[at++]! >= 128);
  }
}

/** Adds cells to totals. */
export function addToTotals(bytes: Uint8Array, devices: Devices, totals: Totals): void {
  const reader = new NumberReader(bytes);
  const end = bytes.length;
  let day = 0;
  let lastDevice = -1;
  let lastProtocol = -1;
  let sums = noSums;
  for (let at = 0; at < end;) {
    if (bytes[at] === 0) at++;
    else {
      day += reader.stepAt(at);
      at = reader.at;
    }
    let device = bytes[at++]!;
    if (device >= 128) {
      device = reader.readAt(at - 1);
      at = reader.at;
    }
    if (device !== lastDevice) {
      lastDevice = device;
      totals.devices.add(devices === null ? device : devices[device]!);
    }
    let packed = bytes[at++]!;
    if (packed >= 128) packed = (packed & 127) | (bytes[at++]! << 7);
    if (packed >= 2 ** 14) packed = (packed & (2 ** 14 - 1)) | (bytes[at++]! << 14);
    if (packed >= 2 ** 21) packed = (packed & (2 ** 21 - 1)) | (bytes[at++]! << 21);
    if (packed >>> portBits !== lastProtocol) {
      lastProtocol = packed >>> portBits;
      sums = totals.sumsOf(lastProtocol);
    }
    let denials = bytes[at++]!;
    if (denials >= 128) {
      denials = reader.readAt(at - 1);
      at = reader.at;
    }
    sums.denials[packed & portMask]! += denials;
    if (day === NO_DAY) totals.untimed += denials;
    // Many logs tell no packets.
    if (bytes[at] === 0) at++;
    else {
      sums.packets[packed & portMask]! += reader.readAt(at);
      at = reader.at;
    }
  }
}
