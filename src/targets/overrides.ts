import { createHash } from "node:crypto";
import { basename } from "node:path";
import { cleanText } from "./clean-text.ts";
import { readSmallFile } from "./small-file.ts";
import { parseTargetCsv } from "./target-csv.ts";
import { TCP, formatPort } from "./protocol.ts";
import { builtinTargets, createTargetTable, dualUsePorts } from "./target-table.ts";
import type { TargetTable } from "./target-table.ts";
import type { Target } from "./target.ts";

const wording = {
  what: "the target table",
  tooLargeFor: "a table of ports",
  tooLargeHint: "Give a CSV file with the columns proto, port and target_class.",
  unreadableHint: "Give the path of a readable CSV file.",
};

/**
 * The bundled table with the rows of a user's CSV file put in: a row replaces the bundled row of the same
 * protocol and port, or is added. The version names the file; the hash covers the bundled hash (as 64
 * hexadecimal digits) followed by the file's bytes. Throws a UserError when the file cannot be read or
 * understood.
 */
export async function readTargets(path: string): Promise<TargetTable> {
  const bytes = await readSmallFile(path, wording);
  const base = builtinTargets();
  const overrides = await parseTargetCsv(bytes, path);
  const rows = new Map([...base.rows, ...overrides].map((row) => [keyOf(row), row]));
  const overridden = new Set(overrides.map(keyOf));
  return createTargetTable({
    version: `${base.version}+${cleanText(basename(path))}`,
    sha256: createHash("sha256").update(base.sha256).update(bytes).digest("hex"),
    rows: [...rows.values()],
    dualUse: dualUsePorts.filter((port) => !overridden.has(formatPort(TCP, port))),
  });
}

/**
 * The table of a CSV file alone, without the bundled rows: to compare it with another. The version is the file's name,
 * the hash that of its bytes; the ports of dual use are the same as those of the bundled table. Throws a UserError when
 * the file cannot be read or understood.
 */
export async function readTargetFile(path: string): Promise<TargetTable> {
  const bytes = await readSmallFile(path, wording);
  return createTargetTable({
    version: cleanText(basename(path)),
    sha256: createHash("sha256").update(bytes).digest("hex"),
    rows: await parseTargetCsv(bytes, path),
    dualUse: dualUsePorts,
  });
}

function keyOf(row: Target): string {
  return formatPort(row.protocol, row.port);
}
