import type { ReportDevice } from "../../analysis/coverage/device-coverage.ts";
import type { ReportOwnInfected } from "../../analysis/coverage/own-infected.ts";
import type { SideRates } from "../../analysis/coverage/rates.ts";
import type { ReportScanner, ReportScanSide } from "../../analysis/sources/scan-report.ts";
import { type Scope, scopes } from "../../rollup/counts.ts";
import type { Block } from "./document.ts";
import { type Field, type Page, paragraph, section, tableOf } from "./page.ts";
import { nothing } from "./spell.ts";

/** Scanning sources, their part of the denials, the busiest of them, and the source that moves the headline most. */
export function scanSections(page: Page): Block[] {
  const { report, spelling, names } = page;
  const { titles, columns, scans: words, kinds, ofSample, unnamedSource } = spelling.words;
  const { scans } = report;
  const reason = scans.reason === null ? null : words.untold[scans.reason];
  const scanners: Field<ReportScanner>[] = [
    { title: columns.source, isText: true, cell: ({ source }) => source ?? unnamedSource },
    { title: columns.kind, isText: true, cell: ({ kind }) => kinds[kind] },
    { title: columns.listed, isText: true, cell: ({ isListed }) => (isListed ? words.yes : nothing) },
    { title: columns.denialsAlone, cell: ({ denials }) => spelling.count(denials) },
    { title: columns.ports, cell: ({ ports }) => spelling.count(ports) },
    { title: columns.hosts, cell: ({ hosts }) => spelling.count(hosts) },
    { title: columns.scanDays, cell: ({ scanDays }) => spelling.count(scanDays) },
    { title: columns.firstSeen, isText: true, cell: ({ firstSeen }) => spelling.text(firstSeen) },
    { title: columns.lastSeen, isText: true, cell: ({ lastSeen }) => spelling.text(lastSeen) },
  ];
  const top =
    scans.byKind === null ? [] : scans.top.length === 0 ? paragraph(words.none) : tableOf(scanners, scans.top);
  return [
    ...section(titles.scans, [
      ...(scans.byKind === null ? [] : writeScans(page)),
      ...paragraph(reason),
      ...paragraph(scans.isSample ? ofSample : null),
      ...writeLoudest(page),
    ]),
    ...section(titles.scanners(names.period), top, 3),
  ];
}

function writeScans({ report, spelling, names }: Page): Block[] {
  const { columns, scans: words } = spelling.words;
  const { scans } = report;
  const { baseline } = scans;
  const kindOf =
    (kind: keyof NonNullable<ReportScanSide["byKind"]>) =>
    (side: ReportScanSide): string =>
      spelling.count(side.byKind?.[kind] ?? null);
  const rows: [title: string, spell: (side: ReportScanSide) => string][] = [
    [words.scannersPerDay, (side) => spelling.amount(side.scannersPerDay)],
    [words.shareOfDenials, (side) => spelling.share(side.shareOfDenials)],
    [words.wide, kindOf("wide")],
    [words.vertical, kindOf("vertical")],
    [words.horizontal, kindOf("horizontal")],
    [words.survey, kindOf("survey")],
  ];
  const { wide, vertical, horizontal } = scans.thresholds;
  return [
    ...tableOf<(typeof rows)[number]>(
      [
        { title: columns.figure, isText: true, cell: ([title]) => title },
        baseline !== null && { title: names.baseline, cell: ([, spell]) => spell(baseline) },
        { title: names.period, cell: ([, spell]) => spell(scans) },
      ],
      rows,
    ),
    ...paragraph(words.thresholds(spelling.count(wide), spelling.count(vertical), spelling.count(horizontal))),
  ];
}

function writeLoudest({ report, spelling }: Page): Block[] {
  const { loudest, unnamedSource, ofSample, sentenceGap } = spelling.words;
  const found = report.leaveOneOut?.period ?? null;
  if (found === null || found.iotShareWithout === null) return [];
  const share = spelling.share(found.share);
  const text = loudest(found.source ?? unnamedSource, share, spelling.share(found.iotShareWithout));
  return paragraph(report.leaveOneOut?.isSample === true ? `${text}${sentenceGap}${ofSample}` : text);
}

/** Where the denials came from and went to, answers to forged packets, and own devices that may be infected. */
export function scopeSections({ report, spelling, names, isCompared }: Page): Block[] {
  const { titles, columns, scopes: scopeNames, backscatter, noOwn, ownTotals } = spelling.words;
  const { scope, ownInfected, ownInfectedTotals } = report;
  if (report.totals.denials === 0) return [];
  const share = (counts: Record<Scope, number>, id: Scope): string => {
    const total = scopes.reduce((sum, one) => sum + counts[one], 0);
    return spelling.share(total === 0 ? null : counts[id] / total);
  };
  const { baseline } = scope;
  const isTold = scopes.some((id) => scope[id] > 0 || (baseline?.[id] ?? 0) > 0);
  const rows = scopes.filter((id) => scope[id] > 0 || (baseline?.[id] ?? 0) > 0);
  const fields: (Field<Scope> | false)[] = [
    { title: columns.scope, isText: true, cell: (id) => scopeNames[id] },
    isCompared &&
      baseline !== null && { title: columns.denials(names.baseline), cell: (id) => spelling.count(baseline[id]) },
    isCompared && baseline !== null && { title: columns.share(names.baseline), cell: (id) => share(baseline, id) },
    { title: columns.denials(names.period), cell: (id) => spelling.count(scope[id]) },
    { title: columns.share(names.period), cell: (id) => share(scope, id) },
  ];
  const own: Field<ReportOwnInfected>[] = [
    { title: columns.source, isText: true, cell: ({ source }) => source },
    { title: columns.port, isText: true, cell: ({ protocol, port }) => spelling.port(protocol, port) },
    { title: columns.class, isText: true, cell: (row) => row.class },
    { title: columns.denialsAlone, cell: ({ denials }) => spelling.count(denials) },
    { title: columns.days, cell: ({ days }) => spelling.count(days) },
    { title: columns.firstSeen, isText: true, cell: ({ firstDay }) => spelling.text(firstDay) },
    { title: columns.lastSeen, isText: true, cell: ({ lastDay }) => spelling.text(lastDay) },
    { title: columns.destinations, cell: ({ destinations }) => spelling.count(destinations) },
  ];
  const { denials, share: part } = report.backscatter;
  const forged = denials > 0 ? paragraph(backscatter(spelling.count(denials), spelling.share(part))) : [];
  const totals = ownTotals(
    spelling.count(ownInfectedTotals.sources.value),
    spelling.count(ownInfectedTotals.denials.value),
  );
  return [
    ...section(titles.scope, isTold ? [...tableOf(fields, rows), ...forged] : forged),
    ...section(
      titles.own,
      ownInfected.length === 0 ? paragraph(noOwn) : [...paragraph(totals), ...tableOf(own, ownInfected)],
      3,
    ),
  ];
}

/** How much of the time the devices logged, what else they tell of themselves, and denials a day. */
export function coverageSections(page: Page): Block[] {
  const { report, spelling } = page;
  const { titles, columns, coverage: words, listGap } = spelling.words;
  const { coverage, coverageTotal } = report;
  const fields: Field<ReportDevice>[] = [
    { title: columns.device, isText: true, cell: ({ device }) => (device === "" ? words.nameless : device) },
    { title: columns.first, isText: true, cell: ({ first }) => spelling.text(first) },
    { title: columns.last, isText: true, cell: ({ last }) => spelling.text(last) },
    { title: columns.hours, cell: ({ hours }) => spelling.count(hours) },
    { title: columns.hoursWithLines, cell: ({ hoursWithLines }) => spelling.count(hoursWithLines) },
    { title: columns.coverage, cell: (device) => spelling.share(device.coverage) },
    { title: columns.gaps, cell: ({ gapCount }) => spelling.count(gapCount) },
    { title: columns.gapHours, cell: ({ gapHours }) => spelling.amount(gapHours) },
    {
      title: columns.notes,
      isText: true,
      cell: ({ notes, findings }) =>
        spelling.text(notes.map((text, at) => page.note(findings[at], text)).join(listGap)),
    },
  ];
  const { moreDevices } = coverageTotal;
  return [
    ...section(titles.coverage, [
      ...paragraph(writeCoverage(page)),
      ...tableOf(fields, coverage),
      ...paragraph(moreDevices === 0 ? null : words.more(spelling.count(moreDevices))),
    ]),
    ...section(titles.rates, writeRates(page), 3),
  ];
}

function writeCoverage({ report, spelling }: Page): string {
  const { coverage: words, sentenceGap } = spelling.words;
  const { coverage, devices, devicesTold, floor } = report.coverageTotal;
  if (devices === 0) return words.none;
  const told =
    coverage === null
      ? words.untold(spelling.count(devices))
      : words.total(spelling.share(coverage), spelling.count(devicesTold), spelling.count(devices));
  return floor.length === 0 ? told : `${told}${sentenceGap}${words.floor}`;
}

function writeRates({ report, spelling, names }: Page): Block[] {
  const { columns, rates: words } = spelling.words;
  const { rates } = report;
  const { baseline, ratio } = rates;
  const rows: [title: string, pick: (side: SideRates) => number | null][] = [
    [words.perDay, (side) => side.onDaysWithData.denialsPerDay],
    [words.perDayOfPeriod, (side) => side.onDaysOfPeriod.denialsPerDay],
    [words.perAddress, (side) => side.onDaysWithData.denialsPerDayPerAddress],
    [words.perAddressOfPeriod, (side) => side.onDaysOfPeriod.denialsPerDayPerAddress],
  ];
  const told = rows.filter(([, pick]) => pick(rates) !== null || (baseline !== null && pick(baseline) !== null));
  return tableOf<(typeof rows)[number]>(
    [
      { title: columns.figure, isText: true, cell: ([title]) => title },
      baseline !== null && { title: names.baseline, cell: ([, pick]) => spelling.amount(pick(baseline)) },
      { title: names.period, cell: ([, pick]) => spelling.amount(pick(rates)) },
      ratio !== null && { title: columns.ratio, cell: ([, pick]) => spelling.ratio(pick(ratio)) },
    ],
    told,
  );
}
