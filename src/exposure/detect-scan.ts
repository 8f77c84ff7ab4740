import { shownText } from "../scan/shown-text.ts";
import { csvKindOf } from "./read/csv-scan.ts";
import { holdsScanRecords } from "./read/json-scan.ts";

/** How the results of scanners are written. */
export type ScanKind = "xml" | "greppable" | "list" | "normal" | "json" | "csv";

/** How much of a beginning is looked at. */
export const scanHeadBytes = 1 << 16;

/** How a file is written that begins with these bytes, told by its content alone; null for none of the known ways. */
export function scanKindOf(head: Buffer): ScanKind | null {
  const text = shownText(head).replace(/^\ufeff/, "");
  if (/^\s*</.test(text)) return /<(?:!DOCTYPE\s+)?nmaprun\b/.test(text) ? "xml" : null;
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const has = (pattern: RegExp): boolean => lines.some((line) => pattern.test(line));
  // A scanner's own log lines may stand before its records.
  if (has(/^\s*[[{]/) && (/^\s*[[{]/.test(text) || has(/^\{"/))) return holdsScanRecords(text) ? "json" : null;
  if (has(/^(?:Timestamp: \d+\s+)?Host: \S+ \(/)) return "greppable";
  if (has(/^Nmap scan report for /)) return "normal";
  if (has(/^(?:open|closed|banner) \S+ \d+ \S+ \d+/)) return "list";
  const header = lines.find((line) => !line.startsWith("#")) ?? "";
  if (csvKindOf(header) !== null) return "csv";
  // Scans that found nothing.
  if (has(/^# (?:Nmap|Masscan) .*-oG /i)) return "greppable";
  return has(/^#masscan/) ? "list" : null;
}
