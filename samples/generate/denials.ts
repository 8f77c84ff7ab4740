import { createDayPick, daysPerYear, drawMoment } from "./calendar.ts";
import type { Denial, Protocol } from "./events.ts";
import { countIn, iotPorts, otherPorts, portlessCounts } from "./planted-ports.ts";
import type { FiscalYear, Pair } from "./planted-ports.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import { seasonOf } from "./seasons.ts";
import { drawSiteIndex, hostAddress, hostAddress6, hostsPerSite, sites, siteNamed } from "./sites.ts";
import type { Site } from "./sites.ts";
import { drawSource, drawSource6 } from "./sources.ts";
import type { Family } from "./sources.ts";
import { plantOutbound } from "./outbound.ts";
import { plantScans } from "./scans.ts";
import { buildTail } from "./tail-ports.ts";

/** Ports that the scanners of the IPv6 addresses try. */
const ipv6Ports = new Set<Pair>(["tcp/22", "tcp/23", "tcp/80", "tcp/443", "tcp/445", "tcp/3389", "tcp/8080", "udp/53"]);

/** All denials of a fiscal year, in no particular order. Their number and their ports are exactly as planted. */
export function buildDenials(year: FiscalYear): Denial[] {
  const planted = [...iotPorts, ...otherPorts].flatMap((port) =>
    buildPort(year, port[0], port[1], countIn(port, year)),
  );
  const portless = Object.entries(portlessCounts[year]).flatMap(([protocol, count]) =>
    buildPortless(year, protocol as Protocol, count),
  );
  const tail = buildTail(year).flatMap(([pair, count]) => buildPort(year, pair, "misc", count));
  plantBackscatter(createRandom(`backscatter ${year}`), tail);
  plantOutbound(year, planted);
  plantScans(year, planted, tail);
  return [...planted, ...portless, ...tail];
}

function buildPort(year: FiscalYear, pair: Pair, family: Family, count: number): Denial[] {
  // A stream of its own for each port: changing one port leaves the draws of the others alone.
  const random = createRandom(`port ${year} ${pair}`);
  const drawDay = createDayPick(year, seasonOf(year, pair));
  const [protocol, port] = pair.split("/");
  return Array.from({ length: count }, () => {
    const denial = drawDenial(random, year, drawDay(random), protocol as Protocol, family);
    denial.dport = Number(port);
    denial.sport = drawSourcePort(random, pair);
    if (denial.site === "sendai" && ipv6Ports.has(pair) && random.chance(0.08)) useIpv6(random, denial);
    return denial;
  });
}

function buildPortless(year: FiscalYear, protocol: Protocol, count: number): Denial[] {
  const random = createRandom(`portless ${year} ${protocol}`);
  return Array.from({ length: count }, () => {
    const day = random.between(1, daysPerYear - 2);
    const denial = drawDenial(random, year, day, protocol, "misc");
    if (protocol === "ipv6-icmp") {
      denial.site = "sendai";
      useIpv6(random, denial);
    }
    return denial;
  });
}

function drawDenial(random: Random, year: FiscalYear, day: number, protocol: Protocol, family: Family): Denial {
  const site = drawSite(random, day);
  return {
    kind: "denial",
    at: drawMoment(random, year, day),
    site: site.name,
    protocol,
    src: drawSource(random, family, year, day),
    sport: 0,
    dst: hostAddress(site, random.below(hostsPerSite)),
    dport: 0,
    outbound: false,
    backscatter: false,
    cut: false,
  };
}

/** A site that may have lines on this day. */
function drawSite(random: Random, day: number): Site {
  const site = sites[drawSiteIndex(random)] as Site;
  const isEdge = day === 0 || day === daysPerYear - 1;
  return site.zoned && isEdge ? siteNamed("tokyo") : site;
}

function drawSourcePort(random: Random, pair: Pair): number {
  if (pair === "udp/5060") return random.between(5060, 5110);
  if (pair === "udp/137") return 137;
  return random.between(1024, 65_535);
}

function useIpv6(random: Random, denial: Denial): void {
  denial.src = drawSource6(random);
  denial.dst = hostAddress6(random.below(hostsPerSite));
}

/** Answers of web servers under attack go to high ports. */
function plantBackscatter(random: Random, tail: readonly Denial[]): void {
  for (const denial of tail) {
    if (denial.protocol !== "tcp" || denial.dport < 32_768 || !random.chance(0.12)) continue;
    denial.backscatter = true;
    denial.sport = random.pick([80, 443]);
  }
}

/** A denial that breaks off; it is not one of the planted ones. */
export function buildCutDenial(year: FiscalYear, site: Site): Denial {
  const random = createRandom(`cut ${year} ${site.name}`);
  const day = random.between(60, 300);
  const denial = drawDenial(random, year, day, "tcp", "bots");
  return { ...denial, site: site.name, dst: hostAddress(site, 5), dport: 23, sport: 40_000 + day, cut: true };
}
