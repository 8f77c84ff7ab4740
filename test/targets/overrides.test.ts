import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { readTargetFile, readTargets } from "../../src/targets/overrides.ts";
import { builtinTargets, classOf, isIot } from "../../src/targets/target-table.ts";
import type { TargetTable } from "../../src/targets/target-table.ts";
import { targetClasses } from "../../src/targets/target.ts";

const folder = mkdtempSync(join(tmpdir(), "fwtrend-overrides-"));
const path = join(folder, "mine.csv");
afterAll(() => rmSync(folder, { recursive: true }));

const builtin = builtinTargets();
const header = "proto,port,target_class";

function keyOf(row: { protocol: number; port: number }): string {
  return `${row.protocol}/${row.port}`;
}

function read(content: string | Uint8Array): Promise<TargetTable> {
  writeFileSync(path, content);
  return readTargets(path);
}

async function readFault(content: string | Uint8Array): Promise<{ message: string; hint: string }> {
  const fault: unknown = await read(content).catch((error: unknown) => error);
  if (!(fault instanceof UserError)) throw new Error(`expected a UserError, got ${String(fault)}`);
  return { message: fault.message.replaceAll(`${folder}/`, ""), hint: fault.hint ?? "" };
}

describe("a user's table", () => {
  test("replaces rows, adds rows and keeps all others", async () => {
    const table = await read(`${header}\ntcp,9000,app-middleware\nudp,40000,iot-camera-dvr\n`);
    expect(table.rows).toHaveLength(326);
    expect(table.find(6, 9000)).toEqual({
      protocol: 6,
      port: 9000,
      class: "app-middleware",
      confidence: "high",
      service: "",
      devices: "",
      campaigns: "",
      validFrom: null,
      validTo: null,
      evidence: ["mine.csv, line 2"],
    });
    expect(isIot(table, 17, 40000, "strict")).toBe(true);
    expect(table.find(6, 23)).toBe(builtin.find(6, 23));
    expect(builtin.find(6, 9000)?.class).toBe("iot-camera-dvr");
  });

  test("says so in version and hash", async () => {
    const content = `${header}\ntcp,9000,other\n`;
    const table = await read(content);
    expect(table.version).toBe("2026.11+mine.csv");
    expect(table.sha256).toBe(createHash("sha256").update(`${builtin.sha256}${content}`).digest("hex"));
  });

  test("takes a port out with the class other", async () => {
    const table = await read(`${header}\ntcp,2323,other\n`);
    expect(classOf(table, 6, 2323)).toBe("other");
    expect(isIot(table, 6, 2323, "wide")).toBe(false);
  });

  test("has the last word on dual-use ports", async () => {
    const table = await read(`${header}\ntcp,8080,other\ntcp,8081,web\ntcp,8443,iot-router\nudp,80,other\n`);
    expect(isIot(table, 6, 8080, "wide")).toBe(false);
    expect(isIot(table, 6, 8081, "wide")).toBe(false);
    expect(isIot(table, 6, 8443, "strict")).toBe(true);
    expect(isIot(table, 6, 80, "wide")).toBe(true);
  });

  test("may have all columns, under other names and in any order", async () => {
    const table = await read(
      "Port, Protocol, class, services, devices, campaigns, first_seen_year, valid_to, Confidence, sources, remarks\n" +
        '9999, UDP, IoT-Router, infosvr, "routers, old ones", "the ""A"" bot", 2014, 2020, LOW, one | two |, ours\n',
    );
    expect(table.find(17, 9999)).toEqual({
      protocol: 17,
      port: 9999,
      class: "iot-router",
      confidence: "low",
      service: "infosvr",
      devices: "routers, old ones",
      campaigns: 'the "A" bot',
      validFrom: 2014,
      validTo: 2020,
      evidence: ["one", "two"],
    });
  });

  test("may be the bundled file itself, and changes nothing then", async () => {
    const bundled = new URL("../../src/targets/port-targets.csv", import.meta.url);
    expect((await read(readFileSync(bundled))).rows).toEqual(builtin.rows);
  });

  test("may have a BOM, CRLF, blank lines, comments, lines of commas and no newline at the end", async () => {
    const table = await read(
      `\ufeff# ours, "as of May\r\n\r\n${header},\r\n# a\r\n,,\r\n   \r\ntcp,40001,voip\r\n6,40002,mail`,
    );
    expect(classOf(table, 6, 40001)).toBe("voip");
    expect(classOf(table, 6, 40002)).toBe("mail");
    expect(table.find(6, 40001)?.evidence).toEqual(["mine.csv, line 7"]);
  });

  test("may break lines inside quotation marks without losing count", async () => {
    const table = await read(`${header},service\ntcp,40001,voip,"two\n# lines"\n17,40002,mail,x\n`);
    expect(table.find(6, 40001)?.service).toBe("two # lines");
    expect(table.find(17, 40002)?.evidence).toEqual(["mine.csv, line 4"]);
  });

  test("cannot bring control characters in", async () => {
    const table = await read(
      `${header},service,source\ntcp,40001,voip,a\u001b[31mb\u009bc\u007f\u202ed\te,x\u0007 | y\n`,
    );
    expect(table.find(6, 40001)).toMatchObject({ service: "a[31mbcd e", evidence: ["x", "y"] });
  });

  test("may give a range of ports, a row for each", async () => {
    const table = await read(`${header},valid_to\ntcp,40000-40002,voip,2020\nudp,40001 - 40001,mail,\n`);
    const rows = table.rows.filter(({ port }) => port >= 40_000 && port <= 40_002);
    expect(rows.map((row) => [keyOf(row), row.class, row.validTo, row.evidence])).toEqual([
      ["6/40000", "voip", 2020, ["mine.csv, line 2"]],
      ["6/40001", "voip", 2020, ["mine.csv, line 2"]],
      ["6/40002", "voip", 2020, ["mine.csv, line 2"]],
      ["17/40001", "mail", null, ["mine.csv, line 3"]],
    ]);
  });

  test("may give all ports in one range", async () => {
    const table = await read(`${header}\ntcp,0-65535,other\n`);
    expect(table.rows.filter(({ protocol }) => protocol === 6)).toHaveLength(65_536);
    expect(isIot(table, 6, 80, "wide")).toBe(false);
  });

  test("may hold every port", async () => {
    const lines = Array.from({ length: 65536 }, (_, port) => `tcp,${port},other\nudp,${port},web`);
    const table = await read(`${header}\n${lines.join("\n")}\n`);
    expect(table.rows).toHaveLength(131072);
    expect(classOf(table, 17, 0)).toBe("web");
  }, 20_000);

  test("never loses a bundled row", async () => {
    const rows = fc.uniqueArray(
      fc.record({
        protocol: fc.constantFrom("tcp", "udp"),
        port: fc.oneof(fc.integer({ min: 0, max: 65535 }), fc.constantFrom(...builtin.rows.map((row) => row.port))),
        class: fc.constantFrom(...targetClasses),
        service: fc.string({ unit: "binary" }),
      }),
      { selector: (row) => `${row.protocol}/${row.port}`, maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(rows, async (overrides) => {
        const lines = overrides.map(
          (row) =>
            `${row.protocol},${row.port},${row.class},"${row.service.replaceAll("\0", "").replaceAll('"', '""')}"`,
        );
        const table = await read(`${header},service\n${lines.join("\n")}`);
        const given = new Map(overrides.map((row) => [`${row.protocol === "tcp" ? 6 : 17}/${row.port}`, row.class]));
        expect(new Set(table.rows.map(keyOf))).toEqual(new Set([...builtin.rows.map(keyOf), ...given.keys()]));
        const kept = builtin.rows.filter((row) => !given.has(keyOf(row)));
        expect(kept.every((row) => table.find(row.protocol, row.port) === row)).toBe(true);
        const replaced = table.rows.filter((row) => given.has(keyOf(row)));
        expect(new Map(replaced.map((row) => [keyOf(row), row.class]))).toEqual(given);
      }),
      { numRuns: 50 },
    );
  }, 20_000);
});

describe("a file alone", () => {
  test("has its own rows, name and hash, and nothing of the bundled table's", async () => {
    const content = `${header}\ntcp,9000,voip\n`;
    writeFileSync(path, content);
    const table = await readTargetFile(path);
    expect(table.rows.map((row) => [keyOf(row), row.class])).toEqual([["6/9000", "voip"]]);
    expect(table.version).toBe("mine.csv");
    expect(table.sha256).toBe(createHash("sha256").update(content).digest("hex"));
    expect(table.find(6, 23)).toBeNull();
  });

  test("may be the bundled file, and is the bundled table then but for its version", async () => {
    const table = await readTargetFile(fileURLToPath(new URL("../../src/targets/port-targets.csv", import.meta.url)));
    expect(table.rows).toEqual(builtin.rows);
    expect(table.sha256).toBe(builtin.sha256);
    expect(isIot(table, 6, 8080, "wide")).toBe(true);
  });

  test("is refused where it cannot be read or understood", async () => {
    await expect(readTargetFile(join(folder, "none.csv"))).rejects.toThrow(/none\.csv: there is no such file/);
    writeFileSync(path, `${header}\ntcp,80,wbe\n`);
    await expect(readTargetFile(path)).rejects.toThrow(/mine\.csv, line 2: unknown class "wbe"/);
  });
});

describe("a fault in a user's table", () => {
  test.each([
    [
      "unknown class",
      `${header}\n\ntcp,23,telnett\n`,
      'mine.csv, line 3: unknown class "telnett".',
      "Nearest: telnet.",
    ],
    ["part of a class", `${header}\ntcp,23,Camera`, 'line 2: unknown class "Camera"', "Nearest: iot-camera-dvr."],
    [
      "level-1 group",
      `${header}\ntcp,23,iot`,
      'line 2: unknown class "iot"',
      "iot-router, iot-camera-dvr, iot-android",
    ],
    ["blank class", `${header}\ntcp,23,`, "line 2: the class is blank", "telnet, iot-router"],
    ["short row", `${header}\ntcp,23`, "line 2: the class is blank", "Write one of"],
    ["port too high", `${header}\ntcp,65536,web`, 'line 2: port "65536" is out of range', "0 to 65535"],
    ["port negative", `${header}\ntcp,-1,web`, 'line 2: "-1" is not a port number', "0 to 65535"],
    ["three ports", `${header}\ntcp,80-90-100,web`, 'line 2: "80-90-100" is not a port number', "8000-8010"],
    ["half a range", `${header}\ntcp,80-,web`, 'line 2: "80-" is not a port number', "8000-8010"],
    ["range reversed", `${header}\ntcp,90-80,web`, 'line 2: the range of ports "90-80" ends before', "Exchange"],
    ["range too high", `${header}\ntcp,65530-65536,web`, 'line 2: port "65530-65536" is out of range', "65535"],
    [
      "range over a port",
      `${header}\n\ntcp,8005,web\nudp,8000-8010,web\ntcp,8000-8010,mail`,
      "line 5: 8005/tcp was given before, in line 3",
      "must not overlap",
    ],
    [
      "port within a range",
      `${header}\ntcp,8000-8010,web\ntcp,8010,web`,
      "line 3: 8010/tcp was given before, in line 2",
      "must not overlap",
    ],
    [
      "two ranges",
      `${header}\ntcp,8000-8010,web\ntcp,7990-8000,web`,
      "line 3: 8000/tcp was given before, in line 2",
      "must not overlap",
    ],
    ["port blank", `${header}\ntcp,,web`, "line 2: the port is blank", "0 to 65535"],
    ["protocol", `${header}\nsctp,80,web`, 'line 2: unknown protocol "sctp"', "tcp or udp"],
    ["protocol blank", `${header}\n,80,web`, "line 2: the protocol is blank", "tcp or udp"],
    ["confidence", `${header},confidence\ntcp,80,web,sure`, 'line 2: unknown confidence "sure"', "high, medium or low"],
    ["year", `${header},valid_from\ntcp,80,web,2017-04`, 'line 2: valid_from "2017-04" is not a year', "such as 2018"],
    ["years", `${header},valid_from,valid_to\ntcp,80,web,2018,2017`, "valid_to 2017 is before valid_from", "Exchange"],
    [
      "duplicate",
      `${header}\ntcp,80,web\nudp,80,web\n6,80,mail`,
      "line 4: 80/tcp was given before, in line 2",
      "one row",
    ],
    [
      "missing column",
      "proto,port\ntcp,80",
      "line 1: the header has no column target_class",
      "proto,port,target_class",
    ],
    ["missing header", "tcp,80,web\n", "line 1: the header has no column proto, port, target_class", "Begin the file"],
    [
      "tabs",
      "proto\tport\ttarget_class\ntcp\t80\tweb",
      "has no column proto, port",
      "Separate the columns with commas",
    ],
    [
      "semicolons",
      "proto;port;target_class\ntcp;80;web",
      "has no column proto, port",
      "Separate the columns with commas",
    ],
    [
      "column misspelt",
      `${header},confidance\n`,
      'line 1: there is no column "confidance"',
      "Did you mean confidence?",
    ],
    ["letters swapped", `${header},valid_form\n`, 'there is no column "valid_form"', "Did you mean valid_from?"],
    ["column twice", `${header},class\ntcp,80,web,web`, "line 1: two columns give the target_class", "Remove one"],
    [
      "comma in value",
      `${header},service\ntcp,80,web,a, b`,
      "there are 5 values, but the header names 4",
      "quotation marks",
    ],
    [
      "open quote",
      `${header},service\ntcp,80,web,"a\ntcp,81,web,b\n`,
      "line 2: a quotation mark is not closed",
      "double",
    ],
    [
      "text after quote",
      `${header},service\ntcp,80,web,"a"b\n`,
      "line 2: text follows a closing quotation mark",
      "double",
    ],
    ["empty file", "", "mine.csv has no header line", "Begin the file"],
    ["comments alone", "# nothing\n\n", "mine.csv has no header line", "Begin the file"],
    ["binary", Buffer.from("proto,port\ntcp,\0"), "mine.csv, line 2: this is not text", "UTF-8"],
    ["UTF-16", Buffer.from(`\ufeff${header}`, "utf16le"), "mine.csv is UTF-16 text", "UTF-8"],
    ["Shift JIS", Buffer.from(`${header}\ntcp,80,\x83\x4a`, "latin1"), "mine.csv, line 2: this is not UTF-8", "UTF-8"],
    ["escape codes", `${header}\ntcp,80,\u001b]0;x\u0007\n`, 'line 2: unknown class "]0;x"', "Nearest: "],
  ])("%s: says where, what, and what to do", async (_, content, message, hint) => {
    const fault = await readFault(content);
    expect(fault.message).toContain(message);
    expect(fault.hint).toContain(hint);
    expect(`${fault.message}${fault.hint}`).not.toMatch(/\p{Cc}/u);
  });

  test("long values are cut in the message", async () => {
    const { message } = await readFault(`${header}\ntcp,80,${"x".repeat(100_000)}\n`);
    expect(message).toBe(`mine.csv, line 2: unknown class "${"x".repeat(39)}…".`);
  });

  test("an open quote in a long file is found without reading on to its end", async () => {
    const lines = Array.from({ length: 60_000 }, (_, port) => `tcp,${port},web,b`);
    const fault = await readFault(`${header},service\ntcp,65000,web,"a\n${lines.join("\n")}`);
    expect(fault.message).toBe("mine.csv, line 2: a quotation mark is not closed.");
  }, 5000);

  test("a missing file, a folder and a file too large are named", async () => {
    await expect(readTargets(join(folder, "no\u001b.csv"))).rejects.toThrow(
      /Cannot read .*no\.csv: there is no such file\./,
    );
    await expect(readTargets(folder)).rejects.toThrow(/Cannot read .*: it is a folder\./);
    await expect(read(Buffer.alloc(16 * 1024 * 1024 + 1, 0x20))).rejects.toThrow(/larger than 16 MiB/);
  });
});
