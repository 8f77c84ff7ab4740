import type { UserError } from "../errors.ts";
import { printable } from "../report/escape.ts";

/** An error as it is printed, without a line break at its end: what and where, and below it what to do. */
export function renderUserError({ message, details, hint }: UserError): string {
  const lines = [...details, ...(hint === undefined ? [] : [hint])];
  return [`fwtrend: ${printable(message)}`, ...lines.map((line) => `  ${printable(line)}`)].join("\n");
}

/** Commander's message in the shape of all others: what is wrong, and below it what to do. */
export function renderUsageError(text: string): string {
  const [, what = text, near] = /^(?:error: )?([^]*?)(?:\n\(Did you mean ([^\n]*)\))?$/.exec(text.trimEnd()) ?? [];
  return `fwtrend: ${printable(what)}\n${near === undefined ? "" : `  did you mean ${printable(near)}\n`}`;
}

/** Text made safe for a terminal, line by line. */
export function printableLines(text: string): string {
  return text
    .split("\n")
    .map((line) => printable(line))
    .join("\n");
}
