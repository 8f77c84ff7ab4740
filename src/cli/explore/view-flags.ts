import { UserError } from "../../errors.ts";
import type { View } from "../../ui/explorer/feed.ts";
import type { ReportFlags } from "../report-options.ts";

/**
 * The options of a command as a view changes them, and whether they name two periods.
 * @throws UserError for more than two periods.
 */
export function flagsOf(
  flags: ReportFlags,
  { method, filter, period }: View,
): { flags: ReportFlags; hasBaseline: boolean } {
  const changed: ReportFlags = { ...flags, method };
  if (filter !== "") changed.include = [...(flags.include ?? []), filter];
  const [first, second, ...more] = period.split(/\s+/).filter((word) => word !== "");
  if (more.length > 0) throw new UserError(`${period}: give one period, or a baseline and a period`);
  if (first !== undefined && second !== undefined) Object.assign(changed, { baseline: first, period: second });
  else if (first !== undefined) changed.period = first;
  return { flags: changed, hasBaseline: changed.baseline !== undefined };
}
