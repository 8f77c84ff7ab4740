import type {
  ExposureReport,
  PortChange,
  ReportExposedHost,
  ReportExposedNetwork,
  ReportExposedSite,
  ReportPortChange,
  ReportSiteClass,
} from "../../analysis/exposure/exposure-report.ts";
import { formatCount, formatPoints } from "../numbers.ts";
import {
  countText,
  type Field,
  foreign,
  intervalText,
  numberField,
  type Pen,
  pointsCell,
  rateText,
  tableOf,
  textField,
} from "./cells.ts";
import type { PageLimits, PageSection } from "./exposure-page.ts";
import { portText } from "./headline.ts";

/** Networks, changes and hosts. */
export function placeSections(pen: Pen, report: ExposureReport, limits: PageLimits): PageSection[] {
  return [
    ...networkSections(pen, report, limits),
    ...changeSections(pen, report, limits),
    ...hostSections(pen, report, limits),
  ];
}

function networkSections(pen: Pen, { networks, hosts }: ExposureReport, limits: PageLimits): PageSection[] {
  const { words } = pen;
  if (networks.length === 0) return [];
  const isCompared = hosts !== null && hosts.before !== null;
  const fields: (Field<ReportExposedNetwork> | false)[] = [
    textField(words.columns.network, ({ network }) => (network === null ? words.byName : foreign(network))),
    numberField(words.columns.devices, (row) => formatCount(row.hosts)),
    numberField(words.columns.exposed, ({ exposed }) => formatCount(exposed.count)),
    numberField(words.columns.rate, ({ exposed }) => rateText(pen, exposed.rate)),
    numberField(words.columns.interval, ({ exposed }) => intervalText(pen, exposed), { dropOrder: 1 }),
    isCompared &&
      numberField(words.columns.before, ({ exposedBefore }) => countText(pen, exposedBefore?.count ?? null), {
        dropOrder: 2,
      }),
    isCompared && numberField(words.columns.points, ({ points }) => pointsCell(pen, points)),
  ];
  const tables = tableOf(pen, null, fields, networks, { most: limits.ports });
  return [{ id: "networks", title: words.sections.networks, paragraphs: [], tables }];
}

function changeSections(pen: Pen, { change }: ExposureReport, limits: PageLimits): PageSection[] {
  const { words } = pen;
  if (change === null) return [];
  const { both, counts, stayed, list, more } = change;
  const rows: [name: string, ports: number][] = [
    ...(Object.entries(counts) as [PortChange, number][]).map(([id, ports]): [string, number] => [
      words.changes[id],
      ports,
    ]),
    [words.stayed, stayed],
  ];
  const countFields: Field<[string, number]>[] = [
    textField(words.columns.change, ([name]) => name),
    numberField(words.columns.ports, ([, ports]) => formatCount(ports)),
  ];
  const listFields: Field<ReportPortChange>[] = [
    textField(words.columns.change, (row) => words.changes[row.change]),
    textField(words.columns.port, (row) => portText(row)),
    textField(words.columns.severity, ({ severity }) => words.severities[severity]),
    textField(words.columns.device, ({ host }) => foreign(host)),
    textField(words.columns.name, ({ name }) => foreign(name ?? words.none), { dropOrder: 0 }),
  ];
  return [
    {
      id: "change",
      title: words.sections.change,
      paragraphs:
        both.points === null
          ? []
          : [
              words.bothScanned(
                formatCount(both.hosts),
                formatCount(both.exposedBefore.count),
                formatCount(both.exposed.count),
                formatPoints(both.points),
              ),
            ],
      tables: [
        ...tableOf(
          pen,
          null,
          countFields,
          rows.filter(([, ports]) => ports > 0),
          { most: 10 },
        ),
        ...tableOf(pen, null, listFields, list, { most: limits.hosts, all: list.length + more }),
      ],
    },
  ];
}

function hostSections(pen: Pen, { exposedHosts, moreExposedHosts }: ExposureReport, limits: PageLimits): PageSection[] {
  const { words } = pen;
  if (exposedHosts.length === 0) return [];
  const fields: Field<ReportExposedHost>[] = [
    textField(words.columns.device, ({ host }) => foreign(host)),
    textField(words.columns.name, ({ name }) => foreign(name ?? words.none, 40), { dropOrder: 0 }),
    textField(words.columns.severity, ({ severity }) => words.severities[severity]),
    textField(words.columns.ports, ({ ports }) => portsText(ports), { leastColumns: 12 }),
  ];
  const tables = tableOf(pen, null, fields, exposedHosts, {
    most: limits.hosts,
    all: exposedHosts.length + moreExposedHosts,
  });
  return [{ id: "devices", title: words.sections.devices, paragraphs: [], tables }];
}

/** Decoys answer on every port: a few of them say as much. */
function portsText(ports: readonly string[]): string {
  const shown = ports.slice(0, 12).join(" ");
  return ports.length > 12 ? `${shown} … (${formatCount(ports.length)})` : shown;
}

/** What web sites show. */
export function siteSections(pen: Pen, { sites }: ExposureReport, limits: PageLimits): PageSection[] {
  const { words } = pen;
  if (sites === null) return [];
  const isCompared = sites.exposedBefore !== null;
  const classFields: (Field<ReportSiteClass> | false)[] = [
    textField(words.columns.class, ({ id }) => words.siteClasses[id]),
    numberField(words.columns.sites, (row) => formatCount(row.sites.count)),
    numberField(words.columns.rate, (row) => rateText(pen, row.sites.rate)),
    numberField(words.columns.interval, (row) => intervalText(pen, row.sites), { dropOrder: 0 }),
    isCompared && numberField(words.columns.before, ({ before }) => rateText(pen, before?.rate)),
    isCompared && numberField(words.columns.points, ({ points }) => pointsCell(pen, points)),
  ];
  const listFields: Field<ReportExposedSite>[] = [
    textField(words.columns.site, ({ host }) => foreign(host, 50), { leastColumns: 20 }),
    textField(
      words.columns.class,
      ({ found }) => found.map(({ class: id }) => words.siteClasses[id]).join(words.list),
      { dropOrder: 1, leastColumns: 12 },
    ),
    textField(words.columns.url, ({ found }) => foreign(found[0]?.url ?? "", 80), { leastColumns: 20 }),
    numberField(words.columns.status, ({ found }) => String(found[0]?.status ?? words.none), { dropOrder: 0 }),
  ];
  return [
    {
      id: "sites",
      title: words.sections.sites,
      paragraphs: [],
      tables: [
        ...tableOf(pen, null, classFields, sites.classes, { most: 3 }),
        ...tableOf(pen, null, listFields, sites.list, { most: limits.hosts, all: sites.list.length + sites.more }),
      ],
    },
  ];
}
