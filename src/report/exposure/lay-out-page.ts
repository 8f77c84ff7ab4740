import type { ExposureReport } from "../../analysis/exposure/exposure-report.ts";
import { formatBytes, formatCount } from "../numbers.ts";
import type { Language } from "../language.ts";
import { type Field, foreign, type Pen, penOf, tableOf, textField } from "./cells.ts";
import type { ExposurePage, PageLimits, PageSection } from "./exposure-page.ts";
import { writeExposure } from "./headline.ts";
import { placeSections, siteSections } from "./place-sections.ts";
import { attackSections, exposedSections } from "./port-sections.ts";

/** Puts a report on exposure into words: the same for text, Markdown and HTML. */
export function layOutExposure(report: ExposureReport, language: Language, limits: PageLimits): ExposurePage {
  const pen = penOf(language);
  const { words } = pen;
  return {
    lang: words.lang,
    kicker: words.kicker,
    title: report.attacks === null ? words.title : words.titleJoined,
    section: words.section,
    contents: words.contents,
    tool: foreign(report.provenance.tool, 80),
    notice: report.partial ? words.partial : null,
    headline: writeExposure(report, language),
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

/** The sections that stand in a report on denials: what to close first, and what else is of its matter. */
const joinedSections = new Set(["attacks", "classes", "change", "sites", "method"]);

/** A report on exposure as a section of another report: without lists of hosts and networks, which a report of its own has. */
export function layOutExposureSection(report: ExposureReport, language: Language, limits: PageLimits): ExposurePage {
  const page = layOutExposure(report, language, { ...limits, isBrief: true });
  return { ...page, sections: page.sections.filter(({ id }) => joinedSections.has(id)) };
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
