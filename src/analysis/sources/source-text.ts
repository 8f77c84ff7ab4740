import { IP6_MARK } from "../../rollup/cells.ts";
import type { ContactView } from "../../rollup/counts.ts";
import { addressText } from "../../scan/address-text.ts";

/** The address of a source by its place in `view.runs`, as text; null where only a hash of it is known. */
export function sourceText(view: ContactView, run: number): string | null {
  const start = view.runs[run]!;
  const address = view.addressOf(view.sources[start]!, view.ports[start]!);
  return address && addressText(address);
}

/** Below 0 where a source's address comes before that of another one: IPv4 first, then by number. */
export function compareSources(view: ContactView, run: number, otherView: ContactView, otherRun: number): number {
  const [at, otherAt] = [view.runs[run]!, otherView.runs[otherRun]!];
  const byFamily = (view.ports[at]! & IP6_MARK) - (otherView.ports[otherAt]! & IP6_MARK);
  return byFamily || (view.sources[at]! >>> 0) - (otherView.sources[otherAt]! >>> 0);
}
