import { compileFormat, type ScanContext } from "../../src/formats/compile.ts";
import type { Format } from "../../src/formats/format.ts";
import { addressText } from "../../src/scan/address-text.ts";
import { Clock } from "../../src/scan/clock.ts";
import { Cursor } from "../../src/scan/cursor.ts";
import { type Address, DENY, EVENT, FOREIGN, LogEvent, SKIPPED, type Verdict } from "../../src/scan/event.ts";
import { protocolName } from "../../src/scan/protocols.ts";
import type { Scanner } from "../../src/scan/scanner.ts";
import { Zone } from "../../src/scan/zone.ts";

/** The year that year-less stamps of the samples are in. */
export const sampleYear = 2026;

const utc = new Zone("UTC");

/** What sample lines are read with: their year, UTC, denials where a line does not say. */
export function sampleContext(zone = utc): ScanContext {
  return { clock: new Clock(zone, sampleYear), assume: "deny" };
}

/** A new scanner of a format for sample lines. */
export function sampleScanner(format: Format): Scanner {
  return compileFormat(format, sampleContext());
}

/** What usually stands around a line. */
const lineBreak = Buffer.from("\n");

/** A cursor on a line that stands between other bytes. */
export function cursorBetween(line: Buffer, around: Buffer): Cursor {
  const cursor = new Cursor(Buffer.concat([around, line, around]));
  cursor.setLine(around.length, around.length + line.length);
  return cursor;
}

/** Scans one line; what was read, as {@link eventLine} writes it. */
export function scanLine(scanner: Scanner, line: Buffer, around = lineBreak): string {
  const cursor = cursorBetween(line, around);
  const event = new LogEvent();
  return eventLine(scanner.scan(cursor, event), event, cursor);
}

/** Scans lines one after the other. An empty line is no line of any format, and skipped. */
export function scanLines(scanner: Scanner, lines: readonly Buffer[]): string[] {
  return lines.map((line) => (line.length === 0 ? "skip" : scanLine(scanner, line)));
}

/**
 * One line of an `.events` file without its number: `deny   2026-11-12T03:04:05Z  tcp  198.51.100.7:51312 >
 * 203.0.113.9:445  x3 packets=3 dev=fw1 assumed`. Absent are `-`; what follows the addresses is only written
 * where it says something.
 */
export function eventLine(verdict: Verdict, event: LogEvent, { bytes }: Cursor): string {
  if (verdict !== EVENT) return verdict === FOREIGN ? "foreign" : verdict === SKIPPED ? "skip" : "malformed";
  const more = [
    event.count > 1 ? `x${event.count}` : "",
    event.packets >= 0 ? `packets=${event.packets}` : "",
    event.deviceEnd > event.deviceStart ? `dev=${bytes.toString("utf8", event.deviceStart, event.deviceEnd)}` : "",
    event.assumed ? "assumed" : "",
  ].filter((word) => word !== "");
  const columns = [
    (event.action === DENY ? "deny" : "allow").padEnd(5),
    timeText(event, bytes),
    event.protocol < 0 ? "-" : protocolName(event.protocol),
    `${endpoint(event.source, event.sourcePort)} > ${endpoint(event.destination, event.destinationPort)}`,
  ];
  return [...columns, ...(more.length > 0 ? [more.join(" ")] : [])].join("  ");
}

function timeText(event: LogEvent, bytes: Buffer): string {
  if (event.timeSec < 0) return "-";
  const fraction = bytes.toString("latin1", event.fractionStart, event.fractionEnd);
  const whole = new Date(event.timeSec * 1000).toISOString().slice(0, 19);
  return fraction === "" ? `${whole}Z` : `${whole}.${fraction}Z`;
}

function endpoint(address: Address, port: number): string {
  const text = addressText(address) ?? "-";
  if (port < 0) return text;
  return address.family === 6 ? `[${text}]:${port}` : `${text}:${port}`;
}

/** What an event line says of protocol and ports, and nothing else. */
export function protocolAndPorts(line: string): string {
  const [, , protocol = "", ends = ""] = line.split("  ");
  return `${protocol} ${ends
    .split(" > ")
    .map((end) => /:(\d+)$/.exec(withoutBareIp6(end))?.[1] ?? "-")
    .join(" ")}`;
}

/** An IPv6 address without brackets has no port, though it ends like one. */
function withoutBareIp6(end: string): string {
  return !end.startsWith("[") && end.split(":").length > 2 ? "-" : end;
}
