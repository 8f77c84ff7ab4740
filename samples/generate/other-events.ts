import { createDayPick, drawMoment } from "./calendar.ts";
import { buildCutDenial } from "./denials.ts";
import type { Allowed, Denial, Notice, Protocol } from "./events.ts";
import { denialTotals } from "./planted-ports.ts";
import type { FiscalYear } from "./planted-ports.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import { hostAddress, siteNamed, sites } from "./sites.ts";
import type { Site } from "./sites.ts";
import { syntheticAddress } from "./sources.ts";

/** Lines of allowed connections and lines that are no decision, as shares of the denials. */
const allowedShare = 0.02;
const noticeShare = 0.01;

const evenYear = { months: Array.from({ length: 12 }, () => 1) };

type Service = readonly [protocol: Protocol, port: number];

const published: readonly Service[] = [
  ["tcp", 443],
  ["tcp", 443],
  ["tcp", 80],
  ["tcp", 80],
  ["tcp", 25],
  ["udp", 53],
];
const used: readonly Service[] = [
  ["tcp", 443],
  ["tcp", 443],
  ["tcp", 80],
  ["udp", 123],
  ["udp", 53],
];

/** The allowed connections of a fiscal year; a device that logs beginnings and ends gets two lines for one. */
export function buildAllowed(year: FiscalYear): Allowed[] {
  return sites.flatMap((site) => {
    const random = createRandom(`allowed ${year} ${site.name}`);
    const lines = Math.round((denialTotals[year] * allowedShare * site.share) / 100);
    const draw = (_: unknown, index: number): Allowed => drawAllowed(random, year, site, index);
    if (site.name !== "osaka") return Array.from({ length: lines }, draw);
    return Array.from({ length: Math.floor(lines / 2) }, draw).flatMap((open): Allowed[] => [
      open,
      { ...open, phase: "close", at: open.at + random.between(1, 240) * 1_000_000 },
    ]);
  });
}

/** Moments of lines that are no decision. */
export function buildNotices(year: FiscalYear): Notice[] {
  return sites.flatMap((site) => {
    const random = createRandom(`notices ${year} ${site.name}`);
    const lines = Math.round((denialTotals[year] * noticeShare * site.share) / 100);
    const drawDay = createDayPick(year, evenYear);
    return Array.from({ length: lines }, (): Notice => {
      const day = Math.min(Math.max(drawDay(random), 1), 363);
      return { kind: "notice", at: drawMoment(random, year, day), site: site.name };
    });
  });
}

/** Three denials whose lines break off; they are beyond the planted ones. */
export function buildCutDenials(year: FiscalYear): Denial[] {
  return (["tokyo", "osaka", "nagoya"] as const).map((name) => buildCutDenial(year, siteNamed(name)));
}

function drawAllowed(random: Random, year: FiscalYear, site: Site, index: number): Allowed {
  const outbound = random.chance(0.35);
  const [protocol, dport] = random.pick(outbound ? used : published);
  const own = hostAddress(site, random.below(12));
  const far = syntheticAddress(`peer ${random.below(4000)}`);
  return {
    kind: "allowed",
    at: drawMoment(random, year, random.between(1, 362)),
    site: site.name,
    protocol,
    src: outbound ? own : far,
    sport: random.between(1024, 65_535),
    dst: outbound ? far : own,
    dport,
    outbound,
    connection: 1_000_000 + index * 37 + random.below(30),
    phase: "open",
  };
}
