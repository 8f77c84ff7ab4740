import type { HostKey } from "./host-key.ts";

const firstCapacity = 1 << 10;

/**
 * Numbers hosts by their keys, from 0. IPv4 addresses are kept in flat arrays: a `Map` of half a million and their names
 * as strings had the parser's garbage survive with them: 310 MB resident for 500 MB of XML, and 180–250 with these.
 */
export class HostIndex {
  length = 0;
  /** By host: the IPv4 address, 0 for a host that has a text. */
  private words = new Int32Array(firstCapacity);
  /** Open addressing: the host + 1 at the place of its address; 0 is free. */
  private slots = new Int32Array(firstCapacity * 2);
  private ip4Count = 0;
  private readonly byText = new Map<string, number>();
  private readonly texts = new Map<number, string>();

  /** The host of a key; −1 for none. */
  find(key: HostKey): number {
    if (typeof key === "string") return this.byText.get(key) ?? -1;
    return this.slots[this.placeOf(key)]! - 1;
  }

  /** Adds a host by a key that has none. @returns its number. */
  add(key: HostKey): number {
    const host = this.length++;
    if (host === this.words.length) {
      const words = new Int32Array(host * 2);
      words.set(this.words);
      this.words = words;
    }
    if (typeof key === "string") {
      this.byText.set(key, host);
      this.texts.set(host, key);
    } else {
      this.words[host] = key;
      if (++this.ip4Count * 2 > this.slots.length) this.growSlots();
      this.slots[this.placeOf(key)] = host + 1;
    }
    return host;
  }

  keyOf(host: number): HostKey {
    return this.texts.get(host) ?? this.words[host]!;
  }

  /** Hosts that have no IPv4 address, with their texts. */
  eachText(): Iterable<[host: number, text: string]> {
    return this.texts;
  }

  private placeOf(word: number): number {
    const mask = this.slots.length - 1;
    // Neighbours differ in the last bits, which the product carries upwards: they are folded down again.
    const product = Math.imul(word, 0x9e3779b1);
    let place = (product ^ (product >>> 15)) & mask;
    for (let host = this.slots[place]!; host !== 0; host = this.slots[place]!) {
      if (this.words[host - 1] === word && !this.texts.has(host - 1)) return place;
      place = (place + 1) & mask;
    }
    return place;
  }

  private growSlots(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    for (let host = 0; host < this.length - 1; host++) {
      if (!this.texts.has(host)) this.slots[this.placeOf(this.words[host]!)] = host + 1;
    }
  }
}
