import { registers } from "../scan/registers.ts";
import { isOrder } from "./compile.ts";
import type {
  CsvGrammar,
  Format,
  Grammar,
  JsonGrammar,
  KvGrammar,
  Meaning,
  PrefixRule,
  Sentence,
  TemplateGrammar,
} from "./format.ts";
import {
  byteText,
  bytesOf,
  character,
  type Check,
  flag,
  FormatFault,
  type Key,
  listOf,
  mapOf,
  numberIn,
  numberKey,
  objectOf,
  oneOf,
  optional,
  plainText,
  required,
  wordKey,
} from "./user-formats-checks.ts";

/** A format of the user's own, with lines that it must read. */
export interface UserFormat extends Format {
  samples: readonly string[];
}

/** What may stand in braces in a wording. */
const slots: readonly string[] = [...registers, "sourceHost", "destinationHost", "sourceAddress", "destinationAddress"];

const register = oneOf(registers, "register");
const registerList = listOf(register);
const texts = listOf(byteText);
const marker = listOf(byteText, 1);
const fields = mapOf(wordKey, register);
const column = numberIn(0, 9999);
const columns = mapOf(numberKey(9999), register);
const services = mapOf(wordKey, numberIn(0, 65_535));

type ValueOf<T> = T extends Readonly<Record<string, infer V>> ? V : never;

// A key or a word that a grammar gains is a line or a word here; the compiler asks for it.

const kvKeys = {
  kind: required(plainText),
  marker: required(marker),
  markerThen: optional(marker),
  fields: required(fields),
  enough: required(listOf(register, 1)),
  header: required(oneWordOf<KvGrammar["header"]>({ always: 0, relayed: 0, fallback: 0, never: 0 }, "use of a header")),
  portless: optional(texts),
  notIp: optional(texts),
  prefix: optional(listOf(prefixRule)),
  ends: optional(byteText),
  without: optional(texts),
  assigns: optional(byteText),
  endpoints: optional(flag),
  neverLast: optional(registerList),
  together: optional(registerList),
  markerWord: optional(register),
  markerNext: optional(register),
  services: optional(services),
  dialect: optional(oneWordOf<NonNullable<KvGrammar["dialect"]>>({ cef: 0, leef: 0 }, "dialect")),
  head: optional(columns),
} as const satisfies Record<keyof KvGrammar, Key>;

const csvKeys = {
  kind: required(plainText),
  marker: optional(marker),
  separator: required(character),
  quoted: optional(flag),
  escaped: optional(flag),
  multiline: optional(flag),
  padded: optional(flag),
  ends: optional(byteText),
  origin: optional(origin),
  header: optional(flag),
  columns: optional(columns),
  variants: optional(
    objectOf({
      column: required(column),
      when: required(mapOf((key, path) => character(key, path) as string, columns)),
    }),
  ),
  names: optional(mapOf(lowerCase, register)),
  namesMark: optional(plainText),
  namesWithin: optional(byteText),
  orders: optional(listOf(plainText, 1)),
  columnCount: optional(numberIn(1, 10_000)),
  dayFirst: optional(flag),
  comments: optional(texts),
  identity: required(
    listOf(oneWordOf<CsvGrammar["identity"][number]>({ action: 0, kind: 0 }, "register that tells lines of a format")),
  ),
  filled: optional(registerList),
  sound: optional(registerList),
  endpoints: optional(flag),
  bothPorts: optional(flag),
  services: optional(services),
} as const satisfies Record<keyof CsvGrammar, Key>;

const wordings = mapOf(wordKey, listOf(wording, 1));

const templateKeys = {
  kind: required(plainText),
  marker: required(marker),
  alsoHolds: optional(texts),
  deny: optional(wordings),
  allow: optional(wordings),
  told: optional(wordings),
  skip: optional(wordings),
  unread: optional(listOf(numberIn(0, 9_999_999))),
  sentences: optional(
    listOf(
      objectOf({
        meaning: required(
          oneWordOf<Sentence["meaning"]>({ deny: 0, allow: 0, skip: 0, told: 0 }, "meaning of a sentence"),
        ),
        wording: required(wording),
        protocol: optional(plainText),
      }),
      1,
    ),
  ),
  services: optional(services),
  dottedPorts: optional(flag),
  lead: optional(flag),
  colonHost: optional(flag),
  prefix: optional(listOf(prefixRule)),
} as const satisfies Record<keyof TemplateGrammar, Key>;

const jsonKeys = {
  kind: required(plainText),
  marker: required(marker),
  fields: required(fields),
  tuple: optional(
    objectOf({ paths: required(listOf(plainText, 1)), separator: required(character), columns: required(columns) }),
  ),
  sentence: optional(objectOf({ path: required(plainText), wordings: required(listOf(wording, 1)) })),
  identity: optional(registerList),
  deviceBehind: optional(character),
} as const satisfies Record<keyof JsonGrammar, Key>;

const grammars: Readonly<Record<Grammar["kind"], Check>> = {
  kv: objectOf(kvKeys),
  csv: objectOf(csvKeys),
  template: objectOf(templateKeys),
  json: objectOf(jsonKeys),
};

const formatKeys = {
  id: required(idText),
  title: optional(plainText),
  docs: optional(plainText),
  grammar: required(grammar),
  actions: optional(mapOf(wordKey, oneWordOf<Meaning>({ deny: 0, allow: 0, skip: 0 }, "meaning of an action"))),
  kinds: optional(
    mapOf(
      wordKey,
      oneWordOf<ValueOf<Format["kinds"]>>({ decision: 0, denial: 0, pass: 0, none: 0 }, "meaning of a kind"),
    ),
  ),
  otherKinds: optional(
    oneWordOf<NonNullable<Format["otherKinds"]>>({ none: 0, decision: 0 }, "meaning of other kinds"),
  ),
  needs: required(registerList),
  defaultAction: optional(
    oneWordOf<NonNullable<Format["defaultAction"]>>(
      { deny: 0, allow: 0, none: 0, assume: 0, skip: 0 },
      "default action",
    ),
  ),
  protocols: optional(mapOf(wordKey, numberIn(0, 255))),
  defaultProtocol: optional(numberIn(0, 255)),
  decimalAddresses: optional(flag),
  utc: optional(flag),
  portsOptional: optional(flag),
  sharesLog: optional(flag),
  samples: required(listOf(plainText, 1)),
} as const satisfies Record<keyof UserFormat, Key>;

const formatObject = objectOf(formatKeys);

/** One format of a file, checked but for its samples. @throws FormatFault. */
export function checkFormat(value: unknown, path: string): UserFormat {
  const format = formatObject(value, path) as Omit<UserFormat, "title" | "docs"> & Partial<Format>;
  return { ...format, title: format.title ?? format.id, docs: format.docs ?? "" };
}

function grammar(value: unknown, path: string): unknown {
  const kinds = Object.keys(grammars);
  const kind = typeof value === "object" && value !== null && "kind" in value ? value.kind : undefined;
  if (kind === undefined) throw new FormatFault(path, 'lacks "kind"', `add it: one of ${kinds.join(", ")}`);
  const known = oneOf(kinds, "kind of grammar")(kind, `${path}.kind`) as Grammar["kind"];
  const checked = grammars[known](value, path);
  if (known === "csv") checkOrders(checked as CsvGrammar, path);
  return checked;
}

function checkOrders(csv: CsvGrammar, path: string): void {
  const wrong = (csv.orders ?? []).findIndex((order) => !isOrder(order, csv));
  if (wrong < 0) return;
  throw new FormatFault(`${path}.orders[${wrong}]`, 'holds fewer than two of "names"', "list the columns by name");
}

function idText(value: unknown, path: string): unknown {
  if (typeof value === "string" && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value) && value.length <= 60) return value;
  throw new FormatFault(path, "is no id", 'write small letters, digits and hyphens, as in "acme-gate"');
}

function lowerCase(key: string, path: string): string {
  if (key === key.toLowerCase() && key !== "") return key;
  throw new FormatFault(
    path,
    "column names are compared in small letters",
    `write ${JSON.stringify(key.toLowerCase())}`,
  );
}

function origin(value: unknown, path: string): unknown {
  if (typeof value !== "string") return objectOf({ markerColumn: required(column) })(value, path);
  return oneOf(["line", "word"], "origin of columns")(value, path);
}

function wording(value: unknown, path: string): unknown {
  const text = byteText(value, path) as string;
  for (const [, slot = ""] of text.matchAll(/\{[~#]?(\w*)\}/g)) {
    if (slot === "" || slots.includes(slot)) continue;
    const what = `has the slot {${slot}}, which names no register`;
    throw new FormatFault(path, what, `write one of ${slots.join(", ")}`, slot, slots);
  }
  return text;
}

function prefixRule(value: unknown, path: string): PrefixRule {
  const verdict = oneWordOf<PrefixRule["verdict"]>({ deny: 0, allow: 0, skip: 0, unknown: 0 }, "verdict");
  const rule = objectOf({ pattern: required(plainText), verdict: required(verdict) })(value, path) as {
    pattern: string;
    verdict: PrefixRule["verdict"];
  };
  try {
    return { pattern: new RegExp(bytesOf(rule.pattern), "i"), verdict: rule.verdict };
  } catch {
    throw new FormatFault(`${path}.pattern`, "is no regular expression", "write one of JavaScript; it ignores case");
  }
}

/** One of the words of a type: all of them, which the compiler sees to. */
function oneWordOf<T extends string>(words: Readonly<Record<T, 0>>, what: string): Check {
  return oneOf(Object.keys(words), what);
}
