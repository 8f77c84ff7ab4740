import { registers } from "../scan/registers.ts";
import type { CsvGrammar, Format, Meaning, Register } from "./format.ts";

/** A format whose columns stand in the first line of each file. */
export interface HeadFormat {
  id: string;
  title: string;
  docs: string;
  /** The format of a file that begins with these lines; null when its first line names no columns that tell a denial. */
  fromHead(lines: readonly string[], overrides: ColumnOverrides): Format | null;
}

/** Column names that the user gives for registers: `--columns src=Client,dport=Port`. */
export type ColumnOverrides = Readonly<Partial<Record<Register, string>>>;

/** Names that exports use, lower-cased and without blanks and signs. */
const names: readonly (readonly [Register, string])[] = [
  ["source", "src srcip srcaddr srcaddress source sourceip sourceaddress sourceipaddress clientip cip ipsrc remoteip attackerip saddr fromip from sip"],
  ["destination", "dst dstip dstaddr dstaddress dest destip destaddress destination destinationip destinationaddress destinationipaddress serverip ipdst targetip victimip daddr toip to dip"],
  ["sourcePort", "spt sport srcport sourceport srcpt portsrc clientport tcpsrcport"],
  ["destinationPort", "dpt dport dstport destport destinationport dstpt portdst serverport targetport port service tcpdstport"],
  ["protocol", "proto protocol ipprotocol transport ipproto l4proto transportprotocol prot"],
  ["action", "action act verdict disposition firewallaction fwaction decision ruleaction policyaction result"],
  ["device", "host hostname device devicename devname firewall firewallname sensor node observer dvc dvchost appliance"],
  ["stamp", "datetime timestamp eventtime generatedtime generatetime receivetime starttime logtime eventtimestamp loggedat occurred start ts"],
  ["date", "date day eventdate logdate"],
  ["time", "time timeofday clock"],
  ["count", "count repeatcount hits hitcount events occurrences eventcount"],
  ["packets", "packets pkts packetcount totalpackets"],
]; // prettier-ignore

let byName: ReadonlyMap<string, Register> | null = null;

/** The registers of all names. Made when a header line is read: most runs see none. */
function registersByName(): ReadonlyMap<string, Register> {
  return (byName ??= new Map(
    names.flatMap(([register, words]) => words.split(" ").map((word) => [word, register] as const)),
  ));
}

/** Separators that exports use; the one that cuts the header line most often wins. */
const separators = [",", ";", "\t", "|"];

/** Any CSV whose first line names columns that fwtrend knows, or that the user names. */
export const csvHeaders: HeadFormat = {
  id: "csv-headers",
  title: "CSV with a header line that names source, destination port, action …",
  docs: "https://www.rfc-editor.org/rfc/rfc4180",
  fromHead(lines, overrides) {
    const first = lines[0] ?? "";
    const separator = separators.toSorted((a, b) => first.split(b).length - first.split(a).length)[0]!;
    const cells = splitCells(first, separator);
    const columns = columnsOf(cells, overrides);
    const named = new Set(Object.values(columns));
    if (!named.has("destinationPort") || named.size < 2 || cells.length < 2) return null;
    return formatOf(first, separator, cells.length, columns, named, isDayFirst(lines));
  },
};

function formatOf(
  first: string,
  separator: string,
  columnCount: number,
  columns: Record<number, Register>,
  named: ReadonlySet<Register>,
  dayFirst: boolean,
): Format {
  const grammar: CsvGrammar = {
    kind: "csv",
    separator,
    quoted: true,
    columns,
    columnCount,
    namesMark: first,
    identity: [],
    dayFirst,
  };
  return {
    id: csvHeaders.id,
    title: csvHeaders.title,
    docs: csvHeaders.docs,
    grammar,
    actions: { ...actionsOf(denials, "deny"), ...actionsOf(passes, "allow") },
    defaultAction: named.has("action") ? "none" : "assume",
    decimalAddresses: true,
    needs: named.has("action") ? ["action"] : [],
  };
}

/** What exports write into an action column. */
const denials =
  "deny denied drop dropped block blocked reject rejected reset reset-both reset-client reset-server discard discarded refuse refused drop-icmp prevent";
const passes =
  "allow allowed accept accepted permit permitted pass passed open built close closed teardown timeout client-rst server-rst start end"; // prettier-ignore

function actionsOf(words: string, meaning: Meaning): Record<string, Meaning> {
  return Object.fromEntries(words.split(" ").map((word) => [word, meaning]));
}

function columnsOf(cells: readonly string[], overrides: ColumnOverrides): Record<number, Register> {
  const columns: Record<number, Register> = {};
  const taken = new Set<Register>();
  const take = (place: number, register: Register): void => {
    if (taken.has(register) || columns[place] !== undefined) return;
    columns[place] = register;
    taken.add(register);
  };
  for (const register of registers) {
    const name = overrides[register];
    const place = cells.findIndex((cell) => cell.trim().toLowerCase() === name?.toLowerCase());
    if (place >= 0) take(place, register);
  }
  cells.forEach((cell, place) => {
    const register = registersByName().get(cell.toLowerCase().replaceAll(/[^a-z0-9]/g, ""));
    if (register !== undefined) take(place, register);
  });
  // One column called "time" or "date" holds the whole stamp.
  if (!taken.has("stamp") && taken.has("date") !== taken.has("time")) {
    for (const place of Object.keys(columns)) {
      if (columns[Number(place)] === "date" || columns[Number(place)] === "time") columns[Number(place)] = "stamp";
    }
  }
  return columns;
}

/** The cells of a line; separators between quotes are part of a cell. */
function splitCells(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = "";
  for (const part of line.split(separator)) {
    cell = cell === "" ? part : cell + separator + part;
    if (/^\s*"(?:[^"]|"")*$/.test(cell)) continue;
    cells.push(cell);
    cell = "";
  }
  if (cell !== "") cells.push(cell);
  return cells.map((text) => text.trim().replace(/^"(.*)"$/, "$1"));
}

/** True when a date with slashes in these lines can only have its day first. */
function isDayFirst(lines: readonly string[]): boolean {
  let dayFirst = false;
  for (const line of lines) {
    for (const [, first, second] of line.matchAll(/(?<!\d)(\d{1,2})\/(\d{1,2})\/\d{2,4}/g)) {
      if (Number(second) > 12) return false;
      if (Number(first) > 12) dayFirst = true;
    }
  }
  return dayFirst;
}
