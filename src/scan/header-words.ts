import { COLON, COMMA, DOT, NINE, OPEN_BRACKET, ZERO } from "./cursor.ts";
import { WordTable } from "./words.ts";

const facilities = tableOf(
  "kern kernel user mail daemon auth syslog lpr news uucp cron clock authpriv security ftp ntp audit " +
    "local0 local1 local2 local3 local4 local5 local6 local7",
);
const levels = tableOf("emerg emergency panic alert crit critical err error warn warning notice info debug");

function tableOf(words: string): WordTable {
  return new WordTable(words.split(" ").map((word) => [word, 1]));
}

/** `Local4.Info` is the priority as Kiwi writes it, not a host. */
export function isPriorityName(bytes: Uint8Array, start: number, end: number): boolean {
  let dot = start;
  while (dot < end && bytes[dot] !== DOT) dot++;
  return facilities.find(bytes, start, dot) > 0 && levels.find(bytes, dot + 1, end) > 0;
}

/** `000123` or `000123:`. */
export function isNumber(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && bytes[at]! >= ZERO && bytes[at]! <= NINE) at++;
  return at > start && (at === end || (at === end - 1 && bytes[at] === COLON));
}

/** `kernel:` and `filterlog[123]:` are tags, and `firewall,info` are topics, not hosts. */
export function isTag(bytes: Uint8Array, start: number, end: number, colonHost: boolean): boolean {
  if (!colonHost && bytes[end - 1] === COLON) return true;
  for (let at = start; at < end; at++) {
    if (bytes[at] === COMMA) return true;
    if (bytes[at] === OPEN_BRACKET) return at > start;
  }
  return false;
}
