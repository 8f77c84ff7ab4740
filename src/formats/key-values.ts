import { registers } from "../scan/registers.ts";
import { type ColumnOverrides, commonActions, type HeadFormat, registersByName } from "./csv-headers.ts";
import type { Format, Register } from "./format.ts";
import { servicePorts } from "./service-ports.ts";

/** How many lines at a file's beginning tell its keys. */
const mostLooked = 32;

/** A key with its value, which may stand in quotes. */
const pair = /(?<![\w.-])([A-Za-z_][\w.-]*)=(?:"((?:[^"\\]|\\.)*)"|([^\s,;|"]*))/g;

/** Registers whose value is another one when its end is cut off, with those that may hold it. */
const cutShort = [
  ["protocol", "protocol"],
  ["sourcePort", "sourcePort", "source"],
  ["destinationPort", "destinationPort", "destination"],
] as const satisfies readonly (readonly [Register, ...Register[]])[];

/** `192.0.2.1:443`, `[2001:db8::1]:443` */
const endpoint = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\]):\d+$/i;

/** Lines of `key=value` of no format that is known, whose keys name what fwtrend looks for, or that the user names. */
export const keyValues: HeadFormat = {
  id: "key-values",
  title: "Lines of `key=value` whose keys name source, destination port, action …",
  docs: "https://brandur.org/logfmt",
  yields: true,
  fromHead(lines, overrides) {
    const values = valuesByKey(lines.slice(0, mostLooked));
    const fields = fieldsOf([...values.keys()], overrides);
    const keyOf = (register: Register): string | undefined => [...fields].find(([, is]) => is === register)?.[0];
    const hosts = (["source", "destination"] as const).filter((register) => keyOf(register) !== undefined);
    const action = keyOf("action");
    const destination = keyOf("destination");
    const hasPort = keyOf("destinationPort") !== undefined || (values.get(destination ?? "") ?? []).some(isEndpoint);
    if (action === undefined || hosts.length === 0 || !hasPort) return null;
    return formatOf(fields, action, hosts, lines.slice(0, mostLooked));
  },
};

function formatOf(
  fields: ReadonlyMap<string, Register>,
  action: string,
  hosts: readonly Register[],
  lines: readonly string[],
): Format {
  const last = new Set(lines.map((line) => fields.get([...line.matchAll(pair)].at(-1)?.[1] ?? "")));
  const neverLast = cutShort.filter(([, ...keys]) => keys.every((register) => !last.has(register)));
  return {
    id: keyValues.id,
    title: keyValues.title,
    docs: keyValues.docs,
    grammar: {
      kind: "kv",
      // A line that names no action may be of any kind.
      marker: [`${action}=`],
      fields: Object.fromEntries(fields),
      enough: [...new Set(fields.values())],
      header: "fallback",
      ends: " ,;|",
      endpoints: true,
      services: servicePorts,
      neverLast: neverLast.map(([register]) => register),
    },
    actions: commonActions,
    needs: ["action", ...hosts],
  };
}

function isEndpoint(value: string): boolean {
  return endpoint.test(value);
}

/** What stands behind each key, in the order in which the keys first come. */
function valuesByKey(lines: readonly string[]): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const line of lines) {
    for (const [, key = "", quoted, bare] of line.matchAll(pair)) {
      const known = values.get(key);
      if (known === undefined) values.set(key, [quoted ?? bare ?? ""]);
      else known.push(quoted ?? bare ?? "");
    }
  }
  return values;
}

/** Each register's key: as the user says, else the one whose name says it most plainly. */
function fieldsOf(keys: readonly string[], overrides: ColumnOverrides): Map<string, Register> {
  const fields = new Map<string, Register>();
  const take = (key: string | undefined, register: Register): void => {
    if (key === undefined || fields.has(key) || [...fields.values()].includes(register)) return;
    fields.set(key, register);
  };
  for (const register of registers) {
    const name = overrides[register]?.toLowerCase();
    const key = name === undefined ? undefined : keys.find((one) => one.toLowerCase() === name);
    take(key, register);
  }
  const plainly = [...registersByName().keys()];
  const ranked = keys
    .map((key) => ({ key, rank: plainly.indexOf(key.toLowerCase().replaceAll(/[^a-z0-9]/g, "")) }))
    .filter(({ rank }) => rank >= 0)
    .toSorted((a, b) => a.rank - b.rank);
  for (const { key, rank } of ranked) take(key, registersByName().get(plainly[rank]!)!);
  return withWholeStamp(fields);
}

/** One key called "time" or "date" holds the whole stamp. */
function withWholeStamp(fields: Map<string, Register>): Map<string, Register> {
  const named = new Set(fields.values());
  if (named.has("stamp") || named.has("date") === named.has("time")) return fields;
  return new Map([...fields].map(([key, is]) => [key, is === "date" || is === "time" ? "stamp" : is]));
}
