import { compileFormat } from "../../src/formats/compile.ts";
import type { Format } from "../../src/formats/format.ts";
import { addressText } from "../../src/scan/address-text.ts";
import { Clock } from "../../src/scan/clock.ts";
import { type Cursor, cursorOn } from "../../src/scan/cursor.ts";
import { DENY, EVENT, FOREIGN, LogEvent, NO_ACTION, SKIPPED } from "../../src/scan/event.ts";
import type { Scanner } from "../../src/scan/scanner.ts";
import { Zone } from "../../src/scan/zone.ts";

/** What was read from one line, in words. Only events have all of it. */
export interface Reading {
  verdict: "foreign" | "skipped" | "event" | "malformed";
  fault: string;
  action: "deny" | "allow" | "";
  /** ISO 8601 in UTC with the decimals as logged; empty when the line has no time. */
  time: string;
  device: string;
  protocol: number;
  source: string;
  sourcePort: number;
  destination: string;
  destinationPort: number;
  count: number;
}

/** A new scanner of a format. */
export function scannerOf(format: Format, { zone = "UTC", year = 2017 } = {}): Scanner {
  return compileFormat(format, { clock: new Clock(new Zone(zone), year), assume: "deny" });
}

/** Scans one line. */
export function readLine(scanner: Scanner, line: string): Reading {
  const cursor = cursorOn(line);
  const event = new LogEvent();
  const verdict = scanner.scan(cursor, event);
  return describe(event, cursor, verdict, scanner.fault);
}

function describe(event: LogEvent, cursor: Cursor, verdict: number, fault: string): Reading {
  const text = (start: number, end: number): string => cursor.bytes.toString("utf8", start, end);
  const fraction = text(event.fractionStart, event.fractionEnd);
  const isEvent = verdict === EVENT;
  return {
    verdict: isEvent ? "event" : verdict === FOREIGN ? "foreign" : verdict === SKIPPED ? "skipped" : "malformed",
    fault,
    action: !isEvent || event.action === NO_ACTION ? "" : event.action === DENY ? "deny" : "allow",
    time: !isEvent || event.timeSec < 0 ? "" : isoOf(event.timeSec, fraction),
    device: text(event.deviceStart, event.deviceEnd),
    protocol: event.protocol,
    source: addressText(event.source) ?? "",
    sourcePort: event.sourcePort,
    destination: addressText(event.destination) ?? "",
    destinationPort: event.destinationPort,
    count: event.count,
  };
}

function isoOf(timeSec: number, fraction: string): string {
  return `${new Date(timeSec * 1000).toISOString().slice(0, 19)}${fraction === "" ? "" : `.${fraction}`}Z`;
}
