import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formats, headFormats } from "../../src/formats/index.ts";
import { projectFolder } from "../support/built-program.ts";
import { renderReadme } from "../support/write-tables.ts";

test.each(["README.md", "README.ja.md"])("%s lists every format, as it is now", (name) => {
  const text = readFileSync(join(projectFolder, name), "utf8");
  expect(renderReadme(name, text)).toBe(text);
  const listed = [...text.matchAll(/^\| `([a-z0-9-]+)` +\| .*\]\(<?https:\/\/\S+\) +\|$/gm)].map(([, id]) => id);
  expect(listed).toEqual([...formats, ...headFormats].map(({ id }) => id).toSorted());
});
