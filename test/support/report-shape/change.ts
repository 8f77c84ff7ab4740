import type {
  ReportDecomposition,
  ReportEffects,
  ReportNamedEffects,
  ReportPortEffects,
} from "../../../src/analysis/change/decomposition.ts";
import type { ReportEmerging, ReportVanished } from "../../../src/analysis/change/emerging.ts";
import type { MappingEffects, ReportMapping } from "../../../src/analysis/change/mapping-split.ts";
import type { ReportSpread, SpreadFigures } from "../../../src/analysis/change/spread.ts";
import { amount, type Check, count, fraction, listOf, nullOr, number, object, oneOf, truth } from "../json-shape.ts";
import { day, groupId, id, place } from "./words.ts";

const effects: Record<keyof ReportEffects, Check> = {
  countChange: number,
  contribution: nullOr(number),
  points: nullOr(number),
  ownPoints: nullOr(number),
  restPoints: nullOr(number),
};

/** What the change comes from. */
export const decomposition = object<ReportDecomposition>({
  totalRatio: nullOr(amount),
  groups: listOf(object<ReportNamedEffects>({ id: groupId, ...effects })),
  classes: listOf(object<ReportNamedEffects>({ id, ...effects })),
  ports: listOf(object<ReportPortEffects>({ protocol: id, port: count, ...effects })),
  otherPorts: object<ReportEffects>(effects),
});

const mappingEffects = object<MappingEffects>({ constant: number, added: number, removed: number, points: number });

/** What of the change comes from the mapping. */
export const mapping = object<ReportMapping>({
  iot: mappingEffects,
  telnet: mappingEffects,
  constantRows: count,
  addedRows: count,
  removedRows: count,
});

const spreadFigures: Record<keyof SpreadFigures, Check> = {
  effectivePorts: amount,
  hhi: fraction,
  top10Share: fraction,
  portsFor50: place,
  portsFor80: place,
  portsFor90: place,
};

/** How the denials spread over ports. */
export const spread = object<ReportSpread>({
  ...spreadFigures,
  baseline: nullOr(object<SpreadFigures>(spreadFigures)),
  change: nullOr(
    object<SpreadFigures>({
      effectivePorts: number,
      hhi: number,
      top10Share: number,
      portsFor50: number,
      portsFor80: number,
      portsFor90: number,
    }),
  ),
});

const onBothSides = {
  protocol: id,
  port: count,
  denials: count,
  baselineDenials: count,
  denialsPerDay: amount,
  baselineDenialsPerDay: amount,
};

/** A port that came. */
export const emerging = object<ReportEmerging>({
  ...onBothSides,
  rank: place,
  baselineRank: nullOr(place),
  rule: oneOf("absent", "grown"),
  firstSeen: nullOr(day),
  daysActive: count,
  sources: count,
  sourcesError: amount,
  sourcesPerDay: nullOr(amount),
  baselineSourcesPerDay: nullOr(amount),
  networks24: count,
  networks24IsFloor: truth,
  topSourceShare: nullOr(fraction),
  label: nullOr(oneOf("spread", "one source")),
});

/** A port that went. */
export const vanished = object<ReportVanished>({ ...onBothSides, baselineRank: place, rank: nullOr(place) });
