import type { Report } from "../analysis/report.ts";

/**
 * The report as JSON, indented by two spaces, with a newline at its end. Characters that could control or reorder a
 * terminal are written as `\u` escapes, which read back as the same text.
 */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2).replace(unsafe, escapeUnits)}\n`;
}

// The newlines of the indentation are the only controls that JSON leaves between its values.
const unsafe = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function escapeUnits(character: string): string {
  let escaped = "";
  for (let at = 0; at < character.length; at++) {
    escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }
  return escaped;
}
