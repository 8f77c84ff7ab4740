import { commonShare, FieldsByName, type Layout, markerAmong, registersByName } from "./layout.ts";

/** The deepest path that is looked into. */
const deepest = 6;

/** Lines that are one JSON object each, perhaps behind a header; null where they are not. */
export function jsonLines(lines: readonly string[]): Layout | null {
  const fields = new FieldsByName();
  const objects = lines.filter((line) => {
    const value = parseObject(line.slice(Math.max(0, line.indexOf("{"))));
    if (value === null) return false;
    addMembers(value, "", 0, fields);
    return true;
  });
  if (objects.length === 0 || objects.length < lines.length * commonShare) return null;
  const all = fields.list();
  const keys = all.map(({ name }) => JSON.stringify(name.split(".").at(-1)));
  return {
    title: "JSON, one object a line",
    fields: all,
    hasHeader: objects.every((line) => !line.startsWith("{")),
    grammarOf: (roles) => ({
      kind: "json",
      marker: [markerAmong(keys, objects) ?? '"'],
      fields: registersByName(roles),
    }),
  };
}

function parseObject(text: string): object | null {
  if (!text.startsWith("{")) return null;
  try {
    return JSON.parse(text) as object;
  } catch {
    return null;
  }
}

function addMembers(value: object, prefix: string, depth: number, fields: FieldsByName): void {
  for (const [name, member] of Object.entries(value) as [string, unknown][]) {
    // A dot parts the names of a path.
    if (name.includes(".") || name === "") continue;
    if (typeof member === "object" && member !== null) {
      if (!Array.isArray(member) && depth < deepest) addMembers(member, `${prefix}${name}.`, depth + 1, fields);
    } else if (member !== null) fields.add(prefix + name, String(member as string | number | boolean));
  }
}
