import { languageOf } from "../../report/language.ts";
import type { TargetTable } from "../../targets/target-table.ts";
import type { Action } from "./actions.ts";
import type { Feed } from "./feed.ts";
import { drawFrame, type Frame } from "./frame.ts";
import { explorerGlyphs } from "./glyphs.ts";
import { actionOf, type KeyName } from "./keys.ts";
import { reduce } from "./reducer.ts";
import { type ExplorerState, openState, type Prompt } from "./state.ts";
import { en } from "./words.en.ts";
import { ja } from "./words.ja.ts";

/** How the explorer looks, and what it can do beside showing. */
export interface ExplorerOptions {
  ascii: boolean;
  isHeard: boolean;
  /** Loads the table of targets, which is wanted when a port is first opened. */
  loadTargets: () => Promise<TargetTable>;
  /** Writes the report in view. @returns what is to be said, or what Enter pressed once more would do. */
  exportTo: (path: string, state: ExplorerState, isConfirmed: boolean) => Promise<ExportOutcome>;
}

/** What became of an export. */
export interface ExportOutcome {
  text: string;
  kind: "written" | "failed" | "exists";
}

/** The explorer without a terminal: its state, what is on its screen, and what keys do. */
export class ExplorerStore {
  private readonly feed: Feed;
  private readonly options: ExplorerOptions;
  private current: ExplorerState;
  private size = { columns: 80, rows: 24 };
  private drawn: Frame | null = null;
  private targets: TargetTable | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(feed: Feed, first: Pick<ExplorerState, "view" | "language">, options: ExplorerOptions) {
    this.feed = feed;
    this.options = options;
    this.current = openState(first.view, first.language);
    feed.listen((news) => this.dispatch({ kind: "news", news }));
  }

  get state(): ExplorerState {
    return this.current;
  }

  /** What is on the screen; drawn when it is first asked for. */
  frame = (): Frame => {
    this.drawn ??= this.draw();
    return this.drawn;
  };

  /** Calls back after each change. @returns what ends that. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  resize(columns: number, rows: number): void {
    this.size = { columns, rows };
    this.changed();
  }

  /** Does what a key means. */
  press(key: KeyName): void {
    const { state } = this;
    const { extent, selected } = this.frame();
    const action = actionOf({ state, extent, selected, exportName: "report.html" }, key);
    if (action === null) return;
    if (action.kind === "answer" && state.prompt?.kind === "export") void this.exportReport(state.prompt);
    else if (action.kind === "language" && this.options.ascii) {
      this.dispatch({ kind: "note", text: this.words(state).noAsciiLanguage, isFault: true });
    } else this.dispatch(action);
  }

  dispatch(action: Action): void {
    const before = this.current;
    this.current = reduce(before, action);
    if (this.current === before) return;
    if (this.current.view !== before.view && action.kind !== "news") this.feed.look(this.current.view);
    if (this.current.subject !== before.subject) this.follow();
    this.changed();
  }

  private follow(): void {
    this.feed.follow(this.current.subject);
    if (this.targets !== null || this.current.subject === null) return;
    void this.options.loadTargets().then((table) => {
      this.targets = table;
      this.changed();
    });
  }

  private async exportReport({ text, confirmed }: Prompt): Promise<void> {
    const path = text.trim();
    const { state } = this;
    if (path === "") return this.dispatch({ kind: "cancel" });
    // Before the end neither the inputs nor what became of every line is known.
    if (state.report === null || !state.isSettled) {
      return this.dispatch({ kind: "remark", text: this.words(state).notSettled, confirmed: "" });
    }
    const outcome = await this.options.exportTo(path, state, confirmed === path);
    if (outcome.kind === "written") {
      this.dispatch({ kind: "cancel" });
      this.dispatch({ kind: "note", text: outcome.text, isFault: false });
    } else {
      this.dispatch({ kind: "remark", text: outcome.text, confirmed: outcome.kind === "exists" ? path : "" });
    }
  }

  private words({ language }: ExplorerState): typeof en {
    return language === "ja" ? ja : en;
  }

  private changed(): void {
    this.drawn = null;
    for (const listener of this.listeners) listener();
  }

  private draw(): Frame {
    const { state, options, size } = this;
    const { ascii, isHeard } = options;
    const scene = {
      state,
      // The last column stays free: some terminals wrap when it is written.
      width: size.columns - 1,
      glyphs: explorerGlyphs(ascii),
      language: languageOf(state.language),
      words: this.words(state),
      targets: this.targets,
      isHeard,
    };
    return drawFrame(scene, size.rows);
  }
}
