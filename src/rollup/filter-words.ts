import { type Network, Networks, parseNetwork } from "../scan/networks.ts";
import { protocolWords } from "../scan/protocols.ts";
import { type FilterClause, numberSet, type NumberSet } from "./filter-clause.ts";
import { NamePatterns } from "./name-patterns.ts";

/** What is wrong with an expression. Only `text` holds what the user wrote; it may hold any bytes. */
export interface WordFault {
  /** The word, key or value at fault; the whole expression where it is no single one of them. */
  text: string;
  /** What is wrong with it, in plain words that follow on it: "is no port". */
  fault: string;
  /** What to do. */
  hint: string;
  /** The names that may stand there; empty where it is no name that is wanted. */
  names: readonly string[];
}

type Stretch = readonly [from: number, to: number];

const keys = ["port", "sport", "proto", "src", "dst", "device"] as const;
type Key = (typeof keys)[number];

const keyHint = `write KEY:VALUE with one of the keys ${keys.join(", ")}, as in port:23,2323 proto:tcp`;
const networkHint = "write an address, a network such as 198.51.100.0/24, or a range such as 198.51.100.0-198.51.100.9";
const portHint = "write a number from 0 to 65535, a range such as 8000-8100, or none; for 23/tcp, port:23 proto:tcp";
const protocolHint = "write a name such as tcp, udp or icmp, a number from 0 to 255, or unknown";
const deviceHint = "write a name such as fw01; * stands for any characters, ? for one";

const protocols = new Map<string, number>([...protocolWords, ["unknown", -1]]);
const mostPort = 65_535;
const mostProtocol = 255;

/**
 * Compiles one expression: words separated by blanks, each `KEY:VALUE[,VALUE…]`. All words must hold; of a word's
 * values, any. Keys and protocol names may be in either case; blanks behind a comma do not count.
 */
export function parseWords(expression: string): FilterClause | WordFault {
  const values: Record<Key, string[][]> = { port: [], sport: [], proto: [], src: [], dst: [], device: [] };
  const words = expression
    .replaceAll(/,\s+/g, ",")
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return { text: expression, fault: "holds no word", hint: keyHint, names: [] };
  for (const word of words) {
    const colon = word.indexOf(":");
    if (colon < 0) return { text: word, fault: "has no key", hint: keyHint, names: [] };
    const name = word.slice(0, colon);
    const key = keys.find((one) => one === name.toLowerCase());
    if (key === undefined) return { text: name, fault: "is no key", hint: keyHint, names: keys };
    values[key].push(word.slice(colon + 1).split(","));
  }
  const faults: WordFault[] = [];
  const clause: FilterClause = {
    ports: numbersOf(values.port, faults, readPorts, mostPort, expression),
    sourcePorts: numbersOf(values.sport, faults, readPorts, mostPort, expression),
    protocols: numbersOf(values.proto, faults, readProtocol, mostProtocol, expression),
    sources: values.src.map((texts) => networksOf(texts, faults)),
    destinations: values.dst.map((texts) => networksOf(texts, faults)),
    devices: values.device.map((texts) => patternsOf(texts, faults)),
  };
  return faults[0] ?? clause;
}

/** The numbers that every word of a key admits; null where there is no word. */
function numbersOf(
  words: readonly (readonly string[])[],
  faults: WordFault[],
  read: (text: string) => Stretch | WordFault,
  most: number,
  expression: string,
): NumberSet | null {
  if (words.length === 0) return null;
  const sets = words.map((texts) =>
    numberSet(
      texts.map(read).filter((one) => isSound(one, faults)),
      most,
    ),
  );
  const common = sets.reduce((all, set) => all.map((bits, at) => bits & set[at]!));
  if (faults.length === 0 && common.every((bits) => bits === 0)) {
    const hint = "words must hold together; for any of several values separate them with commas, as in port:23,2323";
    faults.push({ text: expression, fault: "can never hold", hint, names: [] });
  }
  return common;
}

function isSound<T extends object>(one: T | WordFault, faults: WordFault[]): one is T {
  if (!("fault" in one)) return true;
  faults.push(one);
  return false;
}

function readPorts(text: string): Stretch | WordFault {
  if (text.toLowerCase() === "none") return [-1, -1];
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  if (first === undefined || Number(first) > mostPort || Number(last) > mostPort) {
    return { text, fault: "is no port", hint: portHint, names: ["none"] };
  }
  if (Number(first) > Number(last)) return { text, fault: "ends before it begins", hint: portHint, names: [] };
  return [Number(first), Number(last)];
}

function readProtocol(text: string): Stretch | WordFault {
  const number = /^\d{1,3}$/.test(text) ? Number(text) : protocols.get(text.toLowerCase());
  if (number !== undefined && number <= mostProtocol) return [number, number];
  return { text, fault: "is no protocol", hint: protocolHint, names: [...protocols.keys()] };
}

function networksOf(texts: readonly string[], faults: WordFault[]): Networks {
  const networks: Network[] = [];
  for (const text of texts) {
    const network = parseNetwork(text);
    if (typeof network === "string") faults.push({ text, fault: network, hint: networkHint, names: [] });
    else networks.push(network);
  }
  return new Networks(networks);
}

function patternsOf(texts: readonly string[], faults: WordFault[]): NamePatterns {
  if (texts.includes("")) faults.push({ text: "", fault: "is no device", hint: deviceHint, names: [] });
  return new NamePatterns(texts);
}
