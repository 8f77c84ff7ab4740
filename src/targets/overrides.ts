import { createHash } from "node:crypto";
import { basename } from "node:path";
import { cleanText } from "./clean-text.ts";
import { readSmallFile } from "./small-file.ts";
import { parseTargetCsv } from "./target-csv.ts";
import { TCP, formatPort } from "./protocol.ts";
import { builtinTargets, createTargetTable, dualUsePorts } from "./target-table.ts";
import type { TargetTable } from "./target-table.ts";
import type { Target } from "./target.ts";

/**
 * The bundled table with the rows of a user's CSV file put in: a row replaces the bundled row of the same
 * protocol and port, or is added. The version names the file; the hash covers the bundled hash (as 64
 * hexadecimal digits) followed by the file's bytes. Throws a UserError when the file cannot be read or
 * understood.
 */
export async function readTargets(path: string): Promise<TargetTable> {
  const bytes = await readSmallFile(path, {
    what: "the target table",
    tooLargeFor: "a table of ports",
    tooLargeHint: "Give --targets a CSV file with the columns proto, port and target_class.",
    unreadableHint: "Give --targets the path of a readable CSV file.",
  });
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

function keyOf(row: Target): string {
  return formatPort(row.protocol, row.port);
}
