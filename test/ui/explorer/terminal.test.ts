import { PassThrough, Writable } from "node:stream";
import type { ReadStream, WriteStream } from "node:tty";
import xterm from "@xterm/headless";
import { afterEach, describe, expect, test, vi } from "vitest";
import { openExplorer } from "../../../src/ui/explorer/open-explorer.tsx";
import type { ExplorerStore } from "../../../src/ui/explorer/store.ts";
import { tellAll, testStore, type TestFeed } from "./explorer-report.ts";

vi.setConfig({ testTimeout: 60_000 });

/** A terminal that draws what it is sent, and remembers what could be seen after each write. */
class TestTerminal {
  readonly keys = Object.assign(new PassThrough(), {
    isTTY: true,
    isRaw: false,
    setRawMode(this: { isRaw: boolean }, isRaw: boolean) {
      this.isRaw = isRaw;
      return this;
    },
    ref: () => undefined,
    unref: () => undefined,
  });
  readonly stdout: WriteStream;
  readonly seen: string[][] = [];
  written = "";
  private readonly drawn: xterm.Terminal;

  constructor(columns: number, rows: number) {
    this.drawn = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.written += chunk.toString();
        this.drawn.write(chunk, () => {
          this.seen.push(this.screen());
          done();
        });
      },
    });
    this.stdout = Object.assign(sink, { isTTY: true, columns, rows }) as unknown as WriteStream;
  }

  screen(): string[] {
    const { active } = this.drawn.buffer;
    return Array.from({ length: this.drawn.rows }, (_, at) =>
      active.getLine(active.baseY + at)!.translateToString(true),
    );
  }

  get isAlternate(): boolean {
    return this.drawn.buffer.active.type === "alternate";
  }

  resize(columns: number, rows: number): void {
    this.drawn.resize(columns, rows);
    Object.assign(this.stdout, { columns, rows });
    this.stdout.emit("resize");
  }

  press(keys: string): void {
    this.keys.write(keys);
  }
}

interface Visit {
  terminal: TestTerminal;
  store: ExplorerStore;
  feed: TestFeed;
  closed: Promise<void>;
}

const open: Visit[] = [];

function visit(size = { columns: 100, rows: 30 }): Visit {
  const terminal = new TestTerminal(size.columns, size.rows);
  const { store, feed } = testStore(size);
  const closed = openExplorer(store, {
    stdin: terminal.keys as unknown as ReadStream,
    stdout: terminal.stdout,
    look: "color",
    isHeard: false,
  });
  const opened = { terminal, store, feed, closed };
  open.push(opened);
  return opened;
}

afterEach(async () => {
  for (const { store, closed } of open.splice(0)) {
    store.dispatch({ kind: "quit" });
    await closed;
  }
});

async function shows(terminal: TestTerminal, text: string): Promise<void> {
  await vi.waitFor(() => expect(terminal.screen().join("\n")).toContain(text), 10_000);
}

describe("a visit", () => {
  test("goes by keys through all panels, and gives the terminal back", async () => {
    const { terminal, feed, closed } = visit();
    await shows(terminal, "Reading the first lines");
    expect(terminal.isAlternate).toBe(true);
    expect(terminal.keys.isRaw).toBe(true);
    tellAll(feed);
    await shows(terminal, "fell from 48.1 % to 29.2 %");
    const places = {
      2: "100 busiest ports",
      3: "Classes of targets",
      4: "Scanners",
      5: "Where the change",
      6: "When devices",
      7: "Lines",
      8: "What to close first",
    };
    for (const [key, text] of Object.entries(places)) {
      terminal.press(key);
      await shows(terminal, text);
    }
    terminal.press("?");
    await shows(terminal, "go to a panel");
    terminal.press("\x1b");
    await shows(terminal, "What to close first");
    terminal.press("\t");
    await shows(terminal, "Denials by day");
    terminal.press("l");
    await shows(terminal, "遮断");
    terminal.press("q");
    await closed;
    await vi.waitFor(() => expect(terminal.isAlternate).toBe(false));
    expect(terminal.keys.isRaw).toBe(false);
    expect(terminal.written.lastIndexOf("\x1b[?25h")).toBeGreaterThan(terminal.written.lastIndexOf("\x1b[?25l"));
  });

  test("keys pressed fast come one by one, and a paste is what is written", async () => {
    const { terminal, store, feed } = visit();
    tellAll(feed);
    await shows(terminal, "fell from");
    terminal.press("2jjj");
    await vi.waitFor(() => expect(store.state.cursors.ports).toBe(3));
    terminal.press("/");
    await vi.waitFor(() => expect(store.state.prompt?.kind).toBe("filter"));
    terminal.press("port:23\tsrc:198.51.100.7\x07");
    await vi.waitFor(() => expect(store.state.prompt?.text).toBe("port:23 src:198.51.100.7"));
  });

  test("follows the terminal's size, down to a line that says what is needed", async () => {
    const { terminal, feed } = visit();
    tellAll(feed);
    await shows(terminal, "fell from");
    terminal.resize(140, 45);
    await vi.waitFor(() => expect(terminal.screen()[43]).toContain("q quit"), 10_000);
    terminal.resize(60, 20);
    await shows(terminal, "fwtrend needs a terminal of 80 × 24");
    expect(terminal.screen().filter((line) => line.trim() !== "")).toHaveLength(1);
    terminal.resize(80, 24);
    await vi.waitFor(() => expect(terminal.screen()[22]).toContain("q quit"), 10_000);
    expect(terminal.screen()[0]).toContain("fwtrend");
  });

  test("never flickers: every write leaves a whole screen", async () => {
    const { terminal, feed } = visit();
    tellAll(feed);
    await shows(terminal, "fell from");
    terminal.seen.length = 0;
    const before = terminal.written.length;
    terminal.press("2");
    await shows(terminal, "100 busiest ports");
    for (let at = 0; at < 20; at++) {
      terminal.press("j");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await vi.waitFor(() => expect(terminal.screen().join("\n")).toContain("21/100"));
    tellAll(feed);
    for (const screen of terminal.seen) {
      expect(screen[0]).toContain("fwtrend");
      expect(screen[3]).toContain("──");
      expect(screen[28]).toContain("q quit");
    }
    // Nothing is cleared but what is written anew.
    expect(terminal.written.slice(before)).not.toContain("\x1b[2J");
  });

  test("a step down a list writes a few lines, not the screen", async () => {
    const { terminal, feed } = visit();
    tellAll(feed);
    await shows(terminal, "fell from");
    terminal.press("2");
    await shows(terminal, "100 busiest ports");
    const before = terminal.written.length;
    terminal.press("j");
    await vi.waitFor(() => expect(terminal.screen()[7]).toContain("▸"));
    const whole = terminal.screen().join("").length;
    expect(terminal.written.length - before).toBeLessThan(whole / 2);
  });
});

test("nothing is written where nothing changes", async () => {
  const { terminal, feed } = visit();
  tellAll(feed);
  await shows(terminal, "fell from");
  await new Promise((resolve) => setTimeout(resolve, 100));
  const { length } = terminal.written;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(terminal.written).toHaveLength(length);
});
