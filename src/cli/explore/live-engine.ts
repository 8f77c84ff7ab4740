import { rowsOf } from "../../analysis/build-report.ts";
import type { Report } from "../../analysis/report.ts";
import { lookAt, type Subject } from "../../analysis/subject.ts";
import { UserError } from "../../errors.ts";
import { nothingLeftOut } from "../../ingest/counting.ts";
import type { InputPhase, InputState } from "../../live/live-input.ts";
import type { LiveSnapshot } from "../../live/session.ts";
import { printable } from "../../report/escape.ts";
import { builtinTargets } from "../../targets/target-table.ts";
import type { Feed, News, Reading, ReadingFile, View } from "../../ui/explorer/feed.ts";
import { reportOn } from "../finish-report.ts";
import type { Io } from "../io.ts";
import { openWatch, type Watch } from "../open-watch.ts";
import { collectingIo } from "./collecting-io.ts";
import type { Ended, WatchSetup } from "./messages.ts";

/** Reports are made no sooner after each other than this, and for at most so small a part of the time: senders do not wait. */
const leastMs = 500;
const restFactor = 20;

/** Watches inputs for the explorer, and reports on what has come whenever that is cheap. Runs in a thread of its own. */
export class LiveEngine implements Pick<Feed, "look" | "follow"> {
  private readonly setup: WatchSetup;
  private readonly tell: (news: News) => void;
  private view: View;
  private subject: Subject | null = null;
  private watch: Watch | null = null;
  private report: Report | null = null;
  private timer: NodeJS.Timeout | null = null;
  private nextMs = 0;
  private readonly clock: Pick<Io, "now"> = { now: () => Date.now() };

  constructor(setup: WatchSetup, tell: (news: News) => void) {
    this.setup = setup;
    this.tell = tell;
    this.view = setup.view;
  }

  /** Starts watching. */
  async start(): Promise<void> {
    const { paths, flags } = this.setup;
    const note = ({ about, text }: { about: string; text: string }): void =>
      this.tell({ kind: "told", text: printable(text.startsWith(about) ? text : `${about}: ${text}`) });
    try {
      this.watch = await openWatch(paths, flags, this.clock, note);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.tell({ kind: "failed", reason: error.message, hint: error.hint ?? "", exitCode: error.exitCode });
      return;
    }
    const { session } = this.watch;
    session.on("change", () => this.plan());
    void session.ended.then(() => this.show());
    this.show();
  }

  look(view: View): void {
    const { watch } = this;
    if (view.filter !== this.view.filter || view.period !== this.view.period) {
      const reason = "what is watched is counted as it comes: choose with --include and --period at the start";
      this.tell({ kind: "refused", view: this.view, reason });
      return;
    }
    this.view = view;
    if (watch === null) return;
    watch.reported.wishes = { ...watch.reported.wishes, method: view.method };
    watch.reported.flags = { ...watch.reported.flags, method: view.method };
    this.show();
  }

  follow(subject: Subject | null): void {
    this.subject = subject;
    this.tellDetail();
  }

  /** Ends watching. @returns what is to be written, when the terminal is free. */
  async end(): Promise<Ended> {
    const { watch } = this;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (watch === null) return { stdout: "", stderr: "", exitCode: 0 };
    await watch.session.close();
    const { io, written } = collectingIo(this.setup.terminal);
    const exitCode = await watch.finish(io);
    return { ...written(), exitCode };
  }

  /** Shows what has changed as soon as that is due. */
  private plan(): void {
    if (this.timer !== null) return;
    this.timer = setTimeout(
      () => {
        this.timer = null;
        this.show();
      },
      Math.max(0, this.nextMs - performance.now()),
    );
  }

  private show(): void {
    const { watch } = this;
    if (watch === null) return;
    const started = performance.now();
    const snapshot = watch.session.snapshot();
    this.tell({ kind: "reading", reading: readingOf(snapshot, this.clock.now() - watch.startedMs) });
    if (snapshot.lines.denials > 0) {
      this.report = reportOn({ ...watch.reported, collection: soFar(snapshot) }, this.clock.now());
      this.tell({ kind: "report", report: this.report, isSettled: true });
      this.tellDetail();
    }
    const took = performance.now() - started;
    this.nextMs = performance.now() + Math.max(leastMs, took * restFactor);
  }

  private tellDetail(): void {
    const { subject, watch, report } = this;
    if (subject === null || watch === null || report === null) return;
    const { given, wishes } = watch.reported;
    const rows = { mapping: wishes.mapping, targets: wishes.targets ?? builtinTargets() };
    const period = { counts: given.period.rollup, targets: rowsOf(rows, report.period) };
    this.tell({ kind: "detail", detail: lookAt(subject, period, null) });
  }
}

/** A session in the terms of a reading that is over, though it is not. */
function soFar({ lines }: LiveSnapshot) {
  return { results: [], lines, leftOut: nothingLeftOut(), extremes: [], stopped: false, isLive: true };
}

const states: Record<InputPhase, ReadingFile["state"]> = {
  waiting: "waiting",
  reading: "reading",
  listening: "listening",
  ended: "done",
  failed: "failed",
};

function readingOf({ lines, bytes, inputs }: LiveSnapshot, elapsedMs: number): Reading {
  const done = inputs.filter(({ phase }) => phase === "ended" || phase === "failed").length;
  return {
    files: inputs.map(fileOf),
    filesDone: done,
    storedBytes: bytes,
    totalBytes: null,
    lines: lines.total,
    denials: lines.denials,
    elapsedMs,
    isOver: done === inputs.length,
    isLive: true,
  };
}

function fileOf({ name, phase, bytes, lines, formats, linesPerSec, lastFault, dropped }: InputState): ReadingFile {
  return {
    path: name,
    state: states[phase],
    sizeBytes: bytes,
    lines: lines.total,
    denials: lines.denials,
    format: formats.join(", "),
    error: lastFault ?? "",
    linesPerSec,
    live: { lost: dropped.datagrams ?? 0, cut: dropped.cutLines },
  };
}
