import * as fc from "fast-check";
import { parseString } from "fast-csv";
import { describe, expect, test } from "vitest";
import type { CsvGrammar, Format, Register } from "../../src/formats/format.ts";
import { type Reading, readLine, scannerOf } from "../support/read-line.ts";

function formatOf(columns: Record<number, Register>, grammar: Partial<CsvGrammar> = {}): Format {
  return {
    id: "test",
    title: "",
    docs: "",
    grammar: { kind: "csv", separator: ",", quoted: true, identity: [], columns, ...grammar },
    actions: { deny: "deny", allow: "allow" },
    defaultAction: "deny",
    portsOptional: true,
    needs: [],
  };
}

function readCells(line: string, columns: Record<number, Register>, grammar: Partial<CsvGrammar> = {}): Reading {
  return readLine(scannerOf(formatOf(columns, grammar)), line);
}

async function parseCells(line: string, delimiter: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    parseString<string[], string[]>(line, { delimiter })
      .on("error", reject)
      .on("data", resolve)
      .on("end", () => resolve([]));
  });
}

const plain = fc.string({ unit: fc.constantFrom(..."ab7 ;|'.-é".split("")), maxLength: 6 });
const wild = fc.string({ unit: fc.constantFrom(...'ab,;"" \t\'é'.split("")), maxLength: 8 });

function quote(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

test.each([",", ";", "|", "\t"])(
  "columns behind cells with separators and quotes are those of fast-csv (%j)",
  async (separator) => {
    const bare = plain.filter((cell) => !cell.includes(separator));
    const filler = fc.oneof(
      bare,
      wild.map(quote),
      fc.constantFrom('""', '""""', `"${separator}"`, `"""${separator}"""`, ""),
    );
    const port = fc.integer({ min: 0, max: 65_535 });
    const row = fc.record({
      before: fc.array(filler, { maxLength: 6 }),
      between: fc.array(filler, { maxLength: 4 }),
      behind: fc.array(filler, { maxLength: 3 }),
      port,
      isQuoted: fc.boolean(),
      name: fc.constantFrom("fw1", "a b c", "fw-é", separator === "\t" ? "" : `fw${separator}1`),
      source: fc.ipV4(),
    });
    await fc.assert(
      fc.asyncProperty(row, async ({ before, between, behind, port: wanted, isQuoted, name, source }) => {
        const cells = [
          ...before,
          isQuoted ? quote(String(wanted)) : String(wanted),
          ...between,
          quote(name),
          isQuoted ? source : quote(source),
          ...behind,
        ];
        const line = cells.join(separator);
        const oracle = await parseCells(line, separator);
        const places = [before.length, before.length + 1 + between.length, before.length + 2 + between.length];
        const columns: Record<number, Register> = {
          [places[0]!]: "destinationPort",
          [places[1]!]: "device",
          [places[2]!]: "source",
        };
        const seen = readCells(line, columns, { separator });
        expect([String(seen.destinationPort), seen.device, seen.source]).toEqual(places.map((place) => oracle[place]));
        expect(seen.device).toBe(name);
      }),
      { seed: 4180, numRuns: 300 },
    );
  },
);

describe("cells", () => {
  const columns = { 0: "device", 1: "destinationPort", 2: "count", 3: "source" } as const;
  const read = (line: string): [string, number, number, string] => {
    const seen = readCells(line, columns);
    return [seen.verdict === "event" ? seen.device : seen.fault, seen.destinationPort, seen.count, seen.source];
  };

  test("may have blanks around them", () => {
    expect(read("fw1 , 23 , 5 , 192.0.2.1 ")).toEqual(["fw1", 23, 5, "192.0.2.1"]);
    expect(read('" fw 1 "," 23 "," 5"," 192.0.2.1 "')).toEqual(["fw 1", 23, 5, "192.0.2.1"]);
  });

  test("may hold a quote that opens nothing", () => {
    expect(read('12" pipe,23,5,192.0.2.1')).toEqual(["12", 23, 5, "192.0.2.1"]);
    expect(read('fw1,23,5"a,b",192.0.2.1,x')[3]).not.toBe("192.0.2.1");
    expect(read('"lost,23,5,192.0.2.1').slice(1)).toEqual([23, 5, "192.0.2.1"]);
  });

  test("that are empty or hold a dash fill nothing", () => {
    expect(read(",,,")).toEqual(["", -1, 1, ""]);
    expect(read("-,-,-,-")).toEqual(["", -1, 1, ""]);
    expect(read('"","","",""')).toEqual(["", -1, 1, ""]);
  });

  test("with numbers that a spreadsheet wrote", () => {
    expect(read("fw1,23.0,5.0,192.0.2.1")).toEqual(["fw1", 23, 5, "192.0.2.1"]);
    expect(readCells("10.0.0.1.0", { 0: "source" }).source).toBe("");
  });

  test("with thousands in groups are no other number", () => {
    expect(read('fw1,"8,080",1,192.0.2.1').slice(1, 2)).toEqual([-1]);
    expect(readCells('"1,234"', { 0: "count" })).toMatchObject({ verdict: "malformed", fault: "broken field" });
  });

  test("with a count of nothing are no denial, with a broken one none that is whole", () => {
    expect(readCells("0,23", { 0: "count", 1: "destinationPort" }).verdict).toBe("skipped");
    expect(readCells("many,23", { 0: "count", 1: "destinationPort" }).verdict).toBe("malformed");
    expect(readCells(`${"9".repeat(400)},23`, { 0: "count", 1: "destinationPort" }).verdict).toBe("malformed");
  });
});

describe("dates in columns of their own", () => {
  const time = (line: string, grammar: Partial<CsvGrammar> = {}): string =>
    readCells(line, { 0: "date", 1: "time" }, grammar).time;

  test.each([
    ["2017-04-01,03:04:05", "2017-04-01T03:04:05Z"],
    ["2017/04/01,3:04", "2017-04-01T03:04:00Z"],
    ["4/1/2017,3:04:05 PM", "2017-04-01T15:04:05Z"],
    ["4/1/17,12:04 AM", "2017-04-01T00:04:00Z"],
    ["01.04.2017,15:04:05.678", "2017-04-01T15:04:05.678Z"],
    ['"4/1/2017"," 3:04:05 pm "', "2017-04-01T15:04:05Z"],
    ["2017-04-01,", ""],
    ["2017-04-01,03:04:05 o'clock", ""],
    ["2017-04-01x,03:04:05", ""],
  ])("%s", (line, iso) => {
    expect(time(line)).toBe(iso);
  });

  test("with the day first", () => {
    expect(time("01/04/2017,03:04:05", { dayFirst: true })).toBe("2017-04-01T03:04:05Z");
  });
});

describe("what products do to columns", () => {
  const columns = { 1: "destinationPort", 2: "source" } as const;

  test("quotes escaped by a backslash end no cell, where that is how quotes are written", () => {
    const line = '"a \\",b",23,192.0.2.1';
    expect(readCells(line, columns, { escaped: true })).toMatchObject({ destinationPort: 23, source: "192.0.2.1" });
    expect(readCells(line, columns).destinationPort).toBe(-1);
    const path = '"C:\\",23,192.0.2.1';
    expect(readCells(path, columns)).toMatchObject({ destinationPort: 23, source: "192.0.2.1" });
  });

  test("columns aligned by blanks are as many as their words", () => {
    const padded = { separator: " ", quoted: false, padded: true };
    expect(readCells("tcp     23   192.0.2.1 x", columns, padded)).toMatchObject({
      destinationPort: 23,
      source: "192.0.2.1",
    });
    expect(readCells("tcp     ", columns, padded).destinationPort).toBe(-1);
  });

  test("a service's name is its port, another name none", () => {
    const services = { telnet: 23, "domain-udp": 53 };
    const port = (service: string): number =>
      readCells(`x,${service},192.0.2.1`, columns, { services }).destinationPort;
    expect(["telnet", "TELNET", '"domain-udp"', "8080", "telnets", "", "tel"].map(port)).toEqual([
      23, 23, 53, 8080, -1, -1, -1,
    ]);
  });

  test("characters that end a value beside the separator end no address", () => {
    const grammar = { separator: "|", ends: ":" };
    const seen = readCells("deny: FWD|23|2001:db8::1", { 0: "action", ...columns }, grammar);
    expect(seen).toMatchObject({ verdict: "event", destinationPort: 23, source: "2001:db8::1" });
  });

  test("a line that does not fill what every line fills is of another format", () => {
    const verdict = (line: string): string =>
      readCells(line, columns, { filled: ["source", "destinationPort"] }).verdict;
    expect(["x,23,192.0.2.1", "x,23,host", "x,,192.0.2.1", "x,23"].map(verdict)).toEqual([
      "event",
      "event",
      "foreign",
      "foreign",
    ]);
  });

  test("a row that ends in a number with more to follow is cut short", () => {
    const faultOf = (line: string): string =>
      readCells(line, { 0: "source", 1: "sourcePort" }, { columnCount: 3 }).fault;
    expect(["192.0.2.1,4000,x", "192.0.2.1,400", "192.0.2.1,", "192.0.2.1,,x"].map(faultOf)).toEqual([
      "",
      "missing field",
      "missing field",
      "",
    ]);
  });

  test("stamps of UTC by definition are not of the reader's zone", () => {
    const format = formatOf({ 0: "stamp" });
    const time = (utc: boolean, stamp: string): string =>
      readLine(scannerOf({ ...format, utc }, { zone: "Asia/Tokyo" }), stamp).time;
    expect([time(true, "2026-11-12 03:04:05"), time(false, "2026-11-12 03:04:05")]).toEqual([
      "2026-11-12T03:04:05Z",
      "2026-11-11T18:04:05Z",
    ]);
    expect(time(true, "2026-11-12 03:04:05+09:00")).toBe("2026-11-11T18:04:05Z");
  });
});

describe("columns that a line names", () => {
  const format = formatOf(
    {},
    {
      separator: " ",
      quoted: false,
      names: { action: "action", src: "source", dport: "destinationPort" },
      namesMark: "#Fields: ",
      orders: ["action src dport"],
      comments: ["# "],
      identity: ["action"],
    },
  );

  test("are kept over lines that fit another order, and until the next names", () => {
    const scanner = scannerOf(format);
    const ports = [
      "deny 192.0.2.1 22",
      "#Fields: dport src action",
      "23 192.0.2.1 deny",
      "deny 192.0.2.1 24",
      "25 192.0.2.1 deny",
      "# a comment",
      "26 192.0.2.1 deny",
    ].map((line) => readLine(scanner, line).destinationPort);
    expect(ports).toEqual([22, -1, 23, 24, 25, -1, 26]);
    expect(readLine(scanner, "nothing of this").verdict).toBe("foreign");
  });
});

describe("addresses with their ports", () => {
  const columns = { 0: "source", 1: "destination", 2: "protocol" } as const;
  const endpoints = { endpoints: true, columnCount: 4 };
  const row = (source: string, destination: string): Reading =>
    readCells(`${source},${destination},tcp,x`, columns, endpoints);

  test.each([
    ["192.0.2.1:51312", "198.51.100.2:443"],
    ['"192.0.2.1:51312"', '"198.51.100.2:443"'],
    [" 192.0.2.1:51312", " 198.51.100.2:443 "],
  ])("%s,%s", (source, destination) => {
    expect(row(source, destination)).toMatchObject({
      source: "192.0.2.1",
      sourcePort: 51_312,
      destination: "198.51.100.2",
      destinationPort: 443,
    });
  });

  test("of IPv6 in brackets, and none", () => {
    expect(row("[2001:db8::7]:51312", "2001:db8::9")).toMatchObject({
      source: "2001:db8::7",
      sourcePort: 51_312,
      destination: "2001:db8::9",
      destinationPort: -1,
    });
  });

  test("a port with which a line ends that should go on is cut short", () => {
    expect(readCells("192.0.2.1:51312,198.51.100.2:44", columns, endpoints).destinationPort).toBe(-1);
  });
});

test("a line whose column holds no value of its kind is of another format, one that is cut there is not", () => {
  const columns = { 0: "action", 1: "protocol", 2: "source" } as const;
  const verdict = (line: string): string => readCells(line, columns, { sound: ["protocol"], columnCount: 3 }).verdict;
  expect(
    ["deny,tcp,192.0.2.1", "deny,-,192.0.2.1", "deny,192.0.2.1,>eth0", "deny,,gw", "deny,192.0"].map(verdict),
  ).toEqual(["event", "event", "foreign", "foreign", "malformed"]);
});
