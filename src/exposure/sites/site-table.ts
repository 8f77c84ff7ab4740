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

/** An answer that its path alone speaks for, until it is known whether the site shows its front page there. */
interface DoubtfulAnswer {
  classes: number;
  title: number;
  /** Null for one of so many sites that they are not listed. */
  found: FoundPage | null;
}

type FoundPage = Omit<ExposedSite["found"][number], "class">;

/** So many of them are kept for a site, and one of each class: a scanner may ask for thousands of paths. */
const keptDoubts = 8;

/** A bit for a site that answered, above those of classes. */
const ANSWERED = 1 << siteClasses.length;

/** So many exposed sites are kept with their addresses; all are counted. */
const keptSites = 10_000;

/** Sites and what their answers expose, however many answers there are: 80 bytes a site. */
export class SiteTable {
  private readonly judge: SiteJudge;
  private readonly bits = new Map<string, number>();
  private readonly exposed = new Map<string, ExposedSite>();
  /** By site, a hash of the title of its front page; most have one, those of several ports may have more. */
  private readonly fronts = new Map<string, number>();
  private readonly moreFronts = new Map<string, Set<number>>();
  private readonly doubts = new Map<string, DoubtfulAnswer[]>();
  private answers = 0;

  constructor(judge: SiteJudge) {
    this.judge = judge;
  }

  /** Takes an answer, which may be used again afterwards. False where its URL is none. */
  add(answer: SiteAnswer): boolean {
    const finding = this.judge.judge(answer);
    if (finding === null) return false;
    const { host, classes, doubtful, isFront } = finding;
    this.answers++;
    this.note(host, classes | (answer.status > 0 ? ANSWERED : 0), () => foundOf(answer));
    if (isFront) this.addFront(host, hashOf(answer.title));
    if (doubtful !== 0) this.doubt(host, doubtful, answer);
    return true;
  }

  /** What is known so far. */
  counts(): SiteCounts {
    this.settle();
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

  /** Exposed sites with the addresses that expose them. */
  listExposed(): ExposedSite[] {
    this.settle();
    return [...this.exposed.values()];
  }

  /** Adds bits of a site. */
  private note(host: string, bits: number, describe: () => FoundPage | null): void {
    const before = this.bits.get(host);
    const after = (before ?? 0) | bits;
    if (before === after) return;
    // A slice would keep all of its URL in memory.
    this.bits.set(before === undefined ? Buffer.from(host).toString() : host, after);
    const fresh = bits & ~ANSWERED & ~(before ?? 0);
    if (fresh !== 0) this.keep(host, fresh, describe());
  }

  private addFront(host: string, title: number): void {
    const first = this.fronts.get(host);
    if (first === undefined) this.fronts.set(Buffer.from(host).toString(), title);
    else if (first !== title) this.moreFronts.set(host, (this.moreFronts.get(host) ?? new Set()).add(title));
  }

  private doubt(host: string, classes: number, answer: SiteAnswer): void {
    const title = hashOf(answer.title);
    const known = this.doubts.get(host);
    // Another answer with this title would be told the same of.
    if (known?.some((one) => one.title === title && one.classes === classes) === true) return;
    const isListed = this.doubts.size < keptSites || this.exposed.has(host);
    const doubtful = { classes, title, found: isListed ? foundOf(answer) : null };
    if (known === undefined) this.doubts.set(Buffer.from(host).toString(), [doubtful]);
    else if (known.length < keptDoubts || !known.some((one) => one.classes === classes)) known.push(doubtful);
  }

  /** A page with the title of the front page is the front page, as sites show it that answer at any path. */
  private settle(): void {
    for (const [host, answers] of this.doubts) {
      for (const { classes, title, found } of answers) {
        const isFront = this.fronts.get(host) === title || this.moreFronts.get(host)?.has(title) === true;
        if (!isFront) this.note(host, classes, () => found);
      }
    }
    this.doubts.clear();
  }

  private keep(host: string, classes: number, found: FoundPage | null): void {
    if (found === null) return;
    let site = this.exposed.get(host);
    if (site === undefined) {
      if (this.exposed.size >= keptSites) return;
      site = { host: Buffer.from(host).toString(), found: [] };
      this.exposed.set(site.host, site);
    }
    for (const siteClass of classesOf(classes)) site.found.push({ class: siteClass, ...found });
  }
}

function foundOf({ url, status, title }: SiteAnswer): FoundPage {
  return { url: ownText(url, 300), status, title: ownText(title, 120) };
}

/** A number that two texts share by chance once in four billion times (FNV-1a over UTF-16). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** A text of its own, cut where it is longer. */
function ownText(text: string, most: number): string {
  return Buffer.from(text.slice(0, most)).toString();
}
