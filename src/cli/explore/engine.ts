import { availableParallelism } from "node:os";
import { rowsOf } from "../../analysis/build-report.ts";
import type { Report } from "../../analysis/report.ts";
import { lookAt, type Subject } from "../../analysis/subject.ts";
import { UserError } from "../../errors.ts";
import { collect, type Collection } from "../../ingest/collect.ts";
import { nothingLeftOut } from "../../ingest/counting.ts";
import type { Side } from "../../ingest/rollup-sink.ts";
import { noLines } from "../../rollup/lines.ts";
import { builtinTargets } from "../../targets/target-table.ts";
import type { Feed, News, View } from "../../ui/explorer/feed.ts";
import { inputsToAnalyze } from "../commands/analyze.ts";
import { inputsToCompare } from "../commands/compare.ts";
import { reportOn } from "../finish-report.ts";
import type { ReportFlags } from "../report-options.ts";
import { type ReportWishes, reportWishesOf } from "../report-wishes.ts";
import { readScansOf, tellFaults } from "./scans-to-explore.ts";
import type { JoinedScans } from "../report-scans.ts";
import type { ReportInputs } from "../run-report.ts";
import type { EngineSetup } from "./messages.ts";
import { flagsOf } from "./view-flags.ts";
import { ReadingWatch } from "./reading-watch.ts";

/** The first figures come so soon after the first denial; later ones wait so many times as long as the last took. */
const firstMs = 30;
const leastMs = 250;
const restFactor = 8;

/** A reading that goes on, or is over. */
interface EngineReading {
  given: ReportInputs;
  scans: JoinedScans | null;
  wishes: ReportWishes;
  flags: ReportFlags;
  watch: ReadingWatch;
  /** Null while it goes on. */
  collection: Collection | null;
  /** The last report; null before the first. */
  report: Report | null;
  /** Where threads share the reading, what one of them counts of each side. */
  parts: ReadonlyMap<Side, Side>;
}

/**
 * Reads logs for the explorer: tells how reading goes, reports on what was read so far whenever that is cheap beside the
 * reading, and reads again where a view asks for other events. Runs in a thread of its own.
 */
export class Engine implements Pick<Feed, "look" | "follow"> {
  private readonly setup: EngineSetup;
  private readonly tell: (news: News) => void;
  /** Read once, whatever is looked at; null where none were given. */
  private scans: Promise<JoinedScans | null> | null = null;
  private view: View;
  private subject: Subject | null = null;
  private reading: EngineReading | null = null;
  /** Counts readings: one that is not the last is given up. */
  private turn = 0;
  /** Counts views that were asked for, and the one whose inputs are being looked for; 0 when there is none. */
  private asked = 0;
  private opening = 0;
  private nextSnapshotMs = 0;

  constructor(setup: EngineSetup, tell: (news: News) => void) {
    this.setup = setup;
    this.tell = tell;
    this.view = setup.view;
  }

  /** Starts reading. */
  start(): Promise<void> {
    return this.read(this.view);
  }

  look(view: View): void {
    const { reading, view: old } = this;
    const isSameReading = view.filter === old.filter && view.period === old.period;
    if (reading !== null && isSameReading && this.opening === 0) {
      this.view = view;
      reading.wishes = { ...reading.wishes, method: view.method };
      reading.flags = { ...reading.flags, method: view.method };
      // While it goes on, the next figures are by the new method.
      if (reading.collection !== null) this.report(reading, true);
      return;
    }
    void this.read(view);
  }

  follow(subject: Subject | null): void {
    this.subject = subject;
    // While reading goes on, the detail comes with the next figures.
    const { reading } = this;
    if (reading !== null && reading.collection !== null) this.tellDetail(reading);
  }

  private async read(view: View): Promise<void> {
    const { tell, setup } = this;
    const reading = await this.opened(view);
    if (reading === null) return;
    // The reading before goes on until the next one can.
    const turn = ++this.turn;
    const isLast = (): boolean => turn === this.turn;
    this.view = view;
    this.reading = reading;
    const { given, watch } = reading;
    this.nextSnapshotMs = performance.now() + firstMs;
    tell({ kind: "reading", reading: watch.state() });
    const collection = await collect(
      given.inputs,
      given.sides,
      given.options,
      {
        reject: null,
        progress: (now) => {
          if (!isLast()) return;
          if (watch.note(now)) tell({ kind: "reading", reading: watch.state() });
          if (now.denials > 0 && performance.now() >= this.nextSnapshotMs) this.report(reading, false);
        },
        isStopped: () => !isLast(),
        failed: () => {},
        partly: (parts) => {
          reading.parts = parts ?? new Map();
          // The other threads' counts are still to come, and this one's are given away.
          if (parts === null && isLast()) this.nextSnapshotMs = Infinity;
        },
      },
      { jobs: setup.flags.jobs ?? availableParallelism() },
    );
    if (!isLast()) return;
    reading.collection = collection;
    watch.finish(collection);
    tell({ kind: "reading", reading: watch.state() });
    this.report(reading, true);
    tellFaults(reading.scans, reading.report!, tell);
  }

  /** The inputs of a view; null where it is refused, which is told, or another one was asked for meanwhile. */
  private async opened(view: View): Promise<EngineReading | null> {
    const order = ++this.asked;
    this.opening = order;
    try {
      const reading = await this.open(view);
      return order === this.asked ? reading : null;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { message, hint = "", exitCode } = error;
      if (this.reading === null) this.tell({ kind: "failed", reason: message, hint, exitCode });
      else if (order === this.asked) this.tell({ kind: "refused", view: this.view, reason: message });
      return null;
    } finally {
      if (order === this.asked) this.opening = 0;
    }
  }

  private async open(view: View): Promise<EngineReading> {
    const { paths, isCompared } = this.setup;
    const { flags, hasBaseline } = flagsOf(this.setup.flags, view);
    const isPair = isCompared || hasBaseline;
    const wishes = await reportWishesOf(flags, isPair);
    // Reports that are written name the hashes of their inputs.
    const hashed = { ...wishes, outputs: { ...wishes.outputs, wantsHashes: true } };
    const scans = await (this.scans ??= readScansOf(flags, hashed, paths));
    const given = await (isPair ? inputsToCompare : inputsToAnalyze)(paths, flags, hashed, Date.now());
    if (this.reading !== null && given.inputs.some(({ file }) => file.sizeBytes === null)) {
      throw new UserError("an input that is a pipe can be read once only, so it can be cut no further");
    }
    return {
      given,
      scans,
      wishes: hashed,
      flags,
      watch: new ReadingWatch(given.inputs),
      collection: null,
      report: null,
      parts: new Map(),
    };
  }

  /** Reports on what was read; partial figures have a partial report. */
  private report(reading: EngineReading, isSettled: boolean): void {
    const started = performance.now();
    const report = this.build(reading);
    reading.report = report;
    this.tell({ kind: "report", report, isSettled });
    this.tellDetail(reading);
    const took = performance.now() - started;
    this.nextSnapshotMs = performance.now() + Math.max(leastMs, took * restFactor);
  }

  private build(reading: EngineReading): Report {
    const { wishes, flags, watch, collection, scans } = reading;
    const { paths } = this.setup;
    const given = countedSoFar(reading);
    const soFar: Collection = {
      results: [],
      lines: { ...noLines(), ...watch.counted() },
      leftOut: nothingLeftOut(),
      extremes: [],
      stopped: true,
    };
    const command = [given.baseline === null ? "analyze" : "compare", ...paths];
    return reportOn(
      { given, scans, wishes, flags, command, zone: given.options.zone.name, collection: collection ?? soFar },
      Date.now(),
    );
  }

  private tellDetail(reading: EngineReading): void {
    const { wishes, report } = reading;
    const { subject } = this;
    const given = countedSoFar(reading);
    if (subject === null || report === null) return;
    const rows = { mapping: wishes.mapping, targets: wishes.targets ?? builtinTargets() };
    const period = { counts: given.period.rollup, targets: rowsOf(rows, report.period) };
    const baseline =
      given.baseline === null || report.baseline === null
        ? null
        : { counts: given.baseline.rollup, targets: rowsOf(rows, report.baseline) };
    this.tell({ kind: "detail", detail: lookAt(subject, period, baseline) });
  }
}

/** The sides with what can be looked at: all that is counted, or what one thread counts until all is done. */
function countedSoFar({ given, collection, parts }: EngineReading): ReportInputs {
  if (collection !== null || parts.size === 0) return given;
  const { period, baseline } = given;
  return {
    ...given,
    period: parts.get(period) ?? period,
    baseline: baseline && (parts.get(baseline) ?? baseline),
  };
}
