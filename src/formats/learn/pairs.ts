import { commonShare, FieldsByName, type Layout, markerAmong, registersByName, syslogHeader } from "./layout.ts";

/** From how many pairs on a line is one of pairs. */
const leastPairs = 4;

const pair = /(?<![\w.-])([A-Za-z_][\w.-]*)=(?:"((?:[^"\\]|\\.)*)"|([^\s,;|"]*))/g;

/** Lines of `key=value`; null where they are not. */
export function pairLines(lines: readonly string[]): Layout | null {
  const fields = new FieldsByName();
  let semicolons = 0;
  const found = lines.filter((line) => {
    const pairs = [...line.matchAll(pair)];
    if (pairs.length < leastPairs) return false;
    const seen = new Set<string>();
    for (const [text, name = "", quoted, bare, at] of pairs.map((one) => [...one, one.index] as const)) {
      if (line[Number(at) + String(text).length] === ";") semicolons++;
      // Of two values of one key the first counts.
      if (!seen.has(String(name))) fields.add(String(name), String(quoted ?? bare ?? ""));
      seen.add(String(name));
    }
    return true;
  });
  if (found.length === 0 || found.length < lines.length * commonShare) return null;
  const all = fields.list();
  const hasHeader = found.filter((line) => syslogHeader.test(line)).length >= found.length * commonShare;
  return {
    title: "pairs of key=value",
    fields: all,
    hasHeader,
    grammarOf: (roles) => ({
      kind: "kv",
      marker: [
        markerAmong(
          all.map(({ name }) => ` ${name}=`),
          found,
        ) ??
          markerAmong(
            all.map(({ name }) => `${name}=`),
            found,
          ) ??
          "=",
      ],
      fields: registersByName(roles),
      enough: [...roles.keys()],
      header: hasHeader ? "fallback" : "never",
      ...(semicolons > 0 ? { ends: " ,;" } : {}),
    }),
  };
}
