import type { TargetTable } from "../targets/target-table.ts";
import { countGroups } from "./groups.ts";
import type { Rule } from "./groups.ts";
import type { Report } from "./report.ts";
import { shareOf } from "./share.ts";
import type { Tally } from "./tally.ts";

/**
 * The headline shares of a side by every method: within the 50, the 100 and the `top` busiest ports, fewest ports
 * first, then over all ports. Each method counts telnet by its own rule.
 */
export function reportSensitivity(side: Tally, targets: TargetTable, top: number): Report["sensitivity"] {
  const tops = [...new Set([50, 100, top])].sort((a, b) => a - b);
  const rules: Rule[] = tops.map((ports) => ({ method: "top100", top: ports }));
  rules.push({ method: "all-ports", top });

  return rules.map((rule) => {
    const counts = countGroups(side, targets, rule, "default");
    return {
      method: rule.method === "top100" ? `top${rule.top}` : rule.method,
      iotShare: shareOf({ denials: counts.iot, total: side.denials }),
      telnetShare: shareOf({ denials: counts.telnet, total: side.denials }),
    };
  });
}
