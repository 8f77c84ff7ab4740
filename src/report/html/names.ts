import { printable } from "../escape.ts";
import type { PageWords } from "../messages/page.en.ts";

/** A class of targets in words; one of a later table by its id. */
export function nameClass({ names }: PageWords, id: string): string {
  return Object.hasOwn(names.classes, id) ? (names.classes[id] ?? id) : printable(id, 40);
}

/** A port as it is usually written: `23/tcp`; without a protocol where the log names none. */
export function namePort(protocol: string, port: number): string {
  return protocol === "unknown" ? String(port) : `${port}/${printable(protocol, 16)}`;
}
