import type { Address } from "./event.ts";

/** The canonical text of an address (RFC 5952 for IPv6); null when there is none. */
export function addressText(address: Address): string | null {
  if (address.family === 0) return null;
  if (address.family === 4) return dotted(address.w0);
  const groups: number[] = [];
  for (const word of [address.w0, address.w1, address.w2, address.w3]) groups.push(word >>> 16, word & 0xffff);
  if (isMapped(address)) return `::ffff:${dotted(address.w3)}`;
  return compress(groups);
}

function dotted(word: number): string {
  return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`;
}

function isMapped(address: Address): boolean {
  return address.w0 === 0 && address.w1 === 0 && address.w2 === 0xffff;
}

/** Replaces the first of the longest runs of two or more zero groups by `::`. */
function compress(groups: readonly number[]): string {
  let best = -1;
  let bestLength = 1;
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === 0) length++;
    if (length > bestLength) {
      best = start;
      bestLength = length;
    }
  }
  const hex = (from: number, to: number): string =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(":");
  return best < 0 ? hex(0, 8) : `${hex(0, best)}::${hex(best + bestLength, 8)}`;
}
