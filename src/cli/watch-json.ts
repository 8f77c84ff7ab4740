import { escapeJson } from "../report/json.ts";
import type { Tick } from "./watch-tick.ts";

/** Schema of {@link tickJson}. */
const watchSchema = "fwtrend/watch/1";

/** A tick as one line of JSON, with its line break. Rates are of the time since the tick before. */
export function tickJson(tick: Tick): string {
  const { timeMs, elapsedMs, isFinal, delta, ...rest } = tick;
  const { ms, ...amounts } = delta;
  const perSec = (amount: number): number => (ms <= 0 ? 0 : (amount * 1000) / ms);
  const object = {
    schema: watchSchema,
    time: new Date(timeMs).toISOString(),
    elapsedSec: elapsedMs / 1000,
    final: isFinal,
    ...rest,
    delta: { sec: ms / 1000, ...amounts },
    rates: {
      linesPerSec: perSec(amounts.lines),
      denialsPerSec: perSec(amounts.denials),
      bytesPerSec: perSec(amounts.bytes),
    },
  };
  return `${escapeJson(JSON.stringify(object))}\n`;
}
