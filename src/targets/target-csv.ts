import { basename } from "node:path";
import { UserError } from "../errors.ts";
import { findClass, findConfidence } from "./class-names.ts";
import { cleanText, quoteText } from "./clean-text.ts";
import { readCsvRecords } from "./csv-records.ts";
import type { CsvRecord } from "./csv-records.ts";
import { editDistance, findNearest } from "./nearest.ts";
import { formatPort, parseProtocol } from "./protocol.ts";
import { targetClasses } from "./target.ts";
import type { Confidence, Target, TargetClass } from "./target.ts";

const columnNames = [
  "proto",
  "port",
  "target_class",
  "service",
  "device_or_software",
  "malware_or_campaign",
  "valid_from",
  "valid_to",
  "confidence",
  "source",
] as const;
type Column = (typeof columnNames)[number];

const otherNames = new Map<string, Column>([
  ["protocol", "proto"],
  ["class", "target_class"],
  ["services", "service"],
  ["devices", "device_or_software"],
  ["device", "device_or_software"],
  ["software", "device_or_software"],
  ["campaigns", "malware_or_campaign"],
  ["malware", "malware_or_campaign"],
  ["first_seen_year", "valid_from"],
  ["sources", "source"],
  ["evidence", "source"],
]);

const neededColumns: readonly Column[] = ["proto", "port", "target_class"];
const exampleHint = "Begin the file with a line such as: proto,port,target_class,service,confidence";

/**
 * The targets in the bytes of a CSV file, in file order. Columns are found by header name; `proto`, `port` and
 * `target_class` are needed, a range of ports such as `8000-8010` stands for a row for each of them, a blank
 * confidence means high, blank evidence becomes the file and line. `fileName` is used in messages. Throws a UserError
 * that names file and line for anything that cannot be meant.
 */
export async function parseTargetCsv(bytes: Uint8Array, fileName: string): Promise<Target[]> {
  const name = cleanText(fileName);
  const [header, ...records] = await readCsvRecords(bytes, name);
  if (header === undefined) throw new UserError(`${name} has no header line.`, { hint: exampleHint });
  const columns = readHeader(header, name);
  const lines = new Map<string, number>();
  const targets: Target[] = [];
  for (const record of records) {
    const { firstPort, lastPort, ...row } = readRow(record, columns, header.cells.length, name);
    for (let port = firstPort; port <= lastPort; port++) {
      const key = formatPort(row.protocol, port);
      const earlier = lines.get(key);
      if (earlier !== undefined) {
        throw new UserError(`${name}, line ${record.line}: ${key} was given before, in line ${earlier}.`, {
          hint: "Keep one row for each protocol and port; ranges of ports must not overlap.",
        });
      }
      lines.set(key, record.line);
      targets.push({ ...row, port });
    }
  }
  return targets;
}

function readHeader(header: CsvRecord, name: string): Map<Column, number> {
  const where = `${name}, line ${header.line}`;
  const columns = new Map<Column, number>();
  for (const [index, cell] of header.cells.entries()) {
    const word = cell.toLowerCase().replaceAll(/[ -]/g, "_");
    const column = columnNames.find((known) => known === word) ?? otherNames.get(word);
    if (column === undefined) {
      // Other columns are the user's own business, but a slip of the pen must not drop one silently.
      const known = [...columnNames, ...otherNames.keys()];
      const meant = known.find((candidate) => word.length > 3 && editDistance(word.slice(0, 40), candidate) === 1);
      if (meant === undefined) continue;
      throw new UserError(`${where}: there is no column ${quoteText(cell)}.`, { hint: `Did you mean ${meant}?` });
    }
    if (columns.has(column)) {
      throw new UserError(`${where}: two columns give the ${column}.`, { hint: "Remove one of them." });
    }
    columns.set(column, index);
  }
  const missing = neededColumns.filter((column) => !columns.has(column));
  if (missing.length > 0) {
    const [first = ""] = header.cells;
    const isOneCell = header.cells.length === 1 && /[; ]/.test(first);
    throw new UserError(`${where}: the header has no column ${missing.join(", ")}.`, {
      hint: isOneCell ? "Separate the columns with commas." : exampleHint,
    });
  }
  return columns;
}

/** A row of the file, which may be about several ports. */
interface TargetRow extends Omit<Target, "port">, PortRange {}

interface PortRange {
  firstPort: number;
  lastPort: number;
}

function readRow(record: CsvRecord, columns: Map<Column, number>, width: number, name: string): TargetRow {
  const where = `${name}, line ${record.line}`;
  if (record.cells.slice(width).some((cell) => cell !== "")) {
    throw new UserError(`${where}: there are ${record.cells.length} values, but the header names ${width} columns.`, {
      hint: 'Put a value that contains a comma in quotation marks: "cameras, recorders".',
    });
  }
  const cell = (column: Column): string => record.cells[columns.get(column) ?? -1] ?? "";
  const protocol = readProtocol(cell("proto"), where);
  const validFrom = readYear(cell("valid_from"), "valid_from", where);
  const validTo = readYear(cell("valid_to"), "valid_to", where);
  if (validFrom !== null && validTo !== null && validTo < validFrom) {
    throw new UserError(`${where}: valid_to ${validTo} is before valid_from ${validFrom}.`, {
      hint: "Exchange the two years, or leave valid_to blank if the row still holds.",
    });
  }
  const evidence = cell("source").split("|").map(cleanText);
  const given = evidence.filter((reference) => reference !== "");
  return {
    protocol,
    ...readPorts(cell("port"), where),
    class: readClass(cell("target_class"), where),
    confidence: readConfidence(cell("confidence"), where),
    service: cell("service"),
    devices: cell("device_or_software"),
    campaigns: cell("malware_or_campaign"),
    validFrom,
    validTo,
    evidence: given.length > 0 ? given : [`${basename(name)}, line ${record.line}`],
  };
}

function readProtocol(text: string, where: string): number {
  const protocol = parseProtocol(text);
  if (protocol !== null) return protocol;
  throw new UserError(`${where}: ${text === "" ? "the protocol is blank" : `unknown protocol ${quoteText(text)}`}.`, {
    hint: "Write tcp or udp.",
  });
}

function readPorts(text: string, where: string): PortRange {
  const hint = "Write a port from 0 to 65535, or a range of them such as 8000-8010.";
  if (text === "") throw new UserError(`${where}: the port is blank.`, { hint });
  const [, first, last] = /^(\d+)(?: ?- ?(\d+))?$/.exec(text) ?? [];
  if (first === undefined) throw new UserError(`${where}: ${quoteText(text)} is not a port number.`, { hint });
  const [firstPort, lastPort] = [Number(first), Number(last ?? first)];
  if (Math.max(firstPort, lastPort) > 65535) {
    throw new UserError(`${where}: port ${quoteText(text)} is out of range.`, { hint });
  }
  if (lastPort < firstPort) {
    throw new UserError(`${where}: the range of ports ${quoteText(text)} ends before it starts.`, {
      hint: "Exchange the two ports.",
    });
  }
  return { firstPort, lastPort };
}

function readClass(text: string, where: string): TargetClass {
  const found = findClass(text);
  if (found !== null) return found;
  if (text === "") {
    throw new UserError(`${where}: the class is blank.`, {
      hint: `Write one of ${targetClasses.join(", ")}. The class other takes a port out.`,
    });
  }
  throw new UserError(`${where}: unknown class ${quoteText(text)}.`, {
    hint: `Nearest: ${findNearest(text, targetClasses, 3).join(", ")}. "fwtrend targets" lists them all.`,
  });
}

function readConfidence(text: string, where: string): Confidence {
  if (text === "") return "high";
  const found = findConfidence(text);
  if (found !== null) return found;
  throw new UserError(`${where}: unknown confidence ${quoteText(text)}.`, {
    hint: "Write high, medium or low; blank means high.",
  });
}

function readYear(text: string, column: string, where: string): number | null {
  if (text === "") return null;
  if (/^[12]\d{3}$/.test(text)) return Number(text);
  throw new UserError(`${where}: ${column} ${quoteText(text)} is not a year.`, {
    hint: "Write a year such as 2018, or leave it blank.",
  });
}
