import type { Cursor } from "./cursor.ts";
import type { LogEvent } from "./event.ts";
import { FIRST_ASKING_PORT } from "./kernel/layout.ts";

/**
 * True for a packet that looks like an answer to one that somebody sent under our address: from a service's port to
 * one that asks, with the TCP flags SYN and ACK, or RST without SYN. Where the line names no flags in words, it is one
 * from the port of HTTP, HTTPS or DNS.
 */
export function isReflected({ sourcePort, destinationPort }: LogEvent, { bytes, start, end }: Cursor): boolean {
  if (sourcePort <= 0 || sourcePort >= FIRST_ASKING_PORT || destinationPort < FIRST_ASKING_PORT) return false;
  const text = bytes.toString("latin1", start, end);
  const [syn, ack, rst] = [text.includes(" SYN"), text.includes(" ACK"), text.includes(" RST")];
  if (syn || ack || rst) return syn ? ack : rst;
  return sourcePort === 80 || sourcePort === 443 || sourcePort === 53;
}
