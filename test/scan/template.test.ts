import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Format, TemplateGrammar } from "../../src/formats/format.ts";
import { parseTemplate } from "../../src/scan/template-parts.ts";
import { ShapedScanner } from "../support/shaped-scanner.ts";
import { type Reading, readLine, scannerOf } from "../support/read-line.ts";

const format: Format = {
  id: "test",
  title: "",
  docs: "",
  grammar: {
    kind: "template",
    marker: ["%FW-", "FW-"],
    deny: {
      106023: [
        "Deny {protocol} src {source} dst {destination} by {}",
        "Deny protocol {protocol} src {source} dst {destination} by {}",
      ],
      106100: ["list {} denied {protocol} {source} -> {destination} hit-cnt {count} "],
    },
    allow: { 302013: ["Built {protocol} for {source} to {destination} ("] },
    services: { http: 80, ssh: 22, "netbios-ns": 137 },
  },
  needs: ["source"],
  portsOptional: true,
};

function readText(text: string): Reading {
  return readLine(scannerOf(format), text);
}

function readEnds(source: string, destination: string): [string, number, string, number] {
  const seen = readText(`%FW-4-106023: Deny tcp src ${source} dst ${destination} by "out"`);
  expect(seen.verdict).toBe("event");
  return [seen.source, seen.sourcePort, seen.destination, seen.destinationPort];
}

describe("endpoints", () => {
  test.each([
    ["192.0.2.1/80", "192.0.2.1", 80],
    ["outside:192.0.2.1/80", "192.0.2.1", 80],
    ["outside: 192.0.2.1/80", "192.0.2.1", 80],
    ["outside/192.0.2.1(80)", "192.0.2.1", 80],
    ["outside:192.0.2.1/80(DOMAIN\\user)", "192.0.2.1", 80],
    ["outside:192.0.2.1/80(203.0.113.1/8080)", "192.0.2.1", 80],
    ["192.0.2.1:80", "192.0.2.1", 80],
    ["[2001:db8::1]:80", "2001:db8::1", 80],
    ["2001:db8:0:0:0:0:0:1:80", "2001:db8::1", 80],
    ["192.0.2.1:", "192.0.2.1", -1],
    ["outside:192.0.2.1", "192.0.2.1", -1],
    ["outside:192.0.2.1/http", "192.0.2.1", 80],
    ["outside:192.0.2.1/netbios-ns", "192.0.2.1", 137],
    ["outside:192.0.2.1/nowhere", "192.0.2.1", -1],
    ["outside:192.0.2.1/65536", "192.0.2.1", -1],
    ["outside:192.0.2.1/80http", "192.0.2.1", -1],
    ["outside:192.0.2.1(type 8, code 0)", "192.0.2.1", -1],
    ["outside:[2001:db8::1]/80", "2001:db8::1", 80],
    ["outside:2001:db8::1/80", "2001:db8::1", 80],
    ["outside:2001:db8:0:0:0:0:0:1/80", "2001:db8::1", 80],
    ["2001:db8::1", "2001:db8::1", -1],
    ["fe80::1%eth0/80", "fe80::1", 80],
    ["DMZ 2:192.0.2.1/80", "192.0.2.1", 80],
    ["a:b:192.0.2.1/80", "192.0.2.1", 80],
    ["outside:www.example.net/80", "", 80],
    ["outside:10.0.0.1.example.net/80", "", 80],
    ["outside:host(192.0.2.9)/80", "192.0.2.9", -1],
    ["outside:", "", -1],
  ])("%s", (text, address, port) => {
    const [source, sourcePort, destination, destinationPort] = readEnds(text, text);
    // What stands in brackets may be an address or not: only what is no bracket is told here.
    if (!text.includes("host(")) expect([source, sourcePort]).toEqual([address, port]);
    expect([destination, destinationPort]).toEqual([source, sourcePort]);
  });

  test("any address with any port, in any of the writings", () => {
    const address = fc.oneof(
      fc.ipV4(),
      fc.integer({ min: 1, max: 0xffff }).map((n) => `2001:db8::${n.toString(16)}`),
    );
    const writing = fc.constantFrom<(at: string, port: number) => string>(
      (at, port) => `${at}/${port}`,
      (at, port) => `outside:${at}/${port}`,
      (at, port) => `inside/${at}(${port})`,
      (at, port) => `if-1:[${at}]/${port}`,
    );
    const port = fc.integer({ min: 0, max: 65_535 });
    fc.assert(
      fc.property(address, port, writing, address, port, writing, (from, fromPort, one, to, toPort, other) => {
        expect(readEnds(one(from, fromPort), other(to, toPort))).toEqual([from, fromPort, to, toPort]);
      }),
      { seed: 106023, numRuns: 1500 },
    );
  });
});

describe("messages", () => {
  test("are told by their number", () => {
    expect(readText("%FW-4-106023: Deny udp src a:192.0.2.1/1 dst b:192.0.2.2/53 by x").protocol).toBe(17);
    expect(readText("%FW-session-4-106023: Deny udp src a:192.0.2.1/1 dst b:192.0.2.2/53 by x").action).toBe("deny");
    expect(readText("%FW-6-302013: Built tcp for a:192.0.2.1/1 to b:192.0.2.2/53 (x)").action).toBe("allow");
    expect(readText("%FW-6-999999: Whatever").verdict).toBe("skipped");
    expect(readText("%FW-4-106100: list x denied tcp a/192.0.2.1(1) -> b/192.0.2.2(23) hit-cnt 7 first").count).toBe(7);
    expect(readText("%FW-4-12: Deny").verdict).toBe("foreign");
    expect(readText("Deny tcp src a:192.0.2.1/1").verdict).toBe("foreign");
  });

  test("whose host is called like the marker are found all the same", () => {
    const deny = "Deny tcp src a:192.0.2.1/1 dst b:192.0.2.2/23 by x";
    const scanner = scannerOf(format);
    for (const line of [
      `Apr  1 03:04:05 FW-4-106023: ${deny}`,
      `Apr  1 03:04:05 FW-edge : %FW-4-106023: ${deny}`,
      `Apr  1 03:04:05 FW-1 : %FW-4-106023: ${deny}`,
    ]) {
      expect([line, readLine(scanner, line).destinationPort]).toEqual([line, 23]);
    }
  });

  test("in an unknown wording are malformed, and say so", () => {
    expect(readText("%FW-4-106023: Denied tcp from here")).toMatchObject({
      verdict: "malformed",
      fault: "message 106023 in no known wording",
    });
  });

  test("cut anywhere lose their port rather than get another one", () => {
    const text = "%FW-4-106023: Deny tcp src a:192.0.2.1/51312 dst b:192.0.2.2/4432 by x";
    for (let end = 0; end < text.length; end++) {
      const { verdict, destinationPort } = readText(text.slice(0, end));
      if (verdict === "event") expect([end, destinationPort]).toEqual([end, 4432]);
    }
  });
});

/** A format of sentences. */
function formatOf(grammar: Partial<TemplateGrammar>, more: Partial<Format> = {}): Format {
  return { ...format, grammar: { kind: "template", marker: ["act "], ...grammar }, needs: ["source"], ...more };
}

describe("ids may be words", () => {
  const scanner = scannerOf(
    formatOf(
      {
        marker: ["%SEC-", "%SYS-"],
        deny: { DROPPED: ["list {} denied {protocol} {source} -> {destination}, {count} packet"] },
        told: { FLOW: ["{action}: {protocol} {source} -> {destination};"] },
        skip: { DROPPED: ["list full"] },
      },
      { actions: { Permit: "allow", Deny: "deny" } },
    ),
  );

  test.each([
    ["%SEC-6-DROPPED: list 1 denied tcp 192.0.2.1(1) -> 192.0.2.2(23), 7 packets", "event", "deny"],
    ["%SEC-SW1-6-DROPPED: list 1 denied tcp 192.0.2.1(1) -> 192.0.2.2(23), 7 packets", "event", "deny"],
    ["%SEC-6-FLOW: Permit: tcp 192.0.2.1(1) -> 192.0.2.2(23);", "event", "allow"],
    ["%SEC-6-FLOW: Deny: tcp 192.0.2.1(1) -> 192.0.2.2(23);", "event", "deny"],
    ["%SEC-6-FLOW: Perhaps: tcp 192.0.2.1(1) -> 192.0.2.2(23);", "malformed", ""],
    ["%SEC-6-DROPPED: list full", "skipped", ""],
    ["%SEC-6-DROPPED: list 1 den", "malformed", ""],
    ["%SYS-5-CONFIG_I: Configured", "skipped", ""],
    ["%SEC-DROPPED: no level", "foreign", ""],
    ["%SEC-6-: no id", "foreign", ""],
    ["%SEC-9-DROPPED: no level", "foreign", ""],
  ])("%s", (text, verdict, action) => {
    expect(readLine(scanner, text)).toMatchObject({ verdict, action });
  });
});

describe("sentences without ids", () => {
  const ends = "from {sourceAddress} to {destinationAddress} ports {sourcePort} {destinationPort};";
  const scanner = scannerOf(
    formatOf(
      {
        alsoHolds: ["from"],
        sentences: [
          { meaning: "deny", wording: `act web ${ends}`, protocol: "tcp" },
          { meaning: "told", wording: `act {~action} {} {~protocol} ${ends}` },
          { meaning: "allow", wording: `act pass {#protocol} ${ends}` },
          { meaning: "skip", wording: "act log from " },
        ],
      },
      { actions: { stop: "deny", go: "allow" }, portsOptional: false },
    ),
  );
  const rest = "from 192.0.2.1 to   192.0.2.2 ports 1 23;";

  test.each([
    [`act web ${rest}`, "event", "deny", 6],
    [`act now we stop some udp ${rest}`, "event", "deny", 17],
    [`act go on tcp ${rest}`, "event", "allow", 6],
    [`act pass number 9x 17 ${rest}`, "event", "allow", 17],
    ["act log from here", "skipped", "", -1],
    [`act never tcp ${rest}`, "malformed", "", -1],
    ["act web", "foreign", "", -1],
    ["web from", "foreign", "", -1],
  ])("%s", (text, verdict, action, protocol) => {
    const seen = readLine(scanner, text);
    expect(seen).toMatchObject({ verdict, action });
    if (verdict === "event") expect(seen).toMatchObject({ protocol, destination: "192.0.2.2", destinationPort: 23 });
  });

  test("end their header before the marker, or before the word in front of it", () => {
    const wording = "Rejected {protocol} {source} > {destination};";
    const grammar = { marker: ["Rejected "], sentences: [{ meaning: "deny", wording }] } as const;
    const text = "Apr  1 03:04:05 LAN2 Rejected tcp 192.0.2.1:1 > 192.0.2.2:23;";
    expect(readLine(scannerOf(formatOf(grammar)), text).device).toBe("LAN2");
    expect(readLine(scannerOf(formatOf({ ...grammar, lead: true })), text)).toMatchObject({
      device: "",
      time: "2017-04-01T03:04:05Z",
    });
  });

  test("may have their verdict in a prefix", () => {
    const prefixed = scannerOf(
      formatOf({
        marker: [": in:"],
        sentences: [{ meaning: "told", wording: ": in:{}, {source}->{destination}," }],
        prefix: [
          { pattern: /drop/i, verdict: "deny" },
          { pattern: /pass/i, verdict: "allow" },
          { pattern: /count/i, verdict: "skip" },
        ],
      }),
    );
    const read = (prefix: string): Reading =>
      readLine(prefixed, `Apr  1 03:04:05 gw ${prefix}: in:eth0, 192.0.2.1:1->192.0.2.2:23,`);
    expect(read("DROP").action).toBe("deny");
    expect(read("pass-dns").action).toBe("allow");
    expect(read("count").verdict).toBe("skipped");
    // Taken for what the user said.
    expect(read("other").action).toBe("deny");
  });
});

test("a port may stand behind one more dot", () => {
  const scanner = scannerOf(
    formatOf({ dottedPorts: true, sentences: [{ meaning: "deny", wording: "act {source} > {destination}: " }] }),
  );
  const address = fc.oneof(
    fc.ipV4(),
    fc.integer({ min: 1, max: 0xffff }).map((n) => `2001:db8::${n.toString(16)}`),
  );
  const port = fc.integer({ min: 0, max: 65_535 });
  fc.assert(
    fc.property(address, port, address, port, (from, fromPort, to, toPort) => {
      const seen = readLine(scanner, `act ${from}.${fromPort} > ${to}.${toPort}: x`);
      expect([seen.source, seen.sourcePort, seen.destination, seen.destinationPort]).toEqual([
        from,
        fromPort,
        to,
        toPort,
      ]);
      expect(readLine(scanner, `act ${from} > ${to}: x`)).toMatchObject({
        source: from,
        sourcePort: -1,
        destination: to,
      });
      expect(readLine(scanner, "act 192.0.2.1:1 > 192.0.2.2:23: x")).toMatchObject({
        sourcePort: 1,
        destinationPort: 23,
      });
    }),
    { seed: 7, numRuns: 300 },
  );
});

test("lines that differ in numbers nobody reads are of one shape", () => {
  const scanner = new ShapedScanner(
    scannerOf(
      formatOf({
        marker: ["%SEC-"],
        colonHost: true,
        deny: { DROPPED: ["{}list {} denied {source} -> {destination}, "] },
      }),
    ),
  );
  for (let i = 0; i < 40; i++) {
    const line = `Apr  1 03:04:${10 + i} relay ${900 + i * 7}: Apr  1 03:04:0${i % 10}.${i}: %SEC-6-DROPPED: R0: list 1 denied 192.0.2.${i}(${i}) -> 192.0.2.2(23), ${i} packets`;
    const seen = readLine(scanner, line);
    expect(seen).toMatchObject({ source: `192.0.2.${i}`, destinationPort: 23 });
    expect(seen.time.slice(0, 19)).toBe(`2017-04-01T03:04:0${i % 10}`);
  }
  expect(scanner.shaped).toBeGreaterThan(30);
  scanner.close();
});

test("a template is text with slots", () => {
  expect(parseTemplate("a {} b {source}{count}", () => 8)).toMatchObject([
    { kind: "text", text: Buffer.from("a ") },
    { kind: "any" },
    { kind: "text", text: Buffer.from(" b ") },
    { kind: "endpoint", end: "source" },
    { kind: "field", register: 8 },
  ]);
});
