import { isPort, stateOf } from "../hosts/endpoint.ts";
import { portProtocolOf } from "../hosts/port-ranges.ts";
import type { ScanSink } from "../scan-sink.ts";
import { eachTextLine } from "./text-lines.ts";

const entry = /^(open|closed|banner) (\S+) (\d{1,5}) (\S+)(?: |$)/;

/** Reads masscan's list (`-oL`): `open tcp 23 198.51.100.7 1500000000`, a line a port. */
export async function readMasscanList(chunks: AsyncIterable<Buffer>, sink: ScanSink): Promise<void> {
  const { tally, hosts } = sink;
  tally.tool = "masscan";
  tally.listsOpenOnly = true;
  let begun = false;
  let last = 0;
  await eachTextLine(chunks, (text, line) => {
    last = line;
    if (text.startsWith("#masscan")) begun = true;
    if (text.startsWith("# end")) begun = false;
    if (text.trim() === "" || text.startsWith("#")) return;
    const [, word = "", protocolWord = "", port = "", address = ""] = entry.exec(text) ?? [];
    const protocol = portProtocolOf(protocolWord);
    const host = word === "" || !isPort(Number(port)) ? -1 : hosts.hostOf(address);
    if (host < 0) {
      sink.fault(`line ${line}`, "is no line of a masscan list");
      return;
    }
    tally.records++;
    // ICMP echoes are listed as port 0.
    if (protocol === null) tally.portless++;
    // Who sends a banner is open.
    else hosts.add(host, protocol, Number(port), stateOf(word === "banner" ? "open" : word));
  });
  hosts.ranges.addFile(false);
  if (begun) tally.cutAt = `line ${last}`;
}
