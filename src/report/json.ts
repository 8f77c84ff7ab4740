import type { Report } from "../analysis/report.ts";

/**
 * The report as JSON, indented by two spaces, with a newline at its end. Characters that could control or reorder a
 * terminal are written as `\u` escapes, which read back as the same text.
 */
export function renderJson(report: Report): string {
  return `${escapeJson(JSON.stringify(report, null, 2))}\n`;
}

/** JSON text that is safe on a terminal: characters that could control or reorder it as `\u` escapes. */
export function escapeJson(json: string): string {
  return json.replace(unsafe, escapeUnits);
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
