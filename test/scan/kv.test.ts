import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Format } from "../../src/formats/format.ts";
import { type Reading, readLine, scannerOf } from "../support/read-line.ts";

const format: Format = {
  id: "test",
  title: "",
  docs: "",
  grammar: {
    kind: "kv",
    marker: ["log="],
    fields: {
      src: "source",
      srcip: "source",
      dst: "destination",
      spt: "sourcePort",
      dpt: "destinationPort",
      proto: "protocol",
      action: "action",
      dev: "device",
      n: "count",
    },
    enough: ["source", "destination", "sourcePort", "destinationPort", "protocol", "action", "device", "count"],
    header: "never",
  },
  actions: { deny: "deny", allow: "allow" },
  defaultAction: "deny",
  portsOptional: true,
  needs: [],
};

function readText(text: string): Reading {
  return readLine(scannerOf(format), `log=1 ${text}`);
}

const key = fc.constantFrom(
  "src",
  "srcip",
  "dst",
  "spt",
  "dpt",
  "proto",
  "action",
  "dev",
  "n",
  "x",
  "xsrc",
  "dpt2",
  "msg",
  "s.dpt",
  "_n",
);
const wildText = fc.string({ unit: fc.constantFrom(..."ab =,'srcdpt1".split("")), maxLength: 14 });
const wildQuoted = fc
  .constantFrom("src=192.0.2.99", " dpt=1 ", 'a\\"b', "dev=zz n=9", "", "x\\\\")
  .map((text) => `"${text}"`);

/** A key with a value that fits it. */
const pair = fc
  .tuple(key, fc.ipV4(), fc.integer({ min: 1, max: 65_535 }), wildText, wildQuoted, fc.boolean())
  .map(([name, address, number, text, quoted, isQuoted]) => {
    const bare: Record<string, string> = {
      src: address,
      srcip: address,
      dst: address,
      spt: String(number),
      dpt: String(number),
      n: String(number),
      proto: ["tcp", "17", "icmp"][number % 3]!,
      action: ["deny", "allow"][number % 2]!,
      dev: `fw${number % 7}`,
    };
    const value = bare[name] ?? text.replaceAll(/[ ,=']/g, "");
    if (bare[name] !== undefined) return `${name}=${isQuoted ? `"${value}"` : value}`;
    return `${name}=${isQuoted ? quoted : value}`;
  });
const line = fc
  .tuple(fc.array(pair, { maxLength: 14 }), fc.constantFrom(" ", ",", ", ", "  "))
  .map(([pairs, gap]) => pairs.join(gap));

/** The first value of each key, by one regular expression for the whole line. */
function parsePairs(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const [, name = "", value = ""] of text.matchAll(/([\w.-]+)=("(?:\\.|[^"\\])*"|[^ ,]*)/g)) {
    const bare = value.replace(/^"(.*)"$/, "$1");
    if (!values.has(name) && bare !== "") values.set(name, bare);
  }
  return values;
}

test("each wanted key has the first value that it has in the line", () => {
  fc.assert(
    fc.property(line, (text) => {
      const pairs = parsePairs(text);
      const seen = readText(text);
      const source = [...pairs].find(([name]) => name === "src" || name === "srcip")?.[1] ?? "";
      const hasPorts = pairs.get("proto") !== "icmp";
      const portOf = (name: string): number => Number((hasPorts ? pairs.get(name) : undefined) ?? -1);
      expect(seen.verdict).toBe("event");
      expect([seen.source, seen.destination]).toEqual([source, pairs.get("dst") ?? ""]);
      expect([seen.sourcePort, seen.destinationPort]).toEqual([portOf("spt"), portOf("dpt")]);
      expect([seen.device, seen.count]).toEqual([pairs.get("dev") ?? "", Number(pairs.get("n") ?? 1)]);
      expect(seen.action).toBe(pairs.get("action") ?? "deny");
    }),
    { seed: 6, numRuns: 3000 },
  );
});

test("what was learnt from earlier lines changes nothing", () => {
  // Few lines with few changes, so that places and lengths come again.
  const small = fc
    .array(
      fc.constantFrom(
        "src=192.0.2.1",
        "dst=192.0.2.2",
        "dpt=80",
        "dpt=23",
        "dev=a",
        'dev="a b"',
        'x="dpt=1"',
        "xxx=aaaaa",
        "n=4",
        'x="',
        "dpt=",
        "dpt=x",
      ),
      {
        maxLength: 8,
      },
    )
    .map((pairs) => pairs.join(" "));
  fc.assert(
    fc.property(fc.array(fc.oneof(small, line), { maxLength: 20 }), (lines) => {
      const scanner = scannerOf(format);
      for (const text of lines) expect(readLine(scanner, `log=1 ${text}`)).toEqual(readText(text));
    }),
    { seed: 7, numRuns: 1500 },
  );
});

describe("quotes", () => {
  test.each([
    ['dev="fw 1" dpt=23', "fw 1", 23],
    ['dev="fw, 1",dpt=23', "fw, 1", 23],
    ['dev=""fw1"" dpt=23', "fw1", 23],
    ['dev="" dpt=23', "", 23],
    ['dev="-" dpt=23', "", 23],
    ['dev=fw1 dpt="23"', "fw1", 23],
    ['dev=fw1 dpt=""23""', "fw1", 23],
    ['msg="says \\"dpt=1\\" here" dev=fw1 dpt=23', "fw1", 23],
    ['msg="ends in a backslash \\\\" dev=fw1 dpt=23', "fw1", 23],
    ['msg="dev=x dpt=1" dev=fw1 dpt=23', "fw1", 23],
    ['msg="lost dev=fw1 dpt=23', "fw1", 23],
    ['dev=fw1 msg="lost dpt=23', "fw1", 23],
    ['dev="lost dpt=23', "lost", 23],
  ])("%s", (text, device, port) => {
    const seen = readText(text);
    expect([seen.device, seen.destinationPort]).toEqual([device, port]);
  });
});

test("a key is a whole word, in its own case", () => {
  expect(readText("xdpt=1 dpt2=2 s.dpt=3 _dpt=4 a-dpt=5 DPT=6 dpt=23").destinationPort).toBe(23);
  expect(readText("a:dpt=23").destinationPort).toBe(23);
});

test("a value that is no such thing takes nothing from the line", () => {
  for (const value of ["http", "65536", "80:81", "80.5", "-1", "0x50", "8 0x"]) {
    expect([value, readText(`dpt=${value} proto=tcp`).destinationPort]).toEqual([value, value === "8 0x" ? 8 : -1]);
  }
  expect(readText("src=192.0.2.256 dst=fw.example.net")).toMatchObject({ source: "", destination: "" });
});
