import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findScanners, mainKind } from "../../../src/analysis/sources/scanners.ts";
import type { ScanThresholds } from "../../../src/analysis/sources/scanners.ts";
import { sourceText } from "../../../src/analysis/sources/source-text.ts";
import type { ContactView } from "../../../src/rollup/counts.ts";
import { contactsOf, wordOf } from "../../support/counts.ts";
import type { CountRow } from "../../support/counts.ts";
import { hostName, rowsOf } from "./rows.ts";
import type { Tries } from "./rows.ts";
import { asSample } from "./sides.ts";

const kindNames = ["wide", "vertical", "horizontal"];

/** What is told of each scanner, by address. */
function scannersIn(rows: readonly CountRow[], thresholds?: ScanThresholds): Record<string, unknown> {
  const view = contactsOf(rows);
  const { scanners } = findScanners(view, thresholds);
  return Object.fromEntries(
    scanners.map(({ run, kinds, thinningVariance: _variance, ...numbers }) => [
      sourceText(view, run),
      { ...numbers, kinds: kindNames.filter((_name, bit) => ((kinds >>> bit) & 1) === 1).join(" ") },
    ]),
  );
}

function kindsOf(...tries: Tries[]): string {
  // Sixty hosts of somebody else, so that 25 are needed.
  const background = Array.from({ length: 60 }, (_, host): CountRow => {
    return { day: 9, port: 7, sources: [`198.51.100.${host + 1}`], destination: hostName(host + 1000), denials: 1 };
  });
  const found = scannersIn([...tries.flatMap(rowsOf), ...background])["192.0.2.1"];
  return found === undefined ? "" : (found as { kinds: string }).kinds;
}

const source = "192.0.2.1";

describe("kinds", () => {
  test.each([
    // 14 ports on one host are too few, 15 are vertical, 99 are not wide.
    [14, 1, ""],
    [15, 1, "vertical"],
    [99, 1, "vertical"],
    [100, 1, "wide vertical"],
    // 24 hosts at one port are too few.
    [1, 24, ""],
    [1, 25, "horizontal"],
    [14, 24, ""],
    [15, 25, "vertical horizontal"],
    [100, 25, "wide vertical horizontal"],
  ])("%i ports on each of %i hosts: %s", (ports, hosts, kinds) => {
    expect(kindsOf({ source, day: 3, ports, hosts })).toBe(kinds);
  });

  test("100 ports, 10 on each of 10 hosts, are wide alone", () => {
    const tries = Array.from({ length: 10 }, (_, host) =>
      rowsOf({ source, day: 3, ports: 10, fromPort: 2000 + host * 10 }).map((row) => {
        return { ...row, destination: hostName(host) };
      }),
    );
    expect(scannersIn(tries.flat())[source]).toMatchObject({ kinds: "wide", ports: 100, hosts: 10 });
  });

  test("ports of one number are two where the protocols differ", () => {
    expect(kindsOf({ source, day: 3, ports: 8, protocol: 6 }, { source, day: 3, ports: 7, protocol: 17 })).toBe(
      "vertical",
    );
    expect(kindsOf({ source, day: 3, ports: 8, protocol: 6 }, { source, day: 3, ports: 7, protocol: 6 })).toBe("");
  });

  test("each day stands by itself", () => {
    expect(kindsOf({ source, day: 3, ports: 14 }, { source, day: 4, ports: 14, fromPort: 3000 })).toBe("");
    expect(kindsOf({ source, day: 3, ports: 15 }, { source, day: 4, hosts: 25 })).toBe("vertical horizontal");
  });

  test("contacts without a port make neither ports nor hosts at a port", () => {
    const pings = Array.from({ length: 60 }, (_, host): CountRow => {
      return { day: 3, protocol: 1, sources: [source], destination: hostName(host), denials: 1 };
    });
    expect(scannersIn(pings)).toEqual({});
  });

  test("contacts without a destination make no host", () => {
    const noHost = rowsOf({ source, day: 3, ports: 99 }).map((row) => ({ ...row, destination: "0.0.0.0" }));
    expect(scannersIn(noHost)).toEqual({});
    const wide = rowsOf({ source, day: 3, ports: 100 }).map((row) => ({ ...row, destination: "0.0.0.0" }));
    expect(scannersIn(wide)[source]).toMatchObject({ kinds: "wide", ports: 100, hosts: 0 });
  });

  test("the main kind is the most telling one", () => {
    expect([1, 2, 3, 4, 5, 6, 7].map(mainKind)).toEqual([
      "wide",
      "vertical",
      "wide",
      "horizontal",
      "wide",
      "vertical",
      "wide",
    ]);
  });

  test("thresholds are options", () => {
    const rows = rowsOf({ source, day: 3, ports: 3, hosts: 4 });
    expect(scannersIn(rows, { wide: 4, vertical: 4, horizontal: 5 })).toMatchObject({
      // Four hosts were seen, so two are enough.
      [source]: { kinds: "horizontal" },
    });
    expect(scannersIn(rows, { wide: 3, vertical: 3, horizontal: 1 })).toMatchObject({
      [source]: { kinds: "wide vertical horizontal" },
    });
  });
});

test.each([
  // Where each contact kept stands for four, c of them stand for 4c with a standard error of √(12c). Ports on one host
  // need 15: 56 − 3 · 13.0 = 17.1 are enough, 52 − 3 · 12.5 = 14.5 are not. Hosts at one port need 25:
  // 68 − 3 · 14.3 = 25.2 are enough, 64 − 3 · 13.9 = 22.4 are not.
  [14, 1, 2],
  [13, 1, 0],
  [1, 17, 4],
  [1, 16, 0],
])("of a thinned-out source, %i ports kept on %i hosts: kinds %i", (ports, hosts, kinds) => {
  const others = rowsOf({ source: "198.51.100.1", day: 1, hosts: 60 });
  const exact = contactsOf([...rowsOf({ source, day: 3, ports, hosts }), ...others]);
  const found = (view: ContactView): number =>
    findScanners(view).scanners.find(({ run }) => sourceText(view, run) === source)?.kinds ?? 0;
  expect(found(asSample(exact, 1, wordOf(source)))).toBe(kinds);
  expect(found(exact)).toBe(0);
});

test("ports kept of a thinned-out source are not added to: 99 on hosts of their own are not wide", () => {
  const rows = rowsOf({ source, day: 3, ports: 99 }).map((row, host) => ({ ...row, destination: hostName(host) }));
  expect(findScanners(asSample(contactsOf(rows), 1, wordOf(source))).scanners).toEqual([]);
});

test.each([
  // Half of the hosts seen, at least 2, at most 25.
  [1, 2],
  [4, 2],
  [5, 3],
  [30, 15],
  [48, 24],
  [49, 25],
  [50, 25],
  [500, 25],
])("of %i hosts seen, %i at one port are a scan", (hosts, horizontal) => {
  const seen = rowsOf({ source: "198.51.100.1", day: 1, hosts });
  expect(findScanners(contactsOf(seen)).thresholds).toEqual({ wide: 100, vertical: 15, horizontal });
});

describe("the numbers of a scanner", () => {
  test("ports, hosts and denials are of all its days, scan days and their denials of those on which it scanned", () => {
    // Day 3: ports 1000–1019 on one host, twice each: 40 denials, a scan. Day 5: port 1000 on three hosts, 3
    // denials, no scan. Day 8: ports 1010–1024 on one host: 15 denials, a scan. And on day 9 a ping of a fourth host.
    // Together ports 1000–1024; 58 denials with one of the ping, 59; hosts 203.0.113.1–3 and the fourth.
    const rows = [
      ...rowsOf({ source, day: 3, ports: 20, denials: 2 }),
      ...rowsOf({ source, day: 5, hosts: 3 }),
      ...rowsOf({ source, day: 8, ports: 15, fromPort: 1010 }),
      { day: 9, protocol: 1, sources: [source], destination: hostName(7), denials: 1 },
      ...rowsOf({ source: "198.51.100.1", day: 4, hosts: 60 }).map((row) => ({ ...row, sources: [row.destination!] })),
    ];
    expect(scannersIn(rows)).toEqual({
      [source]: {
        kinds: "vertical",
        ports: 25,
        hosts: 4,
        denials: 59,
        scanDenials: 55,
        scanDays: 2,
        firstDay: 3,
        lastDay: 9,
      },
    });
  });

  test("a log without times is taken for one day", () => {
    const rows = rowsOf({ source, ports: 15 });
    expect(findScanners(contactsOf(rows)).isDated).toBe(false);
    expect(scannersIn(rows)[source]).toMatchObject({ scanDays: 1, firstDay: null, lastDay: null });
  });

  test("beside dated ones, contacts without a day make no scan, but are the source's", () => {
    const undated = rowsOf({ source, ports: 15 });
    const dated = rowsOf({ source, day: 3 });
    expect(findScanners(contactsOf([...undated, ...dated]))).toMatchObject({ isDated: true, scanners: [] });
    expect(scannersIn([...undated, ...rowsOf({ source, day: 3, ports: 16 })])[source]).toMatchObject({
      denials: 31,
      scanDenials: 16,
      scanDays: 1,
      firstDay: 3,
      lastDay: 3,
    });
  });

  test("nothing was seen", () => {
    expect(findScanners(contactsOf([]))).toMatchObject({ scanners: [], isDated: false, hasHosts: false });
  });
});

test("planted scanners are found among thousands of others, and nobody else", () => {
  const expected: Record<string, unknown> = {};
  const rows: CountRow[] = [];
  const plant = (kinds: string, address: string, tries: Omit<Tries, "source">): void => {
    rows.push(...rowsOf({ ...tries, source: address }));
    expected[address] = { kinds };
  };
  for (let i = 0; i < 12; i++) {
    const day = i % 10;
    plant("wide vertical", `192.0.2.${i}`, { day, ports: 120, fromPort: 100 * i + 1 });
    plant("vertical", `192.0.3.${i}`, { day, ports: 15, fromPort: i + 1, hosts: 2 });
    plant("horizontal", `192.0.4.${i}`, { day, hosts: 25 });
  }
  // Others have one to ten contacts, none of them fifteen on a day.
  for (let i = 0; i < 8000; i++) {
    for (let k = 0; k <= i % 10; k++) {
      const port = (i * 31 + k * 7) % 60_000;
      const destination = hostName((i * 17 + k * 5) % 200);
      rows.push({ day: (i + k) % 10, port, sources: [`10.${i & 7}.${i >>> 8}.${i & 255}`], destination, denials: 3 });
    }
  }
  const found = scannersIn(rows);
  expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
  expect(found).toMatchObject(expected);
});

describe("laws", () => {
  const few: ScanThresholds = { wide: 4, vertical: 3, horizontal: 3 };
  const row: fc.Arbitrary<CountRow> = fc.record({
    day: fc.integer({ min: -1, max: 1 }),
    protocol: fc.constantFrom(1, 6, 17),
    port: fc.integer({ min: -1, max: 5 }),
    sources: fc.constantFrom("192.0.2.1", "192.0.2.2", "192.0.2.3").map((one) => [one]),
    destination: fc.constantFrom("0.0.0.0", "203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.200"),
    denials: fc.integer({ min: 1, max: 9 }),
  });
  const rows = fc.array(row, { maxLength: 60, size: "max" });

  test("the same as by sets, in any order and however contacts are split", () => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat(), { maxLength: 10 }), (all, twice) => {
        const split = twice.flatMap((place) => (all.length === 0 ? [] : [all[place % all.length]!]));
        const mixed = [...split, ...all].reverse();
        expect(scannersIn(mixed, few)).toEqual(bySets([...all, ...split], few));
      }),
      { seed: 31, numRuns: 500 },
    );
  });
});

/** The definition, word by word. */
function bySets(rows: readonly CountRow[], { wide, vertical, horizontal }: ScanThresholds): unknown {
  const hosts = (some: readonly CountRow[]): Set<string> =>
    new Set(some.map(({ destination }) => destination!).filter((host) => host !== "0.0.0.0"));
  const ports = (some: readonly CountRow[]): Set<string> =>
    new Set(some.filter(({ port }) => port! >= 0).map(({ protocol, port }) => `${protocol} ${port}`));
  const sum = (some: readonly CountRow[]): number => some.reduce((total, { denials }) => total + denials, 0);
  const needed = Math.min(horizontal, Math.max(2, Math.ceil(hosts(rows).size / 2)));
  const isDated = rows.some(({ day }) => day !== -1);
  const result: Record<string, unknown> = {};
  for (const address of new Set(rows.flatMap(({ sources }) => sources!))) {
    const own = rows.filter(({ sources }) => sources![0] === address);
    const kinds = new Set<string>();
    const scanDays: CountRow[][] = [];
    for (const day of new Set(own.map((one) => one.day))) {
      const ofDay = own.filter((one) => one.day === day);
      if (isDated && day === -1) continue;
      const found = [
        ports(ofDay).size >= wide && "wide",
        [...hosts(ofDay)].some(
          (host) => ports(ofDay.filter(({ destination }) => destination === host)).size >= vertical,
        ) && "vertical",
        [...ports(ofDay)].some(
          (key) => hosts(ofDay.filter(({ protocol, port }) => `${protocol} ${port}` === key)).size >= needed,
        ) && "horizontal",
      ].filter((kind) => kind !== false);
      for (const kind of found) kinds.add(kind);
      if (found.length > 0) scanDays.push(ofDay);
    }
    if (kinds.size === 0) continue;
    const days = own.map(({ day }) => day!).filter((day) => day >= 0);
    result[address] = {
      kinds: kindNames.filter((kind) => kinds.has(kind)).join(" "),
      ports: ports(own).size,
      hosts: hosts(own).size,
      denials: sum(own),
      scanDenials: sum(scanDays.flat()),
      scanDays: scanDays.length,
      firstDay: days.length === 0 ? null : Math.min(...days),
      lastDay: days.length === 0 ? null : Math.max(...days),
    };
  }
  return result;
}
