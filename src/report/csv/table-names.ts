import { type ExposureTableName, exposureTableNames } from "../exposure/exposure-table-names.ts";

/** The tables that every report can be written as. */
export const ownTableNames = [
  "groups",
  "classes",
  "ports",
  "daily",
  "sensitivity",
  "decomposition",
  "emerging",
  "vanished",
  "scanners",
  "coverage",
  "inputs",
  "facts",
] as const;
export type OwnTableName = (typeof ownTableNames)[number];

/** A table on what is exposed, of a report that is joined with scans. */
type JoinedTableName = `exposure-${ExposureTableName}`;
export type CsvTableName = OwnTableName | JoinedTableName;

/** All tables, those that need scans at the end. */
export const csvTableNames: readonly CsvTableName[] = [
  ...ownTableNames,
  ...exposureTableNames.map((name): JoinedTableName => `exposure-${name}`),
];

/** Whether a table is on what is exposed. */
export function isExposureTable(name: CsvTableName | undefined): name is JoinedTableName {
  return name?.startsWith("exposure-") === true;
}

/** The name that a table on what is exposed has in a report on nothing else. */
export function exposureNameOf(name: JoinedTableName): ExposureTableName {
  return name.slice("exposure-".length) as ExposureTableName;
}
