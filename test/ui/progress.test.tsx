import { renderToString } from "ink";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnsOf } from "../../src/report/layout.ts";
import { Progress } from "../../src/ui/progress.tsx";
import type { ProgressView } from "../../src/ui/progress-lines.ts";
import { anyText } from "../report/random-reports.ts";

const view: ProgressView = {
  state: {
    filesDone: 3,
    filesTotal: 12,
    bytesDone: 1_032_000_000,
    bytesTotal: 2_400_000_000,
    lines: 4_300_000,
    denials: 2_934_303,
    currentPath: "logs/fy2017/asa-2017-06.log.gz",
    elapsedMs: 2_500,
  },
  rates: { bytesPerSec: 412_000_000, linesPerSec: 6_120_000, leftMs: 3_321 },
  width: 100,
  ascii: false,
};

function frame(shown: ProgressView, color = false): string[] {
  return renderToString(<Progress {...shown} color={color} />, { columns: shown.width }).split("\n");
}

describe("the progress", () => {
  test("says which file, how far, how fast and how much longer", () => {
    expect(frame(view)).toEqual([
      "3 of 12 files read  logs/fy2017/asa-2017-06.log.gz",
      "██████████░░░░░░░░░░░░░░░   43 %  412.0 MB/s  6.1 M lines/s  2,934,303 denials  4 s left",
    ]);
  });

  test("speaks Japanese", () => {
    expect(frame({ ...view, lang: "ja" })).toEqual([
      "12ファイル中3ファイル読み込み済み  logs/fy2017/asa-2017-06.log.gz",
      "██████████░░░░░░░░░░░░░░░   43%  412.0 MB/秒  612.0万行/秒  遮断 2,934,303件  残り4秒",
    ]);
    const state = { ...view.state, filesTotal: 1, filesDone: 0, bytesTotal: null, currentPath: "-" };
    expect(frame({ ...view, lang: "ja", width: 60, state, rates: { ...view.rates, leftMs: null } })).toEqual([
      "読み込み中  標準入力",
      "1.0 GB読み込み  412.0 MB/秒  遮断 2,934,303件  3秒経過",
    ]);
  });

  test("drops what matters least on a narrow terminal, and keeps the file name", () => {
    expect(frame({ ...view, width: 72 })[1]).toBe("███████░░░░░░░░░░░   43 %  412.0 MB/s  2,934,303 denials  4 s left");
    expect(frame({ ...view, width: 60 })[1]).toBe("██████░░░░░░░░░   43 %  2,934,303 denials  4 s left");
    expect(frame({ ...view, width: 40 })).toEqual([
      "3 of 12 files read  …/asa-2017-06.log.gz",
      "████░░░░░░   43 %  4 s left",
    ]);
    expect(frame({ ...view, width: 20 })).toEqual(["3 of 12 files read", "████░░░░░░   43 %"]);
  });

  test("without a known end it counts up", () => {
    const state = { ...view.state, filesTotal: 1, filesDone: 0, bytesTotal: null, currentPath: "-" };
    expect(frame({ ...view, state, rates: { ...view.rates, leftMs: null } })).toEqual([
      "reading  standard input",
      "1.0 GB read  412.0 MB/s  6.1 M lines/s  2,934,303 denials  after 3 s",
    ]);
  });

  test("before any speed is known it shows none", () => {
    const rates = { bytesPerSec: null, linesPerSec: null, leftMs: null };
    const state = { ...view.state, bytesDone: 0, denials: 0, currentPath: "" };
    expect(frame({ ...view, state, rates })).toEqual([
      "3 of 12 files read",
      "░░░░░░░░░░░░░░░░░░░░░░░░░    0 %  0 denials",
    ]);
  });

  test("100 % stands for the end alone", () => {
    const almost = { ...view.state, bytesDone: 2_399_999_999 };
    expect(frame({ ...view, state: almost })[1]).toContain("░   99 %");
    expect(frame({ ...view, state: { ...almost, bytesDone: 2_400_000_000 } })[1]).toContain("█  100 %");
  });

  test("draws in ASCII", () => {
    const state = { ...view.state, currentPath: "logs/東京.log" };
    expect(frame({ ...view, state, ascii: true })).toEqual([
      "3 of 12 files read  logs/\\u6771\\u4eac.log",
      "##########---------------   43 %  412.0 MB/s  6.1 M lines/s  2,934,303 denials  4 s left",
    ]);
  });

  test("is coloured only when asked", () => {
    expect(frame(view, true)[1]).toContain("\x1b[36m██████████\x1b[39m░");
    expect(frame(view).join()).not.toContain("\x1b");
  });

  test("is two lines within the width, whatever the file is called", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 120 }), fc.boolean(), (currentPath, width, ascii) => {
        const lines = frame({ ...view, state: { ...view.state, currentPath }, width, ascii });
        expect(lines).toHaveLength(2);
        expect(lines.filter((line) => columnsOf(line) > width)).toEqual([]);
        expect(lines.join("")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
    );
  });
});
