import type { ReactNode } from "react";
import type { ReportDevice } from "../../analysis/coverage/device-coverage.ts";
import type { Note } from "../../analysis/coverage/notes.ts";
import { printable } from "../escape.ts";
import { formatCount, formatDaily } from "../numbers.ts";
import { DataTable } from "./data-table.tsx";
import type { TableColumn } from "./data-table.tsx";
import { writeShare } from "./figures.ts";
import { Foreign } from "./foreign.tsx";
import type { Page } from "./page.ts";

const gapsShown = 5;

/** The devices of one side with their gaps and what they say of themselves. */
export function DeviceTable({
  page,
  name,
  devices,
}: {
  page: Page;
  name: string;
  devices: readonly ReportDevice[];
}): ReactNode {
  const { words } = page;
  const { coverage } = words.method;
  const columns: TableColumn<ReportDevice>[] = [
    {
      title: coverage.device,
      cell: ({ device }) => (device === "" ? coverage.nameless : <Foreign text={device} maxColumns={60} />),
      className: "name device",
    },
    {
      title: coverage.coverage,
      cell: (device) => (device.coverage === null ? words.nothing : writeShare(words, device.coverage)),
      isNumber: true,
    },
    { title: coverage.first, cell: (device) => writeSpan(device, words), className: "date" },
    { title: coverage.hours, cell: (device) => writeHours(device, words), isNumber: true },
    { title: coverage.gaps, cell: (device) => <Gaps device={device} words={words} />, className: "text" },
  ];
  const hasNotes = devices.some(({ findings, notes }) => findings.length > 0 || notes.length > 0);
  if (hasNotes) {
    columns.push({
      title: coverage.notes,
      cell: (device) => <Notes device={device} words={words} />,
      className: "text",
    });
  }
  return <DataTable caption={coverage.caption(name)} columns={columns} rows={devices} />;
}

function writeSpan({ first, last }: ReportDevice, words: Page["words"]): string {
  if (first === null || last === null) return words.nothing;
  return words.names.span(first.slice(0, 10), last.slice(0, 10));
}

function writeHours({ hours, hoursWithLines }: ReportDevice, words: Page["words"]): string {
  if (hours === null || hoursWithLines === null) return words.nothing;
  return words.method.coverage.hoursOf(formatCount(hoursWithLines), formatCount(hours));
}

function Gaps({ device, words }: { device: ReportDevice; words: Page["words"] }): ReactNode {
  const { coverage } = words.method;
  const { gaps, gapCount, gapHours, gapsReason } = device;
  if (gaps === null || gapCount === null) return gapsReason === null ? words.nothing : coverage.gapsFaults[gapsReason];
  const shown = gaps.slice(0, gapsShown).map(({ from, to }) => words.names.span(writeMinute(from), writeMinute(to)));
  if (gapCount > shown.length && shown.length > 0) shown.push(`+${formatCount(gapCount - shown.length)}`);
  return (
    <>
      {coverage.gapsOf(formatCount(gapCount), formatDaily(gapHours ?? 0))}
      {shown.length === 0 ? null : (
        <ul className="gaps">
          {shown.map((text, at) => (
            <li key={at}>{text}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** `2017-05-03T12:15:00Z` as `2017-05-03 12:15Z`. */
function writeMinute(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}Z`;
}

function Notes({ device, words }: { device: ReportDevice; words: Page["words"] }): ReactNode {
  const { findings, notes } = device;
  const texts =
    findings.length > 0 ? findings.map((note) => writeNote(note, words)) : notes.map((note) => printable(note, 200));
  return texts.map((text, at) => <div key={at}>{text}</div>);
}

function writeNote(finding: Note, words: Page["words"]): string {
  const { note, unknownCount } = words.method.coverage;
  switch (finding.kind) {
    case "rate-limit":
      return note["rate-limit"](formatDaily(finding.perMinute).replace(/\.0$/, ""), formatCount(finding.quarters));
    case "clock-set-back":
      return note["clock-set-back"](formatCount(finding.times));
    case "clock-reset":
      return note["clock-reset"](formatCount(finding.lines), finding.from, finding.to);
    default:
      return note[finding.kind](finding.messages === null ? unknownCount : formatCount(finding.messages));
  }
}
