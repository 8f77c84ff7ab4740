import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Report } from "../../../src/analysis/report.ts";
import type { SubjectDetail } from "../../../src/analysis/subject.ts";
import { Engine } from "../../../src/cli/explore/engine.ts";
import { StoreEngine } from "../../../src/cli/explore/store-engine.ts";
import type { News, View } from "../../../src/ui/explorer/feed.ts";
import { projectFolder } from "../../support/built-program.ts";
import { fwtrend } from "../../support/run-fwtrend.ts";
import { scratchFolder } from "../../support/scratch-folder.ts";

const view: View = { method: "top100", filter: "", period: "" };
const samples = ["samples/fy2016", "samples/fy2017"].map((path) => join(projectFolder, path));

/** The options as commander leaves them when none is given. */
const flags = {
  fiscalYearStart: 4,
  method: "top100",
  top: 100,
  mapping: "fixed",
  scope: "all",
  scanWide: 100,
  scanVertical: 15,
  scanHorizontal: 25,
  maxUnparsed: 50,
  maxExpansion: 1_000,
  progress: true,
  color: "auto",
  lang: "en",
  assume: "deny",
  tz: ["Asia/Tokyo"],
} as unknown as ConstructorParameters<typeof Engine>[0]["flags"];

interface Opened {
  engine: Engine;
  news: News[];
  settled: () => Promise<Report>;
}

/** An engine that reads, with all that it tells. */
function open(paths: readonly string[], isCompared: boolean, more: object = {}): Opened {
  const news: News[] = [];
  const engine = new Engine(
    { kind: "read", paths, flags: { ...flags, ...more }, isCompared, view },
    (one) => void news.push(one),
  );
  void engine.start();
  const lastReport = () => news.findLast((one) => one.kind === "report");
  const settled = async (): Promise<Report> => {
    await vi.waitFor(() => expect(lastReport()?.isSettled).toBe(true), 30_000);
    const { report } = lastReport()!;
    news.length = 0;
    return report;
  };
  return { engine, news, settled };
}

async function reportOf(...args: string[]): Promise<Report> {
  const { stdout } = await fwtrend([...args, "--tz", "Asia/Tokyo", "--json", "-q"]);
  return JSON.parse(stdout) as Report;
}

describe("scans", () => {
  const scans = { exposure: ["samples/exposure"], exposureBefore: ["samples/exposure-before"] };
  const options = ["--exposure", "samples/exposure", "--exposure-before", "samples/exposure-before"];

  function exposureOf({ exposure }: Report): unknown {
    const { provenance: _, ...figures } = exposure!;
    return figures;
  }

  test("are joined with every view, as compare joins them", async () => {
    const { engine, news, settled } = open(samples, true, scans);
    const all = await settled();
    expect(exposureOf(all)).toEqual(exposureOf(await reportOf("compare", ...samples, ...options)));
    expect(all.exposure!.provenance.inputs[0]!.sha256).toMatch(/^[0-9a-f]{64}$/);

    engine.look({ ...view, period: "2016-Q4 2017-Q4" });
    const spans = ["--baseline", "2016-Q4", "--period", "2017-Q4"];
    expect(exposureOf(await settled())).toEqual(
      exposureOf(await reportOf("compare", ...samples, ...options, ...spans)),
    );

    engine.look({ ...view, filter: "port:23" });
    const filtered = await reportOf("compare", ...samples, ...options, "--include", "port:23");
    expect(exposureOf(await settled())).toEqual(exposureOf(filtered));
    expect(news.filter(({ kind }) => kind === "failed" || kind === "refused")).toEqual([]);
  });

  test("of a store, too", async () => {
    const store = join(scratchFolder(), "s.duckdb");
    await fwtrend(["import", ...samples, "--store", store, "--tz", "Asia/Tokyo", "-q"]);
    const news: News[] = [];
    const setup = { kind: "store", paths: [], flags: { ...flags, ...scans, store, tz: [] }, view } as const;
    const engine = new StoreEngine(setup as never, (one) => void news.push(one));
    await engine.start();
    const told = news.find((one) => one.kind === "report");
    expect(exposureOf(told!.report)).toEqual(exposureOf(await reportOf("analyze", "--store", store, ...options)));
    engine.look({ ...view, period: "2016-Q4 2017-Q4" });
    await vi.waitFor(() => expect(news.filter(({ kind }) => kind === "report")).toHaveLength(2), 30_000);
    const last = news.findLast((one) => one.kind === "report")!;
    expect(last.report.exposure!.attacks!.baseline).toMatchObject({ from: "2016-10-01", to: "2016-12-31" });
  });

  test("that end early are told of, and what was read of them is shown", async () => {
    const cut = join(
      scratchFolder({ "cut.xml": "<nmaprun><host><status state='up'/><address addr='198.51.100.1'" }),
      "cut.xml",
    );
    const { news } = open([join(projectFolder, "samples/linux-netfilter.log")], false, { exposure: [cut] });
    await vi.waitFor(() => expect(news.at(-1)?.kind).toBe("told"), 30_000);
    expect(news.at(-1)).toEqual({ kind: "told", text: expect.stringContaining("cut.xml: the scan ends early") });
    expect(news.findLast((one) => one.kind === "report")!.report.exposure!.partial).toBe(true);
  });

  test("that are not there fail the start", async () => {
    const { news } = open(samples, true, { exposure: ["missing.xml"] });
    await vi.waitFor(() => expect(news).toHaveLength(1), 30_000);
    expect(news[0]).toMatchObject({ kind: "failed", reason: "missing.xml: no such file or directory", exitCode: 2 });
  });
});

describe("figures", () => {
  test("are those of compare, by every view", async () => {
    const { engine, settled } = open(samples, true);
    expect(figuresOf(await settled())).toEqual(figuresOf(await reportOf("compare", ...samples)));

    engine.look({ ...view, method: "all-ports" });
    const byAll = await reportOf("compare", ...samples, "--method", "all-ports");
    expect(figuresOf(await settled())).toEqual(figuresOf(byAll));

    engine.look({ ...view, filter: "port:23,2323 device:fw-tokyo*" });
    const filtered = await reportOf("compare", ...samples, "--include", "port:23,2323 device:fw-tokyo*");
    expect(figuresOf(await settled())).toEqual(figuresOf(filtered));

    engine.look({ ...view, period: "2016-Q4 2017-Q4" });
    const cut = await reportOf("compare", ...samples, "--baseline", "2016-Q4", "--period", "2017-Q4");
    expect(figuresOf(await settled())).toEqual(figuresOf(cut));
  });

  test("of one period are those of analyze, and two periods of a view make it two", async () => {
    const { engine, settled } = open(samples, false);
    expect(figuresOf(await settled())).toEqual(figuresOf(await reportOf("analyze", ...samples)));
    engine.look({ ...view, period: "FY2016 FY2017" });
    expect((await settled()).baseline?.label).toBe("FY2016");
  });

  test("name the hashes of their inputs, for reports that are written", async () => {
    const { settled } = open(samples, true);
    const { provenance } = await settled();
    expect(provenance.inputs.every(({ sha256 }) => sha256 !== null)).toBe(true);
  });
});

/** All but what tells of the command that was given. */
function figuresOf({ provenance: _provenance, warnings: _warnings, ...figures }: Report): object {
  return figures;
}

describe("what is opened", () => {
  let opened: Opened;
  let report: Report;

  beforeAll(async () => {
    opened = open(samples, true);
    report = await opened.settled();
  });

  function detailOf(subject: SubjectDetail["subject"]): SubjectDetail {
    opened.engine.follow(subject);
    const told = opened.news.findLast((one) => one.kind === "detail");
    opened.engine.follow(null);
    return told!.detail;
  }

  test("has the figures of its port in the report, by day and by device too", () => {
    for (const { protocol, port, denials, baselineDenials } of report.ports) {
      const detail = detailOf({ kind: "port", protocol, port });
      expect(detail).toMatchObject({ denials, baselineDenials: baselineDenials ?? 0, ports: [] });
      expect(sum(detail.days)).toBe(denials);
      expect(sum(detail.devices)).toBe(denials);
      expect(detail.days.map(({ day }) => day)).toEqual(detail.days.map(({ day }) => day).toSorted());
    }
  });

  test("has the figures of its class in the report, and its ports", () => {
    for (const { id, denials, baselineDenials } of report.classes) {
      const detail = detailOf({ kind: "class", id });
      expect(detail).toMatchObject({ denials, baselineDenials });
      expect(sum(detail.devices)).toBe(denials);
      for (const { protocol, port, denials: ofPort } of detail.ports) {
        const listed = report.ports.find((one) => one.protocol === protocol && one.port === port);
        if (listed !== undefined) expect([listed.class, listed.denials]).toEqual([id, ofPort]);
      }
    }
  });

  test("names the heaviest sources, each with no more denials than the one before it", () => {
    const { sources, denials, isSample } = detailOf({ kind: "port", protocol: "tcp", port: 23 });
    expect(isSample).toBe(false);
    expect(sources).toHaveLength(20);
    expect(sources.map((one) => one.denials)).toEqual(sources.map((one) => one.denials).toSorted((a, b) => b - a));
    expect(sum(sources)).toBeLessThanOrEqual(denials);
  });

  test("may be a port that nothing aimed at", () => {
    const detail = detailOf({ kind: "port", protocol: "tcp", port: 64_999 });
    expect(detail).toMatchObject({ denials: 0, days: [], sources: [], devices: [] });
  });
});

function sum(rows: readonly { denials: number }[]): number {
  return rows.reduce((total, { denials }) => total + denials, 0);
}

describe("a view that cannot be had", () => {
  let opened: Opened;

  beforeAll(async () => {
    opened = open(samples, true);
    await opened.settled();
  });

  test.each([
    [{ filter: "foo:1" }, "is no key"],
    [{ period: "FY16" }, "FY16"],
    [{ period: "2016 2017 2018" }, "one period, or a baseline and a period"],
    [{ period: "2016 2016-Q4" }, "overlap"],
    [{ period: "2017" }, "both --baseline and --period"],
  ])("%j is refused, and what was shown stays", async (change, reason) => {
    const { engine, news, settled } = opened;
    engine.look({ ...view, ...change });
    await vi.waitFor(() => expect(news.at(-1)?.kind).toBe("refused"));
    const refused = news.at(-1) as Extract<News, { kind: "refused" }>;
    expect(refused.reason).toContain(reason);
    expect(refused.view).toMatchObject({ filter: "", period: "" });
    // It still answers.
    engine.look({ ...view, method: "all-ports" });
    expect((await settled()).provenance.method).toBe("all-ports");
  });

  test("stops no reading that goes on", async () => {
    const { engine, news, settled } = open(samples, true);
    await vi.waitFor(() => expect(news[0]?.kind).toBe("reading"));
    engine.look({ ...view, filter: "foo:1" });
    expect((await settled()).totals.denials).toBe(25_000);
  });

  test("and one that can, left before it was opened, does not come back", async () => {
    const { engine, settled } = opened;
    engine.look({ ...view, filter: "port:23" });
    engine.look(view);
    expect((await settled()).totals.denials).toBe(25_000);
    engine.look({ ...view, method: "all-ports" });
    expect((await settled()).totals.denials).toBe(25_000);
  });
});

test("nothing to read is told with what to do", async () => {
  const { news } = open(["no/such/file.log"], false);
  await vi.waitFor(() => expect(news[0]).toMatchObject({ kind: "failed", exitCode: 2 }));
});

test("a view asked for while reading goes on gives up what is read, and counts nothing twice", async () => {
  const { engine, settled } = open(samples, true);
  engine.look({ ...view, filter: "port:23" });
  engine.look({ ...view, filter: "port:22" });
  engine.look(view);
  expect(figuresOf(await settled())).toEqual(figuresOf(await reportOf("compare", ...samples)));
});

test("files that cannot be read to their end are told, the others counted", async () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, "logs"));
  copyFileSync(join(samples[0]!, "fukuoka-netfilter.log"), join(folder, "logs/a.log"));
  writeFileSync(join(folder, "logs/b.log.gz"), Buffer.from("1f8b0800000000000003", "hex"));
  const { news, engine, settled } = open([join(folder, "logs")], false);
  void engine;
  await vi.waitFor(() => expect(news.at(-1)).toMatchObject({ kind: "report", isSettled: true }));
  const reading = news.findLast((one) => one.kind === "reading")!.reading;
  expect(reading.files.map(({ state }) => state)).toEqual(["done", "failed"]);
  const report = await settled();
  expect(report.partial).toBe(true);
  expect(report.totals.denials).toBe(1_646);
});
