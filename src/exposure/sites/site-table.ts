import type { SiteAnswer } from "./site-answer.ts";
import { type SiteJudge, classesOf } from "./site-judge.ts";
import { type SiteClass, siteClasses } from "./site-rules.ts";

/** A site that shows something without need, with the first address that does for each class. */
export interface ExposedSite {
  host: string;
  found: { class: SiteClass; url: string; status: number; title: string }[];
}

/** How many sites there are, and what they show. A site is a host name, whatever its schemes and ports. */
export interface SiteCounts {
  /** Sites that answered at all. */
  answered: number;
  /** Sites of which only failures are known. */
  silent: number;
  /** Sites with at least one class. */
  exposed: number;
  byClass: Record<SiteClass, number>;
  /** Answers that were read. */
  answers: number;
}

/** A bit for a site that answered, above those of classes. */
const ANSWERED = 1 << siteClasses.length;

/** So many exposed sites are kept with their addresses; all are counted. */
const keptSites = 10_000;

/** Sites and what their answers expose, however many answers there are: 80 bytes a site. */
export class SiteTable {
  private readonly judge: SiteJudge;
  private readonly bits = new Map<string, number>();
  private readonly exposed = new Map<string, ExposedSite>();
  private answers = 0;

  constructor(judge: SiteJudge) {
    this.judge = judge;
  }

  /** Takes an answer, which may be used again afterwards. False where its URL is none. */
  add(answer: SiteAnswer): boolean {
    const finding = this.judge.judge(answer);
    if (finding === null) return false;
    const { host, classes } = finding;
    this.answers++;
    const before = this.bits.get(host);
    const after = (before ?? 0) | classes | (answer.status > 0 ? ANSWERED : 0);
    if (before === after) return true;
    // A slice would keep all of its URL in memory.
    this.bits.set(before === undefined ? Buffer.from(host).toString() : host, after);
    const fresh = classes & ~(before ?? 0);
    if (fresh !== 0) this.keep(host, fresh, answer);
    return true;
  }

  counts(): SiteCounts {
    const counts: SiteCounts = {
      answered: 0,
      silent: 0,
      exposed: 0,
      byClass: { maintenance: 0, "cms-admin": 0, "admin-subdomain": 0 },
      answers: this.answers,
    };
    for (const bits of this.bits.values()) {
      if ((bits & ANSWERED) === 0) {
        counts.silent++;
        continue;
      }
      counts.answered++;
      if (bits === ANSWERED) continue;
      counts.exposed++;
      for (const siteClass of classesOf(bits)) counts.byClass[siteClass]++;
    }
    return counts;
  }

  /** Exposed sites with the addresses that expose them, in the order in which they were found. */
  listExposed(): ExposedSite[] {
    return [...this.exposed.values()];
  }

  private keep(host: string, classes: number, { url, status, title }: SiteAnswer): void {
    let site = this.exposed.get(host);
    if (site === undefined) {
      if (this.exposed.size >= keptSites) return;
      site = { host: Buffer.from(host).toString(), found: [] };
      this.exposed.set(site.host, site);
    }
    for (const siteClass of classesOf(classes)) {
      site.found.push({ class: siteClass, url: ownText(url, 300), status, title: ownText(title, 120) });
    }
  }
}

/** A text of its own, cut where it is longer. */
function ownText(text: string, most: number): string {
  return Buffer.from(text.slice(0, most)).toString();
}
