import { expect, test } from "vitest";
import { severityOf } from "../../src/targets/severity.ts";
import { builtinTargets, TCP, UDP } from "../../src/targets/target-table.ts";

test.each([
  [23, TCP, "critical"],
  [52869, TCP, "critical"],
  [8291, TCP, "critical"],
  [9000, TCP, "high"],
  [22, TCP, "high"],
  [3389, TCP, "high"],
  [6379, TCP, "high"],
  [502, TCP, "high"],
  [161, UDP, "medium"],
  [110, TCP, "low"],
  [64999, TCP, "low"],
])("%i (protocol %i) is %s", (port, protocol, severity) => {
  expect(severityOf(builtinTargets().find(protocol, port))).toBe(severity);
});
