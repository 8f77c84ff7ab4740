import { severityOf } from "../../targets/severity.ts";
import type { TargetTable } from "../../targets/target-table.ts";
import type { KnownPort } from "./exposure-report.ts";

/** What the targets table says of a port. @param protocol its number, @param name its name. */
export function describePort(targets: TargetTable, protocol: number, name: string, port: number): KnownPort {
  const target = targets.find(protocol, port);
  return {
    protocol: name,
    port,
    service: target?.service ?? null,
    class: target?.class ?? "other",
    confidence: target?.confidence ?? null,
    severity: severityOf(target),
    devices: target?.devices ?? "",
    campaigns: target?.campaigns ?? "",
  };
}
