import { dayOf, drawMoment } from "./calendar.ts";
import { isPlain } from "./events.ts";
import type { Denial } from "./events.ts";
import type { FiscalYear } from "./planted-ports.ts";
import { createRandom, shuffle } from "./random.ts";
import type { Random } from "./random.ts";
import { drawSiteIndex, hostAddress, hostsPerSite, sites } from "./sites.ts";
import type { Site } from "./sites.ts";
import { syntheticAddress } from "./sources.ts";

interface ScanPlan {
  /** One source, one day, more than 100 ports on many hosts. */
  wide: number;
  widestPorts: number;
  /** One source, one day, one host, 18 ports and more. */
  vertical: number;
  /** One source, one day, one port, 30 hosts and more. */
  horizontal: number;
}

const plans: Record<FiscalYear, ScanPlan> = {
  2016: { wide: 6, widestPorts: 125, vertical: 12, horizontal: 8 },
  2017: { wide: 17, widestPorts: 165, vertical: 24, horizontal: 12 },
};

/** Ports with no story that a change of days could spoil. */
const sweptPorts = [22, 23, 1433, 3389, 5060] as const;

/** Hands denials over to sources that scan on one day. Ports stay as they are, so the counts do not change. */
export function plantScans(year: FiscalYear, planted: readonly Denial[], tail: readonly Denial[]): void {
  const random = createRandom(`scans ${year}`);
  const plan = plans[year];
  const free = shuffle(random, tail.filter(isPlain));

  for (let scan = 0; scan < plan.wide; scan++) {
    const taken = takeDistinctPorts(free, random.between(112, plan.widestPorts));
    // The same few machines come back with wide scans.
    const src = syntheticAddress(`wide scanner ${random.below(7)}`);
    scanOnDay(random, year, taken, src, (denial) => settle(random, denial, sites[drawSiteIndex(random)] as Site));
  }
  for (let scan = 0; scan < plan.vertical; scan++) {
    const taken = takeDistinctPorts(free, random.between(18, 40));
    const site = sites[drawSiteIndex(random)] as Site;
    const host = random.below(hostsPerSite);
    scanOnDay(random, year, taken, syntheticAddress(`vertical ${year} ${scan}`), (denial) => {
      denial.site = site.name;
      denial.dst = hostAddress(site, host);
    });
  }
  const swept = new Set<Denial>();
  for (let scan = 0; scan < plan.horizontal; scan++) {
    const port = random.pick(sweptPorts);
    const candidates = planted.filter((denial) => denial.dport === port && isPlain(denial) && !swept.has(denial));
    const taken = shuffle(random, candidates).slice(0, random.between(30, 55));
    for (const denial of taken) swept.add(denial);
    const places = shuffle(random, allPlaces());
    scanOnDay(random, year, taken, syntheticAddress(`horizontal ${year} ${scan}`), (denial, index) => {
      const [site, host] = places[index] as readonly [Site, number];
      denial.site = site.name;
      denial.dst = hostAddress(site, host);
    });
  }
}

function scanOnDay(
  random: Random,
  year: FiscalYear,
  denials: readonly Denial[],
  src: string,
  place: (denial: Denial, index: number) => void,
): void {
  const lastDay = dayOf(year, `${year + 1}-03-24`);
  const day = random.between(4, lastDay);
  const sport = random.between(32_768, 61_000);
  for (const [index, denial] of denials.entries()) {
    denial.src = src;
    denial.sport = sport;
    denial.at = drawMoment(random, year, day);
    place(denial, index);
  }
}

function settle(random: Random, denial: Denial, site: Site): void {
  denial.site = site.name;
  denial.dst = hostAddress(site, random.below(hostsPerSite));
}

/** Removes denials of so many different ports from the list. */
function takeDistinctPorts(free: Denial[], wanted: number): Denial[] {
  const taken = new Map<string, Denial>();
  const left: Denial[] = [];
  for (const denial of free) {
    const key = `${denial.protocol}/${denial.dport}`;
    if (taken.size < wanted && !taken.has(key)) taken.set(key, denial);
    else left.push(denial);
  }
  free.splice(0, free.length, ...left);
  return [...taken.values()];
}

function allPlaces(): Array<readonly [Site, number]> {
  return sites.flatMap((site) => Array.from({ length: hostsPerSite }, (_, host) => [site, host] as const));
}
