// The day that is counted where it is read: its cells and its contacts. Part of the kernel, see lines.ts.
import {
  ACTIVITY,
  CELLS,
  CELL_DENIALS,
  CELL_DEVICE,
  CELL_INDEX,
  CELL_PACKED,
  CELL_PACKETS,
  CLOCK_JUMPS,
  CONTACTS,
  CONTACT_DENIALS,
  CONTACT_DESTINATION,
  CONTACT_INDEX,
  CONTACT_PACKED,
  CONTACT_SOURCE,
  DAY_QUARTERS,
  FEWEST_PLACES,
  FIRST_TIMES,
  INDEX_NUMBER,
  LAST_TIMES,
  MOST_CELLS,
  MOST_CONTACTS,
  MOST_PLACES,
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
/** Places of the indices, less one. */
let cellMask: u32 = FEWEST_PLACES - 1;
let contactMask: u32 = FEWEST_PLACES - 1;
let sampleMask: i32 = 0;
export let cellCount: i32 = 0;
export let contactCount: i32 = 0;
/** Contacts whose source is one of our own. */
export let ownContacts: i32 = 0;
/** 1 when a table of the day has no more room. */
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
 * Counts from here on the denials from `from` until before `to`, in empty tables: of all sources whose hash has none of
 * the bits of `sample`. What was counted of another day is gone.
 */
export function openDay(from: f64, to: f64, sample: i32): void {
  dayFrom = from;
  dayTo = to;
  sampleMask = sample;
  assumed = 0;
  withoutPackets = 0;
  reflected = 0;
  memory.fill(SCOPES, 0, SCOPE_COUNT * 8);
  memory.fill(ACTIVITY, 0, <usize>deviceCount * DAY_QUARTERS * QUARTER_BYTES);
  deviceCount = 0;
  lastDevice = -1;
  quarterLead = <i32>(from - Math.floor(from / QUARTER_SEC) * QUARTER_SEC);
  firstTime = Infinity;
  lastTime = -1;
  cellMask = clear(CELL_INDEX, cellMask, cellCount);
  contactMask = clear(CONTACT_INDEX, contactMask, contactCount);
  cellCount = 0;
  contactCount = 0;
  ownContacts = 0;
  isDayFull = 0;
}

/** Empties the index of a table; one much too large for what it held is made smaller. Returns its places, less one. */
function clear(index: usize, mask: u32, count: i32): u32 {
  memory.fill(index, 0, (<usize>mask + 1) << 2);
  return <u32>count * 8 < mask && mask >= <u32>FEWEST_PLACES ? mask >>> 1 : mask;
}

/** Says of denials that are counted here that the verdict was taken from a default. */
export function assume(amount: f64): void {
  assumed += amount;
}

/** Says of denials that are counted here that they look like answers. */
export function reflect(amount: f64): void {
  reflected += amount;
}

// The quarter of an hour of the decision that was noted last: its device, beginning, end, and place.
let lastDevice: i32 = -1;
let quarterFrom: f64 = 0;
let quarterTo: f64 = 0;
let quarterAt: usize = 0;

/** Notes that a device logged a decision on the day that is open. */
export function logDecision(device: i32, time: f64, isDenial: i32): void {
  if (time < 0) return;
  if (device !== lastDevice || time < quarterFrom || time >= quarterTo) turnQuarter(device, time);
  const slot = quarterAt;
  store<i32>(slot, load<i32>(slot) + 1);
  store<i32>(slot, load<i32>(slot, 4) + isDenial, 4);
}

function turnQuarter(device: i32, time: f64): void {
  lastDevice = device;
  if (device >= deviceCount) deviceCount = device + 1;
  const quarter = (<i32>(time - dayFrom) + quarterLead) / QUARTER_SEC;
  quarterAt = ACTIVITY + (device * DAY_QUARTERS + quarter) * QUARTER_BYTES;
  quarterFrom = dayFrom - <f64>quarterLead + <f64>quarter * QUARTER_SEC;
  quarterTo = quarterFrom + QUARTER_SEC;
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

/** Notes from when to when there were denials. */
export function noteTimes(first: f64, last: f64): void {
  if (first < firstTime) firstTime = first;
  if (last > lastTime) lastTime = last;
}

/** Counts denials of the day that is open; not when that is full. */
export function addDenials(device: i32, packed: i32, amount: f64, packets: f64): void {
  if (packets < 0) withoutPackets += amount;
  const added = packets < 0 ? 0 : packets;
  const hash = <u32>mixPair(device, packed);
  let place = hash & cellMask;
  while (true) {
    const known = load<u32>(CELL_INDEX + (place << 2));
    if (known === 0) break;
    if (((known ^ hash) & ~INDEX_NUMBER) === 0) {
      const cell = cellAt(known & INDEX_NUMBER);
      if (load<i32>(cell, CELL_PACKED) === packed && load<i32>(cell, CELL_DEVICE) === device) {
        store<f64>(cell, load<f64>(cell, CELL_DENIALS) + amount, CELL_DENIALS);
        store<f64>(cell, load<f64>(cell, CELL_PACKETS) + added, CELL_PACKETS);
        return;
      }
    }
    place = (place + 1) & cellMask;
  }
  store<u32>(CELL_INDEX + (place << 2), (hash & ~INDEX_NUMBER) | ++cellCount);
  const cell = cellAt(cellCount);
  store<i32>(cell, packed, CELL_PACKED);
  store<i32>(cell, device, CELL_DEVICE);
  store<f64>(cell, amount, CELL_DENIALS);
  store<f64>(cell, added, CELL_PACKETS);
  if (<u32>cellCount * 2 > cellMask) growCells();
}

/** Where the cell of a number is, which counts from 1. */
// @ts-ignore: decorator
@inline
function cellAt(number: u32): usize {
  return CELLS - SLOT_BYTES + number * SLOT_BYTES;
}

/** Makes the index of cells twice as large, or says that there is no more room. */
function growCells(): void {
  if (cellMask + 1 < <u32>MOST_PLACES) {
    cellMask = cellMask * 2 + 1;
    memory.fill(CELL_INDEX, 0, (<usize>cellMask + 1) << 2);
    for (let number: u32 = 1; number <= <u32>cellCount; number++) {
      const cell = cellAt(number);
      enter(CELL_INDEX, cellMask, <u32>mixPair(load<i32>(cell, CELL_DEVICE), load<i32>(cell, CELL_PACKED)), number);
    }
  } else if (cellCount === MOST_CELLS) isDayFull = 1;
}

/** Puts an entry that is not there yet into an index. */
// @ts-ignore: decorator
@inline
function enter(index: usize, mask: u32, hash: u32, number: u32): void {
  let place = hash & mask;
  while (load<u32>(index + (place << 2)) !== 0) place = (place + 1) & mask;
  store<u32>(index + (place << 2), (hash & ~INDEX_NUMBER) | number);
}

/** Counts denials of the day that is open for their source, if it is of the sample or one of our own. */
// @ts-ignore: decorator
@inline
export function addContact(source: i32, destination: i32, packed: i32, amount: f64): void {
  // Most calls end here, once there is a sample.
  if ((mix(source) & sampleMask) === 0 || (packed & OWN_MARK) !== 0) keepContact(source, destination, packed, amount);
}

function keepContact(source: i32, destination: i32, packed: i32, amount: f64): void {
  const hash = contactHash(source, destination, packed);
  let place = hash & contactMask;
  while (true) {
    const known = load<u32>(CONTACT_INDEX + (place << 2));
    if (known === 0) break;
    if (((known ^ hash) & ~INDEX_NUMBER) === 0) {
      const contact = contactAt(known & INDEX_NUMBER);
      if (
        load<i32>(contact, CONTACT_SOURCE) === source &&
        load<i32>(contact, CONTACT_DESTINATION) === destination &&
        load<i32>(contact, CONTACT_PACKED) === packed
      ) {
        store<f64>(contact, load<f64>(contact, CONTACT_DENIALS) + amount, CONTACT_DENIALS);
        return;
      }
    }
    place = (place + 1) & contactMask;
  }
  store<u32>(CONTACT_INDEX + (place << 2), (hash & ~INDEX_NUMBER) | ++contactCount);
  ownContacts += i32((packed & OWN_MARK) !== 0);
  const contact = contactAt(contactCount);
  store<i32>(contact, source, CONTACT_SOURCE);
  store<i32>(contact, destination, CONTACT_DESTINATION);
  store<i32>(contact, packed, CONTACT_PACKED);
  store<f64>(contact, amount, CONTACT_DENIALS);
  if (<u32>contactCount * 2 > contactMask) growContacts();
}

// @ts-ignore: decorator
@inline
function contactHash(source: i32, destination: i32, packed: i32): u32 {
  return <u32>mixPair((source * 0x85ebca6b) ^ destination, packed);
}

/** Where the contact of a number is, which counts from 1. */
// @ts-ignore: decorator
@inline
function contactAt(number: u32): usize {
  return CONTACTS - SLOT_BYTES + number * SLOT_BYTES;
}

/** Makes the index of contacts twice as large, or says that there is no more room. */
function growContacts(): void {
  if (contactMask + 1 < <u32>MOST_PLACES) {
    contactMask = contactMask * 2 + 1;
    memory.fill(CONTACT_INDEX, 0, (<usize>contactMask + 1) << 2);
    for (let number: u32 = 1; number <= <u32>contactCount; number++) {
      const contact = contactAt(number);
      const source = load<i32>(contact, CONTACT_SOURCE);
      const destination = load<i32>(contact, CONTACT_DESTINATION);
      enter(CONTACT_INDEX, contactMask, contactHash(source, destination, load<i32>(contact, CONTACT_PACKED)), number);
    }
  } else if (contactCount === MOST_CONTACTS) isDayFull = 1;
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
