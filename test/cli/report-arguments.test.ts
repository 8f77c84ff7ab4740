import { describe, expect, test } from "vitest";
import { readArguments, reportArguments } from "../../src/cli/report-arguments.ts";
import type { ReportFlags } from "../../src/cli/report-options.ts";

const standard: ReportFlags = {
  assume: "deny",
  maxExpansion: 1000,
  fiscalYearStart: 4,
  method: "top100",
  top: 100,
  mapping: "fixed",
  scope: "all",
  scanWide: 100,
  scanVertical: 15,
  scanHorizontal: 25,
  maxUnparsed: 50,
  progress: true,
  color: "auto",
  lang: "en",
};

describe("reportArguments", () => {
  test("hold the zone always, and what is not given not at all", () => {
    expect(reportArguments(["analyze", "logs"], standard, "UTC")).toEqual(["analyze", "--tz=UTC", "logs"]);
  });

  test("hold all that figures depend on, as given, and no outputs, threads or colours", () => {
    const flags: ReportFlags = {
      ...standard,
      period: "FY2017",
      baseline: "FY2016",
      fiscalYearStart: 7,
      method: "all-ports",
      top: 50,
      targets: "own.csv",
      mapping: "as-of",
      scope: "inbound",
      home: ["198.51.100.0/24", "@home.txt"],
      include: ["port:23 src:10.0.0.0/8"],
      exclude: ["device:lab*", "port:22"],
      likeForLike: true,
      knownScanners: ["a.txt"],
      scanWide: 9,
      scanVertical: 8,
      scanHorizontal: 7,
      format: "cisco-asa",
      formats: "own.json",
      tz: ["fw-osaka*=Asia/Seoul", "Asia/Tokyo", "b.log=UTC"],
      year: ["2017", "fw-osaka*=2016"],
      assume: "allow",
      columns: "src=Client",
      maxExpansion: 5,
      exposure: ["scan.xml", "sites.csv"],
      exposureBefore: ["old.xml"],
      exposurePolicy: "policy.csv",
      exposurePublic: "80,443",
      exposureSiteRules: "rules.csv",
      json: true,
      output: ["report.json"],
      rejects: "rejects.txt",
      maxUnparsed: 10,
      jobs: 4,
      quiet: true,
      color: "always",
      ascii: true,
      failOn: ["iot.share>0.4"],
    };
    const written = reportArguments(["compare", "logs"], flags, "Asia/Tokyo");
    expect(written).toEqual([
      "compare",
      "--tz=Asia/Tokyo",
      "--tz=fw-osaka*=Asia/Seoul",
      "--tz=b.log=UTC",
      "--baseline=FY2016",
      "--period=FY2017",
      "--fiscal-year-start=7",
      "--method=all-ports",
      "--top=50",
      "--targets=own.csv",
      "--mapping=as-of",
      "--scope=inbound",
      "--home=198.51.100.0/24",
      "--home=@home.txt",
      "--include=port:23 src:10.0.0.0/8",
      "--exclude=device:lab*",
      "--exclude=port:22",
      "--like-for-like",
      "--known-scanners=a.txt",
      "--scan-wide=9",
      "--scan-vertical=8",
      "--scan-horizontal=7",
      "--format=cisco-asa",
      "--formats=own.json",
      "--year=2017",
      "--year=fw-osaka*=2016",
      "--assume=allow",
      "--columns=src=Client",
      "--max-expansion=5",
      "--exposure=scan.xml",
      "--exposure=sites.csv",
      "--exposure-before=old.xml",
      "--exposure-policy=policy.csv",
      "--exposure-public=80,443",
      "--exposure-site-rules=rules.csv",
      "logs",
    ]);
    expect(readArguments(written)).toEqual({ command: "compare", options: written.slice(1, -1), paths: ["logs"] });
  });

  test("paths that look like options stand behind --", () => {
    const written = reportArguments(["analyze", "-", "--json"], standard, "UTC");
    expect(written).toEqual(["analyze", "--tz=UTC", "--", "-", "--json"]);
    expect(readArguments(written)).toEqual({ command: "analyze", options: ["--tz=UTC"], paths: ["-", "--json"] });
  });

  test.each([
    [["analyze", "--output=/etc/passwd", "logs"], "--output=/etc/passwd"],
    [["analyze", "-o", "x.json", "logs"], "-o"],
    [["analyze", "--rejects=x", "logs"], "--rejects=x"],
    [["analyze", "--anonymize", "logs"], "--anonymize"],
    [["analyze", "--tz", "UTC", "logs"], "--tz"],
    [["analyze", "--like-for-like=x", "logs"], "--like-for-like=x"],
    [["events", "logs"], "events"],
    [[], ""],
  ])("%j of a stranger's report are refused", (given, fault) => {
    expect(readArguments(given)).toEqual({ fault });
  });
});
