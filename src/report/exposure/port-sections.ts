import type {
  ExposureReport,
  KnownPort,
  ReportExposedClass,
  ReportExposedPort,
} from "../../analysis/exposure/exposure-report.ts";
import type { AttackSpan } from "../../analysis/exposure/attacks.ts";
import type { ReportAttackedPort, ReportAttacks } from "../../analysis/exposure/join-denials.ts";
import { roleOfClass } from "../class-role.ts";
import { formatCount, formatDaily, formatShare } from "../numbers.ts";
import {
  countText,
  type Field,
  foreign,
  numberField,
  type Pen,
  pointsCell,
  rateText,
  tableOf,
  textField,
} from "./cells.ts";
import type { PageCell, PageLimits, PageSection, PageTable } from "./exposure-page.ts";
import { portText } from "./headline.ts";

type AttackField = Field<ReportAttackedPort>;

/** All that can be told of ports that are exposed or attacked; false where there is nothing to tell it by. */
export function attackFields(pen: Pen, attacks: ReportAttacks) {
  const { words } = pen;
  const isCompared = attacks.baseline !== null;
  const isNew = attacks.exposed.some(({ opened }) => opened !== null);
  return {
    place: numberField(words.columns.place, (_, at) => formatCount(at + 1)),
    port: textField(words.columns.port, (row) => ({ text: portText(row), role: roleOfClass(row.class) })),
    service: textField(words.columns.service, ({ service }) => foreign(service ?? words.none, 30), {
      dropOrder: 5,
      leastColumns: 8,
    }),
    severity: textField(words.columns.severity, (row) => severityCell(pen, row)),
    devices: numberField(words.columns.devices, ({ hosts }) => formatCount(hosts)),
    denials: numberField(words.columns.denials, ({ denials }) => ({ text: formatCount(denials), role: "denied" })),
    trend: isCompared && textField(words.columns.trend, (row) => trendCell(pen, row)),
    quadrant:
      isCompared &&
      textField(words.columns.quadrant, ({ quadrant }) => (quadrant === null ? words.none : words.quadrants[quadrant])),
    mark:
      isNew &&
      textField(words.columns.mark, ({ isNewUnderRise }) =>
        isNewUnderRise ? { text: words.new, role: "warning" } : "",
      ),
    share: numberField(words.columns.share, ({ share }) => formatShare(share), { dropOrder: 4 }),
    rank: numberField(words.columns.rank, ({ rank }) => countText(pen, rank), { dropOrder: 6 }),
    sources: numberField(words.columns.sources, (row) => sourcesText(attacks, row), { dropOrder: 3 }),
    perDay: isCompared && numberField(words.columns.perDay, (row) => perDayText(pen, row), { dropOrder: 2 }),
    campaigns: textField(
      words.columns.campaigns,
      ({ campaigns }) => foreign(campaigns === "" ? words.none : campaigns, 60),
      {
        dropOrder: 0,
      },
    ),
  } satisfies Record<string, AttackField | false>;
}

/** Which spans the attacks are of. */
export function attackSpansText(pen: Pen, { period, baseline }: ReportAttacks): string {
  const now = spanText(pen, period);
  if (baseline === null) return pen.words.attackSpanAlone(now);
  return pen.words.attackSpans(now, spanText(pen, baseline));
}

/** All attacked ports by where they stand; none without a trend. */
export function quadrantTables(pen: Pen, { quadrants, meant }: ReportAttacks): PageTable[] {
  const { words } = pen;
  const fields: Field<NonNullable<ReportAttacks["quadrants"]>[number] | ReportAttacks["meant"]>[] = [
    textField(words.columns.quadrant, ({ id }) => words.quadrants[id]),
    numberField(words.columns.ports, ({ ports }) => formatCount(ports)),
    numberField(words.columns.denials, ({ denials }) => formatCount(denials)),
    numberField(words.columns.share, ({ share }) => formatShare(share)),
  ];
  const rows = quadrants === null ? [] : [...quadrants, meant];
  return tableOf(pen, words.quadrantCaption, fields, rows, { most: 5 });
}

/** The busiest ports that are open nowhere. */
export function closedTables(pen: Pen, attacks: ReportAttacks, most: number): PageTable[] {
  const { port, service, severity, denials, trend, share, rank, sources, perDay } = attackFields(pen, attacks);
  const fields = [port, service, severity, denials, trend, share, rank, sources, perDay];
  return tableOf(pen, pen.words.closedCaption, fields, attacks.closed, { most });
}

/** Exposed ports joined with attacks: the one list to act on. */
export function attackSections(pen: Pen, { attacks }: ExposureReport, limits: PageLimits): PageSection[] {
  if (attacks === null) return [];
  const { words } = pen;
  const { place, port, service, severity, devices, denials, trend, mark, ...others } = attackFields(pen, attacks);
  const { share, rank, sources, perDay, campaigns } = others;
  const main = [place, port, service, severity, devices, denials, trend, mark, share, rank, sources];
  const shown = limits.isBrief === true ? main : [...main, perDay, campaigns];
  return [
    {
      id: "attacks",
      title: words.sections.attacks,
      paragraphs: [attackSpansText(pen, attacks), attacks.exposed.length === 0 ? words.noneExposed : words.attackOrder],
      tables: [
        ...tableOf(pen, null, shown, attacks.exposed, { most: limits.ports }),
        ...quadrantTables(pen, attacks),
        ...closedTables(pen, attacks, Math.min(10, limits.ports)),
      ],
    },
  ];
}

function spanText({ words }: Pen, { from, to, denials }: AttackSpan): string {
  const count = formatCount(denials);
  return from === null || to === null ? words.attackSpanUndated(count) : words.attackSpan(from, to, count);
}

function sourcesText({ sourcesAreEstimates }: ReportAttacks, { sources }: ReportAttackedPort): string {
  return sourcesAreEstimates && sources > 0 ? `~${formatCount(sources)}` : formatCount(sources);
}

function perDayText({ words }: Pen, { denialsPerDay, baselineDenialsPerDay }: ReportAttackedPort): string {
  if (denialsPerDay === null || baselineDenialsPerDay === null) return words.none;
  return `${formatDaily(baselineDenialsPerDay)} → ${formatDaily(denialsPerDay)}`;
}

function trendCell({ words }: Pen, { trend }: ReportAttackedPort): PageCell {
  if (trend === null) return { text: words.none };
  const arrow = { rising: "▲", steady: "=", falling: "▼" }[trend];
  return { text: `${arrow} ${words.trends[trend]}`, role: trend === "steady" ? "plain" : trend };
}

function severityCell({ words }: Pen, { severity }: Pick<KnownPort, "severity">): PageCell {
  return { text: words.severities[severity], role: severity === "critical" ? "warning" : "plain" };
}

/** What is exposed by class and by port. */
export function exposedSections(pen: Pen, report: ExposureReport, limits: PageLimits): PageSection[] {
  const { words, classNames } = pen;
  const { hosts, classes, ports } = report;
  if (hosts === null) return [];
  const isCompared = hosts.before !== null;
  const longest = Math.max(0, ...classes.map(({ rate }) => rate), ...ports.map(({ rate }) => rate));
  const before = (hostsBefore: number | null): number | null =>
    hostsBefore === null || hosts.before === null || hosts.before.scanned === 0
      ? null
      : hostsBefore / hosts.before.scanned;
  const changeFields = <Row extends Pick<ReportExposedPort, "hostsBefore" | "points">>(): (Field<Row> | false)[] => [
    isCompared && numberField(words.columns.before, (row) => countText(pen, row.hostsBefore), { dropOrder: 3 }),
    isCompared && numberField(words.columns.points, (row) => pointsCell(pen, row.points)),
  ];
  const rateField = <Row extends ReportExposedClass | ReportExposedPort>(role: (row: Row) => string): Field<Row> =>
    numberField(words.columns.rate, (row) => ({
      text: rateText(pen, row.rate),
      bar: { share: row.rate, before: before(row.hostsBefore), longest, role: roleOfClass(role(row)) },
    }));
  const classFields: (Field<ReportExposedClass> | false)[] = [
    textField(words.columns.class, ({ id }) => ({ text: nameClass(classNames, id), role: roleOfClass(id) })),
    numberField(words.columns.devices, (row) => formatCount(row.hosts)),
    rateField<ReportExposedClass>(({ id }) => id),
    numberField(words.columns.ports, (row) => formatCount(row.ports), { dropOrder: 2 }),
    ...changeFields<ReportExposedClass>(),
  ];
  const portFields: (Field<ReportExposedPort> | false)[] = [
    textField(words.columns.port, (row) => ({ text: portText(row), role: roleOfClass(row.class) })),
    textField(words.columns.service, ({ service }) => foreign(service ?? words.none, 30), {
      dropOrder: 1,
      leastColumns: 8,
    }),
    textField(words.columns.class, (row) => nameClass(classNames, row.class), { dropOrder: 0 }),
    textField(words.columns.severity, (row) => severityCell(pen, row)),
    numberField(words.columns.devices, (row) => formatCount(row.hosts)),
    rateField<ReportExposedPort>((row) => row.class),
    ...changeFields<ReportExposedPort>(),
    isCompared && numberField(words.columns.opened, ({ opened }) => countText(pen, opened), { dropOrder: 2 }),
    isCompared && numberField(words.columns.closed, ({ closed }) => countText(pen, closed), { dropOrder: 2 }),
  ];
  if (ports.length === 0) {
    return [{ id: "ports", title: words.sections.ports, paragraphs: [words.noneExposed], tables: [] }];
  }
  return [
    {
      id: "classes",
      title: words.sections.classes,
      paragraphs: [],
      tables: tableOf(pen, null, classFields, classes, { most: 30 }),
    },
    {
      id: "ports",
      title: words.sections.ports,
      paragraphs: [],
      tables: tableOf(pen, null, portFields, ports, { most: limits.ports }),
    },
  ];
}

function nameClass(names: Record<string, string>, id: string): string {
  return Object.hasOwn(names, id) ? (names[id] ?? id) : foreign(id, 40);
}
