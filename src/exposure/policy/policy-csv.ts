import { createHash } from "node:crypto";
import { UserError } from "../../errors.ts";
import { parseNetwork } from "../../scan/networks.ts";
import { cleanText, quoteText } from "../../targets/clean-text.ts";
import { type CsvRecord, readCsvRecords } from "../../targets/csv-records.ts";
import { readSmallFile } from "../../targets/small-file.ts";
import { portProtocols } from "../hosts/endpoint.ts";
import { hostKeyOf, isNameKey } from "../hosts/host-key.ts";
import { defaultPublic, Policy, type PolicyRow, type PortSpan } from "./policy.ts";

/** A policy with where it comes from, for a report to name. */
export interface GivenPolicy {
  policy: Policy;
  /** Ports that are public everywhere, as texts: `443/tcp`. */
  everywhere: string[];
  /** The file of rows; null without one. */
  source: { path: string; sha256: string; rows: number } | null;
}

const rowHint = "write a row such as 198.51.100.0/24,443,tcp,yes under the header host,port,proto,public";
const portHint = "write 443, 443/tcp, 8000-8100/tcp or *";

/**
 * The policy that options ask for.
 * @param ports of `--public`: a list such as `80,443,53/udp`, instead of the default; null for the default.
 * @param path of a CSV file with the columns host, port, and, if wanted, proto and public; null for none.
 * @param option what the list was given with.
 * @throws UserError for a list or a file that is none, with the line.
 */
export async function readPolicy(ports: string | null, path: string | null, option = "--public"): Promise<GivenPolicy> {
  const everywhere = ports === null ? defaultPublic : parsePorts(ports, option);
  const texts = everywhere.map(spanText);
  if (path === null) return { policy: new Policy([], everywhere), everywhere: texts, source: null };
  const bytes = await readSmallFile(path, {
    what: "the policy",
    tooLargeFor: "a policy",
    tooLargeHint: "Write networks instead of hosts.",
    unreadableHint: "Give the path of a readable CSV file.",
  });
  const rows = parsePolicy(await readCsvRecords(bytes, cleanText(path)), cleanText(path));
  const source = { path, sha256: createHash("sha256").update(bytes).digest("hex"), rows: rows.length };
  return { policy: new Policy(rows, everywhere), everywhere: texts, source };
}

function parsePorts(list: string, option: string): PortSpan[] {
  if (list.trim() === "" || list.trim() === "none") return [];
  return list.split(",").map((text) => {
    const span = parseSpan(text.trim(), "");
    if (span === null)
      throw new UserError(`${option} ${quoteText(list)}: ${quoteText(text)} is no port`, { hint: portHint });
    return span;
  });
}

function parsePolicy([header, ...records]: readonly CsvRecord[], name: string): PolicyRow[] {
  const columns = (header?.cells ?? []).map((cell) => cell.toLowerCase());
  const [host, port] = [columns.indexOf("host"), columns.indexOf("port")];
  const [proto, open] = [columns.indexOf("proto"), columns.indexOf("public")];
  if (host < 0 || port < 0) {
    throw new UserError(`${name}: the first line names no columns host and port`, { hint: rowHint });
  }
  return records.map(({ line, cells }) => {
    const cell = (column: number): string => (column < 0 ? "" : (cells[column] ?? ""));
    const fail = (what: string, text: string): never => {
      throw new UserError(`${name}, line ${line}: ${quoteText(text)} is no ${what}`, { hint: rowHint });
    };
    const word = cell(open).toLowerCase();
    return {
      host: parseHost(cell(host)) ?? (cell(host) === "*" ? null : fail("host, network or *", cell(host))),
      span:
        parseSpan(cell(port), cell(proto)) ??
        fail("port", cell(proto) === "" ? cell(port) : `${cell(port)}/${cell(proto)}`),
      isPublic: word === "" || word === "yes" || (word === "no" ? false : fail("yes or no", cell(open))),
    };
  });
}

function parseHost(text: string): PolicyRow["host"] {
  const network = parseNetwork(text);
  if (typeof network !== "string") return network;
  const key = hostKeyOf(text);
  return key !== null && isNameKey(key) ? (key as string) : null;
}

/** Null for a text that is no port, span of ports, or `*`. */
function parseSpan(text: string, proto: string): PortSpan | null {
  const [ports = "", behind = proto] = text.split("/");
  const word = behind.toLowerCase();
  const protocol = portProtocols.find((one) => one === word) ?? null;
  if (protocol === null && word !== "" && word !== "*") return null;
  if (ports === "*") return { protocol, from: 0, to: 65_535 };
  const [, first = "", last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(ports.trim()) ?? [];
  if (first === "" || Number(last) > 65_535 || Number(first) > Number(last)) return null;
  return { protocol, from: Number(first), to: Number(last) };
}

function spanText({ protocol, from, to }: PortSpan): string {
  const ports = from === to ? String(from) : from === 0 && to === 65_535 ? "*" : `${from}-${to}`;
  return protocol === null ? ports : `${ports}/${protocol}`;
}
