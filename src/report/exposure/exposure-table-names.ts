/** The tables that a report on exposure can be written as. */
export const exposureTableNames = [
  "attacks",
  "ports",
  "classes",
  "networks",
  "devices",
  "changes",
  "site-classes",
  "sites",
  "inputs",
] as const;
export type ExposureTableName = (typeof exposureTableNames)[number];
