import { Worker } from "node:worker_threads";
import { UserError } from "../errors.ts";
import type { PackedRollup } from "../rollup/rollup.ts";
import type { ReadProgress } from "./read-input.ts";
import type { Side } from "./rollup-sink.ts";
import { type UnitOutcome, UnitReader, type UnitSetup } from "./unit-reader.ts";
import type { Unit } from "./units.ts";
import {
  type FromWorker,
  newSharedState,
  type SharedState,
  sumProgress,
  type ToWorker,
  type WorkerData,
  writeProgress,
} from "./worker-messages.ts";

/** How units are watched while they are read. */
export interface PoolHooks {
  progress(now: ReadProgress & { filesDone: number; unit: Unit }): void;
  isStopped(): boolean;
  /** Called with what this thread counts, to be looked at while it counts; then with null. */
  partly?(sides: readonly Side[] | null): void;
}

/** What reading all units found. */
export interface PoolResult {
  outcomes: UnitOutcome[];
  /** The counts of each thread, side by side. */
  packed: PackedRollup[][];
  /** Units that a worker took down with it, and why. */
  lost: { unit: Unit; error: UserError }[];
}

/** How often the progress of workers is looked at. */
const lookMs = 100;

/** The program of a worker, which stands beside this file, built and bundled or not. */
const workerUrl = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);

/**
 * Reads units in this thread and in workers, each of which takes the next unit when it is done with one. A worker that
 * ends of itself loses the unit it was reading, which is told; what it had read before is read again by others.
 * @param program of the workers; for tests.
 */
export function readUnits(
  units: readonly Unit[],
  setup: UnitSetup,
  jobs: number,
  hooks: PoolHooks,
  program: URL = workerUrl,
): Promise<PoolResult> {
  return new Pool(units, setup, Math.min(jobs, units.length), hooks, program).run();
}

class Pool {
  private readonly queue: Unit[];
  private readonly setup: UnitSetup;
  private readonly threads: number;
  private readonly hooks: PoolHooks;
  private readonly program: URL;
  private readonly shared: SharedState;
  /** Sums of the units that are done. */
  private readonly done: ReadProgress = { storedBytes: 0, lines: 0, denials: 0 };
  private readonly result: PoolResult = { outcomes: [], packed: [], lost: [] };
  private latest: Unit;
  /** How many units of each input are not done. */
  private readonly left = new Map<number, number>();
  private filesDone = 0;

  constructor(units: readonly Unit[], setup: UnitSetup, threads: number, hooks: PoolHooks, program: URL) {
    this.queue = [...units];
    this.latest = units[0]!;
    this.setup = setup;
    this.threads = threads;
    this.hooks = hooks;
    this.program = program;
    this.shared = newSharedState(threads);
    for (const { input } of units) this.left.set(input, (this.left.get(input) ?? 0) + 1);
  }

  async run(): Promise<PoolResult> {
    const looking = setInterval(() => this.look(), lookMs);
    try {
      // A worker that is lost may leave units to be read again when the others have ended.
      do {
        const workers = Array.from({ length: Math.min(this.threads - 1, this.queue.length - 1) }, (_, i) =>
          this.work(i + 1),
        );
        await Promise.all([this.readHere(), ...workers]);
      } while (this.queue.length > 0 && !this.hooks.isStopped());
    } finally {
      clearInterval(looking);
    }
    return this.result;
  }

  private look(): void {
    if (this.hooks.isStopped()) Atomics.store(this.shared.stop, 0, 1);
    const now = sumProgress(this.shared);
    this.hooks.progress({
      storedBytes: this.done.storedBytes + now.storedBytes,
      lines: this.done.lines + now.lines,
      denials: this.done.denials + now.denials,
      filesDone: this.filesDone,
      unit: this.latest,
    });
  }

  /** The next unit; pipes are for this thread alone, which others cannot read. */
  private take(isHere: boolean): Unit | null {
    if (this.hooks.isStopped()) return null;
    const isPipe = ({ input }: Unit): boolean => this.setup.files[input]!.sizeBytes === null;
    const pipe = isHere ? this.queue.findIndex(isPipe) : -1;
    const place = pipe >= 0 ? pipe : this.queue.findIndex((unit) => !isPipe(unit));
    if (place < 0) return null;
    this.latest = this.queue[place]!;
    return this.queue.splice(place, 1)[0]!;
  }

  private finish(outcome: UnitOutcome, place: number): void {
    this.result.outcomes.push(outcome);
    writeProgress(this.shared, place, { storedBytes: 0, lines: 0, denials: 0 });
    const left = this.left.get(outcome.unit.input)! - 1;
    this.left.set(outcome.unit.input, left);
    if (left === 0) this.filesDone++;
    for (const { storedBytes, lines } of outcome.results) {
      this.done.storedBytes += storedBytes;
      this.done.lines += lines.total;
      this.done.denials += lines.denials;
    }
  }

  private async readHere(): Promise<void> {
    const reader = new UnitReader(this.setup);
    this.hooks.partly?.(reader.sides);
    for (let unit = this.take(true); unit !== null; unit = this.take(true)) {
      const outcome = await reader.read(
        unit,
        (now) => {
          writeProgress(this.shared, 0, now);
        },
        () => this.hooks.isStopped(),
      );
      this.finish(outcome, 0);
    }
    this.hooks.partly?.(null);
    this.result.packed.push(reader.pack());
  }

  /** Runs one worker to its end. */
  private work(place: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const data: WorkerData = { setup: this.setup, shared: this.shared, place };
      const worker = new Worker(this.program, { workerData: data });
      const read: UnitOutcome[] = [];
      let current: Unit | null = null;
      let isOver = false;
      const next = (): void => {
        current = this.take(false);
        send(worker, current === null ? { kind: "finish" } : { kind: "read", unit: current });
      };
      const lose = (cause: unknown): void => {
        if (isOver) return;
        isOver = true;
        this.giveUp(read, current, place, cause);
        resolve();
      };
      worker.on("message", (message: FromWorker) => {
        if (message.kind === "packed") {
          isOver = true;
          this.result.packed.push(message.packed);
          resolve();
          return;
        }
        if (message.kind === "read") {
          const { outcome, faults } = message;
          for (const [i, fault] of faults.entries()) outcome.results[i]!.error = fault && errorOf(fault);
          read.push(outcome);
          this.finish(outcome, place);
        }
        try {
          next();
        } catch (cause) {
          reject(cause as Error);
        }
      });
      worker.on("error", lose);
      worker.on("exit", (code) => lose(new Error(`it ended with code ${code}`)));
    });
  }

  /** Takes back what a worker had read, for its counts are gone. */
  private giveUp(read: readonly UnitOutcome[], current: Unit | null, place: number, cause: unknown): void {
    writeProgress(this.shared, place, { storedBytes: 0, lines: 0, denials: 0 });
    for (const outcome of read) {
      this.result.outcomes.splice(this.result.outcomes.indexOf(outcome), 1);
      this.queue.push(outcome.unit);
      const left = this.left.get(outcome.unit.input)!;
      this.left.set(outcome.unit.input, left + 1);
      if (left === 0) this.filesDone--;
      for (const { storedBytes, lines } of outcome.results) {
        this.done.storedBytes -= storedBytes;
        this.done.lines -= lines.total;
        this.done.denials -= lines.denials;
      }
    }
    if (current === null) return;
    const { input, range } = current;
    const what = range === null ? "" : `, bytes ${range.from.toLocaleString("en")} to ${range.to.toLocaleString("en")}`;
    const why = cause instanceof Error ? cause.message : String(cause);
    const error = new UserError(`${this.setup.files[input]!.path}${what}: the worker that read it failed (${why})`, {
      hint: "the rest is counted; --jobs 1 reads without workers",
      exitCode: 4,
      cause,
    });
    this.result.lost.push({ unit: current, error });
  }
}

function send(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}

function errorOf({ message, hint, exitCode }: { message: string; hint: string; exitCode: number }): UserError {
  return new UserError(message, { ...(hint === "" ? {} : { hint }), exitCode });
}
