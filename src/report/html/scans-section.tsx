import type { ReactNode } from "react";
import type { ReportScanner, ReportScanSide } from "../../analysis/sources/scan-report.ts";
import { formatCount, formatDaily, formatPoints, formatRatio } from "../numbers.ts";
import { DataTable } from "./data-table.tsx";
import type { TableColumn } from "./data-table.tsx";
import { keepTogether, writeShare } from "./figures.ts";
import { Foreign } from "./foreign.tsx";
import type { Page } from "./page.ts";
import { Section, Untold } from "./section.tsx";

/** Who scanned, how much of the denials that was, and how the headline reads without survey scanners. */
export function ScansSection({ page }: { page: Page }): ReactNode {
  const { words, report } = page;
  const { scans } = words.method;
  const { reason, top, byKind } = report.scans;
  const { wide, vertical, horizontal } = report.scans.thresholds;
  return (
    <Section id="scans" title={scans.title}>
      {reason === null ? null : <Untold>{scans.reasons[reason]}</Untold>}
      <p>{listSentences(page).map(keepTogether).join(words.names.gap)}</p>
      {byKind === null ? null : (
        <DataTable caption={scans.byKind} columns={listKindColumns(page)} rows={kinds} isWide={false} />
      )}
      {top.length === 0 ? (
        reason === null && <Untold>{scans.none}</Untold>
      ) : (
        <DataTable caption={scans.top} columns={listScannerColumns(page)} rows={top} />
      )}
      <p className="note">
        {scans.thresholds(formatCount(wide), formatCount(vertical), formatCount(horizontal))}
        {report.scans.isDated || report.totals.denials === 0 ? null : ` ${scans.undated}`}
      </p>
    </Section>
  );
}

function listSentences({ words, report, sides }: Page): string[] {
  const { scans } = words.method;
  const { baseline, change, isSample, scannersPerDay, shareOfDenials } = report.scans;
  const sentences: string[] = [];
  if (shareOfDenials !== null) {
    const share = writeShare(words, shareOfDenials);
    sentences.push(scannersPerDay === null ? scans.perLog(share) : scans.perDay(formatPace(scannersPerDay), share));
  }
  if (baseline !== null && baseline.scannersPerDay !== null && baseline.shareOfDenials !== null) {
    const share = writeShare(words, baseline.shareOfDenials);
    const changes = [
      change?.scannersPerDayRatio === null || change === null
        ? null
        : words.names.ratio(formatRatio(change.scannersPerDayRatio)),
      change?.shareOfDenialsPoints === null || change === null
        ? null
        : words.names.points(formatPoints(change.shareOfDenialsPoints)),
    ].filter((each) => each !== null);
    const text = scans.before(sides.baseline ?? "", formatPace(baseline.scannersPerDay), share);
    sentences.push(scans.changed(text, words.and(changes)));
  }
  const { surveyDenials, denials } = report.totals;
  const without = report.sensitivity.find(({ method }) => method === "survey-excluded")?.iotShare ?? null;
  if (surveyDenials > 0 && denials > 0) {
    sentences.push(scans.survey(writeShare(words, surveyDenials / denials), writeShare(words, without)));
  }
  if (isSample) sentences.push(scans.sample);
  return sentences;
}

const kinds = ["wide", "vertical", "horizontal", "survey"] as const;

function listKindColumns({ words, report, sides }: Page): TableColumn<(typeof kinds)[number]>[] {
  const { scans } = words.method;
  const countOf = (side: ReportScanSide, kind: (typeof kinds)[number]) => {
    const count = side.byKind?.[kind] ?? null;
    return count === null ? words.nothing : formatCount(count);
  };
  const { baseline } = report.scans;
  const columns: TableColumn<(typeof kinds)[number]>[] = [{ title: scans.kind, cell: (kind) => scans.kinds[kind] }];
  if (baseline !== null && sides.baseline !== null) {
    columns.push({ title: sides.baseline, cell: (kind) => countOf(baseline, kind), isNumber: true });
  }
  columns.push({ title: sides.period, cell: (kind) => countOf(report.scans, kind), isNumber: true });
  return columns;
}

function listScannerColumns({ words }: Page): TableColumn<ReportScanner>[] {
  const { scans } = words.method;
  return [
    {
      title: scans.source,
      cell: ({ source }) => (source === null ? scans.hashed : <Foreign text={source} maxColumns={60} />),
      className: "name address",
    },
    {
      title: scans.kind,
      cell: ({ kind, isListed }) => (isListed ? words.and([scans.kinds[kind], scans.listed]) : scans.kinds[kind]),
    },
    { title: words.columns.denials, cell: ({ denials }) => formatCount(denials), isNumber: true },
    { title: scans.ports, cell: ({ ports }) => formatCount(ports), isNumber: true },
    { title: scans.hosts, cell: ({ hosts }) => formatCount(hosts), isNumber: true },
    { title: scans.days, cell: ({ scanDays }) => formatCount(scanDays), isNumber: true },
    { title: scans.first, cell: ({ firstSeen }) => firstSeen ?? words.nothing, className: "date" },
    { title: scans.last, cell: ({ lastSeen }) => lastSeen ?? words.nothing, className: "date" },
  ];
}

/** Scanners a day: of few, the hundredths matter. */
function formatPace(perDay: number): string {
  return perDay < 9.995 ? perDay.toFixed(2) : formatDaily(perDay);
}
