/** The library: everything that the command line is made of and that other programs may call. */
export { buildReport, type ReportSource } from "./analysis/build-report.ts";
export { parsePeriod, type Period } from "./analysis/period.ts";
export type { Report } from "./analysis/report.ts";
export { UserError } from "./errors.ts";
export type { Format } from "./formats/format.ts";
export { formats } from "./formats/index.ts";
export { collect, type SidedInput, Sides } from "./ingest/collect.ts";
export type { Side } from "./ingest/rollup-sink.ts";
export { discoverInputs, type InputFile } from "./ingest/discover.ts";
export type { EventSink } from "./ingest/line-scanner.ts";
export { readInput, type ReadOptions } from "./ingest/read-input.ts";
export { renderJson } from "./report/json.ts";
export { renderText } from "./report/text.ts";
export { Calendar } from "./rollup/calendar.ts";
export { Rollup } from "./rollup/rollup.ts";
export { Zone } from "./scan/zone.ts";
export { readTargets } from "./targets/overrides.ts";
export { builtinTargets, type TargetTable } from "./targets/target-table.ts";
