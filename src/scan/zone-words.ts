/**
 * Words that stand where a zone may. Devices print whatever label their owner gave the zone (Cisco `clock
 * timezone WORD`), and the same letters mean several offsets, so only UTC is believed. What a word most often means is
 * kept to be held against the zone that was told; hours east of UTC, or nothing for words of several meanings.
 */
const zoneWords = new Map<string, number | null>([
  ...["UTC", "GMT", "Z"].map((word) => [word, 0] as const),
  ...["BST", "IST", "CST", "ACST"].map((word) => [word, null] as const),
  ["WET", 0],
  ["WEST", 1],
  ["CET", 1],
  ["MET", 1],
  ["CEST", 2],
  ["MEST", 2],
  ["EET", 2],
  ["SAST", 2],
  ["EEST", 3],
  ["MSK", 3],
  ["WIB", 7],
  ["SGT", 8],
  ["HKT", 8],
  ["AWST", 8],
  ["JST", 9],
  ["KST", 9],
  ["AEST", 10],
  ["AEDT", 11],
  ["NZST", 12],
  ["NZDT", 13],
  ["BRT", -3],
  ["EDT", -4],
  ["EST", -5],
  ["CDT", -5],
  ["MDT", -6],
  ["MST", -7],
  ["PDT", -7],
  ["PST", -8],
  ["AKDT", -8],
  ["AKST", -9],
  ["HST", -10],
]);

const utcWords = new Set(["UTC", "GMT", "Z"]);

/** What a word says of a stamp's zone. */
export interface ZoneWord {
  isUtc: boolean;
  /** Seconds east of UTC that it most often means; NaN where it has several meanings. */
  offsetSec: number;
}

/** Null for a word that names no zone. */
export function zoneWord(word: string): ZoneWord | null {
  const hours = zoneWords.get(word);
  if (hours === undefined) return null;
  return { isUtc: utcWords.has(word), offsetSec: hours === null ? Number.NaN : hours * 3600 };
}
