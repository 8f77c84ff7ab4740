import { describe, expect, test } from "vitest";
import type { ExposureReport } from "../../../src/analysis/exposure/exposure-report.ts";
import { paintFrameLine } from "../../../src/ui/explorer/paint.ts";
import type { ExplorerStore } from "../../../src/ui/explorer/store.ts";
import { emptyExposure, fullExposure, withForeign } from "../../report/exposure/exposure-reports.ts";
import { expectPrintable, withoutColor } from "../../support/terminal-safety.ts";
import { liveReading, publishedReport, screenOf, type TestFeed, testStore } from "./explorer-report.ts";

const large = { columns: 140, rows: 45 };

/** The panel of the published report with that in it. */
function shown(
  exposure: ExposureReport | undefined,
  size = large,
  options: Parameters<typeof testStore>[1] = {},
): { store: ExplorerStore; feed: TestFeed; text: () => string } {
  const { store, feed } = testStore(size, options);
  const { exposure: _, ...report } = publishedReport();
  feed.tell({ kind: "report", report: exposure === undefined ? report : { ...report, exposure }, isSettled: true });
  store.press("8");
  return { store, feed, text: () => screenOf(store).join("\n") };
}

describe("without scans", () => {
  test.each([
    ["en", "  No scan was given: start with --exposure SCAN"],
    ["ja", "  診断の結果がありません。--exposure SCANで"],
  ])("a line says how to get it, %s", (language, text) => {
    const { store } = shown(undefined, { columns: 80, rows: 24 });
    if (language === "ja") store.press("l");
    expect(screenOf(store)[5]).toContain(text);
    expect(screenOf(store).slice(6, -1).join("")).toBe("");
  });
});

test("what is watched takes none, which is said", () => {
  const { feed, text } = shown(undefined);
  feed.tell({ kind: "reading", reading: liveReading });
  expect(text()).toContain("  What is watched is held against no scan; analyze and compare take --exposure SCAN.");
});

describe("what to close first", () => {
  const published = publishedReport().exposure!;

  test("has the ports in the order of the report, with its figures", () => {
    const { text } = shown(published);
    const rows = text()
      .split("\n")
      .filter((row) => /^[▸ ] +\d+ {2}\d+\/(tcp|udp) /.test(row));
    const { exposed } = published.attacks!;
    expect(rows).toHaveLength(exposed.length);
    for (const [at, { port, protocol, hosts, denials, share, rank, sources }] of exposed.entries()) {
      const figures = [
        at + 1,
        `${port}/${protocol}`,
        hosts,
        denials.toLocaleString("en"),
        `${(share * 100).toFixed(1)} %`,
      ];
      for (const figure of [...figures, rank, sources.toLocaleString("en")]) expect(rows[at]).toContain(String(figure));
      expect(rows[at]).toMatch(/(rising|steady|falling) .*exposed, attacks (rising|falling)/);
    }
  });
  test("rank, share, sources and trend are there on 80 columns, too", () => {
    const { text } = shown(published, { columns: 80, rows: 24 });
    expect(text()).toMatch(/ # +port +severity +devices +blocked +share +rank +sources +trend/);
    expect(text()).toContain("23/tcp     critical       21    7,300  29.2 %     1    5,091  ▼ falling");
  });
  test("titles stand above their columns", () => {
    const rows = screenOf(shown(published).store);
    const titles = rows.find((row) => row.includes("blocked   share"))!;
    const first = rows[rows.indexOf(titles) + 1]!;
    for (const [title, value] of [
      ["port ", "23/tcp"],
      ["severity", "critical"],
      ["trend", "▼"],
    ] as const) {
      expect(titles.indexOf(title)).toBe(first.indexOf(value));
    }
  });
  test("Enter opens a port, one that is open nowhere as well, and Esc leads back", () => {
    const { store, feed } = shown(published);
    for (const key of ["down", "enter"]) store.press(key);
    expect(feed.follows).toEqual([{ kind: "port", protocol: "tcp", port: 52_869 }]);
    expect(screenOf(store)[4]).toBe("52869/tcp");
    for (const key of ["esc", "end", "enter"]) store.press(key);
    const { port, protocol } = published.attacks!.closed[9]!;
    expect(feed.follows.slice(1)).toEqual([null, { kind: "port", protocol, port }]);
    store.press("esc");
    expect(store.state.place).toBe("exposure");
  });
  test("below the list stands how all attacked ports stand, which opens nothing", () => {
    const { store, text } = shown(published);
    for (let at = 0; at < published.attacks!.exposed.length + 3; at++) store.press("down");
    expect(text()).toContain("exposed, attacks rising           13    3,779  15.1 %");
    expect(store.frame().selected).toBeNull();
  });
});

describe("what scans may lack", () => {
  test("no baseline: no trend", () => {
    const exposure = fullExposure();
    const attacks = exposure.attacks!;
    const exposed = attacks.exposed.map((port) => ({ ...port, trend: null, quadrant: null }));
    const { text } = shown({ ...exposure, attacks: { ...attacks, baseline: null, quadrants: null, exposed } });
    expect(text()).not.toMatch(/\btrend\b|where it stands/);
    expect(text()).toContain("23/tcp");
  });
  test("web sites alone, no exposed port, nothing, and a part", () => {
    const full = fullExposure();
    const sites = shown({ ...full, hosts: null, attacks: null, partial: false }).text();
    expect(sites).toContain("12.2 % of 13,000 web sites");
    expect(sites).not.toContain("23/tcp");
    const none = shown({ ...full, attacks: { ...full.attacks!, exposed: [] } }).text();
    expect(none).toContain("No port is open without need.");
    expect(none).toContain("PARTIAL: ");
    expect(shown(emptyExposure()).text()).toContain("No host and no web site was found.");
  });
  test("no denials: the panel is there all the same", () => {
    const { store, feed } = testStore(large);
    const report = publishedReport();
    feed.tell({
      kind: "report",
      report: { ...report, totals: { ...report.totals, denials: 0, baselineDenials: 0 } },
      isSettled: true,
    });
    store.press("8");
    expect(screenOf(store).join("\n")).toContain("24.9 % of 923 scanned devices");
  });
});

test.each([true, false])("no foreign text escapes its place (ASCII %s)", (ascii) => {
  const hostile = withForeign(fullExposure(), () => "\u001b[31mx\u202e\u0007,/漢");
  const { store } = shown(hostile, { columns: 200, rows: 45 }, { ascii });
  const text = store
    .frame()
    .lines.map((line) => paintFrameLine(line, "color"))
    .join("\n");
  // oxlint-disable-next-line no-control-regex
  expectPrintable(withoutColor(text).replaceAll(/\x1b\[(?:7|27)m/g, ""));
  if (ascii) expect(withoutColor(text)).not.toMatch(/[^\p{Cc} -~]/u);
});
