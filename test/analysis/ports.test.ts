import { expect, test } from "vitest";
import { ICMP, UDP, reportOn } from "./source.ts";

const rows = [
  { port: 23, denials: 50, sources: ["a", "b"] },
  { port: 23, day: 1, denials: 10, sources: ["b", "c"] },
  { protocol: UDP, port: 9999, denials: 25, sources: ["a"] },
  { protocol: -1, port: 445, denials: 5, sources: ["d"] },
  { protocol: ICMP, denials: 10, sources: ["e"] },
];

test("each port by rank with what it is for and how many sources it had", () => {
  expect(reportOn(rows).ports).toEqual([
    {
      rank: 1,
      protocol: "tcp",
      port: 23,
      class: "telnet",
      confidence: "high",
      service: "service 23",
      denials: 60,
      share: 0.6,
      sources: 3,
      sourcesError: 0,
      baselineRank: null,
      baselineDenials: null,
      baselineShare: null,
      points: null,
    },
    expect.objectContaining({
      rank: 2,
      protocol: "udp",
      port: 9999,
      class: "other",
      confidence: null,
      service: null,
      share: 0.25,
      sources: 1,
      sourcesError: 0,
    }),
    expect.objectContaining({ rank: 3, protocol: "unknown", port: 445, share: 0.05, sources: 1 }),
  ]);
});

test("the baseline's rank is among all its ports; a port it did not have has none", () => {
  // Before: 445 (6), 22 (3), 23 (1); with --top 1 the list has 23/tcp alone, but its old rank 3 is still told.
  const before = [
    { port: 445, denials: 6 },
    { port: 22, denials: 3 },
    { port: 23, denials: 1 },
  ];
  expect(reportOn(rows, before, { top: 1 }).ports).toEqual([
    expect.objectContaining({ port: 23, baselineRank: 3, baselineDenials: 1, baselineShare: 0.1, points: 50 }),
  ]);
  expect(reportOn(rows, before).ports[1]).toMatchObject({
    port: 9999,
    baselineRank: null,
    baselineDenials: 0,
    baselineShare: 0,
    points: 25,
  });
});
