import { describe, expect, test } from "vitest";
import { editDistance, findNearest } from "../../src/targets/nearest.ts";
import { targetClasses } from "../../src/targets/target.ts";

describe("editDistance", () => {
  test.each([
    ["", "", 0],
    ["telnet", "", 6],
    ["telnet", "telnet", 0],
    ["telnt", "telnet", 1],
    ["telnets", "telnet", 1],
    ["tolnet", "telnet", 1],
    ["valid_form", "valid_from", 1],
    ["kitten", "sitting", 3],
  ])("from %j to %j is %i", (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
    expect(editDistance(to, from)).toBe(distance);
  });
});

describe("findNearest", () => {
  test.each([
    ["telnett", "telnet"],
    ["dvr", "iot-camera-dvr"],
    ["routers", "iot-router"],
    ["WINDOWS", "windows"],
    ["vpn", "vpn-edge"],
    ["p2p", "proxy-p2p"],
    ["amplification", "udp-amplification"],
  ])("for %j is %j first", (word, nearest) => {
    expect(findNearest(word, targetClasses, 3)[0]).toBe(nearest);
  });

  test("leaves out what is far from the best, and what is beyond the limit", () => {
    expect(findNearest("telnett", targetClasses, 3)).toEqual(["telnet"]);
    expect(findNearest("iot", targetClasses, 3)).toEqual(["iot-router", "iot-camera-dvr", "iot-android"]);
    expect(findNearest("x", [], 3)).toEqual([]);
  });
});
