import type { ExposureReport } from "../../analysis/exposure/exposure-report.ts";
import { writeShare } from "../figures.ts";
import { formatBytes, formatCount, formatPoints } from "../numbers.ts";
import type { Language } from "../language.ts";
import { type Field, foreign, type Pen, penOf, tableOf, textField } from "./cells.ts";
import type { ExposurePage, PageLimits, PageSection } from "./exposure-page.ts";
import { placeSections, siteSections } from "./place-sections.ts";
import { attackSections, exposedSections, portText } from "./port-sections.ts";

/** So many ports are named in the sentence on what to close first. */
const namedPorts = 3;

/** Puts a report on exposure into words: the same for text, Markdown and HTML. */
export function layOutExposure(report: ExposureReport, language: Language, limits: PageLimits): ExposurePage {
  const pen = penOf(language);
  const { words } = pen;
  return {
    lang: words.lang,
    kicker: words.kicker,
    title: report.attacks === null ? words.title : words.titleJoined,
    contents: words.contents,
    tool: foreign(report.provenance.tool, 80),
    notice: report.partial ? words.partial : null,
    headline: headlineOf(pen, report),
    sections: [
      ...attackSections(pen, report, limits),
      ...exposedSections(pen, report, limits),
      ...placeSections(pen, report, limits),
      ...siteSections(pen, report, limits),
      methodSection(pen, report, limits),
    ],
    notes: {
      title: words.sections.notes,
      lines: report.notes.map(({ id, count }) => words.notes[id](formatCount(count))),
    },
  };
}

function headlineOf(pen: Pen, report: ExposureReport): string[] {
  const { words } = pen;
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

function methodSection(pen: Pen, report: ExposureReport, limits: PageLimits): PageSection {
  const { words } = pen;
  const { hosts, sites, provenance } = report;
  const { publicPorts, policy, siteRules, targets, inputs } = provenance;
  const { method } = words;
  const fields: Field<(typeof inputs)[number]>[] = [
    textField(
      words.sections.inputs,
      ({ path, side, error, faults }) => ({
        text: [
          foreign(path, 80),
          ...(side === "before" ? [`(${words.columns.before})`] : []),
          foreign(errorText(path, error) ?? faultText(pen, faults), 160),
        ]
          .filter((part) => part !== "")
          .join(" · "),
        role: error === null ? "plain" : "warning",
      }),
      { leastColumns: 20 },
    ),
    textField(
      "",
      (input) => words.input(foreign(input.tool, 30), formatCount(input.records), formatCount(input.unread)),
      { leastColumns: 12 },
    ),
    { title: "", isNumber: true, dropOrder: 0, cell: ({ bytes }) => formatBytes(bytes) },
  ];
  const paragraphs = [
    ...(hosts === null
      ? []
      : [
          publicPorts.length === 0
            ? method.noPublic
            : method.policy(publicPorts.map((port) => foreign(port)).join(words.list)),
          ...(policy === null ? [] : [method.policyFile(foreign(policy.path, 80), formatCount(policy.rows))]),
          method.scanned(formatCount(hosts.scanned), formatCount(hosts.down), formatCount(hosts.withoutPorts)),
          method.severity,
        ]),
    ...(sites === null ? [] : [method.sites]),
    ...(siteRules === null ? [] : [method.siteRules(foreign(siteRules.path, 80), formatCount(siteRules.rows))]),
    method.targets(foreign(targets.version, 40)),
  ];
  return {
    id: "method",
    title: words.sections.method,
    paragraphs,
    tables: tableOf(
      pen,
      null,
      fields,
      inputs.toSorted((a, b) => Number(b.error !== null) - Number(a.error !== null)),
      { most: limits.hosts },
    ),
  };
}

function faultText({ words }: Pen, faults: ExposureReport["provenance"]["inputs"][number]["faults"]): string {
  return faults
    .slice(0, 1)
    .map(({ place, text }) => words.fault(place, text))
    .join("");
}

/** An error names its file, which stands beside it here. */
function errorText(path: string, error: string | null): string | null {
  return error?.startsWith(`${path}: `) === true ? error.slice(path.length + 2) : error;
}
