import type { Address } from "../scan/event.ts";

/** Mixes 32 bits; one to one, so that different IPv4 addresses never share a hash (the finaliser of MurmurHash3). */
export function mix32(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** Mixes two 32-bit words into one. */
export function mixPair(first: number, second: number): number {
  return mix32(Math.imul(first, 0x9e3779b1) ^ second);
}

/**
 * What stands for an address: an IPv4 address itself, of an IPv6 address a hash, with chance collisions (some thirty
 * among half a million). 0 where there is none.
 */
export function addressWord(address: Address): number {
  if (address.family === 0) return 0;
  if (address.family === 4) return address.w0;
  return mixPair(mixPair(address.w0, address.w1), mixPair(address.w2, address.w3));
}
