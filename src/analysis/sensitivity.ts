import { measureGroups } from "./groups.ts";
import type { Rule } from "./groups.ts";
import type { MethodShares } from "./report.ts";
import type { SideView } from "./side-view.ts";

/**
 * The headline shares of a side by every method: within the 50, the 100 and the `top` busiest ports, fewest ports
 * first, then over all ports, without survey scanners, and of distinct sources. Each method counts telnet by its own
 * rule.
 */
export function reportSensitivity(side: SideView, top: number): MethodShares[] {
  const tops = [...new Set([50, 100, top])].sort((a, b) => a - b);
  const rules: Rule[] = tops.map((ports) => ({ method: "top100", top: ports }));
  rules.push({ method: "all-ports", top }, { method: "survey-excluded", top }, { method: "unique-sources", top });

  return rules.map((rule) => {
    const { numbers, total } = measureGroups(side, side.targets, rule, "default");
    return {
      method: rule.method === "top100" ? `top${rule.top}` : rule.method,
      iotShare: total === 0 ? null : numbers.iot / total,
      telnetShare: total === 0 ? null : numbers.telnet / total,
    };
  });
}
