import { describe, expect, test } from "vitest";
import { buildExposure, type ExposureSource } from "../../../src/analysis/exposure/build-exposure.ts";
import type { ExposureReport } from "../../../src/analysis/exposure/exposure-report.ts";
import { Policy } from "../../../src/exposure/policy/policy.ts";
import { builtinTargets } from "../../../src/targets/target-table.ts";
import { nmapHost, nmapXml, readTexts } from "../../exposure/reading.ts";
import { type CountRow, countsOf } from "../../support/counts.ts";

interface Given {
  now: string[];
  before?: string[];
  denials?: CountRow[];
  spans?: NonNullable<ExposureSource["denials"]>["spans"];
}

async function report({ now, before, denials, spans = null }: Given): Promise<ExposureReport> {
  const read = await readTexts(...now);
  const earlier = before === undefined ? null : await readTexts(...before);
  return buildExposure({
    now: { hosts: read.view, sites: read.sites },
    before: earlier && { hosts: earlier.view, sites: earlier.sites },
    policy: new Policy([]),
    targets: builtinTargets(),
    denials: denials === undefined ? null : { counts: countsOf(denials), spans },
    inputs: read.inputs.map(({ tally }) => tally),
    partial: false,
    provenance: {
      tool: "fwtrend",
      command: [],
      publicPorts: [],
      policy: null,
      siteRules: null,
      targets: { version: "1", sha256: "" },
      inputs: [],
    },
  });
}

const two = nmapXml(
  [
    nmapHost("198.51.100.1", "23/tcp open", "443/tcp open", "8291/tcp open"),
    nmapHost("198.51.100.2", "443/tcp open", "22/tcp filtered"),
    nmapHost("203.0.113.1", "23/tcp open", "3306/tcp open"),
    nmapHost("2001:db8::1", "80/tcp closed"),
  ].join("\n"),
);

describe("figures of one scan", () => {
  test("hosts, rate, ports, classes and networks add up", async () => {
    const { hosts, ports, classes, networks, exposedHosts, change, attacks, sites } = await report({ now: [two] });
    // 4 hosts answered, 2 of them have a needless port; 6 ports are open, 2 of them 443/tcp.
    expect(hosts).toMatchObject({
      scanned: 4,
      exposed: { count: 2, of: 4, rate: 0.5 },
      openPorts: 6,
      publicPorts: 2,
      needlessPorts: 4,
      filteredPorts: 1,
      closedPorts: 1,
      before: null,
      points: null,
    });
    expect(ports.map(({ port, hosts: count, rate, severity }) => [port, count, rate, severity])).toEqual([
      [23, 2, 0.5, "critical"],
      [3306, 1, 0.25, "high"],
      [8291, 1, 0.25, "critical"],
    ]);
    expect(classes.map(({ id, hosts: count, ports: open }) => [id, count, open])).toEqual([
      ["telnet", 2, 2],
      ["database", 1, 1],
      ["iot-router", 1, 1],
    ]);
    expect(networks.map(({ network, hosts: count, exposed }) => [network, count, exposed.count])).toEqual([
      ["198.51.100.0/24", 2, 1],
      ["203.0.113.0/24", 1, 1],
      ["2001:db8::/48", 1, 0],
    ]);
    expect(exposedHosts.map(({ host, severity, ports: open }) => [host, severity, open])).toEqual([
      ["198.51.100.1", "critical", ["23/tcp", "8291/tcp"]],
      ["203.0.113.1", "critical", ["23/tcp", "3306/tcp"]],
    ]);
    expect([change, attacks, sites]).toEqual([null, null, null]);
  });
  test("hosts that the scan counts but does not list are in what the rate is of", async () => {
    const { hosts, notes } = await report({
      now: [nmapXml(nmapHost("198.51.100.1", "23/tcp open"), { up: 10, args: "nmap --open x" })],
    });
    expect(hosts?.exposed).toMatchObject({ count: 1, of: 10, rate: 0.1 });
    expect(notes).toEqual([{ id: "unlisted", count: 9 }]);
  });
  test("a scan that lists open ports only is told to have too high a rate", async () => {
    const { hosts, notes } = await report({
      now: ['{"ip":"198.51.100.1","port":23}\n{"ip":"198.51.100.2","port":80}\n'],
    });
    expect(hosts?.exposed).toMatchObject({ count: 1, of: 2 });
    expect(notes).toEqual([{ id: "lists-open-only", count: 1 }]);
  });
  test("nothing at all", async () => {
    const { hosts, sites, ports } = await report({ now: [nmapXml("", { up: 0 })] });
    expect([hosts, sites, ports]).toEqual([null, null, []]);
  });
});

describe("two scans", () => {
  const before = nmapXml(
    [
      nmapHost("198.51.100.1", "23/tcp open", "21/tcp open"),
      nmapHost("198.51.100.2", "443/tcp open"),
      nmapHost("192.0.2.9", "3389/tcp open"),
    ].join("\n"),
    { services: "1-4000" },
  );
  test("a port counts as opened or closed where both looked at it", async () => {
    const { change, hosts, ports } = await report({ now: [two], before: [before] });
    // 8291 was not looked at before, 203.0.113.1 was not scanned before, 192.0.2.9 is not scanned now.
    expect(change?.counts).toEqual({
      opened: 0,
      closed: 1,
      "new-host": 2,
      "gone-host": 1,
      "not-scanned-before": 1,
      "not-scanned-now": 0,
    });
    expect(change?.stayed).toBe(1);
    expect(change?.list).toEqual([
      { host: "198.51.100.1", name: null, protocol: "tcp", port: 21, severity: "medium", change: "closed" },
    ]);
    expect(change).toMatchObject({
      newHosts: 2,
      goneHosts: 1,
      both: { hosts: 2, exposedBefore: { count: 1 }, exposed: { count: 1 }, points: 0 },
    });
    // 2 of 3 before, 2 of 4 now.
    expect(hosts?.points).toBeCloseTo(50 - 200 / 3, 10);
    expect(ports.find(({ port }) => port === 21)).toMatchObject({ hosts: 0, hostsBefore: 1, closed: 1, opened: 0 });
  });
  test("a scan compared with itself changed nothing", async () => {
    const { change, hosts } = await report({ now: [two], before: [two] });
    expect(Object.values(change!.counts)).toEqual([0, 0, 0, 0, 0, 0]);
    expect([hosts?.points, change?.stayed]).toEqual([0, 4]);
  });
});

describe("what is attacked", () => {
  const denials: CountRow[] = [
    // Ten days, the first five of which are the baseline.
    ...Array.from({ length: 10 }, (_, day): CountRow => ({
      day,
      port: 23,
      denials: day < 5 ? 100 : 60,
      sources: [`s${day}`, "x"],
    })),
    ...Array.from({ length: 10 }, (_, day): CountRow => ({
      day,
      port: 8291,
      denials: day < 5 ? 0 : 20,
      sources: ["x"],
    })),
    ...Array.from({ length: 10 }, (_, day): CountRow => ({ day, port: 3306, denials: 10, sources: ["x"] })),
    ...Array.from({ length: 10 }, (_, day): CountRow => ({
      day,
      port: 445,
      denials: day < 5 ? 5 : 40,
      sources: ["x"],
    })),
    ...Array.from({ length: 10 }, (_, day): CountRow => ({ day, port: 443, denials: 2 })),
    { day: 3, protocol: 1, port: -1, denials: 50 },
    { denials: 7, port: 23 },
  ].filter(({ denials: count }) => count > 0);

  test("each exposed port has rank, share, sources and trend; the urgent come first", async () => {
    const { attacks, notes } = await report({ now: [two], denials });
    // 300 + 100 + 50 + 200 + 10 in the later half.
    expect(attacks?.period).toEqual({ from: "1970-01-06", to: "1970-01-10", daysWithData: 5, denials: 660 });
    expect(attacks?.baseline).toMatchObject({ from: "1970-01-01", to: "1970-01-05", daysWithData: 5, denials: 635 });
    expect(
      attacks?.exposed.map(({ port, rank, denials: count, sources, trend, quadrant, denialsPerDay }) => [
        port,
        rank,
        count,
        sources,
        trend,
        quadrant,
        denialsPerDay,
      ]),
    ).toEqual([
      [8291, 3, 100, 1, "rising", "exposed-rising", 20],
      [23, 1, 300, 6, "falling", "exposed-falling", 60],
      [3306, 4, 50, 1, "steady", "exposed-falling", 10],
    ]);
    // 100 times a growth of tenfold at most; 300 times 301 / 501.
    expect(attacks?.exposed.map(({ urgency }) => Math.round(urgency))).toEqual([1000, 180, 50]);
    expect(attacks?.exposed[1]?.share).toBeCloseTo(300 / 660, 10);
    expect(attacks?.closed.map(({ port, quadrant }) => [port, quadrant])).toEqual([[445, "closed-rising"]]);
    expect(attacks?.quadrants?.map(({ id, ports, denials: count }) => [id, ports, count])).toEqual([
      ["exposed-rising", 1, 100],
      ["exposed-falling", 2, 350],
      ["closed-rising", 1, 200],
      ["closed-falling", 0, 0],
    ]);
    expect(attacks?.meant).toEqual({ id: "public", ports: 1, denials: 10, share: 10 / 660 });
    expect(notes).toEqual([{ id: "left-out-denials", count: 7 }]);
  });
  test("what was newly opened while attacks rise is marked", async () => {
    const before = nmapXml(
      [nmapHost("198.51.100.1", "443/tcp open"), nmapHost("203.0.113.1", "23/tcp open")].join("\n"),
    );
    const { attacks } = await report({ now: [two], before: [before], denials });
    // 23 was opened, too, but attacks on it fall; 3306 was opened while they are steady.
    expect(attacks?.exposed.map(({ port, opened, isNewUnderRise }) => [port, opened, isNewUnderRise])).toEqual([
      [8291, 1, true],
      [23, 1, false],
      [3306, 1, false],
    ]);
  });
  test("spans can be given", async () => {
    const spans = { period: { from: 9, to: 9 }, baseline: null };
    const { attacks } = await report({ now: [two], denials, spans });
    expect(attacks?.period).toMatchObject({ from: "1970-01-10", denials: 132, daysWithData: 1 });
    expect([attacks?.baseline, attacks?.quadrants]).toEqual([null, null]);
    expect(attacks?.exposed.map(({ port, trend }) => [port, trend])).toEqual([
      [23, null],
      [8291, null],
      [3306, null],
    ]);
  });
  test("denials without a time have no trend", async () => {
    const { attacks, notes } = await report({
      now: [two],
      denials: [
        { port: 23, denials: 3 },
        { port: 445, protocol: -1, denials: 1 },
      ],
    });
    expect(attacks?.period).toEqual({ from: null, to: null, daysWithData: 0, denials: 4 });
    expect(attacks?.exposed[0]).toMatchObject({ port: 23, rank: 1, denials: 3, trend: null });
    // Where the log names no protocol, the port is taken for one of TCP.
    expect(attacks?.closed[0]).toMatchObject({ port: 445, protocol: "tcp" });
    expect(notes).toEqual([{ id: "no-trend", count: 1 }]);
  });
});
