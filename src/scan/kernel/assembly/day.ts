// The day that is counted where it is read: its cells and its contacts. Part of the kernel, see lines.ts.
import {
  ACTIVITY,
  CELLS,
  CELL_DENIALS,
  CELL_DEVICE,
  CELL_PACKED,
  CELL_PACKETS,
  CLOCK_JUMPS,
  CONTACTS,
  CONTACT_DENIALS,
  CONTACT_DESTINATION,
  CONTACT_PACKED,
  CONTACT_SOURCE,
  DAY_QUARTERS,
  FIRST_TIMES,
  LAST_TIMES,
  OWN_MARK,
  QUARTER_BYTES,
  QUARTER_SEC,
  SCOPES,
  SCOPE_COUNT,
  SET_BACK_SEC,
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
export let reflected: f64 = 0;
/** How far into a quarter of an hour the day begins, in seconds, and how many devices logged anything. */
let quarterLead: i32 = 0;
export let deviceCount: i32 = 0;
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
  reflected = 0;
  memory.fill(SCOPES, 0, SCOPE_COUNT * 8);
  memory.fill(ACTIVITY, 0, <usize>deviceCount * DAY_QUARTERS * QUARTER_BYTES);
  deviceCount = 0;
  quarterLead = <i32>(from - Math.floor(from / QUARTER_SEC) * QUARTER_SEC);
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

/** Says of denials that are counted here that they look like answers. */
export function reflect(amount: f64): void {
  reflected += amount;
}

/** Notes that a device logged a decision on the day that is open. */
export function logDecision(device: i32, time: f64, isDenial: i32): void {
  if (time < 0) return;
  if (device >= deviceCount) deviceCount = device + 1;
  const quarter = (<i32>(time - dayFrom) + quarterLead) / QUARTER_SEC;
  const slot: usize = ACTIVITY + (device * DAY_QUARTERS + quarter) * QUARTER_BYTES;
  store<i32>(slot, load<i32>(slot) + 1);
  store<i32>(slot, load<i32>(slot, 4) + isDenial, 4);
}

/** Notes a device's stamp: whether its clock was set back. */
export function watchClock(device: i32, time: f64): void {
  if (time < 0) return;
  const at = device << 3;
  const last = load<f64>(LAST_TIMES + at);
  store<f64>(LAST_TIMES + at, time);
  if (last < 0) store<f64>(FIRST_TIMES + at, time);
  else if (time < last - SET_BACK_SEC) {
    const jumps = CLOCK_JUMPS + (device << 2);
    store<i32>(jumps, load<i32>(jumps) + 1);
  }
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

/** Counts denials of the day that is open for their source, if it is of the sample or one of our own. */
export function addContact(source: i32, destination: i32, packed: i32, amount: f64): void {
  if ((mix(source) & sampleMask) !== 0 && (packed & OWN_MARK) === 0) return;
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
