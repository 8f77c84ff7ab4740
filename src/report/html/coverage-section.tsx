import type { ReactNode } from "react";
import type { ReportDevice } from "../../analysis/coverage/device-coverage.ts";
import type { FloorReason } from "../../analysis/coverage/side-coverage.ts";
import type { Report } from "../../analysis/report.ts";
import { printable } from "../escape.ts";
import { formatCount, formatDaily } from "../numbers.ts";
import { DeviceTable } from "./device-table.tsx";
import { writeShare } from "./figures.ts";
import type { Page } from "./page.ts";
import { Section, Untold } from "./section.tsx";

const namesShown = 20;

/** How much of the time was logged, by device. */
export function CoverageSection({ page }: { page: Page }): ReactNode {
  const { words, report, sides } = page;
  const { coverage } = words.method;
  return (
    <Section id="coverage" title={coverage.title}>
      {report.baselineCoverage === null || report.baselineCoverageTotal === null ? null : (
        <Side
          page={page}
          name={sides.baseline ?? ""}
          total={report.baselineCoverageTotal}
          devices={report.baselineCoverage}
        />
      )}
      <Side page={page} name={sides.period} total={report.coverageTotal} devices={report.coverage} />
      <OnlyOnOneSide page={page} />
    </Section>
  );
}

interface SideProps {
  page: Page;
  name: string;
  total: Report["coverageTotal"];
  devices: readonly ReportDevice[];
}

function Side({ page, name, total, devices }: SideProps): ReactNode {
  const { words } = page;
  const { coverage } = words.method;
  if (devices.length === 0) return <Untold>{`${name}: ${coverage.none}`}</Untold>;
  const count = formatCount(total.devices);
  return (
    <>
      <p>
        {total.coverage === null
          ? coverage.untold(name, count)
          : coverage.total(name, writeShare(words, total.coverage), count)}{" "}
        {total.floor.length === 0
          ? null
          : coverage.floor(name, words.and(total.floor.map((each) => nameFloor(each, words))))}
      </p>
      <DeviceTable page={page} name={name} devices={devices} />
      {total.moreDevices === 0 ? null : <p className="note">{words.more(formatCount(total.moreDevices))}</p>}
    </>
  );
}

function nameFloor(reason: FloorReason, words: Page["words"]): string {
  const { reasons } = words.method.coverage;
  const devices = formatCount(reason.devices);
  if (reason.kind === "gaps" || reason.kind === "rate-limit")
    return reasons[reason.kind](devices, formatDaily(reason.hours));
  return reasons[reason.kind](devices);
}

function OnlyOnOneSide({ page: { words, report, sides } }: { page: Page }): ReactNode {
  if (report.devices === null || sides.baseline === null) return null;
  const write = (side: string, names: readonly string[]): string => {
    const shown = names.slice(0, namesShown).map((name) => printable(name, 60) || words.method.coverage.nameless);
    if (names.length > namesShown) shown.push(words.more(formatCount(names.length - namesShown)));
    return words.method.coverage.only(side, words.and(shown));
  };
  const { onlyPeriod, onlyBaseline } = report.devices;
  if (onlyPeriod.length === 0 && onlyBaseline.length === 0) return null;
  return (
    <p>
      {onlyPeriod.length === 0 ? null : <bdi>{write(sides.period, onlyPeriod)}</bdi>}{" "}
      {onlyBaseline.length === 0 ? null : <bdi>{write(sides.baseline, onlyBaseline)}</bdi>}
    </p>
  );
}
