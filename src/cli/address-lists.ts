import { createHash } from "node:crypto";
import { UserError } from "../errors.ts";
import { type Network, Networks, parseNetwork } from "../scan/networks.ts";
import { cleanText, quoteText } from "../targets/clean-text.ts";
import { decodeText, readSmallFile } from "../targets/small-file.ts";

/** A file of networks that was read, for a report to name. */
export interface AddressListSource {
  /** As it was given. */
  path: string;
  /** What the list calls itself, made safe to print; null where it does not. */
  name: string | null;
  /** Of the file's bytes. */
  sha256: string;
  /** How many networks it lists. */
  entries: number;
}

/** Networks with the files that they come from, in the order given. */
export interface AddressLists {
  networks: Networks;
  sources: AddressListSource[];
}

const networkHint = "write an address, a network such as 198.51.100.0/24, or a range such as 198.51.100.0-198.51.100.9";
const fileHint = "list one network a line, with comments behind # or ;, or give a MISP warninglist in JSON";

/**
 * The home networks: each value of `--home` is a list of networks parted by commas, or `@` and the path of a file as
 * for {@link readKnownScanners}.
 * @throws UserError for a value or a file that lists none, or something else.
 */
export async function readHome(values: readonly string[]): Promise<AddressLists> {
  const networks: Network[] = [];
  const sources: AddressListSource[] = [];
  for (const value of values) {
    if (value.startsWith("@")) sources.push(await addFile(value.slice(1), networks));
    else for (const text of value.split(",")) networks.push(networkOf(text, `--home ${quoteText(value)}: `));
  }
  return { networks: new Networks(networks), sources };
}

/**
 * The networks of known scanners: files of one network a line, where `#` and `;` begin comments, or MISP warninglists
 * (JSON with a `list` of networks); 16 MiB at most.
 * @throws UserError that names the file and the line or the entry.
 */
export async function readKnownScanners(paths: readonly string[]): Promise<AddressLists> {
  const networks: Network[] = [];
  const sources: AddressListSource[] = [];
  for (const path of paths) sources.push(await addFile(path, networks));
  return { networks: new Networks(networks), sources };
}

/** Puts a file's networks behind the others. */
async function addFile(path: string, networks: Network[]): Promise<AddressListSource> {
  const bytes = await readSmallFile(path, {
    what: "the list of networks",
    tooLargeFor: "a list of networks",
    tooLargeHint: fileHint,
    unreadableHint: "Give the path of a readable file.",
  });
  const file = cleanText(path);
  const text = decodeText(bytes, file, "Save the list as plain text in UTF-8.");
  const before = networks.length;
  const name = /^\s*[{[]/.test(text) ? addWarninglist(text, file, networks) : addLines(text, file, networks);
  const entries = networks.length - before;
  if (entries === 0) throw new UserError(`${file} lists no network`, { hint: fileHint });
  return { path, name, sha256: createHash("sha256").update(bytes).digest("hex"), entries };
}

function addLines(text: string, file: string, networks: Network[]): null {
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const content = line.replace(/[#;][^]*/, "").trim();
    if (content !== "") networks.push(networkOf(content, `${file}, line ${index + 1}: `));
  }
  return null;
}

/** @returns what the list calls itself. */
function addWarninglist(text: string, file: string, networks: Network[]): string | null {
  const document = parseJson(text, file);
  const list = propertyOf(document, "list");
  if (!Array.isArray(list)) {
    throw new UserError(`${file} is JSON, but no MISP warninglist: it has no "list"`, { hint: fileHint });
  }
  for (const [index, entry] of list.entries()) {
    const where = `${file}, entry ${index + 1} of its list: `;
    if (typeof entry !== "string") throw new UserError(`${where}is no text`, { hint: fileHint });
    networks.push(networkOf(entry, where));
  }
  const name = propertyOf(document, "name");
  return typeof name === "string" && cleanText(name) !== "" ? cleanText(name) : null;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const [, line] = /\(line (\d+) column \d+\)/.exec(String(cause)) ?? [];
    const where = line === undefined ? file : `${file}, line ${line}:`;
    throw new UserError(`${where} is no JSON, though it begins like it`, { hint: fileHint, cause });
  }
}

function propertyOf(document: unknown, name: string): unknown {
  if (typeof document !== "object" || document === null) return undefined;
  return new Map<string, unknown>(Object.entries(document)).get(name);
}

function networkOf(text: string, where: string): Network {
  const network = parseNetwork(text);
  if (typeof network !== "string") return network;
  throw new UserError(`${where}${quoteText(text)} ${network}`, { hint: networkHint });
}
