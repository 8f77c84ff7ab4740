// Where denials came from and went to, by their addresses and ports. Part of the kernel, see lines.ts.
import {
  FIRST_OCTETS,
  HAS_DESTINATION,
  NETWORKS,
  NETWORK_MIXED,
  NETWORK_MULTICAST,
  NETWORK_OTHER,
  NETWORK_OWN,
  NETWORK_RANGES,
  NETWORK_RANGE_BYTES,
  SCOPES,
  SCOPE_INBOUND,
  SCOPE_INTERNAL,
  SCOPE_MULTICAST,
  SCOPE_OUTBOUND,
  SCOPE_UNKNOWN,
} from "../layout";

/** How many ranges there are for addresses of mixed networks. */
let rangeCount: i32 = 0;

export function setRangeCount(count: i32): void {
  rangeCount = count;
}

/** What network an address is of. Most first octets tell, and their kinds are always at hand. */
// @ts-ignore: decorator
@inline
function networkOf(address: i32): i32 {
  const kind = <i32>load<u8>(FIRST_OCTETS + ((<u32>address) >>> 24));
  return kind === NETWORK_MIXED ? networkWithin(<u32>address) : kind;
}

function networkWithin(address: u32): i32 {
  const kind = <i32>load<u8>(NETWORKS + (address >>> 16));
  return kind === NETWORK_MIXED ? search(address) : kind;
}

function search(address: u32): i32 {
  let low: i32 = 0;
  let high = rangeCount;
  while (low < high) {
    const middle = (low + high) >> 1;
    const range: usize = NETWORK_RANGES + middle * NETWORK_RANGE_BYTES;
    if (address < load<u32>(range)) high = middle;
    else if (address > load<u32>(range, 4)) low = middle + 1;
    else return load<i32>(range, 8);
  }
  return NETWORK_OTHER;
}

/** Counts denials by scope; true when the source is one of our own. */
export function place(source: i32, destination: i32, addresses: i32, amount: f64): bool {
  const isOwn = networkOf(source) === NETWORK_OWN;
  let scope = SCOPE_UNKNOWN;
  if ((addresses & HAS_DESTINATION) !== 0) {
    const kind = networkOf(destination);
    if (kind === NETWORK_MULTICAST) scope = SCOPE_MULTICAST;
    else if (kind === NETWORK_OWN) scope = isOwn ? SCOPE_INTERNAL : SCOPE_INBOUND;
    else if (isOwn) scope = SCOPE_OUTBOUND;
  }
  addTo(scope, amount);
  return isOwn;
}

/** Counts denials whose source is not known. */
export function placeUnknown(amount: f64): void {
  addTo(SCOPE_UNKNOWN, amount);
}

// @ts-ignore: decorator
@inline
function addTo(scope: i32, amount: f64): void {
  const at: usize = SCOPES + (scope << 3);
  store<f64>(at, load<f64>(at) + amount);
}
