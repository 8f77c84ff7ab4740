import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Format, KvGrammar } from "../../src/formats/format.ts";
import { type Reading, readLine, scannerOf } from "../support/read-line.ts";

const fields = {
  src: "source",
  dst: "destination",
  spt: "sourcePort",
  dpt: "destinationPort",
  proto: "protocol",
  act: "action",
  dvc: "device",
  rt: "stamp",
} as const;

function read(line: string, grammar: Partial<KvGrammar>, more: Partial<Format> = {}): Reading {
  const format: Format = {
    id: "test",
    title: "",
    docs: "",
    grammar: {
      kind: "kv",
      marker: ["log"],
      fields,
      enough: ["packets"],
      header: "never",
      ...grammar,
    },
    actions: { deny: "deny", "let through": "allow" },
    needs: ["source"],
    ...more,
  };
  return readLine(scannerOf(format), line);
}

describe("endpoints", () => {
  const endpoints = { endpoints: true };
  const line = (source: string): Reading =>
    read(`log act=deny proto=tcp src=${source} dst=203.0.113.9:445:X0`, endpoints);

  test.each([
    ["192.0.2.1:51312", "192.0.2.1", 51_312],
    ["192.0.2.1:51312:X1", "192.0.2.1", 51_312],
    ['"192.0.2.1:51312"', "192.0.2.1", 51_312],
    ["192.0.2.1", "192.0.2.1", -1],
    ["192.0.2.1::X1", "192.0.2.1", -1],
    ["[2001:db8::7]:51312", "2001:db8::7", 51_312],
    ["[2001:db8::7]", "2001:db8::7", -1],
    ["2001:db8::7", "2001:db8::7", -1],
    ["::1", "::1", -1],
  ])("%s", (text, address, port) => {
    expect(line(text)).toMatchObject({ verdict: "event", source: address, sourcePort: port });
    expect(line(text)).toMatchObject({ destination: "203.0.113.9", destinationPort: 445 });
  });

  test("a port without an address goes with the address that another key has", () => {
    const reading = read(
      "log act=deny proto=tcp src=2001:db8::7 src=:51312:X1 dst=::X0 dst=2001:db8::9 dpt=22",
      endpoints,
    );
    expect(reading).toMatchObject({
      source: "2001:db8::7",
      sourcePort: 51_312,
      destination: "2001:db8::9",
      destinationPort: 22,
    });
  });

  test("any address and port", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.ipV4(),
          fc.ipV6().map((text) => `[${text}]`),
        ),
        fc.nat(65_535),
        (address, port) => {
          const plain = line(address);
          expect(line(`${address}:${port}`)).toEqual({ ...plain, sourcePort: port });
          expect(line(`${address}:${port}:WAN`)).toEqual({ ...plain, sourcePort: port });
        },
      ),
    );
  });
});

describe("a CEF head", () => {
  const cef = { marker: ["CEF:0|Sample|"], dialect: "cef", head: { 4: "kind" } } as const;
  const kinds = { TRAFFIC: "decision" } as const;

  test("values hold blanks and escaped signs, and end before the next key", () => {
    const line =
      "CEF:0|Sample|Fire \\| Wall|1|TRAFFIC|a name|3|msg=seen src\\=192.0.2.9 there dvc=gate one act=let through " +
      "src=192.0.2.1 rt=Nov 12 2026 03:04:05 dst=198.51.100.2 proto=icmp x=";
    expect(read(line, cef, { kinds })).toMatchObject({
      verdict: "event",
      action: "allow",
      device: "gate one",
      source: "192.0.2.1",
      destination: "198.51.100.2",
      time: "2026-11-12T03:04:05Z",
    });
  });

  test("a column of the head tells what the line is", () => {
    const line = "CEF:0|Sample|Wall|1|SYSTEM|TRAFFIC|3|act=deny src=192.0.2.1 dst=198.51.100.2 proto=icmp";
    expect(read(line, cef, { kinds }).verdict).toBe("skipped");
  });
});

describe("a LEEF head", () => {
  const leef = { marker: ["LEEF:"], dialect: "leef" } as const;

  test.each([
    ["a tab", "LEEF:1.0|V|P|1|E|", "\t"],
    ["a tab where the head could name another", "LEEF:2.0|V|P|1|E|", "\t"],
    ["a tab written as its octal code", "LEEF:1.0|V|P|1|E|", "#011"],
    ["a character that the head names", "LEEF:2.0|V|P|1|E|^|", "^"],
    ["a character that the head names by its code", "LEEF:2.0|V|P|1|E|x7C|", "|"],
    ["the same behind a zero", "LEEF:2.0|V|P|1|E|0x09|", "\t"],
    ["blanks that a relay made of tabs", "LEEF:1.0|V|P|1|E|", " "],
  ])("%s stands between fields", (_, head, delimiter) => {
    const fieldTexts = ["x=1", "src=192.0.2.1", "act=let through", "spt=9", "dst=198.51.100.2", "dpt=53", "proto=udp"];
    expect(read(head + fieldTexts.join(delimiter), leef)).toMatchObject({
      verdict: "event",
      action: "allow",
      source: "192.0.2.1",
      destination: "198.51.100.2",
      destinationPort: 53,
    });
  });

  test("what looks like a field inside a value is none", () => {
    const line = "LEEF:1.0|V|P|1|E|msg=it said src=192.0.2.9\tsrc=192.0.2.1\tact=deny\tproto=icmp";
    expect(read(line, leef).source).toBe("192.0.2.1");
  });
});

test("a colon between key and value, with and without a blank and quotes", () => {
  const colon = { assigns: ":", ends: ";" };
  const quoted =
    'Nov 12 03:04:05 log [act:"deny"; note:"src:\\"192.0.2.9\\"; x"; src:"192.0.2.1"; dst:"198.51.100.2"; proto:"1"]';
  const bare = "Nov 12 03:04:05 log act: deny; src: 192.0.2.1; dst: 198.51.100.2; proto: icmp;";
  for (const line of [quoted, bare])
    expect(read(line, colon)).toMatchObject({ verdict: "event", source: "192.0.2.1", destination: "198.51.100.2" });
});

test("the marker's word tells the kind", () => {
  const grammar = { marker: ["SESSION_"], markerWord: "kind" } as const;
  const kinds = { SESSION_DENY: "denial", SESSION_OPEN: "pass" } as const;
  const of = (word: string): string => {
    const reading = read(`fw ${word}: src=192.0.2.1 proto=icmp`, grammar, { kinds });
    return reading.action || reading.verdict;
  };
  expect(["SESSION_DENY", "SESSION_OPEN", "SESSION_DENYING"].map(of)).toEqual(["deny", "allow", "skipped"]);
});

test.each([
  ["drop   gw-1 >eth0 src: 192.0.2.1; proto: icmp;", "gw-1"],
  ["drop 192.0.2.254 >eth0 src: 192.0.2.1; proto: icmp;", "192.0.2.254"],
])("the marker's word and the one behind it: %s", (line, device) => {
  const grammar = { marker: ["drop "], markerWord: "action", markerNext: "device", assigns: ":", ends: ";" } as const;
  const reading = read(`1Apr2017 12:00:05 ${line}`, { ...grammar, header: "always" }, { actions: { drop: "deny" } });
  expect(reading).toMatchObject({ verdict: "event", action: "deny", device, source: "192.0.2.1" });
  expect(reading.time).toBe("2017-04-01T12:00:05Z");
});

describe("a service in place of a port", () => {
  const service = (name: string, grammar: Partial<KvGrammar> = {}): Reading =>
    read(`log act=deny proto=tcp src=192.0.2.1 dpt=${name}`, { services: { telnet: 23, "443x": 1 }, ...grammar });
  const cut = { neverLast: ["destinationPort"] } as const;

  test.each([
    ["a known one", "telnet x=1", 23],
    ["in other letters", "TELNET x=1", 23],
    ["a number all the same", "2323 x=1", 2323],
    ["in quotes", '"telnet" x=1', 23],
    ["in quotes, one that nobody knows", '"our app" x=1', -1],
    ["a number in quotes", '"2323" x=1', 2323],
    ["at the line's end", "telnet", 23],
    ["one that nobody knows: a decision without a port", "our-app x=1", -1],
  ])("%s", (_, text, destinationPort) => {
    expect(service(text)).toMatchObject({ verdict: "event", destinationPort });
  });

  test.each([
    ["an unknown name", "our-a", {}],
    ["a known name, where more should follow", "telnet", cut],
    ["an unknown name, where more should follow", "teln", cut],
    ["a number that begins a name", "443x x=1", {}],
    ["nothing", " x=1", {}],
  ])("no port: %s at the line's end or broken", (_, text, grammar) => {
    expect(service(text, grammar).verdict).toBe("malformed");
  });
});

test.each([
  ["dpt=53 spt=9", "event"],
  ["dpt=53", "malformed"],
  ["spt=9", "malformed"],
])("of registers that stand together a whole line fills all or none: %s", (ports, verdict) => {
  const line = `log act=deny proto=udp src=192.0.2.1 ${ports} x=1`;
  expect(read(line, { together: ["destinationPort", "sourcePort"] }).verdict).toBe(verdict);
  const portless = "log act=deny proto=icmp src=192.0.2.1 x=1";
  expect(read(portless, { together: ["destinationPort", "sourcePort"] }).verdict).toBe("event");
});

test("a text of another format before the marker makes a line foreign, one behind it does not", () => {
  const without = { without: ["CEF:"] };
  expect(read("CEF:0|x| log act=deny src=192.0.2.1 proto=icmp", without).verdict).toBe("foreign");
  expect(read("log act=deny src=192.0.2.1 proto=icmp msg=CEF:0", without).verdict).toBe("event");
});

test("a port with which a line ends is cut short where lines go on", () => {
  const line = "log act=deny proto=tcp src=192.0.2.1 dst=198.51.100.2 dpt=44";
  expect(read(line, { neverLast: ["destinationPort"] })).toMatchObject({
    verdict: "malformed",
    fault: "broken field",
  });
  expect(read(line, {}).destinationPort).toBe(44);
});
