import type { Provenance, ReportCounted, ReportInput, ReportPeriod } from "../../../src/analysis/report.ts";
import { scopes } from "../../../src/rollup/counts.ts";
import type { LineCounts } from "../../../src/rollup/lines.ts";
import { count, listOf, nullOr, object, oneOf, text, truth } from "../json-shape.ts";
import { anyText, day, hash, id, name, place } from "./words.ts";

/** Where the lines went. */
export const lines = object<LineCounts>({
  total: count,
  denials: count,
  allowed: count,
  skipped: count,
  duplicate: count,
  unparsed: count,
  tooLong: count,
});

/** The span of a side. */
export const period = object<ReportPeriod>({
  label: name,
  from: nullOr(day),
  to: nullOr(day),
  days: nullOr(count),
  daysWithData: count,
});

const counted = object<ReportCounted>({
  include: listOf(name),
  exclude: listOf(name),
  scope: oneOf("all", ...scopes),
  home: listOf(name),
  likeForLike: truth,
  devicesLeftOut: listOf(text(/^/)),
  ownFormats: nullOr(object<NonNullable<ReportCounted["ownFormats"]>>({ path: name, sha256: hash })),
  knownScanners: listOf(
    object<ReportCounted["knownScanners"][number]>({ path: name, name: nullOr(name), sha256: hash, entries: count }),
  ),
});

/** What a report was made of. */
export const provenance = object<Provenance>({
  tool: text(/^fwtrend \d+\.\d+\.\d+/),
  command: listOf(anyText),
  arguments: listOf(anyText),
  anonymized: truth,
  zone: name,
  method: oneOf("top100", "all-ports", "unique-sources", "survey-excluded"),
  top: place,
  targets: object<Provenance["targets"]>({ version: name, sha256: hash, mapping: oneOf("fixed", "as-of") }),
  counted,
  inputs: listOf(
    object<ReportInput>({
      path: name,
      side: oneOf("period", "baseline", "both"),
      sha256: nullOr(hash),
      bytes: count,
      format: id,
      lines,
      baseYear: count,
      zone: anyText,
      error: nullOr(name),
    }),
  ),
});
