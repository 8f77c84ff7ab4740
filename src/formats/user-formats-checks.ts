/** What is wrong in a file of formats, and where. */
export class FormatFault extends Error {
  override readonly name = "FormatFault";
  /** As in `[0].grammar.fields.SRC`; empty for the whole. */
  readonly path: string;
  /** What to do; where {@link names} are given, only when none of them is near. */
  readonly hint: string;
  /** The word at fault and those of which one is wanted. */
  readonly word: string;
  readonly names: readonly string[];

  constructor(path: string, what: string, hint: string, word = "", names: readonly string[] = []) {
    super(what);
    this.path = path;
    this.hint = hint;
    this.word = word;
    this.names = names;
  }
}

/** Checks a value of a JSON document and gives it in the form that formats have. @throws FormatFault. */
export type Check = (value: unknown, path: string) => unknown;

/** A key of an object. */
export interface Key {
  check: Check;
  isRequired: boolean;
}

/** The most entries of a list or a map: more than any product has words, and what tables of words can hold. */
const mostEntries = 10_000;

/** A key that may be left out. */
export function optional(check: Check): Key {
  return { check, isRequired: false };
}

/** A key that must be there. */
export function required(check: Check): Key {
  return { check, isRequired: true };
}

/** An object with these keys and no others. */
export function objectOf(keys: Readonly<Record<string, Key>>): Check {
  const names = Object.keys(keys);
  return (value, path) => {
    const given = entriesOf(value, path);
    for (const [name] of given) {
      if (names.includes(name)) continue;
      throw new FormatFault(below(path, name), "no such key", `the keys here are ${names.join(", ")}`, name, names);
    }
    const values = new Map(given);
    const missing = names.find((name) => keys[name]!.isRequired && !values.has(name));
    if (missing !== undefined) {
      throw new FormatFault(path, `lacks ${JSON.stringify(missing)}`, "add it; src/formats in the source has examples");
    }
    return Object.fromEntries(given.map(([name, one]) => [name, keys[name]!.check(one, below(path, name))]));
  };
}

/** An object whose keys are words of a vendor. */
export function mapOf(checkKey: (key: string, path: string) => string, check: Check): Check {
  return (value, path) =>
    Object.fromEntries(
      entriesOf(value, path).map(([key, one]) => [checkKey(key, below(path, key)), check(one, below(path, key))]),
    );
}

/** A list of at least so many values. */
export function listOf(check: Check, least = 0): Check {
  return (value, path) => {
    if (!Array.isArray(value)) throw new FormatFault(path, `is ${describe(value)}, not a list`, "write [ … ]");
    if (value.length < least || value.length > mostEntries) {
      throw new FormatFault(path, `has ${value.length} entries`, `list ${least} to ${mostEntries}`);
    }
    return value.map((one: unknown, place) => check(one, `${path}[${place}]`));
  };
}

/** One of a few words. */
export function oneOf(names: readonly string[], what: string): Check {
  return (value, path) => {
    if (typeof value === "string" && names.includes(value)) return value;
    const word = typeof value === "string" ? value : "";
    throw new FormatFault(path, `${describe(value)} is no ${what}`, `write one of ${names.join(", ")}`, word, names);
  };
}

/** A text that is looked for in the bytes of lines: its UTF-8, one character for each byte. */
export function bytesOf(text: string): string {
  return Buffer.from(text).toString("latin1");
}

/** A text as it is. */
export const plainText: Check = (value, path) => {
  if (typeof value === "string" && value !== "") return value;
  throw new FormatFault(path, `is ${describe(value)}, not a text`, 'write at least one character between "quotes"');
};

/** A text that is looked for in the bytes of lines. */
export const byteText: Check = (value, path) => bytesOf(plainText(value, path) as string);

/** One ASCII character. */
export const character: Check = (value, path) => {
  if (typeof value === "string" && /^[\t\x20-\x7e]$/.test(value)) return value;
  throw new FormatFault(path, `is ${describe(value)}, not one ASCII character`, 'write it as in "," or "\\t"');
};

/** Yes or no. */
export const flag: Check = (value, path) => {
  if (typeof value === "boolean") return value;
  throw new FormatFault(path, `is ${describe(value)}`, "write true or false");
};

/** A whole number within bounds. */
export function numberIn(least: number, most: number): Check {
  return (value, path) => {
    if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new FormatFault(path, `is ${describe(value)}`, `write a whole number from ${least} to ${most}`);
  };
}

/** A key that is a word of the log. */
export function wordKey(key: string, path: string): string {
  if (key !== "") return bytesOf(key);
  throw new FormatFault(path, "an empty name", "write what stands in the log");
}

/** A key that is a number, such as that of a column. */
export function numberKey(most: number): (key: string, path: string) => string {
  return (key, path) => {
    if (/^\d{1,7}$/.test(key) && Number(key) <= most) return key;
    throw new FormatFault(path, `${JSON.stringify(key)} is no number`, `write a whole number from 0 to ${most}`);
  };
}

/** The path of a key of an object. */
function below(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

function entriesOf(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new FormatFault(path, `is ${describe(value)}, not an object`, "write { … }");
  }
  const entries = Object.entries(value);
  if (entries.length <= mostEntries) return entries;
  throw new FormatFault(path, `has ${entries.length} entries`, `list up to ${mostEntries}`);
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
