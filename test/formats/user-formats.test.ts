import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Format } from "../../src/formats/format.ts";
import { formats } from "../../src/formats/index.ts";
import { FormatFault } from "../../src/formats/user-formats-checks.ts";
import { parseUserFormats, SampleFault } from "../../src/formats/user-formats.ts";
import { sampleScanner, scanLine } from "../support/event-lines.ts";
import { readGoldenEvents, samplesOf } from "../support/format-samples.ts";
import { acmeFormat } from "../support/user-formats.ts";

function faultOf(document: unknown): FormatFault {
  try {
    parseUserFormats(typeof document === "string" ? document : JSON.stringify(document));
  } catch (fault) {
    if (fault instanceof FormatFault) return fault;
    throw fault;
  }
  throw new Error("no fault");
}

function acmeWith(changes: object): object {
  return { ...acmeFormat, ...changes };
}

function grammarWith(changes: object): object {
  return acmeWith({ grammar: { ...acmeFormat.grammar, ...changes } });
}

/** Formats of flows, of which a firewall decided nothing, cannot be held to decisions. */
const decidedFormats = formats.filter(({ id }) =>
  samplesOf(id).some((sample) => readGoldenEvents(sample).some((text) => /^(?:deny|allow)/.test(text))),
);

describe("a built-in format, written as JSON, is a format of the user's own", () => {
  test.each(decidedFormats.map((format) => [format.id, format] as const))("%s", (id, format) => {
    const [sample] = samplesOf(id);
    const golden = readGoldenEvents(sample!);
    const isHeld = (text: string): boolean => /^(?:deny|allow|skip)/.test(text);
    // A format of traffic alone has no decision to be held to.
    if (!golden.some((text) => /^(?:deny|allow)/.test(text))) return;
    const lines = sample!.lines.filter((line, i) => line.length > 0 && isHeld(golden[i]!));
    const samples = lines.map((line) => line.toString("utf8"));
    const [own] = parseUserFormats(JSON.stringify({ ...format, id: `my-${id}`, samples }, writePattern));
    expect(own).toMatchObject({ id: `my-${id}`, title: format.title });
    const read = (one: Format): string[] => {
      const scanner = sampleScanner(one);
      return lines.map((line) => scanLine(scanner, line));
    };
    expect(read(own!)).toEqual(read(format));
  });
});

function writePattern(_key: string, value: unknown): unknown {
  return value instanceof RegExp ? value.source : value;
}

describe("faults tell where they are, what is wrong, and what was meant", () => {
  test.each([
    ["[", "", "is no JSON (line 1, column 2)", ""],
    ['{\n  "id" 1}', "", "is no JSON (line 2, column 8)", ""],
    ["3", "", "is 3, not an object", ""],
    ["[]", "", "holds no format", ""],
    [[acmeFormat, acmeFormat], "[1].id", '"acme-gate" stands twice', ""],
    [acmeWith({ id: "cisco-asa" }), "id", '"cisco-asa" is a built-in format', ""],
    [acmeWith({ id: "Acme Gate" }), "id", "is no id", ""],
    [acmeWith({ need: [] }), "need", "no such key", "need"],
    [acmeWith({ needs: ["sources"] }), "needs[0]", '"sources" is no register', "sources"],
    [acmeWith({ samples: undefined }), "", 'lacks "samples"', ""],
    [acmeWith({ samples: [] }), "samples", "has 0 entries", ""],
    [acmeWith({ actions: { nein: "denied" } }), "actions.nein", '"denied" is no meaning of an action', "denied"],
    [acmeWith({ grammar: {} }), "grammar", 'lacks "kind"', ""],
    [acmeWith({ defaultProtocol: 256 }), "defaultProtocol", "is 256", ""],
    [grammarWith({ kind: "xml" }), "grammar.kind", '"xml" is no kind of grammar', "xml"],
    [grammarWith({ separator: "," }), "grammar.separator", "no such key", "separator"],
    [grammarWith({ marker: [] }), "grammar.marker", "has 0 entries", ""],
    [grammarWith({ marker: "x" }), "grammar.marker", 'is "x", not a list', ""],
    [grammarWith({ fields: { "a b": "port" } }), 'grammar.fields["a b"]', '"port" is no register', "port"],
    [
      grammarWith({ prefix: [{ pattern: "(", verdict: "deny" }] }),
      "grammar.prefix[0].pattern",
      "is no regular expression",
      "",
    ],
    [
      acmeWith({ grammar: { kind: "csv", separator: ";;", identity: [] } }),
      "grammar.separator",
      'is ";;", not one ASCII character',
      "",
    ],
    [
      acmeWith({ grammar: { kind: "csv", separator: ",", identity: [], columns: { one: "source" } } }),
      "grammar.columns.one",
      '"one" is no number',
      "",
    ],
    [
      acmeWith({
        grammar: {
          kind: "csv",
          separator: ",",
          identity: [],
          names: { src: "source", dst: "destination" },
          orders: ["src,x"],
        },
      }),
      "grammar.orders[0]",
      'holds fewer than two of "names"',
      "",
    ],
    [
      acmeWith({ grammar: { kind: "template", marker: ["A-"], allow: {}, deny: { 100001: ["from {sorce}"] } } }),
      'grammar.deny["100001"][0]',
      "has the slot {sorce}, which names no register",
      "sorce",
    ],
  ])("%j", (document, path, message, word) => {
    const fault = faultOf(document);
    expect([fault.path, fault.message, fault.word]).toEqual([path, message, word]);
    expect(fault.hint).not.toBe("");
  });

  const line = acmeFormat.samples[0]!;
  test.each([
    ["no marker", line.replace("acmegate", "acmegaet"), "the line holds no marker", "acmega"],
    ["an action that is not known", line.replace("nein", "niet"), "unknown action", "do="],
    ["no port", line.replace(/ tport=\d+/, ""), "no port", "do=nein"],
    ["a port that is none", line.replace(/tport=\d+/, "tport=99999"), "broken field", "tport="],
    ["no destination", line.replace(/ to=\S+/, ""), "missing field: destination", "do=nein"],
  ])("a sample with %s: how far it was read", (_name, sample, why, end) => {
    const fault = faultOf(acmeWith({ samples: [line, sample] })) as SampleFault;
    expect(fault).toBeInstanceOf(SampleFault);
    expect(fault.path).toBe("samples[1]");
    expect(fault.message).toContain(why);
    expect(sample.slice(0, fault.reading.stop)).toMatch(new RegExp(`${end}$`));
  });

  test("samples without a decision", () => {
    const skipped = acmeWith({ actions: { nein: "skip" } });
    expect(faultOf(skipped)).toMatchObject({ path: "samples", message: "no sample is a decision" });
  });
});

test("texts stand for their UTF-8, words of other alphabets too", () => {
  const sample = "ゲート 発=198.51.100.7 宛=203.0.113.9 ポート=23 種=tcp 動作=Été";
  const [format] = parseUserFormats(
    JSON.stringify({
      id: "my-gate",
      grammar: {
        kind: "kv",
        marker: ["ゲート "],
        header: "never",
        fields: { 発: "source", 宛: "destination", ポート: "destinationPort", 種: "protocol", 動作: "action" },
        enough: ["action"],
      },
      actions: { Été: "deny" },
      needs: ["source"],
      samples: [sample],
    }),
  );
  expect(scanLine(sampleScanner(format!), Buffer.from(sample))).toBe("deny   -  tcp  198.51.100.7 > 203.0.113.9:23");
});

test("whatever a file holds, it is a list of formats or a fault", () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom("source", "csv", "", {}, [], ["x"], { x: "source" }, 1e9, "{a"),
  );
  const keys = [...Object.keys(acmeFormat), "title", "kinds", "grammar", "grammar"];
  const inner = ["kind", "marker", "fields", "separator", "columns", "origin", "prefix", "deny", "orders", "variants"];
  const changes = fc.tuple(fc.constantFrom(...keys), fc.constantFrom(...inner), value);
  fc.assert(
    fc.property(fc.array(changes, { minLength: 1, maxLength: 4 }), (list) => {
      const document: Record<string, unknown> = structuredClone(acmeFormat);
      for (const [key, below, change] of list) {
        const at = document[key];
        if (key === "grammar" && typeof at === "object" && at !== null) (at as Record<string, unknown>)[below] = change;
        else document[key] = change;
      }
      try {
        expect(parseUserFormats(JSON.stringify(document))).toHaveLength(1);
      } catch (fault) {
        expect(fault).toBeInstanceOf(FormatFault);
      }
    }),
  );
});

test.each(["README.md", "README.ja.md"])("the example of %s is a format", (name) => {
  const text = readFileSync(join(import.meta.dirname, "../..", name), "utf8");
  const [, example = ""] = /```json\n([^`]*)```/.exec(text) ?? [];
  expect(parseUserFormats(example)).toHaveLength(1);
});
