import { isPort, OPEN, stateOf } from "../hosts/endpoint.ts";
import { portProtocolOf } from "../hosts/port-ranges.ts";
import type { ScanSink } from "../scan-sink.ts";
import type { SiteAnswer } from "../sites/site-answer.ts";
import { eachRow, separatorOf } from "./csv-rows.ts";

/** What columns are called, lower-cased and without blanks and signs, by what they hold; earlier names win. */
const names = {
  address: ["ip", "ipstr", "ipaddress", "ipaddr", "address", "addr", "saddr", "hostip", "targetip", "host", "target"],
  name: ["hostname", "dnsname", "fqdn", "name", "domain", "host", "hostnames"],
  port: [
    "port",
    "portid",
    "portnumber",
    "dport",
    "sport",
    "openport",
    "serviceport",
    "servicesport",
    "hostservicesport",
  ],
  protocol: [
    "protocol",
    "proto",
    "transport",
    "transportprotocol",
    "l4proto",
    "servicestransportprotocol",
    "hostservicestransportprotocol",
  ],
  state: ["state", "portstate", "status", "classification"],
  url: ["url", "finalurl", "uri", "link"],
  status: ["statuscode", "httpstatus", "httpstatuscode", "responsecode", "status", "code"],
  title: ["title", "pagetitle", "httptitle"],
  location: ["location", "redirect", "redirecturl", "redirectlocation"],
} as const;
type Meaning = keyof typeof names;

/** Where the columns of a table are that can be read; −1 for those that it lacks. */
type Columns = Readonly<Record<Meaning, number>>;

/** What a table tells by its header: ports of hosts, or answers of sites; null for neither. */
export function csvKindOf(header: string): "ports" | "sites" | null {
  const columns = columnsOf(header.split(separatorOf(header)));
  if (columns.url >= 0 && columns.status >= 0) return "sites";
  return columns.port >= 0 && (columns.address >= 0 || columns.name >= 0) ? "ports" : null;
}

/** Reads a table with a header: `ip,port,protocol,state`, or `url,status,title`, under the names that exports use. */
export async function readCsvScan(chunks: AsyncIterable<Buffer>, sink: ScanSink): Promise<void> {
  let columns: Columns | null = null;
  let readRow = readPort;
  const takeRow = (cells: readonly string[], line: number): void => {
    if (columns === null) {
      columns = columnsOf(cells);
      if (columns.url >= 0 && columns.status >= 0) readRow = readSite;
      return;
    }
    const fault = readRow(cells, columns, sink);
    if (fault === null) sink.tally.records++;
    else sink.fault(`line ${line}`, fault);
  };
  await eachRow(chunks, takeRow, (line) => sink.fault(`line ${line}`, "has quotation marks that do not match"));
  sink.tally.tool = "CSV";
  if (readRow === readPort) sink.hosts.ranges.addFile(false);
}

function columnsOf(header: readonly string[]): Columns {
  const plain = header.map((cell) => cell.replaceAll(/^\ufeff|[^\p{L}\p{N}]/gu, "").toLowerCase());
  const placeOf = (meaning: Meaning): number => {
    for (const name of names[meaning]) if (plain.includes(name)) return plain.indexOf(name);
    return -1;
  };
  return Object.fromEntries(Object.keys(names).map((name) => [name, placeOf(name as Meaning)])) as Record<
    Meaning,
    number
  >;
}

function readPort(cells: readonly string[], columns: Columns, { hosts }: ScanSink): string | null {
  const cell = (meaning: Meaning): string => cells[columns[meaning]] ?? "";
  const [, port = "", behind] = /^(\d{1,5})(?:\/([a-z]+))?$/i.exec(cell("port")) ?? [];
  const protocol = portProtocolOf(behind ?? (cell("protocol") || "tcp"));
  // Some tools number protocols.
  const numbered = ({ 6: "tcp", 17: "udp", 132: "sctp" } as const)[cell("protocol")];
  // zmap says how a port answered, other tables say nothing of ports that are not open.
  const word = cell("state").toLowerCase();
  const state = word === "" || word === "synack" || word === "up" ? OPEN : stateOf(word) || (word === "rst" ? 1 : 0);
  if (port === "" || !isPort(Number(port))) return "names a port that is none";
  if (state === 0) return "names a state that is none";
  const known = numbered ?? protocol;
  if (known === null) return "names a protocol without ports";
  const text = cell("address") || cell("name");
  const host = hosts.hostOf(text, cell("name") === text ? null : cell("name"));
  if (host < 0) return "has no address or name of a host that is one";
  hosts.add(host, known, Number(port), state);
  return null;
}

function readSite(cells: readonly string[], columns: Columns, { sites }: ScanSink): string | null {
  const cell = (meaning: Meaning): string => cells[columns[meaning]] ?? "";
  const status = cell("status");
  if (!/^\d{0,3}$/.test(status)) return "names a status that is none";
  const answer: SiteAnswer = {
    url: cell("url"),
    status: Number(status),
    title: cell("title"),
    location: cell("location"),
    finalUrl: "",
  };
  return sites.add(answer) ? null : "has no URL that is one";
}
