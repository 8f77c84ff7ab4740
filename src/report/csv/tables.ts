import type { Interval } from "../../analysis/certainty/bootstrap.ts";
import type { ReportEffects } from "../../analysis/change/decomposition.ts";
import type { ReportDevice } from "../../analysis/coverage/device-coverage.ts";
import type { Report, ReportClass, ReportDay, ReportGroup, ReportInput } from "../../analysis/report.ts";
import type { ReportScanner } from "../../analysis/sources/scan-report.ts";
import { listFacts } from "./facts.ts";
import { bothSides, type CsvField, type CsvTable, fieldsOf, sidedFields, tableOf } from "./table.ts";
import type { OwnTableName } from "./table-names.ts";

const shareKeys = ["denials", "share", "baselineDenials", "baselineShare", "points", "ratio"] as const;

/** Every table of a report, by its name. Columns that the report has no figures for are empty. */
export const csvTables: Readonly<Record<OwnTableName, (report: Report) => CsvTable>> = {
  groups: ({ groups, significance }) =>
    tableOf<ReportGroup>(
      [
        ...fieldsOf<ReportGroup, "id" | (typeof shareKeys)[number]>(["id", ...shareKeys]),
        ...fieldsOf<ReportGroup, "sources" | "baselineSources" | "portsInTop">([
          "sources",
          "baselineSources",
          "portsInTop",
        ]),
        ["range.strict", ({ range }) => range.strict],
        ["range.default", ({ range }) => range.default],
        ["range.wide", ({ range }) => range.wide],
        ["baselineRange.strict", ({ baselineRange }) => baselineRange?.strict ?? null],
        ["baselineRange.default", ({ baselineRange }) => baselineRange?.default ?? null],
        ["baselineRange.wide", ({ baselineRange }) => baselineRange?.wide ?? null],
        ...ends("share", ({ id }) => significance[id].share),
        ...ends("baselineShare", ({ id }) => significance[id].baselineShare),
        ...ends("points", ({ id }) => significance[id].points),
      ],
      groups,
    ),
  classes: ({ classes }) => tableOf(fieldsOf<ReportClass, keyof ReportClass>(["id", ...shareKeys]), classes),
  ports: ({ ports }) =>
    tableOf(
      fieldsOf<Report["ports"][number], keyof Report["ports"][number]>([
        "rank",
        "protocol",
        "port",
        "class",
        "confidence",
        "service",
        "denials",
        "share",
        "sources",
        "sourcesError",
        "baselineRank",
        "baselineDenials",
        "baselineShare",
        "points",
      ]),
      ports,
    ),
  daily: ({ daily, baselineDaily }) =>
    tableOf(
      sidedFields(fieldsOf<ReportDay, keyof ReportDay>(["day", "denials", "telnet", "iotOther"])),
      bothSides(daily, baselineDaily),
    ),
  sensitivity: ({ sensitivity, baselineSensitivity }) =>
    tableOf(
      sidedFields(
        fieldsOf<Report["sensitivity"][number], "method" | "iotShare" | "telnetShare">([
          "method",
          "iotShare",
          "telnetShare",
        ]),
      ),
      bothSides(sensitivity, baselineSensitivity),
    ),
  decomposition: listParts,
  emerging: ({ emerging }) =>
    tableOf(
      fieldsOf<Report["emerging"][number], keyof Report["emerging"][number]>([
        "rank",
        "protocol",
        "port",
        "baselineRank",
        "rule",
        "denials",
        "baselineDenials",
        "denialsPerDay",
        "baselineDenialsPerDay",
        "firstSeen",
        "daysActive",
        "sources",
        "sourcesError",
        "sourcesPerDay",
        "baselineSourcesPerDay",
        "networks24",
        "networks24IsFloor",
        "topSourceShare",
        "label",
      ]),
      emerging,
    ),
  vanished: ({ vanished }) =>
    tableOf(
      fieldsOf<Report["vanished"][number], keyof Report["vanished"][number]>([
        "baselineRank",
        "protocol",
        "port",
        "rank",
        "denials",
        "baselineDenials",
        "denialsPerDay",
        "baselineDenialsPerDay",
      ]),
      vanished,
    ),
  scanners: ({ scans }) =>
    tableOf(
      sidedFields(
        fieldsOf<ReportScanner, keyof ReportScanner>([
          "source",
          "kind",
          "isListed",
          "ports",
          "hosts",
          "denials",
          "scanDays",
          "firstSeen",
          "lastSeen",
        ]),
      ),
      bothSides(scans.top, scans.baseline?.top ?? null),
    ),
  coverage: ({ coverage, baselineCoverage }) =>
    tableOf(
      sidedFields<ReportDevice>([
        ...fieldsOf<ReportDevice, Exclude<keyof ReportDevice, "gaps" | "notes" | "findings">>([
          "device",
          "first",
          "last",
          "hours",
          "hoursWithLines",
          "coverage",
          "gapCount",
          "gapHours",
          "usualGapHours",
          "gapsReason",
        ]),
        ["notes", ({ notes }) => notes.join("; ")],
      ]),
      bothSides(coverage, baselineCoverage),
    ),
  inputs: ({ provenance }) =>
    tableOf<ReportInput>(
      [
        ...fieldsOf<ReportInput, "path" | "side" | "sha256" | "bytes" | "format">([
          "path",
          "side",
          "sha256",
          "bytes",
          "format",
        ]),
        ["lines.total", ({ lines }) => lines.total],
        ["lines.denials", ({ lines }) => lines.denials],
        ["lines.allowed", ({ lines }) => lines.allowed],
        ["lines.skipped", ({ lines }) => lines.skipped],
        ["lines.duplicate", ({ lines }) => lines.duplicate],
        ["lines.unparsed", ({ lines }) => lines.unparsed],
        ["lines.tooLong", ({ lines }) => lines.tooLong],
        ["error", ({ error }) => error],
      ],
      provenance.inputs,
    ),
  facts: (report) =>
    tableOf<readonly [string, string | number | boolean | null]>(
      [
        ["key", ([key]) => key],
        ["value", ([, value]) => value],
      ],
      listFacts(report),
    ),
};

function ends(name: string, intervalOf: (group: ReportGroup) => Interval | null): CsvField<ReportGroup>[] {
  return [
    [`significance.${name}.low`, (group) => intervalOf(group)?.[0] ?? null],
    [`significance.${name}.high`, (group) => intervalOf(group)?.[1] ?? null],
  ];
}

interface Part extends ReportEffects {
  part: "group" | "class" | "port" | "otherPorts";
  id: string | null;
  protocol: string | null;
  port: number | null;
}

/** Groups, classes and ports one after another: each kind adds up to the whole change by itself. */
function listParts({ decomposition }: Report): CsvTable {
  const unnamed = { id: null, protocol: null, port: null };
  const parts: Part[] =
    decomposition === null
      ? []
      : [
          ...decomposition.groups.map((effects): Part => ({ ...unnamed, ...effects, part: "group" })),
          ...decomposition.classes.map((effects): Part => ({ ...unnamed, ...effects, part: "class" })),
          ...decomposition.ports.map((effects): Part => ({ ...unnamed, ...effects, part: "port" })),
          { ...unnamed, ...decomposition.otherPorts, part: "otherPorts" },
        ];
  return tableOf(
    fieldsOf<Part, keyof Part>([
      "part",
      "id",
      "protocol",
      "port",
      "countChange",
      "contribution",
      "points",
      "ownPoints",
      "restPoints",
    ]),
    parts,
  );
}
