import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The golden text of that name. With UPDATE_GOLDEN=1 the given text becomes it, to be read in the diff. */
export function readGolden(name: string, text: string): string {
  const path = fileURLToPath(new URL(`${name}.golden.txt`, import.meta.url));
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(path, text);
  return readFileSync(path, "utf8");
}
