import type { Format } from "../../formats/format.ts";
import { formats } from "../../formats/index.ts";
import { mayHold } from "../../formats/rule-out.ts";

/** Where shippers and stores of logs keep the line they took, as paths. */
const paths: ReadonlyArray<readonly string[]> = [
  ["message"],
  ["log"],
  ["MESSAGE"],
  ["_raw"],
  ["SyslogMessage"],
  ["textPayload"],
  ["event", "original"],
  ["result", "_raw"],
  ["_source", "message"],
];

/** How many objects tell by what they hold. */
const mostLooked = 8;

/**
 * The member in which most of these JSON objects hold a line that some format may read, as a path; null where they hold
 * none, or may be read themselves.
 */
export function wrappedMember(lines: readonly string[]): readonly string[] | null {
  const objects = lines.slice(0, mostLooked).filter((line) => !isHeld(line, isJson));
  const least = Math.max(1, Math.min(lines.length, mostLooked) / 2);
  return paths.find((path) => objects.filter((line) => isHeld(memberAt(line, path), always)).length >= least) ?? null;
}

/** The text in a member of a JSON object, as one line; empty where there is none. */
export function memberAt(line: string, path: readonly string[]): string {
  try {
    let value: unknown = JSON.parse(line);
    for (const name of path) {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return "";
      value = (value as Record<string, unknown>)[name];
    }
    return typeof value === "string" ? value.trimEnd().replaceAll(/[\r\n]+/g, " ") : "";
  } catch {
    return "";
  }
}

function isHeld(text: string, isOf: (format: Format) => boolean): boolean {
  if (text === "") return false;
  const bytes = Buffer.from(text);
  return formats.some((format) => isOf(format) && mayHold(bytes, format));
}

function isJson({ grammar }: Format): boolean {
  return grammar.kind === "json";
}

function always(): boolean {
  return true;
}
