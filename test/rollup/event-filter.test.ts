import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { compileFilter, EventFilter, type FilterExpressions, parseFilter } from "../../src/rollup/event-filter.ts";
import { cursorOn } from "../../src/scan/cursor.ts";
import { type Address, LogEvent } from "../../src/scan/event.ts";
import { readAddress } from "../../src/scan/fields.ts";
import { Networks, parseNetwork } from "../../src/scan/networks.ts";

interface Facts {
  source?: string;
  destination?: string;
  sourcePort?: number;
  port?: number;
  protocol?: number;
}

function eventOf({ source, destination, sourcePort = 51_312, port = 23, protocol = 6 }: Facts): LogEvent {
  const event = new LogEvent();
  put(source, event.source);
  put(destination, event.destination);
  return Object.assign(event, { sourcePort, destinationPort: port, protocol });
}

function put(text: string | undefined, address: Address): void {
  if (text !== undefined && !readAddress(cursorOn(text), 0, address)) throw new TypeError(`${text} is no address`);
}

function filterOf(include: readonly string[], exclude: readonly string[] = []): EventFilter {
  const filter = compileFilter({ include, exclude });
  if (filter === null) throw new TypeError("no expression is given");
  return filter;
}

function admits(expression: string, facts: Facts, device = "fw01"): boolean {
  return filterOf([expression]).admits(eventOf(facts), device);
}

describe("a word", () => {
  test.each<[string, Facts, boolean]>([
    ["port:23", { port: 23 }, true],
    ["port:23", { port: 24 }, false],
    ["port:23", { port: 22 }, false],
    ["port:23", { port: -1 }, false],
    ["port:23,2323", { port: 2323 }, true],
    ["port:23, 2323", { port: 2323 }, true],
    ["port:8000-8100", { port: 7999 }, false],
    ["port:8000-8100", { port: 8000 }, true],
    ["port:8000-8100", { port: 8100 }, true],
    ["port:8000-8100", { port: 8101 }, false],
    ["port:0", { port: 0 }, true],
    ["port:0", { port: -1 }, false],
    ["port:65535", { port: 65535 }, true],
    ["port:65534", { port: 65535 }, false],
    ["port:0-65535", { port: -1 }, false],
    ["port:none", { port: -1 }, true],
    ["port:None,23", { port: 23 }, true],
    ["port:none", { port: 0 }, false],
    ["PORT:00023", { port: 23 }, true],
    ["port:23", { port: 9, sourcePort: 23 }, false],
    ["sport:53", { sourcePort: 53 }, true],
    ["sport:53", { sourcePort: 23, port: 53 }, false],
    ["sport:none", { sourcePort: -1 }, true],
    ["proto:tcp", { protocol: 6 }, true],
    ["proto:TCP", { protocol: 6 }, true],
    ["proto:tcp", { protocol: 17 }, false],
    ["proto:udp,icmp", { protocol: 1 }, true],
    ["proto:icmpv6", { protocol: 58 }, true],
    ["proto:47", { protocol: 47 }, true],
    ["proto:0", { protocol: -1 }, false],
    ["proto:255", { protocol: 255 }, true],
    ["proto:unknown", { protocol: -1 }, true],
    ["proto:unknown", { protocol: 0 }, false],
    ["src:198.51.100.0/24", { source: "198.51.100.255" }, true],
    ["src:198.51.100.0/24", { source: "198.51.101.0" }, false],
    ["src:198.51.100.0/24", { destination: "198.51.100.1" }, false],
    ["src:0.0.0.0/0,::/0", {}, false],
    ["src:198.51.100.3-198.51.100.5,2001:db8::/32", { source: "2001:db8::9" }, true],
    ["src:198.51.100.7", { source: "::ffff:198.51.100.7" }, true],
    ["dst:2001:db8::1", { destination: "2001:db8::1" }, true],
    ["dst:2001:db8::1", { destination: "2001:db8::2" }, false],
    ["port:23 proto:tcp", { port: 23, protocol: 17 }, false],
    ["  port:23\t proto:udp ", { port: 23, protocol: 17 }, true],
    ["port:1-100 port:50-200", { port: 75 }, true],
    ["port:1-100 port:50-200", { port: 25 }, false],
    ["src:10.0.0.0/8 src:10.1.0.0/16", { source: "10.2.0.0" }, false],
  ])("%j, asked of %j: %s", (expression, facts, wanted) => {
    expect(admits(expression, facts)).toBe(wanted);
  });

  test.each<[string, string, boolean]>([
    ["device:fw01", "fw01", true],
    ["device:FW01", "Fw01", true],
    ["device:fw01", "fw010", false],
    ["device:fw01", "xfw01", false],
    ["device:fw0?", "fw09", true],
    ["device:fw0?", "fw0", false],
    ["device:fw0?", "fw0😀", true],
    ["device:fw*", "fw", true],
    ["device:*tokyo*", "fw01.TOKYO.example.net", true],
    ["device:*a*b", "xaxbxc", false],
    ["device:*a*b", "xaxbxcb", true],
    ["device:a,b,c?", "c1", true],
    ["device:fw*,*01 device:*.example", "asa01.example", false],
    ["device:f.01", "fx01", false],
    ["device:*", "", true],
    ["device:?*", "", false],
    ["device:fw[01]", "fw[01]", true],
    ["device:2001:db8::1", "2001:DB8::1", true],
    ["device:ÄÖ*", "äö-fw", true],
    ["device:*b", "a*b", true],
  ])("%j, asked of the device %j: %s", (expression, device, wanted) => {
    const filter = filterOf([expression]);
    const event = eventOf({});
    // A second time, and after another name, because answers are kept.
    const answers = [device, device, "another", device].map((name) => filter.admits(event, name));
    expect([answers[0], answers[1], answers[3]]).toEqual([wanted, wanted, wanted]);
    expect(filter.readsDevice).toBe(true);
  });

  test("with many stars is answered without trying all their places", () => {
    expect(admits(`device:${"*a".repeat(200)}*b`, {}, "a".repeat(5000))).toBe(false);
  });
});

describe("several expressions", () => {
  test.each<[string[], string[], number[]]>([
    [["port:23", "port:80"], [], [23, 80]],
    [[], ["port:23", "port:80"], [22, 443, -1]],
    [["port:22-80"], ["port:23"], [22, 80]],
    [["port:23"], ["port:23"], []],
    [["port:23", "port:none"], ["port:1-100 proto:tcp"], [-1]],
    [["port:23"], ["port:23 proto:udp"], [23]],
  ])("include %j, exclude %j", (include, exclude, wanted) => {
    const filter = filterOf(include, exclude);
    const ports = [22, 23, 80, 443, -1].filter((port) => filter.admits(eventOf({ port }), ""));
    expect(ports).toEqual(wanted);
    expect(filter.readsDevice).toBe(false);
  });

  test("that are none make no filter", () => {
    expect(compileFilter({ include: [], exclude: [] })).toBeNull();
  });
});

describe("laws", () => {
  const stretch = fc
    .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }))
    .map((ends) => ends.toSorted((a, b) => a - b));
  const portValue = fc.oneof(
    fc.constant("none"),
    stretch.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)),
  );
  const values = (one: fc.Arbitrary<string>) =>
    fc.array(one, { minLength: 1, maxLength: 3 }).map((all) => all.join(","));
  const network = fc.constantFrom(
    "10.0.0.0/30",
    "10.0.0.2",
    "10.0.0.1-10.0.0.2",
    "2001:db8::/127",
    "0.0.0.0/0",
    "::/0",
  );
  const word = fc.oneof(
    fc.tuple(fc.constantFrom("port", "sport"), values(portValue)),
    fc.tuple(fc.constant("proto"), values(fc.constantFrom("6", "17", "unknown"))),
    fc.tuple(fc.constantFrom("src", "dst"), values(network)),
    fc.tuple(fc.constant("device"), values(fc.constantFrom("a", "b*", "?", "*"))),
  );
  const expressions = fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { maxLength: 3 });
  const address = fc.constantFrom("10.0.0.1", "10.0.0.2", "10.0.0.9", "2001:db8::1", "::ffff:10.0.0.2", undefined);
  const facts = fc.record({
    source: address,
    destination: address,
    sourcePort: fc.integer({ min: -1, max: 12 }),
    port: fc.integer({ min: -1, max: 12 }),
    protocol: fc.constantFrom(-1, 6, 17),
    device: fc.constantFrom("", "a", "B", "bb", "A"),
  });
  type Case = typeof facts extends fc.Arbitrary<infer T> ? T : never;

  /** The definition, word for word, over texts. */
  function holds([key, list]: readonly [string, string], event: Case): boolean {
    return list.split(",").some((value) => {
      if (key === "port" || key === "sport") {
        const port = key === "port" ? event.port : event.sourcePort;
        const [from = "", to = from] = value.split("-");
        return value === "none" ? port < 0 : port >= Number(from) && port <= Number(to);
      }
      if (key === "proto") return event.protocol === (value === "unknown" ? -1 : Number(value));
      if (key === "device")
        return new RegExp(`^${value.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i").test(event.device);
      const parsed = parseNetwork(value);
      const { source, destination } = eventOf({
        ...event,
        source: event.source ?? "0.0.0.0",
        destination: event.destination ?? "0.0.0.0",
      });
      if ((key === "src" ? event.source : event.destination) === undefined || typeof parsed === "string") return false;
      return new Networks([parsed]).has(key === "src" ? source : destination);
    });
  }

  test("a filter admits what any of the one kind and none of the other holds of", () => {
    const write = (all: (readonly [string, string])[][]): string[] =>
      all.map((words) => words.map(([key, list]) => `${key}:${list}`).join(" "));
    fc.assert(
      fc.property(
        expressions,
        expressions,
        fc.array(facts, { minLength: 1, maxLength: 10 }),
        (include, exclude, events) => {
          const filter = parseFilter({ include: write(include), exclude: write(exclude) });
          // Words that contradict each other are refused.
          if (filter !== null && !(filter instanceof EventFilter)) {
            expect(filter.fault).toBe("can never hold");
            const all = filter.option === "--include" ? include : exclude;
            const words = all[filter.number - 1] ?? [];
            for (const event of events) expect(words.every((one) => holds(one, event))).toBe(false);
            return;
          }
          for (const event of events) {
            const met = (all: (readonly [string, string])[][]): boolean =>
              all.some((words) => words.every((one) => holds(one, event)));
            const wanted = (include.length === 0 || met(include)) && !met(exclude);
            const given = Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined));
            expect(filter?.admits(eventOf(given), event.device) ?? true).toBe(wanted);
          }
        },
      ),
      { seed: 8, numRuns: 3000 },
    );
  });

  test("any text is a filter or a fault, and never prints what it was given", () => {
    const nearly = fc
      .array(
        fc.constantFrom(
          "port",
          "sport:",
          "src:",
          "dst:",
          "device:",
          "proto:",
          "23",
          "-",
          ",",
          " ",
          ":",
          "none",
          "10.0.0.0",
          "/8",
          "\u001b[2J",
          "\u202e",
          "*",
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join(""));
    const text = fc.oneof(fc.string({ unit: "binary" }), nearly);
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3 }), fc.array(text, { maxLength: 3 }), (include, exclude) => {
        const fault = faultOf({ include, exclude });
        if (fault !== null) expect(`${fault.message}\n${fault.hint}`).toMatch(/^[ -~]+\n[ -~]+$/);
      }),
      { seed: 8, numRuns: 5000 },
    );
  });
});

/** What compiling throws; anything but a UserError fails the test. */
function faultOf(expressions: FilterExpressions): UserError | null {
  try {
    compileFilter(expressions);
    return null;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

describe("a fault", () => {
  test.each([
    ["", "", "holds no word"],
    [" \t ", " \t ", "holds no word"],
    ["23", "23", "has no key"],
    ["port=23", "port=23", "has no key"],
    [":23", "", "is no key"],
    ["prot:23", "prot", "is no key"],
    ["!port:23", "!port", "is no key"],
    ["port:", "", "is no port"],
    ["port:23,,80", "", "is no port"],
    ["port:65536", "65536", "is no port"],
    ["port:1-65536", "1-65536", "is no port"],
    ["port:-1", "-1", "is no port"],
    ["port:23/tcp", "23/tcp", "is no port"],
    ["port:2e1", "2e1", "is no port"],
    ["port:telnet", "telnet", "is no port"],
    ["port:80-23", "80-23", "ends before it begins"],
    ["sport:x", "x", "is no port"],
    ["proto:tpc", "tpc", "is no protocol"],
    ["proto:256", "256", "is no protocol"],
    ["proto:-1", "-1", "is no protocol"],
    ["proto:constructor", "constructor", "is no protocol"],
    ["src:", "", "is no network"],
    ["src:10.0.0/8", "10.0.0/8", "is no network"],
    ["dst:10.0.0.0/33", "10.0.0.0/33", "needs a number from 0 to 32 behind the slash"],
    ["device:", "", "is no device"],
    ["device:a,,b", "", "is no device"],
    ["port:23 port:80", "port:23 port:80", "can never hold"],
    ["proto:tcp proto:udp", "proto:tcp proto:udp", "can never hold"],
  ])("in %j is that %j %s", (expression, text, fault) => {
    const found = parseFilter({ include: ["port:23"], exclude: ["port:80", expression] });
    expect(found).toMatchObject({ text, fault, option: "--exclude", expression, number: 2 });
  });

  test("is thrown with the number of its expression", () => {
    expect(faultOf({ include: ["port:23", "port:\u001b"], exclude: [] })).toMatchObject({
      message: "--include, expression 2: a part of it is no port",
      hint: "write a number from 0 to 65535, a range such as 8000-8100, or none; for 23/tcp, port:23 proto:tcp",
      exitCode: 2,
    });
  });
});
