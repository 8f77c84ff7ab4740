import { addressText } from "../scan/address-text.ts";
import type { Cursor } from "../scan/cursor.ts";
import { DENY, type LogEvent } from "../scan/event.ts";
import { protocolName } from "../scan/protocols.ts";
import { shownText } from "../scan/shown-text.ts";
import { escapeJson } from "./json.ts";

/** One event as an NDJSON object (without the line break), keys always present, in the contract's order. */
export function renderEvent(
  event: LogEvent,
  cursor: Cursor,
  at: { file: string; line: number; format: string },
): string {
  const json = JSON.stringify({
    file: at.file,
    line: at.line,
    verdict: event.action === DENY ? "deny" : "allow",
    time: timeText(event, cursor.bytes),
    device: textAt(cursor.bytes, event.deviceStart, event.deviceEnd),
    protocol: event.protocol < 0 ? null : protocolName(event.protocol),
    source: addressText(event.source),
    sourcePort: event.sourcePort < 0 ? null : event.sourcePort,
    destination: addressText(event.destination),
    destinationPort: event.destinationPort < 0 ? null : event.destinationPort,
    action: textAt(cursor.bytes, event.actionStart, event.actionEnd),
    count: event.count,
    format: at.format,
  });
  return escapeJson(json);
}

/** A line that is no event as an NDJSON object: `other` where its format is known to write such lines, else `unparsed`. */
export function renderOther(
  verdict: "other" | "unparsed",
  at: { file: string; line: number; format: string | null },
): string {
  const json = JSON.stringify({
    file: at.file,
    line: at.line,
    verdict,
    time: null,
    device: null,
    protocol: null,
    source: null,
    sourcePort: null,
    destination: null,
    destinationPort: null,
    action: null,
    count: 0,
    format: at.format,
  });
  return escapeJson(json);
}

function timeText(event: LogEvent, bytes: Buffer): string | null {
  if (event.timeSec < 0) return null;
  const whole = new Date(event.timeSec * 1000).toISOString().slice(0, 19);
  const fraction = bytes.toString("latin1", event.fractionStart, event.fractionEnd).replace(/0+$/, "");
  return fraction === "" ? `${whole}Z` : `${whole}.${fraction}Z`;
}

function textAt(bytes: Buffer, start: number, end: number): string | null {
  return end > start ? shownText(bytes, start, end) : null;
}
