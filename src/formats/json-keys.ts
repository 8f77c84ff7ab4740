import { type ColumnOverrides, commonActions, type HeadFormat, registersByName } from "./csv-headers.ts";
import { registers } from "../scan/registers.ts";
import type { Format, Register } from "./format.ts";

/** How many lines at a file's beginning tell its keys. */
const mostLooked = 32;

/** So deep a key may lie. */
const deepest = 4;

/** Keys of what was made of addresses and ports, which are not those that were asked for. */
const translated = /(?:^|[._\- ])(?:nat|xlate|translated|mapped|post)/i;

/** JSON lines of no format that is known, whose keys name what fwtrend looks for, or that the user names. */
export const jsonKeys: HeadFormat = {
  id: "json-keys",
  title: "JSON lines whose keys name source, destination port, action …",
  docs: "https://jsonlines.org/",
  fromHead(lines, overrides) {
    if (!/^\s*\{/.test(lines[0] ?? "")) return null;
    const paths = pathsOf(lines.slice(0, mostLooked));
    const fields = fieldsOf(paths, overrides);
    const named = new Set(fields.values());
    if (!named.has("destinationPort") || !named.has("action")) return null;
    if (!named.has("source") && !named.has("destination")) return null;
    const actionPath = [...fields].find(([, register]) => register === "action")![0];
    return formatOf(fields, actionPath);
  },
};

function formatOf(fields: ReadonlyMap<string, Register>, actionPath: string): Format {
  // Nested or with its dots in the key.
  const marker = [...new Set([lastName(actionPath), actionPath])].map((key) => `"${key}"`);
  return {
    id: jsonKeys.id,
    title: jsonKeys.title,
    docs: jsonKeys.docs,
    // A line that names no action may be of any kind.
    grammar: { kind: "json", marker, fields: Object.fromEntries(fields) },
    actions: commonActions,
    needs: ["action"],
  };
}

/** Paths to plain values in some lines. */
function pathsOf(lines: readonly string[]): Set<string> {
  const paths = new Set<string>();
  const collect = (value: unknown, path: string, depth: number): void => {
    if (typeof value !== "object" || value === null || Array.isArray(value) || depth > deepest) return;
    for (const [key, member] of Object.entries(value)) {
      const here = path === "" ? key : `${path}.${key}`;
      if (typeof member === "string" || typeof member === "number") paths.add(here);
      else collect(member, here, depth + 1);
    }
  };
  for (const line of lines) collect(parse(line), "", 1);
  return paths;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Each register's path: as the user says, else by all of its names, else by the last. */
function fieldsOf(paths: ReadonlySet<string>, overrides: ColumnOverrides): Map<string, Register> {
  const fields = new Map<string, Register>();
  const take = (path: string, register: Register | undefined): void => {
    if (register === undefined || fields.has(path) || [...fields.values()].includes(register)) return;
    fields.set(path, register);
  };
  for (const register of registers) {
    const name = overrides[register]?.toLowerCase();
    if (name === undefined) continue;
    for (const path of paths) {
      if (path.toLowerCase() === name || lastName(path).toLowerCase() === name) take(path, register);
    }
  }
  const own = [...paths].filter((path) => !translated.test(path));
  for (const path of own) take(path, registerOf(path));
  for (const path of own) take(path, registerOf(lastName(path)));
  return fields;
}

/** One key called "time" or "date" holds the whole stamp. */
function registerOf(name: string): Register | undefined {
  const register = registersByName().get(name.toLowerCase().replaceAll(/[^a-z0-9]/g, ""));
  return register === "time" || register === "date" ? "stamp" : register;
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
