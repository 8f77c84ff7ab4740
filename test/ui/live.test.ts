import { describe, expect, test, vi } from "vitest";
import { languageOf } from "../../src/report/language.ts";
import { renderText } from "../../src/report/text.ts";
import { printSummary, startProgress } from "../../src/ui/live.tsx";
import type { ProgressState } from "../../src/ui/rates.ts";
import { compared } from "../report/sample-reports.ts";
import { fakeTerminal } from "./fake-terminal.ts";

function counting(): () => ProgressState {
  let looks = 0;
  return () => {
    looks += 1;
    return {
      filesDone: looks,
      filesTotal: 99,
      bytesDone: looks * 1_000,
      bytesTotal: 1_000_000,
      lines: looks,
      denials: looks,
      currentPath: "logs/\x1b[2Jfw.log",
      elapsedMs: looks * 100,
    };
  };
}

describe("the progress on a terminal", () => {
  test("moves, and leaves nothing behind when it stops", async () => {
    const terminal = fakeTerminal(80);
    terminal.stream.write("before\n");
    const progress = startProgress(counting(), terminal.stream, { color: true });
    await vi.waitFor(() => expect(terminal.screen()[1]).toContain(" of 99 files read  logs/\\x1b[2Jfw.log"), 5_000);
    const [, first] = terminal.screen();
    await vi.waitFor(() => expect(terminal.screen()[1]).not.toBe(first));
    expect(terminal.screen()).toHaveLength(3);

    progress.stop();
    progress.stop();
    terminal.stream.write("after\n");
    expect(terminal.screen()).toEqual(["before", "after"]);
    expect(terminal.written().endsWith("\x1b[?25hafter\n")).toBe(true);
  });

  test("does not begin when the reading is over soon", async () => {
    const terminal = fakeTerminal(80);
    startProgress(counting(), terminal.stream, { color: true }).stop();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(terminal.written()).toBe("");
  });

  test("is not shown where there is no terminal", async () => {
    const file = fakeTerminal(80, false);
    const read = vi.fn<() => ProgressState>(counting());
    const progress = startProgress(read, file.stream, { color: true });
    await new Promise((resolve) => setTimeout(resolve, 400));
    progress.stop();
    expect(read).not.toHaveBeenCalled();
    expect(file.written()).toBe("");
  });

  test("takes nothing from standard input", async () => {
    const terminal = fakeTerminal(80);
    const before = process.stdin.eventNames().map((name) => [name, process.stdin.listenerCount(name)]);
    const progress = startProgress(counting(), terminal.stream, { color: false });
    await vi.waitFor(() => expect(terminal.screen()[0]).toContain("files read"), 5_000);
    const after = process.stdin.eventNames().map((name) => [name, process.stdin.listenerCount(name)]);
    progress.stop();
    expect(after).toEqual(before);
  });
});

test("the summary is in the language that is wanted", async () => {
  const terminal = fakeTerminal(100);
  await printSummary(compared(), terminal.stream, { color: false, lang: "ja" });
  const options = { width: 100, color: false, ascii: false, language: languageOf("ja") };
  expect(terminal.written()).toBe(renderText(compared(), options));
});

test("the summary fills the terminal and stays there", async () => {
  const terminal = fakeTerminal(100);
  await printSummary(compared(), terminal.stream, { color: false });
  expect(terminal.written()).toBe(renderText(compared(), { width: 100, color: false, ascii: false }));
});
