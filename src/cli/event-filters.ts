import { UserError } from "../errors.ts";
import { EventFilter, type FilterExpressions, parseFilter } from "../rollup/event-filter.ts";
import { quoteText } from "../targets/clean-text.ts";
import { didYouMean } from "./did-you-mean.ts";

/**
 * The filter that `--include` and `--exclude` ask for, null where they ask for none.
 * @throws UserError that quotes the expression and the part of it at fault.
 */
export function filterOf(expressions: FilterExpressions): EventFilter | null {
  const filter = parseFilter(expressions);
  if (filter === null || filter instanceof EventFilter) return filter;
  const { option, expression, text, fault, names } = filter;
  const where = text === expression ? option : `${option} ${quoteText(expression)}:`;
  const near = didYouMean(text, names, "");
  const hint = near === "" ? filter.hint : `${near} ${filter.hint}`;
  throw new UserError(`${where} ${quoteText(text)} ${fault}`, { hint });
}
