import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Format, JsonGrammar } from "../../src/formats/format.ts";
import { readLine, scannerOf } from "../support/read-line.ts";

const format: Format = {
  id: "test",
  title: "",
  docs: "",
  grammar: {
    kind: "json",
    marker: ['"kind"'],
    fields: {
      kind: "kind",
      host: "device",
      "flow.from.ip": "source",
      "flow.to.ip": "destination",
      "flow.to.port": "destinationPort",
      n: "count",
      at: "stamp",
      "flow.proto": "protocol",
    },
  },
  kinds: { drop: "denial", other: "none" },
  defaultProtocol: 6,
  portsOptional: true,
  needs: [],
};

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** What JSON.parse finds under a path; undefined where there is no such member. */
function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const name of path) {
    if (typeof here !== "object" || here === null || Array.isArray(here) || !Object.hasOwn(here, name))
      return undefined;
    here = (here as Record<string, unknown>)[name];
  }
  return here;
}

const wild = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'ab"\\{}[],: /\t\n'.split(""), "é", "\u0000"), maxLength: 8 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    wild as fc.Arbitrary<Json>,
    fc.array(tie("tree"), { maxLength: 3 }),
    members(tie("tree")),
  ),
}));

/** Objects whose names are often ones that are wanted somewhere, not always there. */
function members(value: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  const names = fc.constantFrom("flow", "to", "from", "ip", "port", "host", "n", 'a"b', "x\\", "{", "", "é");
  return fc.array(fc.tuple(names, value), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
}

const port = fc.oneof(fc.integer({ min: 0, max: 65_535 }), fc.integer({ min: 0, max: 65_535 }).map(String));
const flow = fc.record({
  a: tree,
  to: fc.record({ b: tree, ip: fc.ipV4(), c: tree, port, d: tree }, { requiredKeys: ["ip"] }),
  e: tree,
  from: fc.oneof(fc.record({ ip: fc.ipV4() }), fc.record({ ip: fc.ipV6() }), tree),
});
const wholeObject = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom("p", "q", "to", "port", "ip"), tree), { maxLength: 3 }),
    flow,
    fc.constantFrom("fw1", "fw one", "fw,{1}", "fw é"),
    fc.integer({ min: 1, max: 1e6 }),
    fc.shuffledSubarray(["flow", "host", "n", "kind", "extra"], { minLength: 5 }),
  )
  .map(([extra, flowValue, host, n, order]) => {
    const all = { flow: flowValue, host, n, kind: "drop", extra: Object.fromEntries(extra) };
    return Object.fromEntries(order.map((name) => [name, all[name as keyof typeof all]]));
  });

function readText(text: string): ReturnType<typeof readLine> {
  return readLine(scannerOf(format), text);
}

test("wanted members are found where JSON.parse finds them, whatever stands around them", () => {
  const spaces = fc.constantFrom("", "<14>Apr  1 03:04:05 gw suricata: ");
  fc.assert(
    fc.property(wholeObject, spaces, fc.boolean(), (value, before, isSpaced) => {
      const json = JSON.stringify(value);
      // Blanks wherever they may stand outside strings.
      const text = isSpaced ? json.replaceAll(/"(?:\\.|[^"\\])*"|[{}[\]:,]/g, (token) => ` ${token}\t`) : json;
      expect(JSON.parse(text)).toEqual(JSON.parse(json));
      const seen = readText(before + text);
      const parsed: unknown = JSON.parse(json);
      expect(seen.verdict).toBe("event");
      expect(seen.device).toBe(at(parsed, "host"));
      expect(seen.count).toBe(at(parsed, "n"));
      expect(seen.destination).toBe(at(parsed, "flow", "to", "ip"));
      expect(seen.destinationPort).toBe(Number(at(parsed, "flow", "to", "port") ?? -1));
      const from = at(parsed, "flow", "from", "ip");
      if (typeof from === "string" && /^[\da-f.:]+$/.test(from)) expect(seen.source).not.toBe("");
      else if (from === undefined) expect(seen.source).toBe("");
    }),
    { seed: 8259, numRuns: 1500 },
  );
});

test("a text that is cut anywhere inside the object is no event", () => {
  const text = JSON.stringify({ kind: "drop", flow: { to: { port: 445, ip: "192.0.2.1" } }, host: "a\\" });
  for (let end = 1; end < text.length; end++) expect(readText(text.slice(0, end)).verdict).not.toBe("event");
  expect(readText(text)).toMatchObject({ verdict: "event", destinationPort: 445 });
});

describe("members", () => {
  test("of the same name: the first that says something counts, where JSON.parse takes the last", () => {
    expect(readText('{"kind":"drop","n":3,"n":4}').count).toBe(3);
    expect(readText('{"kind":"drop","n":null,"n":4}').count).toBe(4);
    expect(
      readText('{"kind":"drop","flow":{"to":{"port":1}},"flow":{"to":{"port":2,"ip":"192.0.2.1"}}}'),
    ).toMatchObject({
      destinationPort: 1,
      destination: "192.0.2.1",
    });
  });

  test("are looked for at their own depth only", () => {
    expect(readText('{"kind":"drop","to":{"port":1},"port":2,"x":{"flow":{"to":{"port":3}}}}').destinationPort).toBe(
      -1,
    );
    expect(readText('{"kind":"drop","flow":[{"to":{"port":3}}]}').destinationPort).toBe(-1);
    expect(readText('{"kind":"drop","flow":"to","n":2}')).toMatchObject({ destinationPort: -1, count: 2 });
  });

  test("may have names in other case, but not escaped ones", () => {
    expect(readText('{"kind":"drop","N":3}').count).toBe(3);
    expect(readText('{"kind":"drop","\\u006e":3}').count).toBe(1);
  });

  test("with a value that is none of a port are no port", () => {
    for (const value of ["65536", "-1", "8e1", "80.5", '"http"', "true", "{}", "[80]", '"80,81"']) {
      expect([value, readText(`{"kind":"drop","flow":{"to":{"port":${value}}}}`).destinationPort]).toEqual([value, -1]);
    }
    expect(readText('{"kind":"drop","flow":{"to":{"port":80.0}}}').destinationPort).toBe(80);
  });

  test("with stamps: a text, an epoch number, a header where there is none", () => {
    expect(readText('{"kind":"drop","at":"2017-04-01T03:04:05.678+0900"}').time).toBe("2017-03-31T18:04:05.678Z");
    expect(readText('{"kind":"drop","at":"2017-04-01 03:04:05 PM"}').time).toBe("2017-04-01T15:04:05Z");
    expect(readText('{"kind":"drop","at":1491015845678}').time).toBe("2017-04-01T03:04:05.678Z");
    expect(readText('Apr  1 03:04:05 gw x: {"kind":"drop"}')).toMatchObject({
      time: "2017-04-01T03:04:05Z",
      device: "gw",
    });
  });
});

test("what is no such object is foreign, what is no decision is skipped", () => {
  expect(readText('{"type":"drop"}').verdict).toBe("foreign");
  expect(readText('"kind"').verdict).toBe("foreign");
  expect(readText('{"kind":"other"}').verdict).toBe("skipped");
  expect(readText('{"kind":"strange"}').verdict).toBe("skipped");
});

describe("a member", () => {
  const { grammar, ...rest } = format;
  const of = (more: Partial<JsonGrammar>): Format => ({ ...rest, grammar: { ...(grammar as JsonGrammar), ...more } });
  const read = (more: Partial<JsonGrammar>, text: string): ReturnType<typeof readLine> =>
    readLine(scannerOf(of(more)), text);

  test("may have the dots of its path in its name", () => {
    const ip = "192.0.2.1";
    for (const value of [
      { "flow.to.ip": ip },
      { flow: { "to.ip": ip } },
      { "flow.to": { ip } },
      { flow: { to: { ip } } },
    ]) {
      expect(readText(JSON.stringify({ kind: "drop", ...value })).destination).toBe(ip);
    }
    expect(readText('{"kind":"drop","flow.to.":{"ip":"192.0.2.1"}}').destination).toBe("");
  });

  test("may hold columns", () => {
    const tuple = { paths: ["t"], separator: ";", columns: { 0: "source", 2: "destinationPort" } } as const;
    expect(read({ tuple }, '{"kind":"drop","t":"192.0.2.1;x;80;9"}')).toMatchObject({
      source: "192.0.2.1",
      destinationPort: 80,
    });
    expect(read({ tuple }, '{"kind":"drop","t":";;80"}')).toMatchObject({ source: "", destinationPort: 80 });
    for (const value of ['"192.0.2.1;80"', '"192.0.2.1;;"', '["1;2;80"]', "null", '""']) {
      expect([value, read({ tuple }, `{"kind":"drop","t":${value},"n":80}`).destinationPort]).toEqual([value, -1]);
    }
  });

  test("may hold a sentence of a known wording, of which a slot is one word", () => {
    const sentence = { path: "t", wordings: ["{protocol} {} to {destination}:{destinationPort}.", "from {source};"] };
    const told = (text: string): string => {
      const seen = read({ sentence }, `{"kind":"drop","t":${JSON.stringify(text)}}`);
      return `${seen.protocol} ${seen.source} > ${seen.destination}:${seen.destinationPort}`;
    };
    expect(told("udp of an app to 192.0.2.1:53.")).toBe("17  > 192.0.2.1:53");
    expect(told("udp  to 192.0.2.1:53. And to 192.0.2.2:80.")).toBe("17  > 192.0.2.1:53");
    expect(told("from 192.0.2.3;")).toBe("6 192.0.2.3 > :-1");
    const none = "6  > :-1";
    for (const text of [
      "udp of an app to 192.0.2.1 : 53.",
      "udp to 192.0.2.1:53.",
      "udp x to 192.0.2.1:5",
      "from a b;",
    ])
      expect([text, told(text)]).toEqual([text, none]);
  });

  test("may name the device with its last part", () => {
    expect(read({ deviceBehind: "/" }, '{"kind":"drop","host":"/a/b c/fw"}').device).toBe("fw");
    expect(read({ deviceBehind: "/" }, '{"kind":"drop","host":"fw"}').device).toBe("fw");
  });

  test("that every line has tells lines of other formats", () => {
    expect(read({ identity: ["device"] }, '{"kind":"drop","host":"fw"}').verdict).toBe("event");
    expect(read({ identity: ["device"] }, '{"kind":"drop","x":{"host":"fw"}}').verdict).toBe("foreign");
  });
});
