import type { GroupId } from "../../analysis/report.ts";
import { groupOf } from "../headline.ts";
import { roundGroups } from "../numbers.ts";
import type { GroupTenths } from "../numbers.ts";
import { countedOf } from "./figures.ts";
import type { Page } from "./page.ts";

/** How one side divides into groups, in tenths of a percent that add up to 100.0. */
export interface ShareBar {
  side: string;
  /** What the shares are of; 0 where there is nothing to divide. */
  total: number;
  tenths: GroupTenths;
  /** The same by group; IoT in total is the sum of its parts as printed. */
  of: Record<GroupId, number>;
}

/** The bars of the sides, the baseline first. */
export function readBars(page: Page): ShareBar[] {
  const { report, sides } = page;
  const counted = countedOf(page);
  const [telnet, iotOther, other] = [groupOf(report, "telnet"), groupOf(report, "iot-other"), groupOf(report, "other")];
  const now = roundGroups(telnet.share, iotOther.share, other.share);
  const bars = [createBar(sides.period, counted.period, now)];
  if (sides.baseline === null) return bars;
  const before = roundGroups(telnet.baselineShare ?? 0, iotOther.baselineShare ?? 0, other.baselineShare ?? 0);
  return [createBar(sides.baseline, counted.baseline, before), ...bars];
}

function createBar(side: string, total: number, tenths: GroupTenths): ShareBar {
  const { telnet, iotOther, other } = tenths;
  return { side, total, tenths, of: { telnet, "iot-other": iotOther, other, iot: telnet + iotOther } };
}

/** What a group is called; by `top100` telnet is one port. */
export function nameGroup({ words, report }: Page, id: GroupId): string {
  const { groups } = words.names;
  return id === "telnet" && report.provenance.method === "top100" ? groups.telnetPort : groups[id];
}
