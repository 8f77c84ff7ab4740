/** The tables that a report can be written as. */
export const csvTableNames = [
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
export type CsvTableName = (typeof csvTableNames)[number];
