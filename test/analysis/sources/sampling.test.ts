import { beforeAll, describe, expect, test } from "vitest";
import { reportScans } from "../../../src/analysis/sources/scan-report.ts";
import { findScanners } from "../../../src/analysis/sources/scanners.ts";
import { findSurvey, surveyDenials } from "../../../src/analysis/sources/survey.ts";
import { countUniqueSources } from "../../../src/analysis/sources/unique-sources.ts";
import { PortList, Ranking } from "../../../src/analysis/ranking.ts";
import type { Tally } from "../../../src/analysis/tally.ts";
import { packPort } from "../../../src/rollup/cells.ts";
import { ContactDay } from "../../../src/rollup/contact-day.ts";
import { Contacts } from "../../../src/rollup/contacts.ts";
import { TCP, fewTargets } from "../source.ts";
import { viewContacts } from "../../../src/rollup/contact-view.ts";

const seeds = 200;
const days = 8;

/** Contacts kept, by turns, and those of one source on one day: some 52,000 are met, 90 a day of each busy source. */
const budgets = [10_000, 20_000];
const perSource = 64;
const thresholds = { wide: 20, vertical: 15, horizontal: 25 };

/** Figures that are told from a sample. */
const figures = ["scannersPerDay", "shareOfDenials", "surveyDenials", "telnetSources"] as const;

/** One figure as it is, as a sample tells it, and the standard error it gives with that. */
interface Told {
  truth: number;
  estimate: number;
  standardError: number;
}

/** Numbers below a bound, the same for each seed (mulberry32). */
function createRandom(seed: number): (below: number) => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** What a source does, and whether that is a scan. */
interface Behaviour {
  ports: number;
  ownDays: number;
  most: number;
  firstPort?: number;
  scans: boolean;
  wide: boolean;
}

/** What was really there, of sources whose addresses are drawn by chance. */
class World {
  readonly contacts: Contacts;
  scanDays = 0;
  denials = 0;
  scanDenials = 0;
  surveyDenials = 0;
  telnetSources = 0;
  private readonly open = Array.from({ length: days }, () => new ContactDay());
  private readonly random: (below: number) => number;

  constructor(seed: number) {
    this.random = createRandom(seed);
    this.contacts = new Contacts(budgets[seed % budgets.length]!, perSource);
    const { random } = this;
    const others = { scans: false, wide: false, most: 80 };
    const wide = { scans: true, wide: true, most: 4 };
    for (let i = 0; i < 2000; i++) this.add({ ...others, ports: 1 + random(3), ownDays: 1 });
    for (let i = 0; i < 200; i++) this.add({ ...wide, wide: false, ports: 15 + random(5), ownDays: 1 });
    for (let i = 0; i < 1000; i++) this.add({ ...wide, ports: 20 + random(10), ownDays: 1 + random(2) });
    // Busy ones have more contacts than are kept. They do not try telnet: whether they did could not be told.
    for (let i = 0; i < 60; i++) this.add({ ...wide, most: 2, ports: 90, ownDays: 1 + random(2), firstPort: 1000 });
    for (const [day, open] of this.open.entries()) this.contacts.take(day, open.slots());
  }

  /** Adds a source that tries so many ports of one host on each of its days, with up to `most` denials each. */
  private add({ ports, ownDays, most, firstPort = this.random(2) === 0 ? 23 : 1000, scans, wide }: Behaviour): void {
    const { random } = this;
    const source = random(2 ** 32) | 0;
    const host = random(2 ** 32) | 0;
    const firstDay = random(days);
    if (firstPort === 23) this.telnetSources++;
    if (scans) this.scanDays += ownDays;
    for (let k = 0; k < ownDays; k++) {
      for (let port = firstPort; port < firstPort + ports; port++) {
        const denials = 1 + random(most);
        this.open[(firstDay + k) % days]!.add(source, host, packPort(TCP, port), denials);
        this.denials += denials;
        if (scans) this.scanDenials += denials;
        if (wide) this.surveyDenials += denials;
      }
    }
  }

  get tally(): Tally {
    const { denials } = this;
    const none = { packets: 0, portless: 0, ranking: new Ranking(new PortList()), devices: new Set<string>() };
    return { ...none, denials, firstDay: 0, lastDay: days - 1, daysWithData: days };
  }
}

function tell(world: World): { level: number; told: Record<(typeof figures)[number], Told> } {
  const view = viewContacts([world.contacts.part()], () => null);
  const scanners = findScanners(view, thresholds);
  const survey = findSurvey(view, scanners, null);
  const report = reportScans({ view, tally: world.tally, scanners, survey }, null);
  const { total } = surveyDenials(view, survey);
  const telnet = countUniqueSources(view, fewTargets).ranges.default.telnet;
  const { scannersPerDay, scannersPerDayError, shareOfDenials, shareOfDenialsError } = report;
  return {
    level: report.samplingLevel,
    told: {
      scannersPerDay: {
        truth: world.scanDays / days,
        estimate: scannersPerDay!,
        standardError: scannersPerDayError!,
      },
      shareOfDenials: {
        truth: world.scanDenials / world.denials,
        estimate: shareOfDenials!,
        standardError: shareOfDenialsError!,
      },
      surveyDenials: { truth: world.surveyDenials, estimate: total.value, standardError: total.standardError },
      telnetSources: { truth: world.telnetSources, estimate: telnet.sources, standardError: telnet.sourcesError },
    },
  };
}

describe("what samples tell", () => {
  let samples: ReturnType<typeof tell>[] = [];
  beforeAll(() => {
    samples = Array.from({ length: seeds }, (_, seed) => tell(new World(seed)));
  }, 100_000);

  test("they are samples", () => {
    const levels = new Set(samples.map(({ level }) => level));
    expect(levels).toEqual(new Set([3, 4]));
  });

  test.each(figures)("%s is within three standard errors of the truth in 99 of 100", (figure) => {
    const off = samples.filter(({ told }) => {
      const { truth, estimate, standardError } = told[figure];
      return Math.abs(estimate - truth) > 3 * standardError;
    });
    expect(off.length).toBeLessThanOrEqual(seeds / 100);
  });

  test.each(figures)("%s is as often too high as too low, and its standard error is its spread", (figure) => {
    const errors = samples.map(({ told }) => told[figure].estimate / told[figure].truth - 1);
    const mean = errors.reduce((sum, error) => sum + error, 0) / seeds;
    const spread = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (seeds - 1));
    expect(Math.abs(mean)).toBeLessThan((3 * spread) / Math.sqrt(seeds));
    const claimed = samples.reduce((sum, { told }) => sum + (told[figure].standardError / told[figure].truth) ** 2, 0);
    const ratio = Math.sqrt(claimed / seeds) / spread;
    expect(ratio).toBeGreaterThan(0.85);
    // Of telnet's sources, the error has those on top of which not all contacts are kept.
    expect(ratio).toBeLessThan(figure === "telnetSources" ? 1.5 : 1.15);
  });
});
