import { rowsOf } from "../analysis/build-report.ts";
import { countGroups, reportGroups } from "../analysis/groups.ts";
import { describePeriod } from "../analysis/report-period.ts";
import type { GroupId } from "../analysis/report.ts";
import { shareOf } from "../analysis/share.ts";
import { viewSide } from "../analysis/side-view.ts";
import { type Tally, tally } from "../analysis/tally.ts";
import type { LiveSnapshot } from "../live/session.ts";
import type { Address } from "../scan/event.ts";
import { builtinTargets, type TargetTable } from "../targets/target-table.ts";
import type { ReportWishes } from "./report-wishes.ts";
import { protocolName } from "../scan/protocols.ts";
import type { InputState } from "../live/live-input.ts";
import type { Counts } from "../rollup/counts.ts";
import type { LineCounts } from "../rollup/lines.ts";

/** So many of the busiest ports are told at each tick. */
const portsTold = 10;

const groupsTold: readonly GroupId[] = ["telnet", "iot", "iot-other", "other"];

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
  /** As in a report: shares are of sources where the method counts those. */
  groups: (TickPart & { id: GroupId })[];
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
    const { last } = this;
    const { all, ranked, targets, groups } = lookAt(counts, this.wishes);
    const unparsed = lines.unparsed + lines.tooLong;
    const now = { timeMs, lines: lines.total, denials: all.denials, allowed: lines.allowed, unparsed, bytes };
    this.last = now;
    return {
      timeMs,
      elapsedMs: timeMs - this.startedMs,
      isFinal,
      lines,
      bytes,
      denials: all.denials,
      delta: {
        ms: now.timeMs - last.timeMs,
        lines: now.lines - last.lines,
        denials: now.denials - last.denials,
        allowed: now.allowed - last.allowed,
        unparsed: now.unparsed - last.unparsed,
        bytes: now.bytes - last.bytes,
      },
      groups,
      ports: ranked.ranking.first(portsTold).map(({ rank, protocol, port, denials }) => ({
        rank,
        protocol: protocolName(protocol),
        port,
        class: targets.find(protocol, port)?.class ?? "other",
        denials,
        share: shareOf({ denials, total: ranked.denials }),
      })),
      inputs,
    };
  }
}

/** What a tick tells of all that was counted. */
interface Look {
  all: Tally;
  /** What the method counts. */
  ranked: Tally;
  targets: TargetTable;
  groups: Tick["groups"];
}

/** Looks at counts as a report would. Most methods need no look at sources, and then it takes a few milliseconds. */
function lookAt(counts: Counts, wishes: ReportWishes): Look {
  const { method, top, scanThresholds, knownScanners, mapping, period } = wishes;
  const rule = { method, top };
  const table = { mapping, targets: wishes.targets ?? builtinTargets() };
  if (method === "top100" || method === "all-ports") {
    const all = tally(counts);
    const targets = rowsOf(table, describePeriod(period, all));
    const numbers = countGroups(all, targets, rule, "default");
    const groups = groupsTold.map((id) => {
      const denials = numbers[id];
      return { id, denials, share: shareOf({ denials, total: all.denials }) };
    });
    return { all, ranked: all, targets, groups };
  }
  const isKnownScanner = knownScanners && ((address: Address) => knownScanners.networks.has(address));
  const side = viewSide({ counts, period }, { method, scanThresholds, isKnownScanner }, (span) => rowsOf(table, span));
  const groups = reportGroups(side, null, rule).map(({ id, denials, share }) => ({ id, denials, share: share ?? 0 }));
  return { all: side.all, ranked: side.tally, targets: side.targets, groups };
}
