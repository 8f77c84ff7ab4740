import { addressText } from "./address-text.ts";
import { cursorOn } from "./cursor.ts";
import { Address } from "./event.ts";
import { readAddress } from "./fields.ts";

/**
 * A stretch of addresses, both ends in it. Words are unsigned, most significant first: one for IPv4, four for IPv6.
 */
export interface Network {
  from: readonly number[];
  to: readonly number[];
}

/** Merged stretches of IPv4 addresses in ascending order, none touching the next; unsigned words, both ends in it. */
export interface Ip4Ranges {
  from: Uint32Array;
  to: Uint32Array;
}

const noNetwork = "is no network";

/**
 * Reads a network: CIDR (`198.51.100.0/24`, `2001:db8::/32`), one address, or a range
 * (`198.51.100.0-198.51.100.255`). Bits behind the prefix may be set and are passed over: `10.1.2.3/8` is `10.0.0.0/8`.
 * IPv4-mapped IPv6 (`::ffff:198.51.100.0/120`) is the IPv4 network.
 * @returns the network, or what is wrong with the text, as in "is no network": plain words, nothing of the text itself.
 */
export function parseNetwork(text: string): Network | string {
  const dash = text.indexOf("-");
  if (dash >= 0) return parseRange(text.slice(0, dash).trim(), text.slice(dash + 1).trim());
  const slash = text.indexOf("/");
  const words = wordsOf((slash < 0 ? text : text.slice(0, slash)).trim());
  if (words === null) return noNetwork;
  const widest = words.length * 32;
  const prefix = slash < 0 ? String(widest) : text.slice(slash + 1).trim();
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > widest)
    return `needs a number from 0 to ${widest} behind the slash`;
  const masks = words.map((_, at) => maskOf(Number(prefix) - at * 32));
  return unmapped({
    from: words.map((word, at) => (word & masks[at]!) >>> 0),
    to: words.map((word, at) => (word | ~masks[at]!) >>> 0),
  });
}

/** A network as {@link parseNetwork} reads it: one address, or its first and last one. */
export function networkText({ from, to }: Network): string {
  const [first, last] = [textOf(from), textOf(to)];
  return first === last ? first : `${first}-${last}`;
}

function textOf(words: readonly number[]): string {
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0] = words;
  return addressText({ family: words.length === 1 ? 4 : 6, w0, w1, w2, w3 }) ?? "";
}

function parseRange(first: string, last: string): Network | string {
  const from = wordsOf(first);
  const to = wordsOf(last);
  if (from === null || to === null) return noNetwork;
  if (from.length !== to.length) return "goes from one kind of address to the other, IPv4 and IPv6";
  if (compareWords(from, to) > 0) return "ends before it begins";
  return unmapped({ from, to });
}

/** The words of a text that is one address and nothing else. */
function wordsOf(text: string): number[] | null {
  const cursor = cursorOn(text);
  const address = new Address();
  // A zone (`%eth0`) would say that the address is another one on each link.
  if (!readAddress(cursor, 0, address) || cursor.pos !== cursor.end || text.includes("%")) return null;
  const { family, w0, w1, w2, w3 } = address;
  return family === 4 ? [w0 >>> 0] : [w0 >>> 0, w1 >>> 0, w2 >>> 0, w3 >>> 0];
}

/** The word with so many leading bits set. */
function maskOf(bits: number): number {
  if (bits <= 0) return 0;
  return bits >= 32 ? -1 : -1 << (32 - bits);
}

function unmapped({ from, to }: Network): Network {
  const isMapped = [from, to].every(([w0, w1, w2]) => w0 === 0 && w1 === 0 && w2 === 0xffff);
  return isMapped ? { from: from.slice(3), to: to.slice(3) } : { from, to };
}

/** Below 0 when the first comes first; both of one length. */
function compareWords(first: readonly number[], second: readonly number[]): number {
  for (let at = 0; at < first.length; at++) {
    if (first[at] !== second[at]) return first[at]! - second[at]!;
  }
  return 0;
}

/**
 * A set of networks, made for looking up one address after the other: no lookup allocates. An IPv4-mapped IPv6
 * address counts as the IPv4 address everywhere, so `::/0` is all of IPv6 and nothing of IPv4.
 */
export class Networks {
  /** All stretches of the set, those of IPv4 first, each kind merged and in ascending order. */
  readonly all: readonly Network[];
  /** The set's IPv4 addresses. */
  readonly rangesIp4: Ip4Ranges;
  /** How many IPv4 addresses the set covers, 0 to 2^32. */
  readonly ip4Count: number;
  /** By the leading bits of an address, how many stretches begin below all that have them; one more at the end. */
  private readonly below4: Uint32Array;
  private readonly shift4: number;
  /** Four words for each stretch, in ascending order. */
  private readonly from6: Uint32Array;
  private readonly to6: Uint32Array;

  constructor(networks: readonly Network[]) {
    const ip4 = merge(networks.filter((one) => one.from.length === 1));
    const ip6 = merge(networks.filter((one) => one.from.length === 4));
    this.all = [...ip4, ...ip6];
    const [from, to] = flatten(ip4);
    this.rangesIp4 = { from, to };
    // About as many leading values as stretches, so that mostly one or none is left to look at: 14 instead of 100 ns
    // among ten thousand.
    const bits = Math.min(16, Math.max(1, Math.ceil(Math.log2(from.length + 1))));
    this.shift4 = 32 - bits;
    this.below4 = countBelow(from, bits);
    this.ip4Count = from.reduce((sum, first, at) => sum + to[at]! - first + 1, 0);
    [this.from6, this.to6] = flatten(ip6);
  }

  /** True when no address is in the set. */
  get isEmpty(): boolean {
    return this.ip4Count === 0 && this.from6.length === 0;
  }

  /** True when the set holds the address; false for one of family 0. */
  has(address: Address): boolean {
    if (address.family === 4) return this.hasIp4(address.w0);
    if (address.family !== 6) return false;
    if (address.w0 === 0 && address.w1 === 0 && address.w2 === 0xffff) return this.hasIp4(address.w3);
    return this.hasIp6(address);
  }

  /** True when the set holds the IPv4 address. @param word signed or unsigned. */
  hasIp4(word: number): boolean {
    const { from, to } = this.rangesIp4;
    const value = word >>> 0;
    const leading = value >>> this.shift4;
    let low = this.below4[leading]!;
    let high = this.below4[leading + 1]!;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (from[middle]! <= value) low = middle + 1;
      else high = middle;
    }
    return low > 0 && value <= to[low - 1]!;
  }

  private hasIp6(address: Address): boolean {
    let low = 0;
    let high = this.from6.length >>> 2;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comesAfter(this.from6, middle, address)) high = middle;
      else low = middle + 1;
    }
    return low > 0 && !comesBefore(this.to6, low - 1, address);
  }
}

/** For each value of so many leading bits how many of the ascending words are below all that have it; at last, all. */
function countBelow(words: Uint32Array, bits: number): Uint32Array {
  const counts = new Uint32Array(2 ** bits + 1);
  for (const word of words) counts[(word >>> (32 - bits)) + 1]!++;
  for (let at = 1; at < counts.length; at++) counts[at]! += counts[at - 1]!;
  return counts;
}

/** True when the address of that number in a list of four words each is higher than the other. */
function comesAfter(words: Uint32Array, number: number, { w0, w1, w2, w3 }: Address): boolean {
  const at = number * 4;
  if (words[at] !== w0 >>> 0) return words[at]! > w0 >>> 0;
  if (words[at + 1] !== w1 >>> 0) return words[at + 1]! > w1 >>> 0;
  if (words[at + 2] !== w2 >>> 0) return words[at + 2]! > w2 >>> 0;
  return words[at + 3]! > w3 >>> 0;
}

/** True when the address of that number in a list of four words each is lower than the other. */
function comesBefore(words: Uint32Array, number: number, { w0, w1, w2, w3 }: Address): boolean {
  const at = number * 4;
  if (words[at] !== w0 >>> 0) return words[at]! < w0 >>> 0;
  if (words[at + 1] !== w1 >>> 0) return words[at + 1]! < w1 >>> 0;
  if (words[at + 2] !== w2 >>> 0) return words[at + 2]! < w2 >>> 0;
  return words[at + 3]! < w3 >>> 0;
}

/** The same addresses in ascending stretches that do not overlap, and for IPv4 do not touch either. */
function merge(networks: readonly Network[]): Network[] {
  const merged: Network[] = [];
  for (const { from, to } of networks.toSorted((a, b) => compareWords(a.from, b.from))) {
    const last = merged.at(-1);
    if (last === undefined || !isJoined(last, from)) merged.push({ from, to });
    else if (compareWords(to, last.to) > 0) last.to = to;
  }
  return merged;
}

function isJoined({ to }: Network, next: readonly number[]): boolean {
  return compareWords(next, to) <= 0 || (next.length === 1 && next[0] === to[0]! + 1);
}

function flatten(networks: readonly Network[]): [from: Uint32Array, to: Uint32Array] {
  return [new Uint32Array(networks.flatMap(({ from }) => from)), new Uint32Array(networks.flatMap(({ to }) => to))];
}

/** Addresses that no one on the internet has: RFC 1918, carriers' shared ones (RFC 6598), loopback, link-local, ULA. */
export const privateNetworks: Networks = networksOf(
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "fc00::/7",
  "fe80::/10",
  "::1",
);

/** Addresses that stand for many receivers: multicast of both kinds, and the broadcast of the link. */
export const multicastNetworks: Networks = networksOf("224.0.0.0/4", "255.255.255.255", "ff00::/8");

function networksOf(...texts: string[]): Networks {
  return new Networks(texts.map(parseNetwork).filter((network) => typeof network !== "string"));
}
