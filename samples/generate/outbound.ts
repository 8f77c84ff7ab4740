import { dayOf, drawMoment } from "./calendar.ts";
import type { Denial } from "./events.ts";
import type { FiscalYear } from "./planted-ports.ts";
import { createRandom } from "./random.ts";
import { hostAddress, siteNamed } from "./sites.ts";
import type { SiteName } from "./sites.ts";
import { syntheticAddress } from "./sources.ts";

/** One own device that took part in each year's wave, and how many of its attempts were refused. */
const infected: Record<
  FiscalYear,
  { site: SiteName; host: number; from: string; days: number; ports: Record<number, number> }
> = {
  2016: { site: "fukuoka", host: 47, from: "2016-10-18", days: 5, ports: { 23: 13, 2323: 2 } },
  2017: { site: "osaka", host: 22, from: "2017-12-06", days: 4, ports: { 37215: 9, 52869: 7 } },
};

/** Turns a few denials into attempts of an infected own device. Ports stay as they are, so the counts do not change. */
export function plantOutbound(year: FiscalYear, planted: readonly Denial[]): void {
  const random = createRandom(`outbound ${year}`);
  const { site, host, from, days, ports } = infected[year];
  const left = new Map(Object.entries(ports).map(([port, count]) => [Number(port), count]));
  const first = dayOf(year, from);
  for (const denial of planted) {
    const wanted = left.get(denial.dport) ?? 0;
    if (wanted === 0 || denial.protocol !== "tcp") continue;
    left.set(denial.dport, wanted - 1);
    denial.site = site;
    denial.outbound = true;
    denial.src = hostAddress(siteNamed(site), host);
    denial.dst = syntheticAddress(`victim ${year} ${random.next()}`);
    denial.at = drawMoment(random, year, first + random.below(days));
  }
}
