import { stateOf } from "../hosts/endpoint.ts";
import { DOWN_HOST, UP_HOST } from "../hosts/host-view.ts";
import { portProtocolOf } from "../hosts/port-ranges.ts";
import type { ScanSink } from "../scan-sink.ts";
import { eachTextLine } from "./text-lines.ts";

const report = /^Nmap scan report for (?:(\S+) \(([^)]+)\)|(\S+))( \[host down\b.*)?\s*$/;
const portLine = /^(\d{1,5})\/(tcp|udp|sctp)\s+(\S+)(?:\s|$)/;

/** Reads nmap's normal output (`-oN`, or what it prints): people keep that, too. */
export async function readNmapNormal(chunks: AsyncIterable<Buffer>, sink: ScanSink): Promise<void> {
  const { tally, hosts } = sink;
  tally.tool = "nmap";
  let host = -1;
  await eachTextLine(chunks, (text, line) => {
    const found = report.exec(text);
    if (found !== null) {
      const [, name, address, alone = "", down] = found;
      host = hosts.hostOf(address ?? alone, name ?? null);
      if (host < 0) sink.fault(`line ${line}`, "has no address that is one");
      else {
        tally.records++;
        hosts.mark(host, down === undefined ? UP_HOST : DOWN_HOST);
      }
      return;
    }
    const [, port = "", word = "", stateWord = ""] = portLine.exec(text) ?? [];
    if (port === "") {
      if (/^# Nmap .* --open\b/.test(text)) tally.listsOpenOnly = true;
      return;
    }
    const state = stateOf(stateWord);
    if (host < 0 || state === 0 || Number(port) > 65_535) sink.fault(`line ${line}`, "names a port of no host");
    else hosts.add(host, portProtocolOf(word)!, Number(port), state);
  });
  hosts.ranges.addFile(false);
}
