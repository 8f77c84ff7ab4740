import type { ScanSink } from "../scan-sink.ts";
import type { SiteAnswer } from "../sites/site-answer.ts";
import { eachDocument, type OpenRecord } from "./json-documents.ts";
import { hasForm, type JsonObject, objectOf, readForm } from "./json-forms.ts";
import { JsonLine, jsonText } from "./json-line.ts";
import { eachLine } from "./text-lines.ts";

/** Members of an httpx record, older versions' names behind the others. */
const members = ["url", "status_code", "title", "location", "final_url", "failed", "status-code", "final-url"];
const [URL, STATUS, TITLE, LOCATION, FINAL_URL, FAILED, OLD_STATUS, OLD_FINAL_URL] = [0, 1, 2, 3, 4, 5, 6, 7] as const;

const lineBreak = "\n";
const noJson = "is no JSON object";

/** Whether a text that begins with JSON has one record a line; else its records go over lines or stand in an array. */
export function isJsonLines(head: string): boolean {
  const lines = head.split(lineBreak).map((line) => line.trim());
  const first = lines.find((line) => /^[[{]/.test(line)) ?? "";
  if (!first.startsWith("{")) return false;
  // A line that is longer than what was read of the text is one, too.
  return isObject(first) || first === lines.at(-1);
}

/** Whether a text holds records that can be read, as far as its beginning tells. */
export function holdsScanRecords(head: string): boolean {
  if (!isJsonLines(head)) return true;
  const records = head
    .split(lineBreak)
    .map(parseObject)
    .filter((record) => record !== null);
  return records.length === 0 || records.some((record) => isSite(record) || hasForm(record));
}

/** Reads records in JSON: of masscan, naabu, Shodan, Censys, zgrab2 and httpx, one a line or in documents. */
export async function readJsonScan(chunks: AsyncIterable<Buffer>, sink: ScanSink, head: string): Promise<void> {
  const { tally, hosts } = sink;
  if (isJsonLines(head)) await readLines(chunks, sink);
  else {
    const open = await eachDocument(chunks, (bytes, line) => readDocument(bytes.toString("utf8"), line, sink));
    if (open !== null) readOpenDocument(open, sink);
  }
  // Records of web sites alone are no scan of ports.
  if (tally.hasHosts) hosts.ranges.addFile(false);
}

async function readLines(chunks: AsyncIterable<Buffer>, sink: ScanSink): Promise<void> {
  const { sites, tally } = sink;
  const found = new JsonLine(members);
  const answer: SiteAnswer = { url: "", status: 0, title: "", location: "", finalUrl: "" };
  await eachLine(chunks, (bytes, start, end, line) => {
    if (found.find(bytes, start, end) && fillAnswer(found, bytes, answer) && sites.add(answer)) {
      tally.tool = "httpx";
      tally.records++;
      return;
    }
    readText(bytes.toString("utf8", start, end), line, sink);
  });
}

/** A quotation mark that is missing joins records to one that is none: those that stand on a line alone are kept. */
function readDocument(text: string, line: number, sink: ScanSink): void {
  const lines = text.split(lineBreak);
  if (lines.length === 1 || isObject(text)) readText(text, line, sink);
  else if (!lines.some(isRecord)) sink.fault(`line ${line}`, noJson);
  else readLinesOf(lines, line, sink);
}

/** What has no end was cut short, or has lost a quotation mark somewhere. */
function readOpenDocument({ bytes, line }: OpenRecord, sink: ScanSink): void {
  const lines = bytes.toString("utf8").split(lineBreak);
  const last = lines.findLastIndex((one) => isRecord(one));
  readLinesOf(lines.slice(0, last + 1), line, sink);
  const isWhole = last >= 0 && lines.slice(last + 1).every((one) => /^[\s,\]]*$/.test(one));
  if (!isWhole) sink.tally.cutAt = `line ${line + last + 1}`;
}

function readLinesOf(lines: readonly string[], first: number, sink: ScanSink): void {
  for (const [at, one] of lines.entries()) if (!/^[\s,[\]]*$/.test(one)) readText(one, first + at, sink);
}

function isRecord(line: string): boolean {
  return line.startsWith("{") && isObject(line);
}

/** False where the record is none of httpx, or is an odd one. */
function fillAnswer({ starts, ends }: JsonLine, bytes: Buffer, answer: SiteAnswer): boolean {
  if (ends[URL] === 0) return false;
  const textAt = (place: number): string | null =>
    ends[place] === 0 ? "" : jsonText(bytes, starts[place]!, ends[place]!);
  const status = ends[STATUS] === 0 ? OLD_STATUS : STATUS;
  const hasFailed = ends[FAILED] !== 0 && bytes[starts[FAILED]!] === 116;
  if (ends[status] === 0 && !hasFailed) return false;
  const url = textAt(URL);
  const title = textAt(TITLE);
  const location = textAt(LOCATION);
  const finalUrl = textAt(ends[FINAL_URL] === 0 ? OLD_FINAL_URL : FINAL_URL);
  if (url === null || title === null || location === null || finalUrl === null) return false;
  answer.url = url;
  answer.title = title;
  answer.location = location;
  answer.finalUrl = finalUrl;
  answer.status = hasFailed || ends[status] === 0 ? 0 : numberAt(bytes, starts[status]!, ends[status]!);
  return answer.status >= 0;
}

/** −1 where no whole number stands there. */
function numberAt(bytes: Buffer, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** Reads a record the slow way, of whichever tool it is. */
function readText(text: string, line: number, sink: ScanSink): void {
  const { tally } = sink;
  if (text.trim() === "") return;
  const record = parseObject(text);
  if (record === null) {
    sink.fault(`line ${line}`, noJson);
    return;
  }
  // What masscan writes at its end.
  if ("finished" in record) return;
  if (!isSite(record)) tally.hasHosts = true;
  const fault = isSite(record) ? readSite(record, sink) : readForm(record, sink);
  if (fault === null) tally.records++;
  else sink.fault(`line ${line}`, fault);
}

function isSite(record: JsonObject): boolean {
  return typeof record["url"] === "string" && ["status_code", "status-code", "failed"].some((key) => key in record);
}

function readSite(record: JsonObject, sink: ScanSink): string | null {
  sink.tally.tool ||= "httpx";
  const textOf = (...keys: string[]): string =>
    keys.map((key) => record[key]).find((one) => typeof one === "string") ?? "";
  const status = Number(record["status_code"] ?? record["status-code"] ?? 0);
  if (!Number.isInteger(status)) return "names a status that is none";
  const answer: SiteAnswer = {
    url: textOf("url"),
    status: record["failed"] === true ? 0 : status,
    title: textOf("title"),
    location: textOf("location"),
    finalUrl: textOf("final_url", "final-url"),
  };
  return sink.sites.add(answer) ? null : "has no URL that is one";
}

function parseObject(text: string): JsonObject | null {
  try {
    // A mark at the beginning, and a comma at the end of a line of an array.
    return objectOf(JSON.parse(text.replace(/^\ufeff/, "").replace(/,\s*$/, "")));
  } catch {
    return null;
  }
}

function isObject(text: string): boolean {
  return parseObject(text) !== null;
}
