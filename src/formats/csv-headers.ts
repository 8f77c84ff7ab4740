import { registers } from "../scan/registers.ts";
import { servicePorts } from "./service-ports.ts";
import { splitCells } from "./split-cells.ts";
import type { CsvGrammar, Format, Meaning, Register } from "./format.ts";

/** A format whose columns stand in the first line of each file. */
export interface HeadFormat {
  id: string;
  title: string;
  docs: string;
  /** True where lines of known formats may look alike: it is left to those as soon as one finds a decision. */
  yields?: boolean;
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
  ["device", "host hostname device devicename devname firewall firewallname sensor node observer dvc dvchost appliance orig origin"],
  ["stamp", "datetime timestamp eventtime generatedtime generatetime receivetime starttime logtime eventtimestamp loggedat occurred start ts"],
  ["date", "date day eventdate logdate"],
  ["time", "time timeofday clock"],
  ["count", "count repeatcount hits hitcount events occurrences eventcount"],
  ["packets", "packets pkts packetcount totalpackets"],
]; // prettier-ignore

let byName: ReadonlyMap<string, Register> | null = null;

/** The registers of all names. Made when a header line is read: most runs see none. */
export function registersByName(): ReadonlyMap<string, Register> {
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
    return formatOf(first, separator, cells.length, columns, named, lines);
  },
};

function formatOf(
  first: string,
  separator: string,
  columnCount: number,
  columns: Record<number, Register>,
  named: ReadonlySet<Register>,
  lines: readonly string[],
): Format {
  const grammar: CsvGrammar = {
    kind: "csv",
    separator,
    quoted: true,
    escaped: isEscaped(lines),
    multiline: true,
    columns,
    columnCount,
    services: servicePorts,
    namesMark: first,
    identity: [],
    dayFirst: isDayFirst(lines),
  };
  return {
    id: csvHeaders.id,
    title: csvHeaders.title,
    docs: csvHeaders.docs,
    grammar,
    actions: exportedActions,
    ...(named.has("kind") && { kinds: { traffic: "decision" } }),
    defaultAction: named.has("action") ? "none" : "assume",
    decimalAddresses: true,
    needs: named.has("action") ? ["action"] : [],
  };
}

/** What exports write into an action column for a denial. */
export const denialWords =
  "deny denied drop dropped block blocked reject rejected reset reset-both reset-client reset-server discard discarded refuse refused drop-icmp prevent";
/** What they write for traffic that was let through, or that ended by itself. */
export const passWords =
  "allow allowed accept accepted permit permitted pass passed open built close closed teardown timeout client-rst server-rst start end"; // prettier-ignore

/** The words of a list, each with its meaning. */
function actionsOf(words: string, meaning: Meaning): Record<string, Meaning> {
  return Object.fromEntries(words.split(" ").map((word) => [word, meaning]));
}

/** Action words that logs of any product may have → meaning. */
export const commonActions: Readonly<Record<string, Meaning>> = {
  ...actionsOf(denialWords, "deny"),
  ...actionsOf(passWords, "allow"),
};

/** Action words of exports → meaning. */
const exportedActions: Readonly<Record<string, Meaning>> = {
  ...commonActions,
  // Check Point's, of connections of a VPN, and its management's.
  encrypt: "allow",
  decrypt: "allow",
  ctl: "skip",
  keyinst: "skip",
  // As the console of PAN-OS shows them.
  "drop icmp": "deny",
  "reset both": "deny",
  "reset client": "deny",
  "reset server": "deny",
};

/**
 * Columns that make of one called "type" that of the log: PAN-OS and FortiAnalyzer export traffic with threats and
 * events, whose actions are others.
 */
const besideLogType = new Set(["threatcontenttype", "subtype"]);

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
  const bare = cells.map((cell) => cell.toLowerCase().replaceAll(/[^a-z0-9]/g, ""));
  bare.forEach((name, place) => {
    const register = registersByName().get(name);
    if (register !== undefined) take(place, register);
  });
  if (bare.some((name) => besideLogType.has(name)) && bare.includes("type")) take(bare.indexOf("type"), "kind");
  // Of flows, only what was seen is known, not whether a firewall let it through.
  if (!taken.has("action") && bare.includes("flows")) take(bare.indexOf("flows"), "kind");
  // One column called "time" or "date" holds the whole stamp.
  if (!taken.has("stamp") && taken.has("date") !== taken.has("time")) {
    for (const place of Object.keys(columns)) {
      if (columns[Number(place)] === "date" || columns[Number(place)] === "time") columns[Number(place)] = "stamp";
    }
  }
  return columns;
}

/** True when quotes in cells are written `\\"`: none is doubled, and a backslash stands before one that ends no cell. */
function isEscaped(lines: readonly string[]): boolean {
  return lines.some((line) => /\\"[^",;|\t]/.test(line)) && !lines.some((line) => /[^",;|\t]""[^",;|\t]/.test(line));
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
