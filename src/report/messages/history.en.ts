import { pageNamesEn } from "./page-names.en.ts";

/** The words of a history, in English. Numbers arrive formatted. */
export const historyEn = {
  names: pageNamesEn,
  title: (from: string, to: string) => `Blocked connections, ${from} to ${to}`,
  nothing: "The store holds no denial of the days asked for.",
  columns: {
    period: "period",
    days: "days",
    denials: "denials",
    sources: "sources",
    change: "change",
    before: "before",
    now: "now",
    effect: "effect",
    series: "series",
    course: "course",
  },
  /** What the shares are of. */
  of: {
    top100: (top: string) =>
      `Shares of all denials; counted are those at ports of a group among the ${top} busiest of the period.`,
    "all-ports": () => "Shares of all denials; counted are those at all ports of a group.",
    "unique-sources": () => "Shares of distinct sources; counted are those that touched a port of a group.",
    "survey-excluded": () => "Shares of denials without those of survey scanners; counted are all ports of a group.",
  },
  estimated: "Sources are estimated from the sample that the store keeps.",
  mapping: (version: string) => `Targets ${version}, the same for all periods.`,
  against: (version: string, other: string) =>
    `Held against targets ${other}: the effect is the share by ${version} minus that by ${other}, in points.`,
  daysOf: (some: string, all: string) => `${some} of ${all}`,
  courseOf: (low: string, high: string) => `${low} to ${high}`,
  chart: "Shares by period",
  chartOf: (period: string, share: string) => `${period}: ${share}`,
  figures: "The figures",
  effects: "The effect of the targets",
  sentence: (text: string) => text,
};

/** The words of a history in some language. */
export type HistoryWords = typeof historyEn;
