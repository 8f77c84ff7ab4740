import * as fc from "fast-check";
import { expect, test } from "vitest";
import { IP6_MARK, packPort } from "../../src/rollup/cells.ts";
import { ContactList } from "../../src/rollup/contact-list.ts";
import { type ContactPart, viewContacts } from "../../src/rollup/contact-view.ts";
import { mix32 } from "../../src/rollup/hash.ts";
import { OWN_MARK } from "../../src/scan/kernel/layout.ts";

interface Contact {
  day: number;
  source: number;
  isIp6: boolean;
  destination: number;
  port: number;
}

/** Two words whose hashes begin with the same 22 bits. */
function findNeighbours(): [number, number] {
  const seen = new Map<number, number>();
  for (let word = 1; ; word++) {
    const other = seen.get(mix32(word) >>> 10);
    if (other !== undefined) return [other, word];
    seen.set(mix32(word) >>> 10, word);
  }
}

const sources = [...findNeighbours(), 0, -1, 7, 2 ** 31 - 1];
const contact: fc.Arbitrary<Contact> = fc.record({
  day: fc.integer({ min: -1, max: 3 }),
  source: fc.constantFrom(...sources),
  isIp6: fc.boolean(),
  destination: fc.integer({ min: -2, max: 2 }),
  port: fc.integer({ min: -1, max: 3 }),
});
const contacts = fc.uniqueArray(contact, { maxLength: 600, size: "max", selector: (one) => JSON.stringify(one) });

/** Of our own are those of an odd source; each contact has as many denials as its place in the list. */
function partOf(all: readonly Contact[], ofOwn: boolean, scale: number): ContactPart {
  const list = new ContactList();
  for (const [i, one] of all.entries()) {
    if ((one.source & 1) !== (ofOwn ? 1 : 0)) continue;
    const marks = (one.isIp6 ? IP6_MARK : 0) | (ofOwn ? OWN_MARK : 0);
    list.add(one.day, one.source, one.destination, packPort(6, one.port) | marks, i);
  }
  return { list, scale, contactScale: ofOwn ? null : (day, source) => (day === 1 ? (source & 6) + 1 : 1), ofOwn };
}

test("each source's contacts are in a row, in order, with what they stand for", () => {
  fc.assert(
    fc.property(contacts, fc.boolean(), (all, areOwnFirst) => {
      const parts = [partOf(all, false, 8), partOf(all, true, 2)];
      const view = viewContacts(areOwnFirst ? parts.toReversed() : parts, () => null);
      expect(view.length).toBe(all.length);
      const met = new Set<string>();
      for (let run = 0; run + 1 < view.runs.length; run++) {
        const [from, to] = [view.runs[run]!, view.runs[run + 1]!];
        const source = view.sources[from]!;
        const isIp6 = (view.ports[from]! & IP6_MARK) !== 0;
        met.add(`${source} ${isIp6}`);
        expect(view.sourceScales[run]).toBe((source & 1) === 1 ? 2 : 8);
        const truth = all
          .filter((one) => one.source === source && one.isIp6 === isIp6)
          .sort((a, b) => a.day - b.day || a.destination - b.destination || a.port - b.port);
        const read = Array.from({ length: to - from }, (_, k) => from + k).map((i) => {
          expect(view.contactScales[i]).toBe((source & 1) === 0 && view.days[i] === 1 ? (source & 6) + 1 : 1);
          expect(view.ports[i]! & ~IP6_MARK).toBe(packPort(6, all[view.denials[i]!]!.port));
          expect([view.days[i], view.destinations[i]]).toEqual([
            all[view.denials[i]!]!.day,
            all[view.denials[i]!]!.destination,
          ]);
          return all[view.denials[i]!];
        });
        expect(read).toEqual(truth);
      }
      expect(met.size).toBe(view.runs.length - 1);
      expect(view.coarsestScale).toBe(all.some((one) => (one.source & 1) === 0) ? 8 : all.length > 0 ? 2 : 1);
      expect(view.isExact).toBe(false);
    }),
    { seed: 81, numRuns: 60 },
  );
});
