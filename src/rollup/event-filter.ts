import { UserError } from "../errors.ts";
import type { LogEvent } from "../scan/event.ts";
import { clauseHolds, type FilterClause } from "./filter-clause.ts";
import { parseWords, type WordFault } from "./filter-words.ts";

/** What `--include` and `--exclude` were given, in order. */
export interface FilterExpressions {
  include: readonly string[];
  exclude: readonly string[];
}

/** What is wrong with one of the expressions. `text` and `expression` hold what the user wrote, any bytes. */
export interface FilterFault extends WordFault {
  option: "--include" | "--exclude";
  expression: string;
  /** Which of the option's expressions, from 1. */
  number: number;
}

/** Which events count: those that meet any of the clauses to include, or all where there is none, and none to exclude. */
export class EventFilter {
  /** False when no expression names a device, so that any name will do. */
  readonly readsDevice: boolean;
  private readonly include: readonly FilterClause[];
  private readonly exclude: readonly FilterClause[];

  constructor(include: readonly FilterClause[], exclude: readonly FilterClause[]) {
    this.include = include;
    this.exclude = exclude;
    this.readsDevice = [...include, ...exclude].some((clause) => clause.devices.length > 0);
  }

  /** True when the event counts. Allocates nothing but once for each device name. @param deviceName "" for none. */
  admits(event: LogEvent, deviceName: string): boolean {
    const { include, exclude } = this;
    for (let i = 0; i < exclude.length; i++) if (clauseHolds(exclude[i]!, event, deviceName)) return false;
    if (include.length === 0) return true;
    for (let i = 0; i < include.length; i++) if (clauseHolds(include[i]!, event, deviceName)) return true;
    return false;
  }
}

/**
 * Compiles the expressions: of several to include any must hold, of several to exclude none may. An expression is words
 * separated by blanks, all of which must hold, each a key with values, any of which may:
 *
 * - `port:23`, `port:23,2323`, `port:8000-8100`, `port:none`; `sport:` alike for the source port
 * - `proto:tcp`, `proto:icmp,47`, `proto:unknown`
 * - `src:198.51.100.0/24`, `dst:2001:db8::/32,198.51.100.7`, ranges too; an event without an address meets none
 * - `device:fw01`, in either case, `*` for any characters and `?` for one; `device:?*` is any device with a name
 *
 * @returns the filter, null where no expression is given, or what is wrong with the first expression at fault.
 */
export function parseFilter({ include, exclude }: FilterExpressions): EventFilter | FilterFault | null {
  const included = parseAll("--include", include);
  const excluded = parseAll("--exclude", exclude);
  if ("fault" in included) return included;
  if ("fault" in excluded) return excluded;
  return include.length + exclude.length === 0 ? null : new EventFilter(included, excluded);
}

function parseAll(option: FilterFault["option"], expressions: readonly string[]): FilterClause[] | FilterFault {
  const clauses: FilterClause[] = [];
  for (const [index, expression] of expressions.entries()) {
    const clause = parseWords(expression);
    if ("fault" in clause) return { ...clause, option, expression, number: index + 1 };
    clauses.push(clause);
  }
  return clauses;
}

/**
 * The filter of {@link parseFilter}, for where the expressions were checked before; null where none is given.
 * @throws UserError that names the expression by its number, because what the user wrote is not safe to print.
 */
export function compileFilter(expressions: FilterExpressions): EventFilter | null {
  const filter = parseFilter(expressions);
  if (filter === null || filter instanceof EventFilter) return filter;
  const { option, number, fault, hint } = filter;
  throw new UserError(`${option}, expression ${number}: a part of it ${fault}`, { hint });
}
