import { countGroups, measureGroups, type GroupMeasure } from "../analysis/groups.ts";
import { shareOf } from "../analysis/share.ts";
import { viewSide } from "../analysis/side-view.ts";
import { tally } from "../analysis/tally.ts";
import type { LiveSnapshot } from "../live/session.ts";
import type { Address } from "../scan/event.ts";
import { builtinTargets, type TargetTable } from "../targets/target-table.ts";
import type { ReportWishes } from "./report-wishes.ts";
import { protocolName } from "../scan/protocols.ts";
import type { InputState } from "../live/live-input.ts";
import type { LineCounts } from "../rollup/lines.ts";

/** So many of the busiest ports are told at each tick. */
const portsTold = 10;

/** A part of all denials. */
interface TickPart {
  denials: number;
  share: number;
}

/** How watching stands at one moment. */
export interface Tick {
  timeMs: number;
  elapsedMs: number;
  isFinal: boolean;
  lines: LineCounts;
  bytes: number;
  /** Denials that count; a line may stand for several. */
  denials: number;
  /** What came since the last tick. */
  delta: { ms: number; lines: number; denials: number; allowed: number; unparsed: number; bytes: number };
  /** As a report counts them: of sources where it does. */
  groups: (TickPart & { id: "iot" | "telnet" | "iot-other" | "other" })[];
  ports: (TickPart & { rank: number; protocol: string; port: number; class: string })[];
  inputs: readonly InputState[];
}

/** Makes ticks of a session, each with what came since the one before. */
export class Ticker {
  private readonly startedMs: number;
  private readonly wishes: ReportWishes;
  private last = { timeMs: 0, lines: 0, denials: 0, allowed: 0, unparsed: 0, bytes: 0 };

  constructor(startedMs: number, wishes: ReportWishes) {
    this.startedMs = startedMs;
    this.wishes = wishes;
    this.last.timeMs = startedMs;
  }

  next(snapshot: LiveSnapshot, timeMs: number, isFinal: boolean): Tick {
    const { lines, bytes, inputs, counts } = snapshot;
    const { last, wishes } = this;
    const targets = wishes.targets ?? builtinTargets();
    const sums = tally(counts);
    const { numbers, total } = measure(snapshot, targets, wishes);
    const unparsed = lines.unparsed + lines.tooLong;
    const now = { timeMs, lines: lines.total, denials: sums.denials, allowed: lines.allowed, unparsed, bytes };
    this.last = now;
    return {
      timeMs,
      elapsedMs: timeMs - this.startedMs,
      isFinal,
      lines,
      bytes,
      denials: sums.denials,
      delta: {
        ms: now.timeMs - last.timeMs,
        lines: now.lines - last.lines,
        denials: now.denials - last.denials,
        allowed: now.allowed - last.allowed,
        unparsed: now.unparsed - last.unparsed,
        bytes: now.bytes - last.bytes,
      },
      groups: (["telnet", "iot", "iot-other", "other"] as const).map((id) => ({
        id,
        denials: numbers[id],
        share: shareOf({ denials: numbers[id], total }),
      })),
      ports: sums.ranking.first(portsTold).map(({ rank, protocol, port, denials }) => ({
        rank,
        protocol: protocolName(protocol),
        port,
        class: targets.find(protocol, port)?.class ?? "other",
        denials,
        share: shareOf({ denials, total: sums.denials }),
      })),
      inputs,
    };
  }
}

/** The groups by the method of the report; most methods need no look at sources. */
function measure({ counts }: LiveSnapshot, targets: TargetTable, wishes: ReportWishes): GroupMeasure {
  const { method, top, scanThresholds, knownScanners } = wishes;
  const rule = { method, top };
  if (method === "top100" || method === "all-ports") {
    const sums = tally(counts);
    return { numbers: countGroups(sums, targets, rule, "default"), total: sums.denials };
  }
  const isKnownScanner = knownScanners && ((address: Address) => knownScanners.networks.has(address));
  const side = viewSide({ counts, period: null }, { method, scanThresholds, isKnownScanner }, () => targets);
  return measureGroups(side, targets, rule, "default");
}
