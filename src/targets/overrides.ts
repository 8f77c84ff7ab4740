import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { UserError } from "../errors.ts";
import { cleanText } from "./clean-text.ts";
import { parseTargetCsv } from "./target-csv.ts";
import { TCP, formatPort } from "./protocol.ts";
import { builtinTargets, createTargetTable, dualUsePorts } from "./target-table.ts";
import type { TargetTable } from "./target-table.ts";
import type { Target } from "./target.ts";

const MAX_SIZE_BYTES = 16 * 1024 * 1024;

/**
 * The bundled table with the rows of a user's CSV file put in: a row replaces the bundled row of the same
 * protocol and port, or is added. The version names the file; the hash covers the bundled hash (as 64
 * hexadecimal digits) followed by the file's bytes. Throws a UserError when the file cannot be read or
 * understood.
 */
export async function readTargets(path: string): Promise<TargetTable> {
  const bytes = await readSmallFile(path);
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
  const bytes = await readSmallFile(path);
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

async function readSmallFile(path: string): Promise<Uint8Array> {
  const name = cleanText(path);
  try {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    // Counted while reading because the size of a pipe is not known before.
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      sizeBytes += chunk.length;
      if (sizeBytes > MAX_SIZE_BYTES) {
        throw new UserError(`${name} is larger than 16 MiB, too large for a table of ports.`, {
          hint: "Give a CSV file with the columns proto, port and target_class.",
        });
      }
    }
    return Buffer.concat(chunks);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(`Cannot read the target table ${name}: ${describeFault(cause)}.`, {
      hint: "Give the path of a readable CSV file.",
      cause,
    });
  }
}

function describeFault(fault: unknown): string {
  const code = fault instanceof Error && "code" in fault ? fault.code : null;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  if (code === "EACCES") return "permission denied";
  return cleanText(String(fault));
}
