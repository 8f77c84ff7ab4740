import { siteClasses } from "../../exposure/sites/site-rules.ts";
import type { SiteCounts, SiteTable } from "../../exposure/sites/site-table.ts";
import type { ReportSites } from "./exposure-report.ts";
import { pointsBetween, rateOf } from "./rate.ts";

/** What sites show without need; null where none was read. A site counts once, in each class as it comes. */
export function reportSites(now: SiteTable, before: SiteTable | null): ReportSites | null {
  const counts = now.counts();
  if (counts.answers === 0) return null;
  const earlier = before?.counts() ?? null;
  const beforeCounts: SiteCounts | null = earlier === null || earlier.answers === 0 ? null : earlier;
  const exposed = rateOf(counts.exposed, counts.answered);
  const exposedBefore = beforeCounts && rateOf(beforeCounts.exposed, beforeCounts.answered);
  const list = now.listExposed();
  return {
    answered: counts.answered,
    silent: counts.silent,
    answers: counts.answers,
    exposed,
    exposedBefore,
    points: pointsBetween(exposedBefore?.rate, exposed.rate),
    classes: siteClasses.map((id) => {
      const sites = rateOf(counts.byClass[id], counts.answered);
      const sitesBefore = beforeCounts && rateOf(beforeCounts.byClass[id], beforeCounts.answered);
      return { id, sites, before: sitesBefore, points: pointsBetween(sitesBefore?.rate, sites.rate) };
    }),
    list,
    more: counts.exposed - list.length,
  };
}
