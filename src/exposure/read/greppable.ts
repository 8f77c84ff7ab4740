import { isPort, stateOf } from "../hosts/endpoint.ts";
import { DOWN_HOST, UP_HOST } from "../hosts/host-view.ts";
import { portProtocolOf } from "../hosts/port-ranges.ts";
import type { ScanSink } from "../scan-sink.ts";
import { eachTextLine } from "./text-lines.ts";

const hostLine = /^(?:Timestamp: \d+\s+)?Host: (\S+) \(([^)]*)\)\s+(.*)$/;
const ports = /(?:^|\s)Ports: (.*?)(?=\s+(?:Ignored State|Seq Index|OS|IP ID Seq|SCTP Ports|Status): |\s*$)/;
const ranges = /(TCP|UDP|SCTP)\(\d+;([\d,-]*)\)/g;

/**
 * Reads greppable output: `-oG` of nmap and of masscan. Notes often turn its tabs into blanks, so either parts fields.
 */
export async function readGreppable(chunks: AsyncIterable<Buffer>, sink: ScanSink): Promise<void> {
  const { tally, hosts } = sink;
  tally.tool ||= "nmap";
  let tells = false;
  let isOver = false;
  let lines = 0;
  await eachTextLine(chunks, (text, line) => {
    lines = line;
    if (text.trim() === "") return;
    if (text.startsWith("#")) {
      if (/^# masscan /i.test(text)) {
        tally.tool = "masscan";
        tally.listsOpenOnly = true;
      }
      if (/ -{1,2}open\b/.test(text)) tally.listsOpenOnly = true;
      if (/^# (?:Nmap|Masscan) done/i.test(text)) isOver = true;
      if (/^# Ports\s+scanned:/.test(text)) {
        for (const [, word = "", list = ""] of text.matchAll(ranges)) {
          tells = hosts.ranges.add(portProtocolOf(word)!, list.replaceAll(";", "")) || tells;
        }
      }
      return;
    }
    readHost(text, `line ${line}`, sink);
  });
  hosts.ranges.addFile(tells);
  // Only nmap's own end tells that a scan was not cut short; files put together by hand have neither.
  if (tells && !isOver) tally.cutAt = `line ${lines}`;
}

function readHost(text: string, place: string, sink: ScanSink): void {
  const { hosts, tally } = sink;
  const [, address = "", name = "", fields = ""] = hostLine.exec(text) ?? [];
  const host = address === "" ? -1 : hosts.hostOf(address, name);
  if (host < 0) {
    sink.fault(place, address === "" ? "is no line of a greppable scan" : "has no address that is one");
    return;
  }
  tally.records++;
  const status = /(?:^|\s)Status: (Up|Down)/.exec(fields)?.[1];
  if (status !== undefined) hosts.mark(host, status === "Up" ? UP_HOST : DOWN_HOST);
  for (const entry of (ports.exec(fields)?.[1] ?? "").split(/,\s*/)) {
    if (entry.trim() === "") continue;
    // Port, state, protocol, owner, service, RPC, version.
    const [port = "", word = "", protocolWord = ""] = entry.trim().split("/");
    const [state, protocol] = [stateOf(word), portProtocolOf(protocolWord)];
    if (!/^\d{1,5}$/.test(port) || !isPort(Number(port)) || state === 0 || protocol === null) {
      sink.fault(place, "names a port that is none");
      continue;
    }
    hosts.mark(host, UP_HOST);
    hosts.add(host, protocol, Number(port), state);
  }
}
