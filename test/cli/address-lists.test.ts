import { createHash } from "node:crypto";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AddressLists, readHome, readKnownScanners } from "../../src/cli/address-lists.ts";
import { UserError } from "../../src/errors.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const warninglist = JSON.stringify({
  description: "Scanners of a survey",
  list: ["198.51.100.0/24", "2001:db8::/32", "203.0.113.9"],
  name: "A survey\u001b[2J's\u202e scanners",
  type: "cidr",
  version: 20260101,
});

/** A list's IPv4 stretches, as numbers. */
function rangesOf({ networks }: AddressLists): [from: number, to: number][] {
  const { from, to } = networks.rangesIp4;
  return Array.from(from, (first, at) => [first, to[at]!]);
}

async function readList(content: string | Uint8Array): Promise<AddressLists> {
  return readKnownScanners([join(scratchFolder({ "list.txt": content }), "list.txt")]);
}

/** What reading throws; anything but a UserError fails the test. */
async function faultOf(reading: Promise<AddressLists>): Promise<{ message: string; hint: string }> {
  const fault: unknown = await reading.catch((error: unknown) => error);
  if (!(fault instanceof UserError)) throw new Error(`expected a UserError, got ${String(fault)}`);
  return { message: fault.message.replaceAll(/\S*\/fwtrend-\w+\//g, ""), hint: fault.hint ?? "" };
}

describe("home networks", () => {
  test("are the networks of all values", async () => {
    const home = await readHome(["198.51.100.0/25, 198.51.100.128/25", "2001:db8::/32", "203.0.113.1-203.0.113.2"]);
    expect(rangesOf(home)).toEqual([
      [0xc6336400, 0xc63364ff],
      [0xcb007101, 0xcb007102],
    ]);
    expect(home.networks.ip4Count).toBe(258);
    expect(home.sources).toEqual([]);
  });

  test("are none where none are given", async () => {
    expect((await readHome([])).networks.isEmpty).toBe(true);
  });

  test("may stand in a file, whatever its name", async () => {
    const path = join(scratchFolder({ "home, all.txt": "198.51.100.0/24\n" }), "home, all.txt");
    const home = await readHome(["203.0.113.9", `@${path}`]);
    expect(home.networks.ip4Count).toBe(257);
    expect(home.sources.map((source) => source.path)).toEqual([path]);
  });

  test.each([
    ["10.0.0/8", '--home "10.0.0/8": "10.0.0/8" is no network'],
    ["10.0.0.0/8,10.0.0.0/33", '--home "10.0.0.0/8,10.0.0.0/33": "10.0.0.0/33" needs a number from 0 to 32'],
    ["", '--home "": "" is no network'],
    ["10.0.0.0/8,", '--home "10.0.0.0/8,": "" is no network'],
    ["\u001b[2J\u202e", '--home "[2J": "[2J" is no network'],
    ["@", "Cannot read the list of networks : there is no such file."],
    ["@missing.txt", "Cannot read the list of networks missing.txt: there is no such file."],
  ])("%j: says what is wrong", async (value, message) => {
    const fault = await faultOf(readHome([value]));
    expect(fault.message).toContain(message);
    expect(fault.hint).not.toBe("");
  });
});

describe("a list of lines", () => {
  test("may have comments, blank lines, any line ends and a BOM", async () => {
    const content =
      "\ufeff# known scanners\r\n\r\n198.51.100.0/24 ; SBL1\r\n\t203.0.113.1-203.0.113.2  # two\r; none\n2001:db8::1";
    const lists = await readList(content);
    expect(rangesOf(lists)).toEqual([
      [0xc6336400, 0xc63364ff],
      [0xcb007101, 0xcb007102],
    ]);
    expect(lists.sources).toMatchObject([
      { name: null, entries: 3, sha256: createHash("sha256").update(content).digest("hex") },
    ]);
  });

  test.each<[string, string | Uint8Array, string]>([
    ["no network", "10.0.0.0/8\n# a\n10.0.0/8\n", 'list.txt, line 3: "10.0.0/8" is no network'],
    ["two on a line", "10.0.0.0/8 11.0.0.0/8", 'list.txt, line 1: "10.0.0.0/8 11.0.0.0/8" needs a number'],
    ["a name", "\n\nscanner.example.net", 'list.txt, line 3: "scanner.example.net" is no network'],
    ["escape codes", "\u001b]0;x\u0007\n", 'list.txt, line 1: "]0" is no network'],
    ["an empty file", "", "list.txt lists no network"],
    ["comments alone", "# nothing\n;\n", "list.txt lists no network"],
    ["no text", "10.0.0.0/8\n\0", "list.txt, line 2: this is not text."],
    ["another encoding", Buffer.from("10.0.0.0/8\n# caf\xe9", "latin1"), "list.txt, line 2: this is not UTF-8 text."],
    ["UTF-16", Buffer.from("\ufeff10.0.0.0/8", "utf16le"), "list.txt is UTF-16 text."],
    ["too large", Buffer.alloc(16 * 1024 * 1024 + 1, "\n"), "list.txt is larger than 16 MiB"],
  ])("%s: says where and what", async (_, content, message) => {
    const fault = await faultOf(readList(content));
    expect(fault.message).toContain(message);
    expect(fault.message).not.toMatch(/\p{Cc}/u);
    expect(fault.hint).not.toBe("");
  });

  test("that is a folder is none", async () => {
    expect((await faultOf(readKnownScanners([scratchFolder()]))).message).toContain("it is a folder");
  });
});

describe("a MISP warninglist", () => {
  test("gives its networks and its name", async () => {
    const lists = await readList(`\n ${warninglist}`);
    expect(rangesOf(lists)).toEqual([
      [0xc6336400, 0xc63364ff],
      [0xcb007109, 0xcb007109],
    ]);
    expect(lists.sources).toMatchObject([{ name: "A survey[2J's scanners", entries: 3 }]);
  });

  test.each([
    ["a name", '{"list": ["10.0.0.0/8", "example.com"]}', 'entry 2 of its list: "example.com" is no network'],
    ["a number", '{"list": [7]}', "list.txt, entry 1 of its list: is no text"],
    ["an empty list", '{"name": "x", "list": []}', "list.txt lists no network"],
    ["no list", '{"name": "x", "networks": ["10.0.0.0/8"]}', 'is JSON, but no MISP warninglist: it has no "list"'],
    ["a list alone", '["10.0.0.0/8"]', 'is JSON, but no MISP warninglist: it has no "list"'],
    [
      "broken JSON",
      '{"list": [\n"10.0.0.0/8"\n"10.0.0.0/9"]}',
      "list.txt, line 3: is no JSON, though it begins like it",
    ],
    ["JSON cut short", '{"list": ["10.0.0.0/8"', "is no JSON, though it begins like it"],
    ["deep JSON", "[".repeat(1_000_000), "is no JSON, though it begins like it"],
  ])("%s: says where and what", async (_, content, message) => {
    expect((await faultOf(readList(content))).message).toContain(message);
  });
});

test("several lists are one set, each with its source", async () => {
  const folder = scratchFolder({ "a.json": warninglist, "b.txt": "203.0.113.10\n203.0.113.8" });
  const lists = await readKnownScanners([join(folder, "a.json"), join(folder, "b.txt")]);
  expect(lists.networks.ip4Count).toBe(259);
  expect(rangesOf(lists)).toEqual([
    [0xc6336400, 0xc63364ff],
    [0xcb007108, 0xcb00710a],
  ]);
  expect(lists.sources.map(({ path, entries }) => [path, entries])).toEqual([
    [join(folder, "a.json"), 3],
    [join(folder, "b.txt"), 2],
  ]);
});

test("any bytes are a list or a UserError that is safe to print", async () => {
  const part = fc.constantFrom(
    "10.0.0.0",
    "/8",
    "\n",
    "#",
    ";",
    "{",
    '"list":',
    "[",
    "]",
    "}",
    '"',
    "-",
    "\u001b",
    " ",
    ",",
  );
  const content = fc.oneof(
    fc.array(part, { maxLength: 12 }).map((parts) => Buffer.from(parts.join(""))),
    fc.uint8Array({ maxLength: 30 }),
  );
  await fc.assert(
    fc.asyncProperty(content, async (bytes) => {
      const lists = await readList(bytes).catch(async (error: unknown) => faultOf(Promise.reject(error)));
      if ("message" in lists) expect(lists.message).not.toMatch(/\p{Cc}/u);
      else expect(lists.networks.isEmpty).toBe(false);
    }),
    { seed: 16, numRuns: 300 },
  );
});
