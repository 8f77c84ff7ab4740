import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { warn } from "../../src/analysis/warnings.ts";
import type { Report } from "../../src/analysis/report.ts";
import { anonymizeReport, ownTest, rankDevices } from "../../src/report/anonymize.ts";
import { printable } from "../../src/report/escape.ts";
import { renderJson } from "../../src/report/json.ts";
import { renderText } from "../../src/report/text.ts";
import { Networks, parseNetwork } from "../../src/scan/networks.ts";
import { cleanText } from "../../src/targets/clean-text.ts";
import { reportOn } from "../analysis/source.ts";
import { countsOf } from "../support/counts.ts";
import { tally } from "../../src/analysis/tally.ts";

interface Secrets {
  devices: readonly string[];
  folder: string;
  own: string;
  home: string;
}

const home = parseNetwork("203.0.113.0/26");
if (typeof home === "string") throw new Error(home);
const isOwn = ownTest(new Networks([home]).all);

/** A report that tells all of the secrets wherever a report can tell them. */
function telling({ devices, folder, own, home: server }: Secrets): Report {
  const [first = "", second = "", third = ""] = devices;
  const day = 17_257;
  const now = [
    { day, port: 23, denials: 9, device: second, sources: ["a"] },
    { day, port: 445, denials: 2, device: first, sources: ["b"] },
  ];
  const before = [{ day: day - 365, port: 23, denials: 5, device: third, sources: ["a"] }];
  const report = reportOn(now, before);
  const paths = [`${folder}/a.log.gz`, `${folder}/export.zip/inner.csv`, `${folder}/b.log`];
  const input = {
    side: "period" as const,
    sha256: null,
    bytes: 1,
    format: "cisco-asa",
    baseYear: 0,
    zone: "UTC",
    lines: report.lines,
  };
  const scanner = {
    kind: "wide" as const,
    isListed: false,
    ports: 1,
    hosts: 1,
    denials: 2,
    scanDays: 1,
    firstSeen: null,
    lastSeen: null,
  };
  report.provenance = {
    ...report.provenance,
    command: ["compare", folder, `${folder}/*.log`],
    arguments: [
      "compare",
      "--tz=UTC",
      `--targets=${folder}/own.csv`,
      `--known-scanners=${folder}/known.txt`,
      `--home=${server}/26,198.51.100.0/24`,
      `--home=@${folder}/home.txt`,
      `--include=device:${first} src:${own}/8,192.88.99.1`,
      folder,
      `${folder}/*.log`,
    ],
    targets: { ...report.provenance.targets, version: `2026.11+${folder}.csv` },
    counted: {
      ...report.provenance.counted,
      include: [`device:${first} src:${own}/8,192.88.99.1`],
      home: [server],
      devicesLeftOut: [third],
      knownScanners: [{ path: `${folder}/known.txt`, name: "Known scanners", sha256: "ab", entries: 1 }],
    },
    inputs: paths.map((path) => ({ ...input, path, error: `${path}: gzip data ends early (${cleanText(path)})` })),
  };
  report.scans = { ...report.scans, top: [own, "198.51.100.7", server].map((source) => ({ source, ...scanner })) };
  report.ownInfected = [own, server].map((source) => ({
    source,
    protocol: "tcp",
    port: 23,
    class: "telnet",
    denials: 3,
    days: 1,
    firstDay: null,
    lastDay: null,
    destinations: 1,
  }));
  if (report.leaveOneOut?.period) report.leaveOneOut.period.source = own;
  const side = (rows: typeof now): Parameters<typeof warn>[0] => ({
    tally: tally(countsOf(rows)),
    span: report.period,
    method: "top100",
    denominator: 1,
  });
  report.warnings = [...warn(side(now), side(before), 0), `${paths[2]} holds NUL bytes: it is not all text.`];
  return report;
}

function anonymized(secrets: Secrets): Report {
  return anonymizeReport(telling(secrets), { devices: [...secrets.devices].reverse(), isOwn });
}

const secrets: Secrets = {
  devices: ["fw-Tokyo-01", "FW Ōsaka", "edge.example.net"],
  folder: "/srv/logs/Example Corp",
  own: "10.20.30.40",
  home: "203.0.113.9",
};

describe("anonymizeReport", () => {
  test("gives each device, address, network and path one name", () => {
    const { provenance, coverage, devices, ownInfected, scans, warnings } = anonymized(secrets);
    expect(provenance).toMatchObject({
      anonymized: true,
      command: ["compare", "path-1", "path-2.log"],
      arguments: [
        "compare",
        "--tz=UTC",
        "--targets=targets-1.csv",
        "--known-scanners=known-scanners-1.txt",
        "--home=own-network-1,own-network-2",
        "--home=@home-1.txt",
        "--include=device:device-3 src:own-network-3,192.88.99.1",
        "path-1",
        "path-2.log",
      ],
      targets: { version: "2026.11+own" },
    });
    expect(provenance.counted).toMatchObject({
      include: ["device:device-3 src:own-network-3,192.88.99.1"],
      devicesLeftOut: ["device-1"],
      knownScanners: [{ path: "known-scanners-1.txt", name: "Known scanners" }],
    });
    expect(provenance.inputs.map(({ path, error }) => [path, error])).toEqual([
      ["input-1.log.gz", "input-1.log.gz: gzip data ends early (input-1.log.gz)"],
      ["input-2.csv", "input-2.csv: gzip data ends early (input-2.csv)"],
      ["input-3.log", "input-3.log: gzip data ends early (input-3.log)"],
    ]);
    expect(coverage.map(({ device }) => device).sort()).toEqual(["device-2", "device-3"]);
    expect(devices).toMatchObject({ onlyBaseline: ["device-1"], inBoth: [] });
    expect(ownInfected.map(({ source }) => source)).toEqual(
      ["own-1", "own-2"].map((_, at) => scans.top[at * 2]!.source),
    );
    expect(scans.top[1]!.source).toBe("198.51.100.7");
    expect(warnings.at(-1)).toBe("input-3.log holds NUL bytes: it is not all text.");
    expect(warnings.join("\n")).toContain(
      'only in the period: "device-2", "device-3"; only in the baseline: "device-1"',
    );
  });

  test("a device without a name, standard input and any device stay", () => {
    const report = telling({ ...secrets, devices: ["", "x9", ""] });
    report.provenance.inputs[0]!.path = "-";
    report.provenance.arguments = [];
    report.provenance.counted.include = ["device:?* device:X9,lab*"];
    const { coverage, provenance } = anonymizeReport(report, { devices: ["x9", ""], isOwn });
    expect(coverage.map(({ device }) => device)).toEqual(["", "device-1"]);
    expect(provenance.inputs[0]!.path).toBe("-");
    expect(provenance.counted.include).toEqual(["device:?* device:device-1,pattern-1"]);
  });

  test("changes no report that it is given", () => {
    const report = telling(secrets);
    const copy = structuredClone(report);
    anonymizeReport(report, { devices: secrets.devices, isOwn });
    expect(report).toEqual(copy);
  });
});

test("rankDevices: those with most denials on both sides first, ties by name", () => {
  const cell = (device: string, denials: number) => ({ day: 1, port: 23, denials, device });
  const sides = [countsOf([cell("b", 3), cell("a", 5), cell("c", 8)]), countsOf([cell("b", 6), cell("a", 3)])];
  expect(rankDevices(sides)).toEqual(["b", "a", "c"]);
});

test.each([
  ["10.1.2.3", true],
  ["203.0.113.63", true],
  ["203.0.113.64", false],
  ["fd00::1", true],
  ["2001:db8::1", false],
  ["198.51.100.0/24", false],
  ["203.0.113.0/24", true],
  ["0.0.0.0/0", false],
  ["::/0", false],
  ["", false],
  ["fw01", false],
])("ownTest of %s is %s", (text, expected) => {
  expect(isOwn(text)).toBe(expected);
});

function numbersOf(value: unknown): unknown[] {
  if (typeof value === "number" || typeof value === "boolean") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}

test("no name, own address or path is left anywhere, and no figure changes", () => {
  const name = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
    .map((text) => `Fw9${text.replaceAll(/[\s,]/g, "_")}Z7`);
  const anySecrets = fc.record({
    devices: fc.uniqueArray(name, { minLength: 3, maxLength: 3, selector: (text) => cleanText(text).toLowerCase() }),
    folder: fc.string({ unit: "grapheme", maxLength: 20 }).map((text) => `/srv/Q8${text}X6`),
    own: fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)).map((bytes) => `10.${bytes.join(".")}`),
    home: fc.integer({ min: 0, max: 63 }).map((byte) => `203.0.113.${byte}`),
  });
  fc.assert(
    fc.property(anySecrets, (found) => {
      const report = anonymized(found);
      const outputs = [
        JSON.stringify(report),
        renderJson(report),
        renderText(report, { width: 200, color: false, ascii: false }),
      ];
      const forms = [...found.devices, found.folder].flatMap((text) => [text, cleanText(text), printable(text)]);
      const secretTexts = [...forms, ...forms.map((text) => JSON.stringify(text).slice(1, -1)), found.own, found.home];
      for (const output of outputs) {
        for (const secret of secretTexts) expect(output).not.toMatch(new RegExp(`${escape(secret)}(?!\\d)`, "u"));
        expect(output).not.toMatch(/Q8|Fw9/);
      }
      const { provenance: _, ...figures } = report;
      const { provenance: __, ...before } = telling(found);
      expect(numbersOf(figures)).toEqual(numbersOf(before));
    }),
    { seed: 8, numRuns: 150 },
  );
}, 60_000);

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
