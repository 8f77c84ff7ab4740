import type { ExposureReport, KnownPort } from "../../analysis/exposure/exposure-report.ts";
import { printable } from "../escape.ts";
import { type Figures, writeShare } from "../figures.ts";
import type { Language } from "../language.ts";
import { exposureHeadlineEn, type ExposureHeadlineWords } from "../messages/exposure-headline.en.ts";
import { exposureHeadlineJa } from "../messages/exposure-headline.ja.ts";
import { formatPoints } from "../numbers.ts";

/** So many ports are named in the sentence on what to close first. */
const namedPorts = 3;

interface Pen {
  words: ExposureHeadlineWords;
  figures: Figures;
}

/** The words of these sentences. */
export function exposureHeadlineOf({ code }: Pick<Language, "code">): ExposureHeadlineWords {
  return code === "ja" ? exposureHeadlineJa : exposureHeadlineEn;
}

/** A port as people write it. */
export function portText({ port, protocol }: Pick<KnownPort, "port" | "protocol">): string {
  return `${port}/${printable(protocol, 16)}`;
}

/** What is exposed in a few sentences, the most important first: how much, what to close first, and what sites show. */
export function writeExposure(report: ExposureReport, language: Language): string[] {
  const { figures } = language;
  const words = exposureHeadlineOf(language);
  const pen = { words, figures };
  const { hosts, sites } = report;
  if (hosts === null && sites === null) return [words.nothing];
  return [...hostSentences(pen, report), ...attackSentences(pen, report), ...siteSentences(pen, report)];
}

function hostSentences({ words, figures }: Pen, { hosts, change }: ExposureReport): string[] {
  if (hosts === null) return [];
  const { exposed, scanned, needlessPorts, openPorts, before, points } = hosts;
  if (exposed.rate === null || exposed.interval === null) return [words.noHosts];
  const [low, high] = exposed.interval.map((end) => writeShare(figures, end)) as [string, string];
  const sentences = [
    words.hosts(writeShare(figures, exposed.rate), figures.count(scanned), figures.count(exposed.count), low, high),
    words.ports(figures.count(needlessPorts), figures.count(openPorts)),
  ];
  if (before !== null && before.exposed.rate !== null && points !== null) {
    const size = formatPoints(Math.abs(points)).replace("+", "");
    const rest = [
      writeShare(figures, before.exposed.rate),
      figures.count(before.exposed.count),
      figures.count(before.scanned),
    ] as const;
    if (size === "0.0") sentences.push(words.rateSame(...rest));
    else sentences.push(points > 0 ? words.rateRose(size, ...rest) : words.rateFell(size, ...rest));
  }
  if (change !== null) {
    sentences.push(words.changed(figures.count(change.counts.opened), figures.count(change.counts.closed)));
  }
  return sentences;
}

function attackSentences({ words, figures }: Pen, { attacks }: ExposureReport): string[] {
  if (attacks === null || attacks.exposed.length === 0) return [];
  const named = attacks.exposed.slice(0, namedPorts).map((row) => {
    const trend = row.trend === null ? "" : words.trendClause(words.trends[row.trend]);
    return words.closePort(portText(row), figures.count(row.hosts), figures.count(row.denials), trend);
  });
  const fresh = attacks.exposed.filter(({ isNewUnderRise }) => isNewUnderRise).map(portText);
  return [
    words.closeFirst(named.join(words.list)),
    ...(fresh.length === 0 ? [] : [words.newUnderRise(fresh.slice(0, 10).join(words.list))]),
  ];
}

function siteSentences({ words, figures }: Pen, { sites }: ExposureReport): string[] {
  if (sites === null) return [];
  const { exposed, answered, classes } = sites;
  if (exposed.rate === null || exposed.interval === null) return [words.noSites];
  const parts = classes.map(({ id, sites: ofClass }) =>
    words.siteClass(words.siteClasses[id], writeShare(figures, ofClass.rate ?? 0)),
  );
  const [low, high] = exposed.interval.map((end) => writeShare(figures, end)) as [string, string];
  return [
    words.sites(
      writeShare(figures, exposed.rate),
      figures.count(answered),
      figures.count(exposed.count),
      low,
      high,
      parts.join(words.list),
    ),
  ];
}
