// The day that is counted where it is read: its cells and its contacts. Part of the kernel, see lines.ts.
import {
  CELLS,
  CELL_DENIALS,
  CELL_DEVICE,
  CELL_PACKED,
  CELL_PACKETS,
  CONTACTS,
  CONTACT_DENIALS,
  CONTACT_DESTINATION,
  CONTACT_PACKED,
  CONTACT_SOURCE,
  SLOT_BYTES,
} from "../layout";

// The day that is counted here, and what was counted since it was opened.
export let dayFrom: f64 = 0;
export let dayTo: f64 = 0;
let cellMask: i32 = 0;
let contactMask: i32 = 0;
let sampleMask: i32 = 0;
export let cellCount: i32 = 0;
export let contactCount: i32 = 0;
export let isDayFull: i32 = 0;
export let assumed: f64 = 0;
export let withoutPackets: f64 = 0;
export let firstTime: f64 = 0;
export let lastTime: f64 = 0;

/**
 * Counts from here on the denials from `from` until before `to`, in empty tables of so many slots: of all sources
 * whose hash has none of the bits of `sample`.
 */
export function openDay(from: f64, to: f64, cells: i32, contacts: i32, sample: i32): void {
  dayFrom = from;
  dayTo = to;
  sampleMask = sample;
  assumed = 0;
  withoutPackets = 0;
  firstTime = Infinity;
  lastTime = -1;
  resizeDay(cells, contacts);
}

/** Goes on with empty tables of so many slots. */
export function resizeDay(cells: i32, contacts: i32): void {
  cellMask = cells - 1;
  contactMask = contacts - 1;
  memory.fill(CELLS, 0, <usize>cells * SLOT_BYTES);
  memory.fill(CONTACTS, 0, <usize>contacts * SLOT_BYTES);
  cellCount = 0;
  contactCount = 0;
  isDayFull = 0;
}

/** Says of denials that are counted here that the verdict was taken from a default. */
export function assume(amount: f64): void {
  assumed += amount;
}

/** Counts denials of the day that is open. */
export function addDenials(time: f64, device: i32, packed: i32, amount: f64, packets: f64): void {
  if (time < firstTime) firstTime = time;
  if (time > lastTime) lastTime = time;
  if (packets < 0) withoutPackets += amount;
  const added = packets < 0 ? 0 : packets;
  let place = mixPair(device, packed) & cellMask;
  while (true) {
    const slot: usize = CELLS + place * SLOT_BYTES;
    const denials = load<f64>(slot, CELL_DENIALS);
    if (denials === 0) {
      store<i32>(slot, packed, CELL_PACKED);
      store<i32>(slot, device, CELL_DEVICE);
      store<f64>(slot, amount, CELL_DENIALS);
      store<f64>(slot, added, CELL_PACKETS);
      if (++cellCount * 3 > cellMask * 2) isDayFull = 1;
      return;
    }
    if (load<i32>(slot, CELL_PACKED) === packed && load<i32>(slot, CELL_DEVICE) === device) {
      store<f64>(slot, denials + amount, CELL_DENIALS);
      store<f64>(slot, load<f64>(slot, CELL_PACKETS) + added, CELL_PACKETS);
      return;
    }
    place = (place + 1) & cellMask;
  }
}

/** Counts denials of the day that is open for their source, if it is of the sample. */
export function addContact(source: i32, destination: i32, packed: i32, amount: f64): void {
  if ((mix(source) & sampleMask) !== 0) return;
  let place = mixPair(source * 0x85ebca6b ^ destination, packed) & contactMask;
  while (true) {
    const slot: usize = CONTACTS + place * SLOT_BYTES;
    const denials = load<f64>(slot, CONTACT_DENIALS);
    if (denials === 0) {
      store<i32>(slot, source, CONTACT_SOURCE);
      store<i32>(slot, destination, CONTACT_DESTINATION);
      store<i32>(slot, packed, CONTACT_PACKED);
      store<f64>(slot, amount, CONTACT_DENIALS);
      if (++contactCount * 3 > contactMask * 2) isDayFull = 1;
      return;
    }
    if (
      load<i32>(slot, CONTACT_SOURCE) === source &&
      load<i32>(slot, CONTACT_DESTINATION) === destination &&
      load<i32>(slot, CONTACT_PACKED) === packed
    ) {
      store<f64>(slot, denials + amount, CONTACT_DENIALS);
      return;
    }
    place = (place + 1) & contactMask;
  }
}

/** Moves what the tables of the day hold to their beginnings; nothing can be added any more. */
export function packDay(): void {
  packTable(CELLS, cellMask);
  packTable(CONTACTS, contactMask);
}

function packTable(table: usize, mask: i32): void {
  let packed = table;
  const end = table + (<usize>mask + 1) * SLOT_BYTES;
  for (let slot = table; slot < end; slot += SLOT_BYTES) {
    if (load<f64>(slot) === 0) continue;
    if (packed !== slot) memory.copy(packed, slot, SLOT_BYTES);
    packed += SLOT_BYTES;
  }
}

/** As `mix32` of the rollup, which decides with it what the sample is. */
// @ts-ignore: decorator
@inline
function mix(value: i32): i32 {
  let hash = <u32>value;
  hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
  hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
  return <i32>(hash ^ (hash >>> 16));
}

// @ts-ignore: decorator
@inline
function mixPair(first: i32, second: i32): i32 {
  return mix((first * 0x9e3779b1) ^ second);
}
