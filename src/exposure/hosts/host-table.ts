import { type PortProtocol, portProtocols } from "./endpoint.ts";
import { HostIndex } from "./host-index.ts";
import { type HostKey, hostKeyOf, isNameKey } from "./host-key.ts";
import { HostView } from "./host-view.ts";
import { NameStore } from "./name-store.ts";
import { PortRanges } from "./port-ranges.ts";

const firstCapacity = 1 << 10;

/** A name may be a slice of a large text, which it would keep in memory: of a scan, all of it. */
function ownText(text: string): string {
  return Buffer.from(text).toString();
}

/**
 * Hosts and what scans saw at their ports, from any number of files: 30 bytes a host and 8 a port beside names and keys,
 * all of it in flat arrays.
 */
export class HostTable {
  /** Which ports the files say they looked at. */
  readonly ranges = new PortRanges();
  /** Hosts that answered but are not listed, by the totals of scans that list only some. */
  unlisted = 0;
  /** Files of which hosts were seen. */
  private file = 0;
  private readonly index = new HostIndex();
  private readonly names = new NameStore();
  private states = new Uint8Array(firstCapacity);
  private lastFile = new Uint32Array(firstCapacity);
  /** Endpoints as numbers: host, protocol, port and the bits seen, from the highest place down. */
  private endpoints = new Float64Array(firstCapacity);
  private endpointCount = 0;
  private repeats = 0;

  /** Says that what follows is of another file. */
  beginFile(): void {
    this.file++;
  }

  /** How many hosts there are. */
  get length(): number {
    return this.index.length;
  }

  /** The number of a host by its address or name, −1 for a text that is neither. @param name another name of it. */
  hostOf(text: string, name: string | null = null): number {
    const key = hostKeyOf(text);
    if (key === null) return -1;
    let host = this.index.find(key);
    if (host < 0) host = this.open(typeof key === "string" ? ownText(key) : key);
    else if (this.lastFile[host] !== this.file) {
      this.repeats++;
      this.lastFile[host] = this.file;
    }
    if (name !== null) this.names.put(host, name);
    return host;
  }

  /** Notes that a host answered, or did not: a state of `host-view.ts`. One answer in any file counts. */
  mark(host: number, state: number): void {
    if (state > this.states[host]!) this.states[host] = state;
  }

  /** Notes what a scan saw at a port: one of the bits of `endpoint.ts`. */
  add(host: number, protocol: PortProtocol, port: number, state: number): void {
    if (this.endpointCount === this.endpoints.length) this.makeRoom();
    const code = portProtocols.indexOf(protocol);
    this.endpoints[this.endpointCount++] = ((host * 4 + code) * 65_536 + port) * 16 + state;
  }

  /** All that was seen, of which the table must learn no more. Hosts known by a name that one address alone has are that address. */
  view(): HostView {
    this.compact();
    const { index, names, states, repeats, unlisted, ranges } = this;
    const endpoints = this.endpoints.subarray(0, this.endpointCount);
    return new HostView({ index, names, states, endpoints, sameAs: this.matchNames(), repeats, unlisted, ranges });
  }

  private open(key: HostKey): number {
    const host = this.index.add(key);
    if (host === this.states.length) {
      this.states = grown(this.states, new Uint8Array(host * 2));
      this.lastFile = grown(this.lastFile, new Uint32Array(host * 2));
    }
    this.lastFile[host] = this.file;
    return host;
  }

  private makeRoom(): void {
    this.compact();
    if (this.endpointCount * 2 < this.endpoints.length) return;
    this.endpoints = grown(this.endpoints, new Float64Array(this.endpoints.length * 2));
  }

  /** Sorts the endpoints and puts those of one port together. */
  private compact(): void {
    const sorted = this.endpoints.subarray(0, this.endpointCount).sort();
    let kept = 0;
    let last = -1;
    for (const endpoint of sorted) {
      const place = Math.floor(endpoint / 16);
      if (place === last) sorted[kept - 1] = place * 16 + ((sorted[kept - 1]! % 16) | (endpoint % 16));
      else sorted[kept++] = endpoint;
      last = place;
    }
    this.endpointCount = kept;
  }

  /** For hosts known by name, the host that has it as its other name; of several, none. */
  private matchNames(): Map<number, number> {
    const { index, names } = this;
    const named = [...index.eachText()].filter(([, text]) => isNameKey(text));
    const sameAs = new Map<number, number>();
    if (named.length === 0) return sameAs;
    const owners = new Map<string, number>();
    for (let host = 0; host < index.length; host++) {
      const name = names.get(host);
      if (name === null || isNameKey(index.keyOf(host))) continue;
      const lower = name.toLowerCase().replace(/\.$/, "");
      owners.set(lower, owners.has(lower) ? -1 : host);
    }
    for (const [host, text] of named) {
      const owner = owners.get(text) ?? -1;
      if (owner >= 0) sameAs.set(host, owner);
    }
    return sameAs;
  }
}

function grown<Words extends Uint8Array | Uint32Array | Float64Array>(words: Words, larger: Words): Words {
  larger.set(words);
  return larger;
}
