import { expect, test } from "vitest";
import { countPortSources } from "../../../src/analysis/change/port-sources.ts";
import type { PortSources } from "../../../src/analysis/change/port-sources.ts";
import { PortTable } from "../../../src/rollup/port-table.ts";
import { IP6_MARK, packPort } from "../../../src/rollup/cells.ts";
import { ContactList } from "../../../src/rollup/contact-list.ts";
import { viewContacts } from "../../../src/rollup/contact-view.ts";
import type { ContactView } from "../../../src/rollup/counts.ts";
import { Address } from "../../../src/scan/event.ts";
import { wordOf } from "../../support/counts.ts";
import { TCP } from "../source.ts";

type Entry = readonly [day: number, source: string | number, port: number, denials: number];

function viewOf(entries: readonly Entry[], scale: number, addresses: Record<number, Address | null> = {}): ContactView {
  const list = new ContactList();
  for (const [day, source, port, denials] of entries) {
    if (typeof source === "string") list.add(day, wordOf(source), 1, packPort(TCP, port), denials);
    else list.add(day, source, 1, packPort(TCP, port) | IP6_MARK, denials);
  }
  return viewContacts([{ list, scale, contactScale: null, ofOwn: false }], (word) => addresses[word] ?? null);
}

function countAt23(view: ContactView): PortSources {
  const ports = new PortTable();
  ports.set(TCP, 23, 1);
  return countPortSources(view, ports, 1);
}

const entries: Entry[] = [
  // Two sources of one /24, one of another; the first one on two days and twice on one; one without a time.
  [5, "198.51.100.1", 23, 10],
  [5, "198.51.100.1", 23, 2],
  [6, "198.51.100.1", 23, 1],
  [5, "198.51.100.2", 23, 3],
  [-1, "203.0.113.9", 23, 4],
  [5, "203.0.113.9", 80, 100],
];

test("all contacts: distinct sources, days and networks, and the heaviest source", () => {
  const found = countAt23(viewOf(entries, 1));
  // Pairs of source and day: .1 on two days, .2 on one; 203.0.113.9 has no day here, but one at port 80.
  expect(found).toMatchObject({ keptPart: 1, allKeptSourceDays: 4 });
  expect([found.sources[1], found.sourceDays[1], found.keptSourceDays[1]]).toEqual([3, 3, 3]);
  expect([found.denials[1], found.denialsVariance[1], found.heaviest[1]]).toEqual([20, 0, 13]);
  expect([found.networks[1], found.networksAreFloor[1]]).toEqual([2, 0]);
});

test("a sample of one source in four: each stands for four", () => {
  const found = countAt23(viewOf(entries, 4));
  expect(found).toMatchObject({ keptPart: 0.25, allKeptSourceDays: 4 });
  expect([found.sources[1], found.sourceDays[1], found.keptSourceDays[1]]).toEqual([12, 12, 3]);
  // 4 · (13 + 3 + 4); with p = 1/4 the variance is (13² + 3² + 4²) · (3/4) / (1/16) = 194 · 12.
  expect([found.denials[1], found.denialsVariance[1], found.heaviest[1]]).toEqual([80, 194 * 12, 13]);
  expect([found.networks[1], found.networksAreFloor[1]]).toEqual([2, 1]);
});

test("IPv6: /48 networks of the addresses that are known", () => {
  const addressOf = (w0: number, w1: number): Address => Object.assign(new Address(), { family: 6, w0, w1 });
  // 2001:db8:1::/48 twice, 2001:db8:2::/48 once.
  const addresses = {
    1: addressOf(0x20010db8, 0x0001_0000),
    2: addressOf(0x20010db8, 0x0001_ffff),
    3: addressOf(0x20010db8, 0x0002_0000),
  };
  const ofKnown: Entry[] = [1, 2, 3].map((word) => [5, word, 23, 1]);
  const known = countAt23(viewOf(ofKnown, 1, addresses));
  expect([known.sources[1], known.networks[1], known.networksAreFloor[1]]).toEqual([3, 2, 0]);
  const unknown = countAt23(viewOf([...ofKnown, [5, 4, 23, 1]], 1, addresses));
  expect([unknown.sources[1], unknown.networks[1], unknown.networksAreFloor[1]]).toEqual([4, 2, 1]);
});

test("an IPv4 address and a hash that are the same number are two sources", () => {
  const found = countAt23(viewOf([...entries, [5, wordOf("198.51.100.1"), 23, 1]], 1));
  expect(found.sources[1]).toBe(4);
});

test("thousands of networks are all kept apart", () => {
  const many = Array.from({ length: 5000 }, (_, i): Entry => [5, `10.${i >> 8}.${i & 255}.1`, 23, 1]);
  expect(countAt23(viewOf([...many, [5, "10.0.0.2", 23, 1]], 1)).networks[1]).toBe(5000);
});
