import type { Attacks } from "./attacks.ts";
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
  /** Denials of one span, with none to hold it against. */
  "no-baseline",
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
  attacks: Attacks | null;
}

/** The notes on a report, in their order. */
export function listNotes(source: NoteSource): ExposureNote[] {
  const { hosts, inputs, attacks } = source;
  const sum = (countOf: (input: NoteSource["inputs"][number]) => number): number =>
    inputs.reduce((total, input) => total + countOf(input), 0);
  const openOnly = hosts === null ? 0 : sum(({ listsOpenOnly }) => Number(listsOpenOnly));
  const isTrendless = attacks !== null && attacks.baseline === null;
  const hasDays = attacks !== null && attacks.period.daysWithData > 1;
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
    "no-trend": Number(isTrendless && !hasDays),
    "no-baseline": Number(isTrendless && hasDays),
    "left-out-denials": attacks?.leftOut ?? 0,
    "estimated-sources": Number(attacks?.sourcesAreEstimates ?? false),
  };
  return exposureNoteIds.filter((id) => counts[id] > 0).map((id) => ({ id, count: counts[id] }));
}
