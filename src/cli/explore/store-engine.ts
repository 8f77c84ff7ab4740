import type { Report } from "../../analysis/report.ts";
import { rowsOf } from "../../analysis/build-report.ts";
import type { StoredSides } from "../../analysis/stored-report.ts";
import { lookAt, type Subject } from "../../analysis/subject.ts";
import { UserError } from "../../errors.ts";
import type { Store } from "../../store/store.ts";
import { builtinTargets } from "../../targets/target-table.ts";
import type { Feed, News, Reading, View } from "../../ui/explorer/feed.ts";
import type { JoinedScans } from "../report-scans.ts";
import { type ReportWishes, reportWishesOf } from "../report-wishes.ts";
import { buildStored, openStored } from "../run-stored-report.ts";
import { readScansOf, tellFaults } from "./scans-to-explore.ts";
import type { StoreSetup } from "./messages.ts";
import { flagsOf } from "./view-flags.ts";

/** What is shown. */
interface Shown {
  report: Report;
  sides: StoredSides;
  wishes: ReportWishes;
}

/** Reports on a store for the explorer. Runs in a thread of its own. */
export class StoreEngine implements Pick<Feed, "look" | "follow"> {
  private readonly setup: StoreSetup;
  private readonly tell: (news: News) => void;
  private view: View;
  private subject: Subject | null = null;
  private store: Store | null = null;
  /** Read once, whatever is looked at; null where none were given. */
  private scans: Promise<JoinedScans | null> | null = null;
  private shown: Shown | null = null;
  /** Counts views that were asked for: what comes of one that is not the last is not shown. */
  private asked = 0;

  constructor(setup: StoreSetup, tell: (news: News) => void) {
    this.setup = setup;
    this.tell = tell;
    this.view = setup.view;
  }

  async start(): Promise<void> {
    try {
      this.store = await openStored(this.setup.paths, this.setup.flags);
    } catch (error) {
      this.fail(error);
      return;
    }
    await this.show(this.view);
  }

  look(view: View): void {
    void this.show(view);
  }

  follow(subject: Subject | null): void {
    this.subject = subject;
    this.tellDetail();
  }

  private async show(view: View): Promise<void> {
    const { store } = this;
    if (store === null) return;
    const order = ++this.asked;
    try {
      if (view.filter !== "") throw new UserError("a store keeps counts, not single denials: it cannot be filtered");
      const { flags, hasBaseline } = flagsOf(this.setup.flags, view);
      const wishes = await reportWishesOf(flags, hasBaseline);
      const scans = await (this.scans ??= readScansOf(flags, wishes, this.setup.paths));
      const { report, sides } = await buildStored(store, flags, wishes, hasBaseline ? "compare" : "analyze", scans);
      if (order !== this.asked) return;
      this.view = view;
      this.shown = { report, sides, wishes };
      this.tell({ kind: "reading", reading: readingOf(report) });
      this.tell({ kind: "report", report, isSettled: true });
      this.tellDetail();
      tellFaults(scans, report, this.tell);
    } catch (error) {
      if (order === this.asked) this.fail(error);
    }
  }

  /** Tells what went wrong: nothing can be shown at all, or this view cannot. */
  private fail(error: unknown): void {
    if (!(error instanceof UserError)) throw error;
    const { message, hint = "", exitCode } = error;
    if (this.shown === null) this.tell({ kind: "failed", reason: message, hint, exitCode });
    else this.tell({ kind: "refused", view: this.view, reason: message });
  }

  private tellDetail(): void {
    const { subject, shown } = this;
    if (subject === null || shown === null) return;
    const { report, sides, wishes } = shown;
    const rows = { mapping: wishes.mapping, targets: wishes.targets ?? builtinTargets() };
    const period = { counts: sides.period, targets: rowsOf(rows, report.period) };
    const baseline =
      sides.baseline === null || report.baseline === null
        ? null
        : { counts: sides.baseline, targets: rowsOf(rows, report.baseline) };
    this.tell({ kind: "detail", detail: lookAt(subject, period, baseline) });
  }
}

/** The logs that the store was made of, as inputs that were read. */
function readingOf({ provenance: { inputs }, lines }: Report): Reading {
  return {
    files: inputs.map(({ path, bytes, format, lines: ofInput, error }) => ({
      path,
      state: error === null ? "done" : "failed",
      sizeBytes: bytes,
      lines: ofInput.total,
      denials: ofInput.denials,
      format,
      error: error ?? "",
      linesPerSec: null,
      live: null,
    })),
    filesDone: inputs.length,
    storedBytes: inputs.reduce((sum, { bytes }) => sum + bytes, 0),
    totalBytes: null,
    lines: lines.total,
    denials: lines.denials,
    elapsedMs: 0,
    isOver: true,
    isLive: false,
  };
}
