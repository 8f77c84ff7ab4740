import type { NewNames } from "./new-names.ts";

/**
 * An expression of `--include` or `--exclude` with other names: devices and own addresses under those they have in
 * the report, patterns and networks numbered.
 */
export function renameFilter(expression: string, names: NewNames): string {
  return expression
    .replaceAll(/,\s+/g, ",")
    .split(/\s+/)
    .map((word) => renameWord(word, names))
    .join(" ");
}

function renameWord(word: string, names: NewNames): string {
  const colon = word.indexOf(":");
  const key = word.slice(0, colon).toLowerCase();
  const values = word.slice(colon + 1).split(",");
  const rename = (renameOne: (value: string) => string): string => `${key}:${values.map(renameOne).join(",")}`;
  if (key === "device") return rename((value) => names.ofDevicePattern(value));
  if (key === "src" || key === "dst") return rename((value) => names.ofNetworkIfOwn(value));
  return word;
}
