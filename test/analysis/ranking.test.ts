import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PortList, Ranking } from "../../src/analysis/ranking.ts";
import type { RankedPort } from "../../src/analysis/ranking.ts";
import { fewTargets, TCP, UDP } from "./source.ts";

type Port = Omit<RankedPort, "rank">;

function rank(ports: readonly Port[]): Ranking {
  const list = new PortList();
  for (const { protocol, port, denials } of ports) list.add(protocol, port, denials);
  return new Ranking(list);
}

function sort(ports: readonly Port[]): RankedPort[] {
  return ports
    .toSorted((a, b) => b.denials - a.denials || a.protocol - b.protocol || a.port - b.port)
    .map((port, i) => ({ rank: i + 1, ...port }));
}

function portsUpTo(limit: number, maxLength: number): fc.Arbitrary<Port[]> {
  const port = fc.record({
    protocol: fc.integer({ min: -1, max: 255 }),
    port: fc.integer({ min: 0, max: 65_535 }),
    denials: fc.integer({ min: 1, max: limit }),
  });
  return fc.uniqueArray(port, { maxLength, selector: ({ protocol, port: number }) => `${protocol} ${number}` });
}

const limits = fc.constantFrom(3, 2 ** 31, 2 ** 32 - 1, 2 ** 32 + 1, 2 ** 40, 2 ** 53 - 1);

test("ports are ranked by denials, protocol and number, however many denials there are", () => {
  fc.assert(
    fc.property(
      limits.chain((limit) => portsUpTo(limit, 60)),
      (ports) => {
        expect(rank(ports).first(Infinity)).toEqual(sort(ports));
      },
    ),
    { seed: 51, numRuns: 300 },
  );
});

test("and however many ports", () => {
  const ports = Array.from({ length: 20_000 }, (_, i) => ({
    protocol: [UDP, TCP, -1][i % 3]!,
    port: (i * 31_337) % 65_536,
    denials: 1 + ((i * 7919) % 5003) * (i % 7 === 0 ? 2 ** 30 : 1),
  }));
  expect(rank(ports).first(Infinity)).toEqual(sort(ports));
});

describe("what is asked of a ranking", () => {
  const ranking = rank([
    { protocol: TCP, port: 9999, denials: 1 },
    { protocol: TCP, port: 23, denials: 8 },
    { protocol: UDP, port: 23, denials: 2 },
    { protocol: TCP, port: 5, denials: 7 },
  ]);

  test("the busiest ports, and a port by its place", () => {
    expect(ranking.first(1)).toEqual([{ rank: 1, protocol: TCP, port: 23, denials: 8 }]);
    expect(ranking.first(9)).toHaveLength(4);
    expect(ranking.at(1)).toEqual({ rank: 2, protocol: TCP, port: 5, denials: 7 });
  });

  test("a port by its protocol and number", () => {
    expect(ranking.find(UDP, 23)).toEqual({ rank: 3, protocol: UDP, port: 23, denials: 2 });
    expect([ranking.rankOf(TCP, 9999), ranking.rankOf(UDP, 9999), ranking.rankOf(0, 0)]).toEqual([4, 0, 0]);
    expect(ranking.find(UDP, 9999)).toBeNull();
  });

  test("the places of the ports that a table knows, another table's as well", () => {
    const every = { isKnown: () => true };
    expect(ranking.placesOf(fewTargets)).toEqual([0, 2]);
    expect(ranking.placesOf(every)).toEqual([0, 1, 2, 3]);
    expect(ranking.placesOf(fewTargets)).toEqual([0, 2]);
  });
});
