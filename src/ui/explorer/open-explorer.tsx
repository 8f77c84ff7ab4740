import { writeSync } from "node:fs";
import type { ReadStream, WriteStream } from "node:tty";
import { type Instance, render } from "ink";
import type { Look } from "./paint.ts";
import { Screen } from "./screen.tsx";
import type { ExplorerStore } from "./store.ts";

/** The terminal that the explorer is on. */
export interface ExplorerTerminal {
  stdin: ReadStream;
  stdout: WriteStream;
  look: Look;
  /** For readers who hear the screen: Ink's own mode, on the main screen. */
  isHeard: boolean;
}

/** Leaves the alternate screen, shows the cursor and takes off all looks. */
const restored = "\x1b[?1049l\x1b[?25h\x1b[0m";

/**
 * Shows the explorer until it is closed. The terminal is given back as it was: at the end, when the process is stopped
 * by Ctrl-Z, and when it ends by a signal or an error.
 */
export function openExplorer(store: ExplorerStore, terminal: ExplorerTerminal): Promise<void> {
  return new Promise((resolve) => new Mount(store, terminal, resolve).open());
}

class Mount {
  private readonly store: ExplorerStore;
  private readonly terminal: ExplorerTerminal;
  private readonly closed: () => void;
  private app: Instance | null = null;
  private readonly unsubscribe: () => void;

  constructor(store: ExplorerStore, terminal: ExplorerTerminal, closed: () => void) {
    this.store = store;
    this.terminal = terminal;
    this.closed = closed;
    this.unsubscribe = store.subscribe(() => {
      if (store.state.isClosing) this.close();
    });
  }

  open(): void {
    this.terminal.stdout.on("resize", this.resize);
    process.on("exit", this.restore);
    process.on("SIGCONT", this.resume);
    this.mount();
  }

  private mount(): void {
    const { stdin, stdout, look, isHeard } = this.terminal;
    this.resize();
    this.app = render(<Screen store={this.store} look={look} suspend={this.suspend} />, {
      stdin,
      stdout,
      stderr: stdout,
      alternateScreen: !isHeard,
      incrementalRendering: true,
      isScreenReaderEnabled: isHeard,
      exitOnCtrlC: false,
      patchConsole: false,
      interactive: true,
    });
  }

  private readonly resize = (): void => {
    const { columns, rows } = this.terminal.stdout;
    this.store.resize(columns || 80, rows || 24);
  };

  /** Gives the terminal back and stops the process, as Ctrl-Z does elsewhere. */
  private readonly suspend = (): void => {
    this.unmount();
    process.kill(process.pid, "SIGTSTP");
  };

  private readonly resume = (): void => {
    if (this.app === null && !this.store.state.isClosing) this.mount();
  };

  private unmount(): void {
    this.app?.unmount();
    this.app?.cleanup();
    this.app = null;
  }

  /** What is left to do when the process ends without closing the explorer. */
  private readonly restore = (): void => {
    const { stdin, stdout, isHeard } = this.terminal;
    try {
      if (stdin.isRaw) stdin.setRawMode(false);
      if (!isHeard) writeSync((stdout as WriteStream & { fd: number }).fd, restored);
    } catch {
      // The terminal is gone.
    }
  };

  private close(): void {
    this.unsubscribe();
    this.terminal.stdout.off("resize", this.resize);
    process.off("SIGCONT", this.resume);
    process.off("exit", this.restore);
    const { app } = this;
    if (app === null) return this.closed();
    app.unmount();
    void app.waitUntilExit().then(
      () => this.closed(),
      () => this.closed(),
    );
  }
}
