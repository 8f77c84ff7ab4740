import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reportOwnInfected } from "../../../src/analysis/coverage/own-infected.ts";
import { IP6_MARK, packPort } from "../../../src/rollup/cells.ts";
import { ContactList } from "../../../src/rollup/contact-list.ts";
import { viewContacts } from "../../../src/rollup/contact-view.ts";
import type { ContactView } from "../../../src/rollup/counts.ts";
import { Address } from "../../../src/scan/event.ts";
import type { CountRow } from "../../support/counts.ts";
import { contactsOf, wordOf } from "../../support/counts.ts";
import { ICMP, UDP, fewTargets } from "../source.ts";

/** 10.0.0.0/8 and 2001:db8::/32 are own. */
function isOwn({ family, w0 }: Address): boolean {
  return family === 4 ? w0 >>> 24 === 10 : w0 === 0x2001_0db8;
}

function reportOn(rows: readonly CountRow[]) {
  return reportOwnInfected(contactsOf(rows), isOwn, fewTargets);
}

const bot = { sources: ["10.0.0.9"], destination: "198.51.100.1", port: 23 } as const;

describe("reportOwnInfected", () => {
  test("by source and port: denials, days, destinations, first and last day", () => {
    const figures = reportOn([
      { ...bot, day: 3, denials: 5 },
      { ...bot, day: 3, denials: 2, destination: "198.51.100.2" },
      { ...bot, day: 8, denials: 1 },
      { ...bot, denials: 4 },
      { ...bot, day: 4, denials: 6, port: 7547 },
      { ...bot, day: 5, denials: 20, sources: ["10.0.0.1"] },
    ]);
    // 10.0.0.9 at 23: 5 + 2 + 1 + 4 = 12 on days 3 and 8 and without a time, at two destinations.
    expect(figures.rows).toEqual([
      {
        source: "10.0.0.1",
        protocol: "tcp",
        port: 23,
        class: "telnet",
        denials: 20,
        days: 1,
        firstDay: "1970-01-06",
        lastDay: "1970-01-06",
        destinations: 1,
      },
      {
        source: "10.0.0.9",
        protocol: "tcp",
        port: 23,
        class: "telnet",
        denials: 12,
        days: 2,
        firstDay: "1970-01-04",
        lastDay: "1970-01-09",
        destinations: 2,
      },
      {
        source: "10.0.0.9",
        protocol: "tcp",
        port: 7547,
        class: "iot-router",
        denials: 6,
        days: 1,
        firstDay: "1970-01-05",
        lastDay: "1970-01-05",
        destinations: 1,
      },
    ]);
    expect(figures.sources).toEqual({ value: 2, standardError: 0 });
    expect(figures.pairs).toEqual({ value: 3, standardError: 0 });
    expect(figures.denials).toEqual({ value: 38, standardError: 0 });
    expect(figures.isExact).toBe(true);
  });

  test.each<[string, Partial<CountRow>]>([
    ["a source that is not own", { sources: ["198.51.100.7"] }],
    ["an own destination", { destination: "10.9.9.9" }],
    ["multicast", { destination: "239.255.255.250" }],
    ["broadcast", { destination: "255.255.255.255" }],
    ["a web port", { port: 80 }],
    ["IoT only in the wide range", { port: 82 }],
    ["telnet's number in another protocol", { protocol: UDP }],
    ["no port", { protocol: ICMP, port: -1 }],
  ])("leaves out %s", (_, more) => {
    expect(reportOn([{ ...bot, day: 1, denials: 1, ...more }]).rows).toEqual([]);
  });

  test("a destination that no line names is not own, and no time has no days", () => {
    const [row] = reportOn([{ ...bot, denials: 1, destination: "0.0.0.0" }]).rows;
    expect(row).toMatchObject({ denials: 1, destinations: 0, days: 0, firstDay: null, lastDay: null });
  });

  test("50 rows of 52, ties by address, protocol and port", () => {
    const source = (i: number): string => `10.0.${Math.floor(i / 5)}.${i % 5}`;
    const rows = Array.from({ length: 26 }, (_, i) => [
      { ...bot, day: 1, denials: 3, sources: [source(25 - i)], port: 2323 },
      { ...bot, day: 1, denials: 3, sources: [source(25 - i)], port: 23 },
    ]).flat();
    const figures = reportOn(rows);
    expect(figures.rows).toHaveLength(50);
    expect(figures.pairs.value).toBe(52);
    const expected = Array.from({ length: 50 }, (_, i) => [source(i >> 1), i % 2 === 0 ? 23 : 2323]);
    expect(figures.rows.map((row) => [row.source, row.port])).toEqual(expected);
  });

  test("a source with many contacts", () => {
    // 100 destinations on two days at each of two ports, 2 denials each, all of it twice: 100 · 2 · 2 · 2 = 800 at a port.
    const rows = Array.from({ length: 400 }, (_, i) => {
      const port = i % 2 === 0 ? 23 : 2323;
      return { ...bot, day: i % 4 < 2 ? 7 : 9, denials: 2, destination: `198.51.100.${1 + (i >> 2)}`, port };
    });
    const both = { denials: 800, days: 2, firstDay: "1970-01-08", lastDay: "1970-01-10", destinations: 100 };
    expect(reportOn([...rows, ...rows]).rows).toMatchObject([
      { port: 23, ...both },
      { port: 2323, ...both },
    ]);
  });

  test("neither order nor parts matter", () => {
    const row = fc.record({
      day: fc.integer({ min: -1, max: 4 }),
      port: fc.constantFrom(23, 2323, 7547, 80),
      denials: fc.integer({ min: 1, max: 9 }),
      sources: fc.constantFrom(["10.0.0.1"], ["10.0.0.2"], ["198.51.100.1"]),
      destination: fc.constantFrom("198.51.100.1", "203.0.113.1", "10.0.0.1", "0.0.0.0"),
    });
    const cases = fc.array(row, { maxLength: 30 }).chain((rows) => {
      const parts = rows.flatMap((one) => [one, { ...one, denials: 2 }]);
      const wholes = rows.map((one) => ({ ...one, denials: one.denials + 2 }));
      return fc.tuple(fc.constant(wholes), fc.shuffledSubarray(parts, { minLength: parts.length }));
    });
    fc.assert(
      fc.property(cases, ([wholes, parts]) => {
        expect(reportOn(parts)).toEqual(reportOn(wholes));
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});

interface Entry {
  source: number;
  destination?: number;
  denials: number;
  port?: number;
  isIp6?: boolean;
}

/** A view whose entries are all of day 1, at 23/tcp unless told. @param scales of its sources and of its contacts. */
function viewOf(entries: readonly Entry[], scales: [number, number], ip6: ReadonlyMap<number, Address>): ContactView {
  const list = new ContactList();
  for (const { source, destination = wordOf("198.51.100.1"), denials, port = 23, isIp6 = false } of entries) {
    list.add(1, source, destination, packPort(6, port) | (isIp6 ? IP6_MARK : 0), denials);
  }
  const parts = [{ list, scale: scales[0], contactScale: scales[1] === 1 ? null : () => scales[1], ofOwn: false }];
  return viewContacts(parts, (word, port) => {
    return (port & IP6_MARK) === 0 ? addressOf(4, word) : (ip6.get(word) ?? null);
  });
}

function addressOf(family: number, w0: number, w3 = 0): Address {
  return Object.assign(new Address(), { family, w0, w3 });
}

describe("samples", () => {
  test("totals are weighed by sources and contacts, rows by contacts alone, each total with its error", () => {
    const [one, two] = [wordOf("10.0.0.1"), wordOf("10.0.0.2")];
    const entries = [
      { source: one, denials: 3 },
      { source: one, denials: 1, port: 2323 },
      { source: two, denials: 5 },
    ];
    const figures = reportOwnInfected(viewOf(entries, [4, 2], new Map()), isOwn, fewTargets);
    // Each source stands for 4, each contact for 2. Rows 5 · 2, 3 · 2, 1 · 2. Sources 2 · 4 = 8, variance 2 · 1 · 4 · 3 =
    // 24. Pairs 3 · 4 = 12, variance (2² + 1²) · 12 = 60. Denials (8 + 10) · 4 = 72, variance (64 + 100) · 12 = 1,968.
    expect(figures.rows.map(({ denials }) => denials)).toEqual([10, 6, 2]);
    expect(figures.sources).toEqual({ value: 8, standardError: Math.sqrt(24) });
    expect(figures.pairs).toEqual({ value: 12, standardError: Math.sqrt(60) });
    expect(figures.denials).toEqual({ value: 72, standardError: Math.sqrt(1968) });
    expect(figures.isExact).toBe(false);
  });
});

describe("IPv6", () => {
  const ip6 = new Map([
    [1, addressOf(6, 0x2001_0db8, 9)],
    [2, addressOf(6, 0x2001_0db8, 10)],
    [3, addressOf(6, 0x2a00_0000, 1)],
    [4, addressOf(6, 0xff02_0000 | 0, 1)],
  ]);
  const report = (entry: Entry) =>
    reportOwnInfected(viewOf([{ isIp6: true, ...entry }], [1, 1], ip6), isOwn, fewTargets);

  test("an own source whose address is known", () => {
    const { rows } = report({ source: 1, destination: 3, denials: 2 });
    expect(rows).toMatchObject([{ source: "2001:db8::9", port: 23, denials: 2, destinations: 1 }]);
  });

  test("an own destination and a multicast one are left out, one of which only the hash is known is not own", () => {
    expect(report({ source: 1, destination: 2, denials: 2 }).rows).toEqual([]);
    expect(report({ source: 1, destination: 4, denials: 2 }).rows).toEqual([]);
    expect(report({ source: 1, destination: 99, denials: 2 }).rows).toMatchObject([{ destinations: 1 }]);
  });

  test("a source of which only the hash is known is not own", () => {
    expect(report({ source: 99, destination: 3, denials: 2 }).rows).toEqual([]);
  });

  test("the same number as an IPv4 address is another source", () => {
    const view = viewOf(
      [
        { source: 1, denials: 1, isIp6: true },
        { source: 1, denials: 1 },
      ],
      [1, 1],
      ip6,
    );
    expect(reportOwnInfected(view, isOwn, fewTargets).sources.value).toBe(1);
  });
});
