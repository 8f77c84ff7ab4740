import { Address } from "../scan/event.ts";
import { mix32 } from "./hash.ts";

/** Words with the addresses behind them. */
export interface PackedNames {
  mask: number;
  names: [word: number, address: Address][];
}

const defaultMost = 1 << 16;

/**
 * The IPv6 addresses behind the words that stand for them in contacts. Of too many, those are kept whose word's hash
 * ends in zeros, as with the sources of contacts; where two addresses share a word, the lower one is. So it does not
 * matter which came first.
 */
export class AddressNames {
  private readonly names = new Map<number, Address>();
  private readonly most: number;
  /** Bits that the hash of a kept word has not. */
  private mask = 0;

  constructor(most = defaultMost) {
    this.most = most;
  }

  /** Keeps a copy of an address. */
  add(word: number, address: Address): void {
    if ((mix32(word) & this.mask) !== 0) return;
    const known = this.names.get(word);
    if (known !== undefined && compare(known, address) <= 0) return;
    this.names.set(word, copy(address));
    while (this.names.size > this.most) this.raise(this.mask * 2 + 1);
  }

  private raise(mask: number): void {
    this.mask = mask;
    for (const word of this.names.keys()) if ((mix32(word) & mask) !== 0) this.names.delete(word);
  }

  /** The address behind a word; null where it is not known. */
  find(word: number): Address | null {
    return this.names.get(word) ?? null;
  }

  pack(): PackedNames {
    return { mask: this.mask, names: [...this.names] };
  }

  /** Adds what others packed. */
  absorb({ mask, names }: PackedNames): void {
    if (mask > this.mask) this.raise(mask);
    for (const [word, address] of names) this.add(word, address);
  }
}

function copy({ family, w0, w1, w2, w3 }: Address): Address {
  return Object.assign(new Address(), { family, w0, w1, w2, w3 });
}

/** Below 0 where the first address is the lower one. */
function compare(a: Address, b: Address): number {
  return (
    (a.w0 >>> 0) - (b.w0 >>> 0) ||
    (a.w1 >>> 0) - (b.w1 >>> 0) ||
    (a.w2 >>> 0) - (b.w2 >>> 0) ||
    (a.w3 >>> 0) - (b.w3 >>> 0)
  );
}
