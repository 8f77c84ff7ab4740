import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { columnsOf } from "../../../src/report/layout.ts";
import { paintFrameLine } from "../../../src/ui/explorer/paint.ts";
import { panels, type Place } from "../../../src/ui/explorer/state.ts";
import type { ExplorerStore } from "../../../src/ui/explorer/store.ts";
import { hostile } from "../../report/sample-reports.ts";
import { expectPrintable, withoutColor } from "../../support/terminal-safety.ts";
import { liveReading, screenOf, tellAll, telnetDetail, testStore, type TestFeed } from "./explorer-report.ts";

const places: readonly Place[] = [...panels, "subject", "help"];
const sizes = [
  { columns: 80, rows: 24 },
  { columns: 140, rows: 45 },
];

/** Goes to a place by keys. */
function goTo(store: ExplorerStore, feed: TestFeed, place: Place): void {
  if (place === "help") store.press("?");
  else if (place === "subject") {
    store.dispatch({ kind: "open", subject: telnetDetail.subject });
    feed.tell({ kind: "detail", detail: telnetDetail });
  } else store.press(String(panels.indexOf(place) + 1));
}

/** With UPDATE_GOLDEN=1 the text becomes the golden one, to be read in the diff. */
function readFrame(name: string, text: string): string {
  const path = fileURLToPath(new URL(`frames/${name}.txt`, import.meta.url));
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(path, text);
  return readFileSync(path, "utf8");
}

describe.each(sizes)("on $columns × $rows", (size) => {
  const at = `${size.columns}x${size.rows}`;

  test.each(places)("%s in colour and in ASCII", async (place) => {
    const looks = { color: false, ascii: true };
    for (const [look, ascii] of Object.entries(looks)) {
      const { store, feed } = testStore(size, { ascii });
      tellAll(feed);
      goTo(store, feed, place);
      // The table of targets is loaded when a port is first opened.
      await new Promise((resolve) => setImmediate(resolve));
      const painted = store.frame().lines.map((line) => paintFrameLine(line, ascii ? "plain" : "color"));
      const text = `${painted.join("\n")}\n`;
      expect(text).toBe(readFrame(`${place}-${at}-${look}`, text));
    }
  });

  test.each(places)("%s in Japanese fits", (place) => {
    const { store, feed } = testStore(size);
    tellAll(feed);
    goTo(store, feed, place);
    store.press("l");
    expectFits(store, size);
  });
});

function expectFits(store: ExplorerStore, { columns, rows }: { columns: number; rows: number }): void {
  const screen = screenOf(store);
  expect(screen.length).toBeLessThanOrEqual(rows - 1);
  expect(screen.filter((line) => columnsOf(line) >= columns)).toEqual([]);
}

test.each(places)("%s fits every size from 80 × 24 up", (place) => {
  const { store, feed } = testStore();
  tellAll(feed);
  goTo(store, feed, place);
  for (const columns of [80, 81, 97, 123, 200, 400]) {
    for (const rows of [24, 25, 31, 60]) {
      store.resize(columns, rows);
      expect(screenOf(store)).toHaveLength(rows - 1);
      expectFits(store, { columns, rows });
    }
  }
});

test.each([
  { columns: 79, rows: 24 },
  { columns: 80, rows: 23 },
  { columns: 12, rows: 2 },
])("on $columns × $rows, a line says what is needed", (size) => {
  const { store, feed } = testStore(size);
  tellAll(feed);
  expect(screenOf(store)).toHaveLength(1);
  expectFits(store, size);
  expect("fwtrend needs a terminal of 80 × 24").toContain(screenOf(store)[0]!.slice(0, 8));
});

test.each([true, false])("no foreign text escapes its place (ASCII %s)", (ascii) => {
  const { store, feed } = testStore({ columns: 140, rows: 45 }, { ascii });
  feed.tell({ kind: "report", report: hostile(), isSettled: true });
  for (const place of places) {
    store.press("1");
    goTo(store, feed, place);
    const text = store
      .frame()
      .lines.map((line) => paintFrameLine(line, "color"))
      .join("\n");
    // oxlint-disable-next-line no-control-regex
    expectPrintable(withoutColor(text).replaceAll(/\x1b\[(?:7|27)m/g, ""));
    if (ascii) expect(withoutColor(text)).not.toMatch(/[^\p{Cc} -~]/u);
  }
});

test("nothing is said by colour alone: plain and high-contrast screens hold the same text", () => {
  const { store, feed } = testStore();
  tellAll(feed);
  for (const line of store.frame().lines) {
    const plain = paintFrameLine(line, "plain");
    // oxlint-disable-next-line no-control-regex
    const strip = (text: string): string => text.replaceAll(/\x1b\[[\d;]*m/g, "");
    expect(strip(paintFrameLine(line, "contrast"))).toBe(strip(plain));
    expect(paintFrameLine(line, "contrast")).not.toMatch(/\[[39]\dm/);
  }
});

test("a reader who hears the screen is told no drawings", () => {
  const { store, feed } = testStore({ columns: 140, rows: 45 }, { isHeard: true });
  tellAll(feed);
  for (const place of places.filter((one) => one !== "subject")) {
    goTo(store, feed, place);
    expect(screenOf(store).slice(4).join("\n")).not.toMatch(/[█▒░▁▂▃▄▅▆▇]{2}/u);
  }
});

test("of inputs that are watched, rates and what was lost are told", () => {
  const { store, feed } = testStore();
  feed.tell({ kind: "reading", reading: liveReading });
  store.press("7");
  const screen = screenOf(store).join("\n");
  expect(screen).toMatch(/tcp 127\.0\.0\.1:5514 +listening +cisco-asa .* 1,234/);
  expect(screen).toContain("7 datagrams were dropped by the system");
  expect(screen).toContain("2 lines were cut off");
  expect(screen.split("\n")[0]).toContain("live");
});

test("what happens to an input is said until the next key", () => {
  const { store, feed } = testStore();
  tellAll(feed);
  feed.tell({ kind: "told", text: "fw.log: rotated" });
  expect(screenOf(store).at(-1)).toBe("fw.log: rotated");
  store.press("2");
  expect(screenOf(store).at(-1)).toContain("q quit");
});
