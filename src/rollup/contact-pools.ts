import { Address } from "../scan/event.ts";
import { AddressNames, type PackedNames } from "./address-names.ts";
import { IP6_MARK } from "./cells.ts";
import { type ContactPart, viewContacts } from "./contact-view.ts";
import { Contacts, type PackedContacts } from "./contacts.ts";
import type { ContactView } from "./counts.ts";
import type { ContactSlots } from "./day-tables.ts";

/** So many contacts are kept at most. Up to here all that is told of sources is exact; above, it is from a sample. */
export const contactBudget = 1 << 18;

/** So many contacts of one source on one day are kept, once not all can be: more only say that it scans. */
const defaultPerSource = 1 << 10;

/** Contacts of both pools, and the addresses behind their words. */
export interface PackedPools {
  others: PackedContacts;
  own: PackedContacts;
  names: PackedNames;
}

/** Where the contacts of a rollup are kept. */
export interface ContactKeeper {
  /** Bits that the hash of a source has not whose contacts of a day are kept; our own sources' are in any case. */
  maskOf(day: number): number;
  /** Takes the contacts of a day that is over, or of a part of it. */
  take(day: number, contacts: ContactSlots): void;
  /** Keeps the IPv6 address behind a word that was met on a day. */
  name(day: number, word: number, address: Address): void;
  /** All contacts in flat arrays, by month where months are kept apart. */
  packMonths(): Map<number, PackedPools>;
  absorbMonths(months: ReadonlyMap<number, PackedPools>): void;
  /** All contacts, those of our own sources among them. */
  view(): ContactView;
  /** The contacts of our own sources. */
  viewOwn(): ContactView;
}

/** The key of contacts whose months are not kept apart. */
const allMonths = -2;

/**
 * Contacts in two pools: those of our own sources have one for themselves, a quarter as large, because each of them
 * may be an infected device and must not be left out of a sample for what others do.
 */
export class ContactPools implements ContactKeeper {
  private readonly others: Contacts;
  private readonly own: Contacts;
  private readonly names: AddressNames;

  /** @param budget contacts of other sources to be kept at most; @param mostPerSource see {@link Contacts}. */
  constructor(budget = contactBudget, mostPerSource = defaultPerSource) {
    this.others = new Contacts(budget, mostPerSource);
    this.own = new Contacts(Math.ceil(budget / 4), mostPerSource, true);
    this.names = new AddressNames();
  }

  /** Bits that the hash of a source has not whose contacts are kept. */
  get mask(): number {
    return this.others.mask;
  }

  maskOf(): number {
    return this.mask;
  }

  take(day: number, contacts: ContactSlots): void {
    this.others.take(day, contacts);
    if (contacts.own > 0) this.own.take(day, contacts);
  }

  name(_day: number, word: number, address: Address): void {
    this.addName(word, address);
  }

  /** Keeps the IPv6 address behind a word. */
  addName(word: number, address: Address): void {
    this.names.add(word, address);
  }

  /** All contacts in flat arrays. */
  pack(): PackedPools {
    return { others: this.others.pack(), own: this.own.pack(), names: this.names.pack() };
  }

  /** Adds all that packed contacts hold. */
  absorb(packed: PackedPools): void {
    this.others.absorb(packed.others);
    this.own.absorb(packed.own);
    this.names.absorb(packed.names);
  }

  packMonths(): Map<number, PackedPools> {
    return new Map([[allMonths, this.pack()]]);
  }

  absorbMonths(months: ReadonlyMap<number, PackedPools>): void {
    for (const packed of months.values()) this.absorb(packed);
  }

  view(): ContactView {
    return this.viewParts([this.others.part(), this.own.part()].filter(({ list }) => list.length > 0));
  }

  viewOwn(): ContactView {
    return this.viewParts([this.own.part()]);
  }

  private viewParts(parts: readonly ContactPart[]): ContactView {
    return viewContacts(parts, (word, port) => ((port & IP6_MARK) !== 0 ? this.names.find(word) : ip4(word)));
  }
}

function ip4(word: number): Address {
  const address = new Address();
  address.family = 4;
  address.w0 = word;
  return address;
}
