import { describe, expect, test } from "vitest";
import {
  UNKNOWN_PROTOCOL,
  builtinTargets,
  classOf,
  dualUsePorts,
  groupOf,
  iotRanges,
  isIot,
  isIotClass,
  isTelnet,
} from "../../src/targets/target-table.ts";
import type { IotRange, TargetGroup } from "../../src/targets/target-table.ts";

const table = builtinTargets();

function iotRangesOf(protocol: number, port: number): string[] {
  return iotRanges.filter((range) => isIot(table, protocol, port, range));
}

function countRows(range: IotRange, group: TargetGroup): number {
  return table.rows.filter((row) => groupOf(table, row.protocol, row.port, range) === group).length;
}

describe("find", () => {
  test("finds the row of exactly this protocol and port", () => {
    expect(table.find(6, 5060)?.service).toBe("SIP (TCP)");
    expect(table.find(17, 5060)?.service).toBe("SIP");
    expect(table.find(6, 1900)).toBeNull();
    expect(table.find(6, 4242)).toBeNull();
  });

  test("takes the TCP row, else the UDP row, when the log does not say the protocol", () => {
    expect(table.find(UNKNOWN_PROTOCOL, 5060)?.protocol).toBe(6);
    expect(table.find(UNKNOWN_PROTOCOL, 1900)?.protocol).toBe(17);
    expect(table.find(UNKNOWN_PROTOCOL, 4242)).toBeNull();
  });

  test.each([
    [1, 23],
    [132, 23],
    [6, -1],
    [17, -1],
    [UNKNOWN_PROTOCOL, -1],
    [6, 65536 + 23],
    [5, 65536 + 23],
  ])("finds nothing for protocol %i, port %i", (protocol, port) => {
    expect(table.find(protocol, port)).toBeNull();
    expect(classOf(table, protocol, port)).toBe("other");
    expect(iotRangesOf(protocol, port)).toEqual([]);
  });
});

describe("ranges", () => {
  test.each([
    ["23/tcp, telnet of high confidence", 6, 23, ["strict", "default", "wide"], "telnet"],
    ["2323/tcp, telnet of high confidence", 6, 2323, ["strict", "default", "wide"], "telnet"],
    ["2223/tcp, telnet of medium confidence", 6, 2223, ["default", "wide"], "telnet"],
    ["992/tcp, telnet of low confidence", 6, 992, ["wide"], "telnet"],
    ["5555/tcp, Android of high confidence", 6, 5555, ["strict", "default", "wide"], "iot-other"],
    ["81/tcp, cameras of medium confidence", 6, 81, ["default", "wide"], "iot-other"],
    ["82/tcp, cameras of low confidence", 6, 82, ["wide"], "iot-other"],
    ["1900/udp, SSDP of medium confidence", 17, 1900, ["default", "wide"], "iot-other"],
    ["80/tcp, dual use", 6, 80, ["wide"], "iot-other"],
    ["22/tcp, dual use", 6, 22, ["wide"], "iot-other"],
    ["22 of unknown protocol, taken for TCP", -1, 22, ["wide"], "iot-other"],
    ["22/udp, no row", 17, 22, [], "other"],
    ["443/udp, a reflector and not dual use", 17, 443, [], "other"],
    ["445/tcp, Windows of high confidence", 6, 445, [], "other"],
    ["502/tcp, industrial of high confidence", 6, 502, [], "other"],
  ] as const)("%s", (_, protocol, port, ranges, wideGroup) => {
    expect(iotRangesOf(protocol, port)).toEqual(ranges);
    expect(groupOf(table, protocol, port, "wide")).toBe(wideGroup);
  });

  test("count telnet apart from the rest of IoT only where the range counts it at all", () => {
    expect(groupOf(table, 6, 992, "default")).toBe("other");
    expect(isTelnet(table, 6, 992)).toBe(true);
    expect(isTelnet(table, 6, 80)).toBe(false);
    expect(isTelnet(table, 17, 23)).toBe(false);
  });

  test("hold as many ports as the research says", () => {
    expect(iotRanges.map((range) => countRows(range, "telnet"))).toEqual([2, 6, 7]);
    expect(iotRanges.map((range) => countRows(range, "iot-other"))).toEqual([22, 52, 68 + dualUsePorts.length]);
  });

  test("never count a dual-use port as IoT by its class", () => {
    for (const port of dualUsePorts) expect(isIotClass(classOf(table, 6, port))).toBe(false);
  });

  // The reference counted 16 IoT ports in its top 100 of fiscal year 2017, which ended in March 2018.
  test("hold 22 dated ports by 2017, 23 with Winbox of March 2018: the order of the reference's 16", () => {
    const dated = table.rows.filter(
      (row) => isIot(table, row.protocol, row.port, "default") && row.validFrom !== null && row.validFrom <= 2017,
    );
    expect(dated.map((row) => `${row.port}/${row.protocol}`)).toEqual([
      ...[23, 32, 81, 2223, 2323, 3232, 3323, 4323, 5000, 5358, 6789, 7547, 8083, 9000, 9100].map(
        (port) => `${port}/6`,
      ),
      ...[32764, 37215, 49152, 52869].map((port) => `${port}/6`),
      ...[1900, 39889, 53413].map((port) => `${port}/17`),
    ]);
    expect(dated).toHaveLength(22);
    expect(table.find(6, 8291)).toMatchObject({ class: "iot-router", confidence: "high", validFrom: 2018 });
  });
});
