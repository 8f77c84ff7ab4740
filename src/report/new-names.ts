import { networkText, parseNetwork } from "../scan/networks.ts";
import { cleanText, quoteText } from "../targets/clean-text.ts";
import type { Identities } from "./anonymize.ts";
import { printable } from "./escape.ts";

/** Endings that tell what a file is and nothing of whose it is. */
const endings = /(?:\.(?:log|txt|csv|tsv|json|jsonl|ndjson|eve|syslog|pcap|tar|zip|tgz|gz|zst|zstd|xz|bz2|lz4|7z))+$/i;

/** The names under which an anonymised report tells of devices, own addresses, networks and files: the same for the same. */
export class NewNames {
  private readonly identities: Identities;
  private readonly devices = new Map<string, string>();
  private readonly addresses = new Map<string, string>();
  private readonly networks = new Map<string, string>();
  private readonly patterns = new Map<string, string>();
  private readonly hosts = new Map<string, string>();
  private readonly sites = new Map<string, string>();
  private readonly inputs = new Map<string, string>();
  private readonly paths = new Map<string, string>();

  constructor(identities: Identities) {
    this.identities = identities;
    for (const name of identities.devices) this.ofDevice(name);
  }

  /** A device without a name has none to hide. */
  ofDevice(name: string): string {
    return name === "" ? "" : numbered(this.devices, name, (number) => `device-${number}`);
  }

  /** Filters know devices in either case. A pattern for several tells as much as a name. */
  ofDevicePattern(pattern: string): string {
    if (pattern === "*" || pattern === "?*") return pattern;
    for (const [name, given] of this.devices) if (name.toLowerCase() === pattern.toLowerCase()) return given;
    return numbered(this.patterns, pattern, (number) => `pattern-${number}`);
  }

  /** Others' addresses stay. */
  ofAddress(address: string): string {
    // What was scanned is own, whatever its address.
    if (!this.identities.isOwn(address) && !this.addresses.has(address)) return address;
    return this.ofOwnAddress(address);
  }

  /** A host that was scanned, known by its address or its name. */
  ofHost(host: string): string {
    if (typeof parseNetwork(host) !== "string") return this.ofOwnAddress(host);
    return numbered(this.hosts, host, (number) => `host-${number}`);
  }

  /** A web site, known by its host name. */
  ofSite(host: string): string {
    return numbered(this.sites, host, (number) => `site-${number}`);
  }

  private ofOwnAddress(address: string): string {
    return numbered(this.addresses, address, (number) => `own-${number}`);
  }

  ofNetwork(network: string): string {
    const parsed = parseNetwork(network);
    const key = typeof parsed === "string" ? network : networkText(parsed);
    return numbered(this.networks, key, (number) => `own-network-${number}`);
  }

  ofNetworkIfOwn(network: string): string {
    return this.identities.isOwn(network) ? this.ofNetwork(network) : network;
  }

  ofInput(path: string): string {
    if (path === "-") return path;
    return numbered(this.inputs, path, (number) => `input-${number}${endingOf(path)}`);
  }

  /** An input under its name; any other path, such as a folder or a pattern, by what it is for. */
  ofPath(path: string, what: string): string {
    if (path === "-") return path;
    const input = this.inputs.get(path);
    if (input !== undefined) return input;
    const number = [...this.paths.keys()].filter((key) => key.startsWith(`${what} `)).length + 1;
    return numbered(this.paths, `${what} ${path}`, () => `${what}-${number}${endingOf(path)}`);
  }

  /** A sentence that fwtrend made, in which paths and names may stand as they are, in quotes, or made safe to print. */
  inSentence(text: string): string {
    let renamed = text;
    for (const [path, name] of longestFirst(this.inputs)) renamed = replacePath(renamed, path, name);
    for (const [path, name] of longestFirst(this.paths)) {
      renamed = replacePath(renamed, path.slice(path.indexOf(" ") + 1), name);
    }
    for (const [device, name] of longestFirst(this.devices)) {
      renamed = renamed.replaceAll(quoteText(device), () => `"${name}"`);
      if (!isTelling(device)) continue;
      for (const form of formsOf(device)) renamed = replaceWord(renamed, form, name);
    }
    return renamed.replaceAll(
      /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})(?![\w:])/gi,
      (found) => this.ofAddress(found),
    );
  }
}

function numbered(names: Map<string, string>, key: string, nameOf: (number: number) => string): string {
  let name = names.get(key);
  if (name === undefined) names.set(key, (name = nameOf(names.size + 1)));
  return name;
}

function endingOf(path: string): string {
  return endings.exec(path)?.[0].toLowerCase() ?? "";
}

function longestFirst(names: ReadonlyMap<string, string>): [string, string][] {
  return [...names].sort(([a], [b]) => b.length - a.length);
}

/** A text as it is, and as messages print it. */
function formsOf(text: string): Set<string> {
  return new Set([text, cleanText(text), printable(text)].filter((form) => form !== ""));
}

/** A path, and what follows on it within an archive. Short plain words are replaced only where a sentence begins with them. */
function replacePath(text: string, path: string, name: string): string {
  let renamed = text;
  for (const form of formsOf(path)) {
    const behind = renamed.startsWith(form) ? renamed.slice(form.length) : null;
    if (behind !== null && /^(?:[:/ ,]|$)/.test(behind)) renamed = name + behind.replace(/^\/[^:]*/, "");
    if (isTelling(form)) renamed = replaceWord(renamed, form, name, String.raw`(?:/[^\s:'"]*)?`);
  }
  return renamed;
}

/** True for names that are no words or numbers of a sentence. */
function isTelling(name: string): boolean {
  return name.length > 2 && /\p{L}/u.test(name) && /[^a-z]/.test(name);
}

function replaceWord(text: string, word: string, by: string, more = ""): string {
  const escaped = word.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\d])${escaped}${more}(?![\\p{L}\\d])`, "gu"), () => by);
}
