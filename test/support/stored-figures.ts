import { expect } from "vitest";
import { fwtrend } from "./run-fwtrend.ts";

/** What a report says but where it came from and how reading went. */
export interface Figures {
  warnings: string[];
  [name: string]: unknown;
}

/** The figures that a command prints as JSON, without provenance. */
export async function figuresOf(...args: readonly string[]): Promise<Figures> {
  const { stdout, stderr } = await fwtrend([...args, "--json", "--quiet"]);
  expect({ stdout, stderr }).not.toMatchObject({ stdout: "" });
  const report = JSON.parse(stdout) as Figures & { provenance?: unknown };
  delete report.provenance;
  return report;
}

/** Holds a report from a store to that from logs. How stamps were read is told where they are read. */
export async function expectSameFigures(ofLogs: readonly string[], ofStore: readonly string[]): Promise<void> {
  const [logs, store] = [await figuresOf(...ofLogs), await figuresOf(...ofStore)];
  for (const warning of store.warnings) expect(logs.warnings).toContain(warning);
  expect({ ...store, warnings: null }).toEqual({ ...logs, warnings: null });
}
