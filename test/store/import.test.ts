import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type Run, fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { storeLog } from "../support/store-log.ts";
import { expectSameFigures } from "../support/stored-figures.ts";
import { tarOf } from "../support/archives.ts";

interface Told {
  files: { path: string; fate: string; origin: number | null; denials: number }[];
  origins: number;
  denials: number;
}

/** A folder of logs with a store beside it. */
class Place {
  readonly folder: string;
  readonly logs: string;
  readonly store: string;

  constructor(files: Record<string, string | Uint8Array>) {
    this.folder = scratchFolder(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [`logs/${name}`, text])),
    );
    this.logs = join(this.folder, "logs");
    this.store = join(this.folder, "history.duckdb");
  }

  log(name: string): string {
    return join(this.logs, name);
  }

  run(...args: string[]): Promise<Run> {
    return fwtrend(["import", this.logs, "--store", this.store, "--tz", "UTC", ...args]);
  }

  async import(...args: string[]): Promise<Told & { exitCode: number | null; fates: Record<string, string> }> {
    const { stdout, stderr, exitCode } = await this.run("--json", ...args);
    expect({ stdout, stderr }).not.toMatchObject({ stdout: "" });
    const told = JSON.parse(stdout) as Told;
    return {
      ...told,
      exitCode,
      fates: Object.fromEntries(told.files.map(({ path, fate }) => [path.slice(this.logs.length + 1), fate])),
    };
  }

  /** Holds the store to the logs that lie there. */
  expectSame(): Promise<void> {
    return expectSameFigures(["analyze", this.logs, "--tz", "UTC"], ["analyze", "--store", this.store]);
  }
}

describe("content counts once", () => {
  test.each([
    ["renamed", (place: Place) => renameSync(place.log("fw.log"), place.log("fw.log.1"))],
    ["packed", (place: Place) => repack(place, 6)],
    ["packed again, otherwise", (place: Place) => (repack(place, 9), repack(place, 1))],
    ["sent twice", (place: Place) => copyFileSync(place.log("fw.log"), place.log("copy-of-fw.log"))],
    [
      "sent twice, once packed",
      (place: Place) => writeFileSync(place.log("b.gz"), gzipSync(readFileSync(place.log("fw.log")))),
    ],
    ["put into an archive", (place: Place) => pack(place)],
  ])("%s", async (_name, change) => {
    const place = new Place({ "fw.log": storeLog({ lines: 700 }) });
    expect(await place.import()).toMatchObject({ exitCode: 0, origins: 1, denials: 700, fates: { "fw.log": "new" } });
    change(place);
    const again = await place.import();
    expect(again).toMatchObject({ exitCode: 0, origins: 1, denials: 700 });
    expect(new Set(Object.values(again.fates))).toEqual(new Set(["known"]));
  });

  test("a file that is twice among those imported, packed or not, counts once", async () => {
    const text = storeLog({ lines: 300 });
    const place = new Place({
      "a.log": text,
      "b.log": text,
      "c.log.gz": gzipSync(text),
      "d.log.gz": gzipSync(text, { level: 1 }),
    });
    expect(await place.import()).toMatchObject({ exitCode: 0, origins: 1, denials: 300 });
    expect(await place.import()).toMatchObject({ exitCode: 0, origins: 1, denials: 300 });
  });

  test("what comes without time, and nothing at all, too", async () => {
    const place = new Place({ "none.log": "", "fw.log": storeLog({ lines: 40 }) });
    expect(await place.import()).toMatchObject({ denials: 40 });
    expect(await place.import()).toMatchObject({ denials: 40 });
    await place.expectSame();
  });
});

function repack(place: Place, level: number): void {
  const plain = existsSync(place.log("fw.log")) ? readFileSync(place.log("fw.log")) : storeLog({ lines: 700 });
  rmSync(place.log("fw.log"), { force: true });
  writeFileSync(place.log("fw.log.gz"), gzipSync(plain, { level }));
}

function pack(place: Place): void {
  const text = readFileSync(place.log("fw.log"));
  rmSync(place.log("fw.log"));
  writeFileSync(place.log("all.tar"), tarOf([{ path: "fw.log", content: text }]));
}

describe("a file that grows", () => {
  const text = storeLog({ lines: 900 });
  const cut = text.indexOf("\n", text.length / 2) + 1;

  test.each([
    ["at the end of a line", cut],
    ["in a line", cut + 70],
    ["when it was short", 300],
  ])("adds its new part, cut %s", async (_name, at) => {
    const place = new Place({
      "fw.log": text.slice(0, at),
      "other.log": storeLog({ device: "fw9", seed: 4, lines: 100 }),
    });
    await place.import();
    await place.expectSame();
    writeFileSync(place.log("fw.log"), text);
    expect(await place.import()).toMatchObject({
      exitCode: 0,
      origins: 2,
      denials: 1000,
      fates: { "fw.log": "grown", "other.log": "known" },
    });
    await place.expectSame();
    expect(await place.import()).toMatchObject({ denials: 1000, fates: { "fw.log": "known" } });
  });

  test("is known when it was rotated and packed in between", async () => {
    const place = new Place({ "fw.log": text.slice(0, cut) });
    await place.import();
    rmSync(place.log("fw.log"));
    writeFileSync(place.log("fw.log.1.gz"), gzipSync(text));
    writeFileSync(place.log("fw.log"), storeLog({ from: "2018-05-01T00:00:00Z", seed: 8, lines: 50 }));
    expect(await place.import()).toMatchObject({
      origins: 2,
      denials: 950,
      fates: { "fw.log.1.gz": "grown", "fw.log": "new" },
    });
    await place.expectSame();
  });

  test("is taken for the same as its earlier copy, when both come at once", async () => {
    const place = new Place({ "a.log": text, "b.log": text.slice(0, cut) });
    expect(await place.import()).toMatchObject({ exitCode: 0, origins: 1, denials: 900 });
  });

  test("stays as it is when an earlier state of it comes", async () => {
    const place = new Place({ "fw.log": text });
    await place.import();
    writeFileSync(place.log("fw.log"), text.slice(0, cut));
    expect(await place.import()).toMatchObject({
      exitCode: 4,
      origins: 1,
      denials: 900,
      fates: { "fw.log": "overlap" },
    });
  });
});

describe("an overlap is told, and left out", () => {
  const text = storeLog({ lines: 600, every: 300 });
  const third = text.indexOf("\n", text.length / 3) + 1;

  test.each([
    ["the end of a log", text.slice(third)],
    ["the end of it, and more", text.slice(third) + storeLog({ from: "2018-04-01T00:00:00Z", seed: 3, lines: 200 })],
    ["the middle of it", text.slice(third, text.indexOf("\n", third * 2) + 1)],
    ["a log that begins alike", text.slice(0, third) + storeLog({ from: "2018-04-01T00:00:00Z", seed: 3, lines: 200 })],
  ])("%s", async (_name, part) => {
    const place = new Place({ "fw.log": text });
    await place.import();
    writeFileSync(place.log("part.log"), part);
    const told = await place.run();
    expect(told.exitCode).toBe(4);
    expect(told.stdout).toMatch(/overlap +\S+part\.log: .*origin 1/);
    expect(await place.import()).toMatchObject({ origins: 1, denials: 600, fates: { "part.log": "overlap" } });
    const lines = part.match(/\n/g)!.length;
    expect(await place.import("--overlap", "count")).toMatchObject({ exitCode: 0, origins: 2, denials: 600 + lines });
  });

  test("two devices, two spans and two halves of one day are none", async () => {
    const place = new Place({
      "a.log": text,
      "b.log": storeLog({ lines: 600, every: 300, device: "fw2", seed: 2 }),
      "c.log": storeLog({ lines: 600, every: 300, from: "2018-06-01T00:00:00Z", seed: 3 }),
      "d.log": storeLog({ lines: 600, every: 300, from: "2018-06-03T02:01:00Z", seed: 5 }),
    });
    expect(await place.import()).toMatchObject({ exitCode: 0, origins: 4, denials: 2400 });
    await place.expectSame();
  });

  test("an archive with a known and a new log is left out as a whole", async () => {
    const place = new Place({ "a.log": text });
    await place.import();
    writeFileSync(
      place.log("b.tar"),
      tarOf([
        { path: "a.log", content: text },
        { path: "b.log", content: storeLog({ device: "x", seed: 9 }) },
      ]),
    );
    expect(await place.import()).toMatchObject({ exitCode: 4, denials: 600, fates: { "b.tar": "overlap" } });
  });
});

describe("the command", () => {
  test("a dry run says the same and changes nothing", async () => {
    const text = storeLog({ lines: 200 });
    const place = new Place({ "a.log": text, "b.log": text });
    expect(await place.import("--dry-run")).toMatchObject({
      exitCode: 0,
      fates: { "a.log": "new", "b.log": "known" },
      origins: 0,
    });
    expect(existsSync(place.store)).toBe(false);
    await place.import();
    const [size, changed] = [statSync(place.store).size, statSync(place.store).mtimeMs];
    writeFileSync(place.log("b.log"), storeLog({ device: "fw2", seed: 6 }));
    expect(await place.import("--dry-run")).toMatchObject({ fates: { "a.log": "known", "b.log": "new" }, origins: 1 });
    expect([statSync(place.store).size, statSync(place.store).mtimeMs]).toEqual([size, changed]);
  });

  test("a store that lies among its logs is none of them", async () => {
    const place = new Place({ "a.log": storeLog({ lines: 40 }) });
    const store = place.log("history.duckdb");
    for (const fate of ["new", "known"]) {
      const { stdout, exitCode } = await fwtrend(["import", place.logs, "--store", store, "--tz", "UTC"]);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(new RegExp(`^${fate} [^\n]*a\\.log[^\n]*\n$`));
    }
  });

  test("an origin that is forgotten is gone, and can come again", async () => {
    const place = new Place({
      "a.log": storeLog({ lines: 100 }),
      "b.log": storeLog({ device: "fw2", seed: 2, lines: 60 }),
    });
    await place.import();
    const listed = await fwtrend(["store", place.store]);
    expect(listed.stdout).toMatch(/2018-03-01 to 2018-03-03 +100 +100 .*a\.log/);
    const number = /^ *(\d+) .*a\.log/m.exec(listed.stdout)![1]!;
    const left = await fwtrend(["store", place.store, "--forget", number, "--json"]);
    expect(JSON.parse(left.stdout)).toMatchObject({ zone: "UTC", origins: [{ denials: 60 }] });
    expect(await fwtrend(["store", place.store, "--forget", number])).toMatchObject({ exitCode: 2 });
    await expectSameFigures(["analyze", place.log("b.log"), "--tz", "UTC"], ["analyze", "--store", place.store]);
    expect(await place.import()).toMatchObject({ denials: 160, fates: { "a.log": "new", "b.log": "known" } });
    await place.expectSame();
  });

  test("a damaged file is kept as far as it can be read, and grows when it comes whole", async () => {
    const packed = gzipSync(storeLog({ lines: 40_000, every: 60 }));
    const place = new Place({ "fw.log.gz": packed.subarray(0, packed.length / 2) });
    const first = await place.import();
    expect(first).toMatchObject({ exitCode: 4, fates: { "fw.log.gz": "new" } });
    writeFileSync(place.log("fw.log.gz"), packed);
    expect(await place.import()).toMatchObject({ exitCode: 0, denials: 40_000, fates: { "fw.log.gz": "grown" } });
    await place.expectSame();
  });

  test("zone and own networks are those of the store", async () => {
    const place = new Place({ "a.log": storeLog({ lines: 100 }) });
    await fwtrend(["import", place.logs, "--store", place.store, "--tz", "Asia/Tokyo", "--home", "203.0.113.0/24"]);
    const wrong = await place.run();
    expect(wrong).toMatchObject({ exitCode: 2 });
    expect(wrong.stderr).toContain("the store's days are those of Asia/Tokyo, not of UTC");
    const home = await fwtrend(["import", place.logs, "--store", place.store, "--home", "192.0.2.0/24"]);
    expect(home.stderr).toContain("other own networks (203.0.113.0-203.0.113.255)");
    writeFileSync(place.log("b.log"), storeLog({ lines: 100, seed: 7, from: "2018-04-01T00:00:00Z" }));
    expect(await fwtrend(["import", place.logs, "--store", place.store])).toMatchObject({ exitCode: 0 });
    await expectSameFigures(
      ["analyze", place.logs, "--tz", "Asia/Tokyo", "--home", "203.0.113.0/24"],
      ["analyze", "--store", place.store, "--tz", "Asia/Tokyo"],
    );
  });

  test("options on single denials are refused of a store", async () => {
    const place = new Place({ "a.log": storeLog({ lines: 30 }) });
    await place.import();
    for (const option of [
      ["--include", "port:23"],
      ["--scope", "inbound"],
      ["--home", "192.0.2.0/24"],
      ["--tz", "Asia/Tokyo"],
    ]) {
      const { exitCode, stderr } = await fwtrend(["analyze", "--store", place.store, ...option]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(option[0]);
    }
    expect(await fwtrend(["analyze", place.logs, "--store", place.store])).toMatchObject({ exitCode: 2 });
    expect(await fwtrend(["analyze"])).toMatchObject({ exitCode: 2 });
    expect(await fwtrend(["compare", "--store", place.store])).toMatchObject({ exitCode: 2 });
    expect(await fwtrend(["analyze", "--store", place.store, "--period", "1999"])).toMatchObject({ exitCode: 3 });
  });
});
