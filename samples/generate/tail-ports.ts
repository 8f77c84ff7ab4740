import { countIn, denialTotals, iotPorts, otherPorts, portlessCounts } from "./planted-ports.ts";
import type { FiscalYear, Pair } from "./planted-ports.ts";
import { createRandom } from "./random.ts";

/** A port of the long tail and its denials. */
export type TailPort = readonly [pair: Pair, count: number];

/** Telnet and IoT ports, of any confidence, that are not planted and that the tail must not hit by accident. */
const keptOutPorts: readonly Pair[] = [
  ..."26 82 83 85 992 2555 3800 4000 4567 5009 5357 5500 5501 7000 7574 8001 8883 9001 9527 9530".split(" ").map(tcp),
  ..."19058 20005 48101 56575".split(" ").map(tcp),
  ..."2362 4070 5351 9034 9999 12345 13364 17185 30718 32414 32769 37810 39889 41794 43690".split(" ").map(udp),
];

/** Ports that scanners of these years did try, in no particular order; the rest of the tail is drawn at random. */
const familiarPorts: readonly Pair[] = [
  ..."8060 9080 1911 20000 44818 2404 789 5222 6667 179 548 2049 79 113 512 513 514 1025 1026 4443".split(" ").map(tcp),
  ..."8002 8009 8161 8983 5672 2181 50070 5601 6000 1194 1701 8332 8333 25565 9418 3690 2082 2083".split(" ").map(tcp),
  ..."500 4443 8087 7777 8444 10443 2087 2096 3299 1234 30005 6443 13389 33389 33890 9943".split(" ").map(tcp),
  ..."138 177 443 1194 1701 27960 3283 3478 5093 6881 1025 1026 514 162 1812 7 5061 5678".split(" ").map(udp),
];

const shapes: Record<FiscalYear, { heads: readonly number[]; first: number; halving: number }> = {
  2016: { heads: [12, 11, 10], first: 9, halving: 40 },
  2017: { heads: [16, 15, 14], first: 13, halving: 90 },
};

/**
 * Thousands of ports below rank 100 that bring the year to its total. The three busiest have counts of their own, the
 * rest falls off like one over its rank.
 */
export function buildTail(year: FiscalYear): TailPort[] {
  const random = createRandom(`tail ${year}`);
  const { heads, first, halving } = shapes[year];
  const taken = new Set<Pair>([...iotPorts, ...otherPorts].map(([pair]) => pair));
  for (const pair of keptOutPorts) taken.add(pair);
  const familiar = familiarPorts.filter((pair) => !taken.has(pair));

  const tail: TailPort[] = [];
  let left = denialTotals[year] - countPlanted(year);
  for (let rank = 0; left > 0; rank++) {
    const wanted = heads[rank] ?? Math.max(1, Math.floor((first * halving) / (halving + rank)));
    const count = Math.min(wanted, left);
    let pair = familiar[rank] ?? drawPair(random.next(), random.next(), random.next());
    while (taken.has(pair)) pair = drawPair(random.next(), random.next(), random.next());
    taken.add(pair);
    tail.push([pair, count]);
    left -= count;
  }
  return tail;
}

function countPlanted(year: FiscalYear): number {
  const ports = [...iotPorts, ...otherPorts].map((port) => countIn(port, year));
  return [...ports, ...Object.values(portlessCounts[year])].reduce((sum, count) => sum + count, 0);
}

function drawPair(protocolDraw: number, rangeDraw: number, portDraw: number): Pair {
  const port = 1 + Math.floor(portDraw * (rangeDraw < 0.45 ? 10_000 : 65_535));
  return protocolDraw < 0.8 ? tcp(port) : udp(port);
}

function tcp(port: string | number): Pair {
  return `tcp/${Number(port)}`;
}

function udp(port: string | number): Pair {
  return `udp/${Number(port)}`;
}
