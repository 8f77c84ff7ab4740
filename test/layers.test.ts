import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

/** Each folder with those it may import from, besides itself and `errors.ts`. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  scan: [],
  targets: [],
  formats: ["scan"],
  rollup: ["scan"],
  ingest: ["scan", "targets", "formats", "rollup"],
  store: ["scan", "targets", "formats", "rollup"],
  live: ["scan", "targets", "formats", "rollup", "ingest"],
  exposure: ["scan", "targets", "rollup", "ingest"],
  analysis: ["scan", "targets", "formats", "rollup", "ingest", "store", "live", "exposure"],
  report: ["scan", "targets", "formats", "rollup", "ingest", "store", "live", "exposure", "analysis"],
  ui: ["scan", "targets", "formats", "rollup", "ingest", "store", "live", "exposure", "analysis", "report"],
  cli: ["scan", "targets", "formats", "rollup", "ingest", "store", "live", "exposure", "analysis", "report", "ui"],
};

const root = join(import.meta.dirname, "..", "src");

test("every import goes to the left", () => {
  const wrong: string[] = [];
  for (const file of globSync("**/*.{ts,tsx}", { cwd: root })) {
    const [folder = ""] = file.split("/");
    const allowed = mayImport[folder];
    if (allowed === undefined) continue;
    for (const [, path = ""] of readFileSync(join(root, file), "utf8").matchAll(/(?:from|import) ?\(?"(\.[^"]+)"/g)) {
      const [target = ""] = normalize(join(dirname(file), path)).split("/");
      if (target !== folder && target !== "errors.ts" && !allowed.includes(target)) wrong.push(`${file} → ${path}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("scan imports nothing outside itself", () => {
  const outside = globSync("scan/*.ts", { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(/from "([^"]+)"/g)]
      .filter(([, path = ""]) => !path.startsWith("./"))
      .map(([line]) => `${file}: ${line}`),
  );
  expect(outside).toEqual([]);
});
