import { CLOSED, FILTERED, OPEN, type PortProtocol, portProtocols, UNSURE } from "./endpoint.ts";
import type { HostIndex } from "./host-index.ts";
import { type HostKey, hostKeyText } from "./host-key.ts";
import type { NameStore } from "./name-store.ts";
import type { PortRanges } from "./port-ranges.ts";

/** What a view is made of; see {@link HostView}. */
interface HostParts {
  index: HostIndex;
  names: NameStore;
  /** By host; longer than there are hosts. */
  states: Uint8Array;
  /** Sorted, one for each host, protocol and port. */
  endpoints: Float64Array;
  /** Hosts that are another one under another name. */
  sameAs: ReadonlyMap<number, number>;
  repeats: number;
  unlisted: number;
  ranges: PortRanges;
}

/** How many ports were seen in which state; those seen open and otherwise count as open, and as disputed. */
export interface EndpointCounts {
  open: number;
  unsure: number;
  filtered: number;
  closed: number;
  /** Open in one scan, filtered or closed in another. */
  disputed: number;
}

/** Visits an open port. */
export type VisitOpen = (host: number, protocol: PortProtocol, port: number) => void;

/** Whether a host answered, as far as a scan says so; 0 where none does. */
export const DOWN_HOST = 1;
export const UP_HOST = 2;

/** The hosts of one side with what scans saw at their ports, once all files are read. */
export class HostView {
  /** Hosts seen in more than one file, once for each file beyond the first. */
  readonly repeats: number;
  /** Hosts that answered but are not listed. */
  readonly unlisted: number;
  readonly ranges: PortRanges;
  readonly counts: EndpointCounts = { open: 0, unsure: 0, filtered: 0, closed: 0, disputed: 0 };
  private readonly parts: HostParts;
  private readonly hasPorts: Uint8Array;

  constructor(parts: HostParts) {
    this.parts = parts;
    this.repeats = parts.repeats;
    this.unlisted = parts.unlisted;
    this.ranges = parts.ranges;
    this.hasPorts = new Uint8Array(parts.index.length);
    if (parts.sameAs.size > 0) this.joinHosts();
    this.count();
  }

  /** Hosts that were seen, those that did not answer among them. */
  get length(): number {
    return this.parts.index.length;
  }

  /** True for a host that answered: it was up, or a port of it was seen in some state. */
  isScanned(host: number): boolean {
    if (this.parts.sameAs.has(host)) return false;
    return this.hasPorts[host] === 1 || this.parts.states[host] !== DOWN_HOST;
  }

  /** True for a host that a scan names as one that did not answer, and none otherwise. */
  isDown(host: number): boolean {
    return !this.parts.sameAs.has(host) && !this.isScanned(host);
  }

  /** True for a host at which a port was seen in some state. */
  isWithPorts(host: number): boolean {
    return this.hasPorts[host] === 1;
  }

  keyOf(host: number): HostKey {
    return this.parts.index.keyOf(host);
  }

  /** An address in canonical form, or a name. */
  textOf(host: number): string {
    return hostKeyText(this.keyOf(host));
  }

  /** Another name of the host; null where none is known. */
  nameOf(host: number): string | null {
    return this.parts.names.get(host);
  }

  /** The host of a key; −1 for none. */
  find(key: HostKey): number {
    const host = this.parts.index.find(key);
    return this.parts.sameAs.get(host) ?? host;
  }

  /** Visits every open port, host by host, each once, its ports in order. */
  eachOpen(visit: VisitOpen): void {
    for (const endpoint of this.parts.endpoints) {
      if (((endpoint % 16) & OPEN) === 0) continue;
      const place = Math.floor(endpoint / 16);
      const owner = Math.floor(place / 65_536);
      visit(Math.floor(owner / 4), portProtocols[owner % 4]!, place % 65_536);
    }
  }

  /** Moves the ports of hosts known by name to their addresses. */
  private joinHosts(): void {
    const { endpoints, sameAs, states } = this.parts;
    for (let at = 0; at < endpoints.length; at++) {
      const endpoint = endpoints[at]!;
      const host = Math.floor(endpoint / hostUnit);
      const owner = sameAs.get(host);
      if (owner !== undefined) endpoints[at] = endpoint + (owner - host) * hostUnit;
    }
    for (const [host, owner] of sameAs) states[owner] = Math.max(states[owner]!, states[host]!);
    endpoints.sort();
    let kept = 0;
    for (const endpoint of endpoints) {
      const before = kept === 0 ? -1 : endpoints[kept - 1]!;
      const isSame = Math.floor(before / 16) === Math.floor(endpoint / 16);
      if (isSame) endpoints[kept - 1] = endpoint - (endpoint % 16) + ((before % 16) | (endpoint % 16));
      else endpoints[kept++] = endpoint;
    }
    this.parts.endpoints = endpoints.subarray(0, kept);
  }

  private count(): void {
    for (const endpoint of this.parts.endpoints) {
      const states = endpoint % 16;
      this.hasPorts[Math.floor(endpoint / hostUnit)] = 1;
      if ((states & OPEN) !== 0) {
        this.counts.open++;
        if ((states & (FILTERED | CLOSED)) !== 0) this.counts.disputed++;
      } else if ((states & UNSURE) !== 0) this.counts.unsure++;
      else if ((states & FILTERED) !== 0) this.counts.filtered++;
      else this.counts.closed++;
    }
  }
}

/** What the number of a host is multiplied by in an endpoint. */
const hostUnit = 4 * 65_536 * 16;
