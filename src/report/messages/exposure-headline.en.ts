import type { SiteClass } from "../../exposure/sites/site-rules.ts";

/** A count with its noun. */
export const plural = (count: string, one: string, many: string): string => `${count} ${count === "1" ? one : many}`;

/** The words of the few sentences on what is exposed that every summary has, in English. Numbers arrive formatted. */
export const exposureHeadlineEn = {
  section: "Exposure",
  list: ", ",
  partial: "PARTIAL: not every input could be read to its end; the figures cover what was read.",
  nothing: "No host and no web site was found.",
  hosts: (rate: string, scanned: string, exposed: string, low: string, high: string) =>
    `${rate} of ${scanned} scanned devices (${exposed}) expose a port that need not be public; 95 % interval ${low} to ${high}.`,
  noHosts: "No device was scanned that answered.",
  ports: (needless: string, open: string) =>
    `${plural(needless, "port is", "ports are")} open without need, of ${open} that are open.`,
  rateRose: (points: string, before: string, exposed: string, scanned: string) =>
    `The rate rose by ${points} points, from ${before} (${exposed} of ${scanned}).`,
  rateFell: (points: string, before: string, exposed: string, scanned: string) =>
    `The rate fell by ${points} points, from ${before} (${exposed} of ${scanned}).`,
  rateSame: (before: string, exposed: string, scanned: string) =>
    `The rate was ${before} before (${exposed} of ${scanned}).`,
  changed: (opened: string, closed: string) =>
    `Since the scan before, ${plural(opened, "such port was", "such ports were")} opened and ${closed} closed.`,
  sites: (rate: string, answered: string, exposed: string, low: string, high: string, classes: string) =>
    `${rate} of ${answered} web sites (${exposed}) show a page that visitors do not need: ${classes}; 95 % interval ${low} to ${high}. A site may be in several classes and counts once.`,
  noSites: "No web site answered.",
  siteClass: (name: string, rate: string) => `${name} ${rate}`,
  closeFirst: (ports: string) => `Close first: ${ports}.`,
  closePort: (port: string, hosts: string, denials: string, trend: string) =>
    `${port} (open on ${plural(hosts, "device", "devices")}, ${denials} blocked${trend})`,
  trends: { rising: "rising", steady: "steady", falling: "falling" },
  trendClause: (trend: string) => `, ${trend}`,
  newUnderRise: (ports: string) => `Newly opened while attacks on them rise: ${ports}.`,
  siteClasses: {
    maintenance: "maintenance services",
    "cms-admin": "CMS administration",
    "admin-subdomain": "admin subdomains",
  } satisfies Record<SiteClass, string>,
};

/** The words of those sentences in one language. */
export type ExposureHeadlineWords = typeof exposureHeadlineEn;
