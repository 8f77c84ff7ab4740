import { readFile } from "node:fs/promises";
import { type Report, reportSchema } from "../analysis/report.ts";
import { UserError } from "../errors.ts";

const hint = "give a report that fwtrend wrote: -o report.json, or --json";

/** What commands rely on in a report; all else of it is told as it stands. */
const kinds = {
  provenance: "object",
  period: "object",
  lines: "object",
  totals: "object",
  groups: "list",
  classes: "list",
  ports: "list",
  warnings: "list",
  scope: "object",
  daily: "list",
  weekHours: "list",
} as const;

/** Reads a report from a JSON file. @throws UserError for a file that is none. */
export async function readReportFile(path: string): Promise<Report> {
  const document = parse(await readText(path), path);
  const schema = isObject(document) ? document["schema"] : undefined;
  if (!isObject(document) || typeof schema !== "string" || !schema.startsWith("fwtrend/")) {
    throw new UserError(`${path}: is JSON, but no report of fwtrend: it names no schema of fwtrend`, { hint });
  }
  if (schema !== reportSchema) {
    throw new UserError(`${path}: is of the schema ${JSON.stringify(schema)}, which this fwtrend does not know`, {
      hint: `it knows ${reportSchema}; use the version of fwtrend that wrote the file`,
    });
  }
  for (const [name, kind] of Object.entries(kinds)) {
    const value = document[name];
    if (kind === "list" ? !Array.isArray(value) : !isObject(value)) throw damaged(path, name);
  }
  const report = document as unknown as Report;
  checkProvenance(report, path);
  checkExposure(document["exposure"], path);
  return report;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const faults: Readonly<Record<string, string>> = { ENOENT: "no such file", EISDIR: "is a directory, no report" };
    throw new UserError(`${path}: ${faults[code ?? ""] ?? `cannot be read (${code ?? String(cause)})`}`, {
      hint,
      cause,
    });
  }
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError(`${path}: is no JSON`, { hint, cause });
  }
}

function checkProvenance({ provenance }: Report, path: string): void {
  const { inputs, targets, tool } = provenance;
  if (typeof tool !== "string") throw damaged(path, "provenance.tool");
  if (!isObject(targets)) throw damaged(path, "provenance.targets");
  if (!Array.isArray(inputs)) throw damaged(path, "provenance.inputs");
  checkInputs(inputs, path, "provenance.inputs");
}

function checkExposure(exposure: unknown, path: string): void {
  if (exposure === undefined) return;
  const provenance = isObject(exposure) ? exposure["provenance"] : undefined;
  if (!isObject(provenance)) throw damaged(path, "exposure.provenance");
  const { inputs } = provenance;
  if (!Array.isArray(inputs)) throw damaged(path, "exposure.provenance.inputs");
  checkInputs(inputs, path, "exposure.provenance.inputs");
}

/** @throws UserError for an input that is none. */
function checkInputs(inputs: readonly unknown[], path: string, place: string): void {
  for (const [at, input] of inputs.entries()) {
    if (!isObject(input) || typeof input["path"] !== "string") throw damaged(path, `${place}[${at}]`);
  }
}

function damaged(path: string, place: string): UserError {
  return new UserError(`${path}: is no whole report: ${place} is missing or of another kind`, { hint });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
