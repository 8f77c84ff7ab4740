import type { HostFigures } from "./exposure-report.ts";

/** What a reader has to know about the figures, and how many are meant. Words are up to the language of a report. */
export interface ExposureNote {
  id: ExposureNoteId;
  count: number;
}

export const exposureNoteIds = [
  /** Scans that list hosts with an open port only: hosts without are missing in what rates are of. */
  "lists-open-only",
  /** Hosts that scans count but do not list. */
  "unlisted",
  /** The same, of several scans, which may have looked at the same hosts. */
  "unlisted-twice",
  "disputed",
  "unsure",
  "repeats",
  "portless",
  "unread",
  "silent-sites",
  /** Ports that one of two scans did not look at. */
  "not-scanned",
  "no-trend",
  "left-out-denials",
  "estimated-sources",
] as const;
export type ExposureNoteId = (typeof exposureNoteIds)[number];

/** What notes are told by. */
export interface NoteSource {
  hosts: HostFigures | null;
  /** Of the scan's own inputs. */
  inputs: readonly { records: number; unread: number; portless: number; listsOpenOnly: boolean }[];
  silentSites: number;
  notScanned: number;
  hasTrend: boolean | null;
  leftOutDenials: number;
  sourcesAreEstimates: boolean;
}

/** The notes on a report, in their order. */
export function listNotes(source: NoteSource): ExposureNote[] {
  const { hosts, inputs } = source;
  const sum = (countOf: (input: NoteSource["inputs"][number]) => number): number =>
    inputs.reduce((total, input) => total + countOf(input), 0);
  const openOnly = hosts === null ? 0 : sum(({ listsOpenOnly }) => Number(listsOpenOnly));
  const unlisted = hosts?.unlisted ?? 0;
  const counts: Record<ExposureNoteId, number> = {
    "lists-open-only": unlisted > 0 && openOnly === 1 ? 0 : openOnly,
    unlisted: inputs.length === 1 ? unlisted : 0,
    "unlisted-twice": inputs.length > 1 ? unlisted : 0,
    disputed: hosts?.disputedPorts ?? 0,
    unsure: hosts?.unsurePorts ?? 0,
    repeats: hosts?.repeats ?? 0,
    portless: sum(({ portless }) => portless),
    unread: sum(({ unread }) => unread),
    "silent-sites": source.silentSites,
    "not-scanned": source.notScanned,
    "no-trend": source.hasTrend === false ? 1 : 0,
    "left-out-denials": source.leftOutDenials,
    "estimated-sources": Number(source.sourcesAreEstimates),
  };
  return exposureNoteIds.filter((id) => counts[id] > 0).map((id) => ({ id, count: counts[id] }));
}
