import type { ReactNode } from "react";
import { formatCount, formatRatio } from "../numbers.ts";
import { printable } from "../escape.ts";
import { Behind, Chart } from "./chart.tsx";
import { DataTable } from "./data-table.tsx";
import { drawHours } from "./hours-chart.tsx";
import type { Page } from "./page.ts";
import { Section, Untold } from "./section.tsx";
import { readWeek } from "./week.ts";
import type { WeekHour, WeekSide } from "./week.ts";

/** When in the week connections were blocked. */
export function HoursSection({ page }: { page: Page }): ReactNode {
  const { words, report } = page;
  const sides = listWeeks(page);
  if (sides.length === 0) {
    return (
      <Section id="hours" title={words.hours.title}>
        <Untold>{words.hours.none}</Untold>
      </Section>
    );
  }
  const description = sides.map((side) => describe(page, side)).join(words.names.gap);
  return (
    <Section id="hours" title={words.hours.title}>
      <Chart
        id="hours-chart"
        title={words.hours.alt(words.and(sides.map(({ name }) => name)))}
        description={description}
        draw={(width) => drawHours(page, sides, width)}
      >
        <p>
          {description + words.names.gap}
          {words.hours.note(printable(report.provenance.zone, 60))}
        </p>
        <Behind summary={words.figure}>
          {sides.map((side) => (
            <HoursTable key={side.name} page={page} side={side} />
          ))}
        </Behind>
      </Chart>
    </Section>
  );
}

function listWeeks({ report, sides }: Page): WeekSide[] {
  const before = readWeek(report.baselineWeekHours);
  const now = readWeek(report.weekHours);
  return [
    ...(before === null ? [] : [{ name: sides.baseline ?? "", ...before }]),
    ...(now === null ? [] : [{ name: sides.period, ...now }]),
  ];
}

function describe({ words }: Page, { name, busiest, quietest }: WeekSide): string {
  const nameCell = ({ weekday, hour }: WeekHour) => words.hours.cell(words.hours.weekdays[weekday] ?? "", String(hour));
  return words.hours.desc(
    name,
    nameCell(busiest),
    words.names.ratio(formatRatio(busiest.ratio)),
    nameCell(quietest),
    words.names.ratio(formatRatio(quietest.ratio)),
  );
}

/** Hours down, weekdays across: it fits a phone. */
function HoursTable({ page, side }: { page: Page; side: WeekSide }): ReactNode {
  const { hours } = page.words;
  const linesAt = (weekday: number, hour: number) => formatCount(side.hours[weekday * 24 + hour]?.lines ?? 0);
  const columns = [
    { title: hours.hour, cell: (hour: number) => String(hour) },
    ...hours.weekdays.map((title, weekday) => ({
      title,
      cell: (hour: number) => linesAt(weekday, hour),
      isNumber: true,
    })),
  ];
  return (
    <DataTable caption={hours.caption(side.name)} columns={columns} rows={Array.from({ length: 24 }, (_, at) => at)} />
  );
}
