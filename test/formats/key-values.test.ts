import { describe, expect, test } from "vitest";
import { compileFormat } from "../../src/formats/compile.ts";
import { howTold } from "../../src/formats/how-told.ts";
import { keyValues } from "../../src/formats/key-values.ts";
import { detectFormats } from "../../src/ingest/detect.ts";
import { Zone } from "../../src/scan/zone.ts";
import { sampleContext, scanLine } from "../support/event-lines.ts";

const zone = new Zone("UTC");
const wishes = { format: null, columns: {}, assume: "deny" } as const;

/** What the lines are read as by the format that they tell; null when they tell none. */
function read(lines: readonly string[], columns: Parameters<typeof keyValues.fromHead>[1] = {}): string[] | null {
  const format = keyValues.fromHead(lines, columns);
  if (format === null) return null;
  const scanner = compileFormat(format, sampleContext());
  return lines.map((line) => scanLine(scanner, Buffer.from(line)));
}

const ends = "src=198.51.100.7 spt=51312 dst=203.0.113.9 dpt=445 proto=tcp";

describe("keys", () => {
  test.each([
    ["srcip=198.51.100.7 dstip=203.0.113.9 dport=445 proto=6 action=drop", "tcp  198.51.100.7 > 203.0.113.9:445"],
    ["SRC=198.51.100.7, DST=203.0.113.9, DPT=445, PROTO=TCP, ACT=Deny", "tcp  198.51.100.7 > 203.0.113.9:445"],
    ["src-ip=198.51.100.7|dst_port=445|transport=udp|verdict=BLOCK", "udp  198.51.100.7 > -:445"],
    ["src=198.51.100.7:51312 dst=203.0.113.9:445 proto=tcp action=deny", "tcp  198.51.100.7:51312 > 203.0.113.9:445"],
    ["src=198.51.100.7 dst=203.0.113.9 service=telnet proto=tcp action=deny", "tcp  198.51.100.7 > 203.0.113.9:23"],
  ])("%s", (line, reading) => {
    expect(read([line])).toEqual([`deny   -  ${reading}`]);
  });

  test("one that names the port plainly is taken before one of the service's", () => {
    expect(read([`service=http ${ends} action=deny`])).toEqual(["deny   -  tcp  198.51.100.7:51312 > 203.0.113.9:445"]);
  });

  test("those of what was made of a connection are none", () => {
    const line = `natdst=192.0.2.200 natdport=8443 xlatesrc=192.0.2.201 ${ends} action=deny`;
    expect(read([line])).toEqual(["deny   -  tcp  198.51.100.7:51312 > 203.0.113.9:445"]);
  });

  test("the user's come first", () => {
    const line = "who=198.51.100.7 src=192.0.2.1 where=203.0.113.9 what=23 proto=tcp did=drop";
    const columns = { source: "who", destination: "where", destinationPort: "what", action: "did" };
    expect(read([line], columns)).toEqual(["deny   -  tcp  198.51.100.7 > 203.0.113.9:23"]);
  });

  test.each([
    ["no action", ends],
    ["no port", "src=198.51.100.7 dst=203.0.113.9 action=deny"],
    ["no address", "dpt=445 proto=tcp action=deny"],
    ["no keys", "deny tcp 198.51.100.7 203.0.113.9 445"],
  ])("%s: no lines of the format", (_, line) => {
    expect(read([line])).toBe(null);
  });

  test("in quotes they are text", () => {
    expect(read([`rule="action=deny dpt=1" ${ends} action=accept`])).toEqual([
      "allow  -  tcp  198.51.100.7:51312 > 203.0.113.9:445",
    ]);
  });
});

describe("what a line says", () => {
  test("an action word that nobody knows is not guessed at, and is named", () => {
    const format = keyValues.fromHead([`${ends} action=deny`], {})!;
    const scanner = compileFormat(format, sampleContext());
    expect(scanLine(scanner, Buffer.from(`${ends} action=quench`))).toBe("malformed");
    expect(scanner.fault).toBe("unknown action");
    const lines = ["quench", "quench", "soak", "deny"].map((word) => `${ends} action=${word}`);
    expect(howTold(format, lines).faults).toEqual([["unknown action quench, soak", 3]]);
  });

  test("a service that nobody knows is a decision without a port", () => {
    const line = "src=198.51.100.7 dst=203.0.113.9 service=our-app proto=tcp action=deny";
    expect(read([`${line} n=1`])).toEqual(["deny   -  tcp  198.51.100.7 > 203.0.113.9"]);
  });
});

describe("a file", () => {
  const detect = (lines: readonly string[]): string | undefined =>
    detectFormats(Buffer.from(`${lines.join("\n")}\n`), wishes, zone).formats[0]?.id;
  const unknown = Array.from({ length: 8 }, () => `Nov 12 03:04:05 edge ${ends} action=deny`);
  const known =
    "Nov 12 03:04:05 gw1 kernel: DROP: IN=eth0 OUT= SRC=198.51.100.7 DST=203.0.113.9 PROTO=TCP SPT=51312 DPT=445 ";

  test("of such lines is of the format", () => {
    expect(detect(unknown)).toBe("key-values");
  });

  test("in which a known format finds a decision is that one's", () => {
    expect(detect([...unknown, known])).toBe("linux-netfilter");
  });
});
