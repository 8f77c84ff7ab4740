import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Format } from "../../src/formats/format.ts";
import { formats } from "../../src/formats/index.ts";
import { LockOn } from "../../src/formats/lock-on.ts";
import { Zone } from "../../src/scan/zone.ts";
import { sampleContext, sampleScanner, scanLine } from "../support/event-lines.ts";
import { formatSamples, namesColumns } from "../support/format-samples.ts";
import { ShapedScanner } from "../support/shaped-scanner.ts";

const seed = 20261123;

const cases = formatSamples.map(({ name, format, lines }) => ({
  name,
  format,
  lines: lines.filter((line) => line.length > 0),
}));

/** What scanning alone makes of lines that follow one another, without what a record does not hold. */
function scanAll(format: Format, lines: readonly Buffer[]): string[] {
  const scanner = sampleScanner(format);
  return lines.map((line) => bare(scanLine(scanner, line)));
}

/** What shapes make of them. */
function shapeAll(format: Format, lines: readonly Buffer[]): { events: string[]; shaped: number } {
  const scanner = new ShapedScanner(sampleScanner(format));
  const events = lines.map((line) => bare(scanLine(scanner, line)));
  scanner.close();
  return { events, shaped: scanner.shaped };
}

/** An event line without the device and the decimals of the time. */
function bare(line: string): string {
  return line
    .replace(/(:\d\d)\.\d+Z/, "$1Z")
    .replace(/ ?dev=[^]*?(?=$| assumed)/, "")
    .trimEnd();
}

/** Formats without lines that a shape holds: stamps without seconds, addresses as one number, services by name. */
const unshaped = new Set(["csv-headers-honeypot", "checkpoint-tracker"]);

describe.each(cases)("$name: shapes read what scanning reads", ({ name, format, lines }) => {
  test("of the sample, each line thrice, and most of its decisions they do read", () => {
    const thrice = lines.flatMap((line) => [line, line, line]);
    const { events, shaped } = shapeAll(format, thrice);
    expect(events).toEqual(scanAll(format, thrice));
    const plain = events.filter((line) => /^(?:deny|allow)/.test(line) && !/[\da-f]:[\da-f]*:/.test(line.slice(29)));
    if (plain.length > 0 && !unshaped.has(name)) expect(shaped).toBeGreaterThan(plain.length * 0.3);
  });

  test("of its lines in any order, with other digits, words, quotes and separators in them", () => {
    const tokens = tokensOf(format);
    // Variants of few lines: shapes are learnt, and lines come that nearly have them.
    const variants = fc.shuffledSubarray(lines, { minLength: 1, maxLength: 3 }).chain((some) => {
      const over = fc.tuple(fc.nat(400), fc.constantFrom(...tokens));
      const variant = fc.tuple(
        fc.constantFrom(...some),
        fc.array(over, { maxLength: 3 }),
        fc.array(fc.nat(400), { maxLength: 6 }),
      );
      return fc.array(
        variant.map(([line, overs, places]) => turnDigits(writeOver(line, overs), places)),
        { minLength: 3, maxLength: 14 },
      );
    });
    fc.assert(
      fc.property(variants, (some) => {
        if (some.some((line) => namesColumns(format, line))) return;
        const names = lines.filter((line) => namesColumns(format, line)).slice(0, 1);
        const all = [...names, ...some, ...some];
        expect(told(all, shapeAll(format, all).events)).toEqual(told(all, scanAll(format, all)));
      }),
      { seed, numRuns: 250 },
    );
  });

  test("of lines cut short, with more behind, and with a carriage return", () => {
    const cut = fc.tuple(fc.constantFrom(...lines), fc.nat(600), fc.constantFrom("", "x", " ", ",", "9", '"', "\r"));
    fc.assert(
      fc.property(fc.array(cut, { minLength: 2, maxLength: 10 }), (cuts) => {
        const all = cuts.flatMap(([line, end, tail]) => [
          line,
          line,
          Buffer.concat([line.subarray(0, end), Buffer.from(tail)]),
          Buffer.concat([line, Buffer.from(tail)]),
        ]);
        if (all.some((line, i) => i % 4 > 1 && namesColumns(format, line))) return;
        const whole = all.map((line) => (line.at(-1) === 13 ? line.subarray(0, -1) : line));
        expect(told(all, shapeAll(format, whole).events)).toEqual(told(all, scanAll(format, whole)));
      }),
      { seed, numRuns: 120 },
    );
  });
});

test("days, years and clock changes: shapes tell the time that scanning tells", () => {
  const zones = ["UTC", "Asia/Tokyo", "America/New_York", "Australia/Lord_Howe"].map((name) => new Zone(name));
  const stamp = fc.date({ min: new Date("2024-01-01"), max: new Date("2027-12-31"), noInvalidDate: true });
  const payload = "IN=eth0 OUT= SRC=198.51.100.7 DST=203.0.113.9 LEN=40 PROTO=TCP SPT=51312 DPT=445 WINDOW=9";
  const line = fc.tuple(stamp, fc.constantFrom(bsd, iso, isoZoned), fc.integer({ min: 0, max: 3 }));
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.array(line, { minLength: 2, maxLength: 12 }), (zone, some) => {
      // Each stamp with a few that follow within hours and days.
      const lines = some.flatMap(([date, form, hours]) =>
        [0, 1, 61, hours * 3600, hours * 90_000].map((sec) =>
          Buffer.from(`${form(new Date(date.getTime() + sec * 1000))} fw1 kernel: DROP: ${payload}`),
        ),
      );
      const netfilter = formats.find(({ id }) => id === "linux-netfilter")!;
      const scanner = new LockOn([netfilter], sampleContext(zone));
      const shaped = new ShapedScanner(new LockOn([netfilter], sampleContext(zone)));
      const events = lines.map((each) => bare(scanLine(shaped, each)));
      shaped.close();
      expect(told(lines, events)).toEqual(
        told(
          lines,
          lines.map((each) => bare(scanLine(scanner, each))),
        ),
      );
    }),
    { seed, numRuns: 300 },
  );
});

test("lines of all formats mixed", () => {
  const all = cases.filter(({ format }) => formats.includes(format)).flatMap(({ lines }) => lines);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...all), { minLength: 100, maxLength: 300 }), (some) => {
      const lines = some.filter((line) => !formats.some((format) => namesColumns(format, line)));
      const scanner = new LockOn(formats, sampleContext());
      const shaped = new ShapedScanner(new LockOn(formats, sampleContext()));
      const events = lines.map((line) => bare(scanLine(shaped, line)));
      shaped.close();
      expect(told(lines, events)).toEqual(
        told(
          lines,
          lines.map((line) => bare(scanLine(scanner, line))),
        ),
      );
    }),
    { seed, numRuns: 20 },
  );
});

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function bsd(date: Date): string {
  return `${months[date.getUTCMonth()]!} ${String(date.getUTCDate()).padStart(2)} ${date.toISOString().slice(11, 19)}`;
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 19);
}

function isoZoned(date: Date): string {
  return `${date.toISOString().slice(0, 19)}.${date.getUTCMilliseconds()}+09:00`;
}

/** Texts that mean something to a scanner of the format. */
function tokensOf({ grammar }: Format): string[] {
  const keys = grammar.kind === "kv" || grammar.kind === "json" ? Object.keys(grammar.fields) : [];
  const marks = grammar.marker ?? [];
  return [
    '"',
    '""',
    '="',
    "=",
    " ",
    ",",
    "\\",
    "x",
    "7",
    "A-b",
    ":",
    "/",
    ...marks,
    ...keys.flatMap((key) => [`${key}=`, `"${key}":"`, ` ${key}:`]),
  ];
}

function writeOver(line: Buffer, overs: ReadonlyArray<readonly [number, string]>): Buffer {
  const changed = Buffer.from(line);
  for (const [place, text] of overs) changed.write(text, place % line.length, "latin1");
  return changed;
}

/** Turns some digits of a line into others. */
function turnDigits(line: Buffer, places: readonly number[]): Buffer {
  const changed = Buffer.from(line);
  for (const place of places) {
    const at = place % line.length;
    const byte = changed[at]!;
    if (byte >= 48 && byte <= 57) changed[at] = 48 + ((byte - 48 + 1 + (place % 7)) % 10);
  }
  return changed;
}

/** Each line with what was made of it, for people. */
function told(lines: readonly Buffer[], events: readonly string[]): string[] {
  return events.map((event, i) => `${lines[i]!.toString("latin1")}\n${event}`);
}

test("a line that no shape can read keeps none of its layout from having one", () => {
  const flows = formats.find(({ id }) => id === "aws-vpc-flow")!;
  const flow = (packets: number): Buffer =>
    Buffer.from(
      `2 123456789010 eni-0a 198.51.100.7 203.0.113.9 40000 23 6 ${packets} 40 1794441600 1794441660 REJECT OK`,
    );
  // More digits than the kernel reads.
  const lines = [flow(123_456_789), flow(1), flow(2), flow(3), flow(4)];
  const { events, shaped } = shapeAll(flows, lines);
  expect(events).toEqual(scanAll(flows, lines));
  expect(shaped).toBe(3);
});
