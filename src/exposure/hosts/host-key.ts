import { addressText } from "../../scan/address-text.ts";
import { cursorOn } from "../../scan/cursor.ts";
import { Address } from "../../scan/event.ts";
import { readAddress } from "../../scan/fields.ts";

/** What tells a host from others: a number for IPv4 (signed 32 bits), else the text of an IPv6 address or a name. */
export type HostKey = number | string;

const name = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?$/;
const scratch = new Address();

/**
 * The key of an address or a host name, which is lower-cased and loses a dot at its end; an IPv4-mapped IPv6 address is
 * the IPv4 address. Null for a text that is neither.
 */
export function hostKeyOf(text: string): HostKey | null {
  const ip4 = ip4Of(text);
  if (ip4 !== null) return ip4;
  if (text.includes(":")) return ip6Of(text);
  const lower = text.toLowerCase();
  // Digits and dots that are no address are a damaged one.
  if (!name.test(lower) || /^[\d.]+$/.test(lower)) return null;
  return lower.endsWith(".") ? lower.slice(0, -1) : lower;
}

/** The text of a key, canonical for addresses. */
export function hostKeyText(key: HostKey): string {
  if (typeof key === "string") return key;
  return `${key >>> 24}.${(key >>> 16) & 255}.${(key >>> 8) & 255}.${key & 255}`;
}

/** True for the key of a host known by name alone. */
export function isNameKey(key: HostKey): boolean {
  return typeof key === "string" && !key.includes(":");
}

/** Puts the address of a key into `address`; family 0 for a name. */
export function addressOfKey(key: HostKey, address: Address): void {
  address.family = 0;
  if (typeof key === "number") {
    address.family = 4;
    address.w0 = key;
  } else if (key.includes(":")) readAddress(cursorOn(key), 0, address);
}

/** Digit by digit: half a million hosts are looked up this way. */
function ip4Of(text: string): number | null {
  let word = 0;
  let octet = -1;
  let dots = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) {
      if (octet < 0 || ++dots > 3) return null;
      word = (word << 8) | octet;
      octet = -1;
    } else {
      if (code < 48 || code > 57) return null;
      octet = Math.max(octet, 0) * 10 + code - 48;
      if (octet > 255) return null;
    }
  }
  return dots === 3 && octet >= 0 ? (word << 8) | octet : null;
}

function ip6Of(text: string): HostKey | null {
  const cursor = cursorOn(text.replace(/^\[(.*)\]$/, "$1").replace(/%.*$/, ""));
  if (!readAddress(cursor, 0, scratch) || cursor.pos !== cursor.end) return null;
  if (scratch.family === 4) return scratch.w0 | 0;
  if (scratch.w0 === 0 && scratch.w1 === 0 && scratch.w2 === 0xffff) return scratch.w3 | 0;
  return addressText(scratch);
}
