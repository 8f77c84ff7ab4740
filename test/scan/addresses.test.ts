import * as fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, test } from "vitest";
import { addressText } from "../../src/scan/address-text.ts";
import { cursorOn } from "../../src/scan/cursor.ts";
import { Address } from "../../src/scan/event.ts";
import { readAddress, readDecimalAddress } from "../../src/scan/fields.ts";

const runs = { seed: 5952, numRuns: 3000 };
const groups = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), { minLength: 8, maxLength: 8 });

/** The canonical text of the address that a text begins with, and how much of the text is left. */
function read(text: string, behind = ""): { text: string; left: number } | null {
  const cursor = cursorOn(text + behind);
  const address = new Address();
  address.family = 4;
  if (!readAddress(cursor, 0, address)) {
    expect(address.family).toBe(0);
    return null;
  }
  return { text: addressText(address) ?? "", left: cursor.end - cursor.pos };
}

/** True when the whole text is one address. */
function isWhole(text: string): boolean {
  return read(text)?.left === 0;
}

/** RFC 5952 by way of the WHATWG URL standard, which shortens alike but knows no mapped addresses. */
function canonical(parts: readonly number[]): string {
  const hex = parts.map((part) => part.toString(16));
  if (parts.slice(0, 5).every((part) => part === 0) && parts[5] === 0xffff) {
    return `::ffff:${dotted(parts)}`;
  }
  return new URL(`http://[${hex.join(":")}]/`).hostname.slice(1, -1);
}

function dotted(parts: readonly number[]): string {
  const [high = 0, low = 0] = parts.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/** Every way in which RFC 4291 lets these groups be written. */
function waysToWrite(parts: readonly number[]): string[] {
  const hex = parts.map((part) => part.toString(16));
  const texts = [hex.join(":"), hex.map((group) => group.padStart(4, "0")).join(":")];
  for (let from = 0; from < 8; from++) {
    for (let to = from + 1; to <= 8 && parts[to - 1] === 0; to++) {
      texts.push(`${hex.slice(0, from).join(":")}::${hex.slice(to).join(":")}`);
      if (to <= 6) texts.push(`${hex.slice(0, from).join(":")}::${[...hex.slice(to, 6), dotted(parts)].join(":")}`);
    }
  }
  texts.push([...hex.slice(0, 6), dotted(parts)].join(":"));
  return [...texts, ...texts.map((text) => text.toUpperCase())];
}

describe("IPv4", () => {
  test("four decimal octets are read to their end", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.constantFrom("", " ", "/80", ",", ")", ":", ". The end", "->"), (text, behind) => {
        expect(read(text, behind)).toEqual({ text, left: behind.length });
      }),
      runs,
    );
  });

  test("any text is an address exactly when ipaddr.js says so", () => {
    const digits = fc.string({ unit: fc.constantFrom(..."0123456789.25".split("")), maxLength: 16 });
    const nearly = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 2, maxLength: 6 }).map((n) => n.join("."));
    fc.assert(
      fc.property(fc.oneof(digits, nearly), (text) => {
        // Leading zeros are padding here, octal or a fault elsewhere.
        fc.pre(!/(?:^|\.)0\d/.test(text));
        expect(isWhole(text)).toBe(ipaddr.IPv4.isValidFourPartDecimal(text));
      }),
      runs,
    );
  });

  test("octets padded with zeros are decimal", () => {
    expect(read("010.001.002.009")).toEqual({ text: "10.1.2.9", left: 0 });
    expect(read("0010.1.2.3")).toBeNull();
  });

  test.each([
    "10.0.0.1.example.net",
    "10.0.0.1a",
    "10.0.0.1-10.0.0.9",
    "10.0.0.1_old",
    "10.0.0.1234",
    "10-0-0-1.example.net",
    "10.0.0",
    "10..0.1",
    ".10.0.0.1",
    "256.0.0.1",
    "1.2.3.256",
    "",
  ])("%j is no address", (text) => {
    expect(read(text)).toBeNull();
  });
});

describe("IPv6", () => {
  test("every written form is read to the canonical text", () => {
    const behind = fc.constantFrom("", " ", "/443", "]", ",", ". The end", "%eth0", "%wan-1.2_b ");
    fc.assert(
      fc.property(groups, behind, (parts, tail) => {
        const wanted = { text: canonical(parts), left: tail.replace(/^%[\w.-]+/, "").length };
        for (const text of waysToWrite(parts)) {
          // A full stop behind hexadecimal digits could begin an IPv4 tail.
          if (tail.startsWith(".") && !text.endsWith(dotted(parts))) continue;
          expect([text, read(text, tail)]).toEqual([text, wanted]);
          // ipaddr.js takes the compatible form (::192.0.2.1) for the mapped one.
          if (/^::\d+\./.test(text)) continue;
          expect(ipaddr.IPv6.parse(text).toByteArray()).toEqual(parts.flatMap((part) => [part >> 8, part & 255]));
        }
      }),
      { ...runs, numRuns: 400 },
    );
  });

  test("any text is an address exactly when ipaddr.js says so", () => {
    const unit = fc.constantFrom(..."0123456789abcdefABCDEF:::::.g".split(""));
    const nearly = fc
      .array(
        fc.oneof(fc.constantFrom("", "", "12345", "1.2.3.4", "1.2.3.256", "g"), fc.constantFrom("0", "ff", "2001")),
        {
          minLength: 2,
          maxLength: 10,
        },
      )
      .map((parts) => parts.join(":"));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit, maxLength: 24 }), nearly), (text) => {
        fc.pre(!ipaddr.IPv4.isValid(text) && !/(?:^|[.:])0\d*\./.test(text));
        expect([text, isWhole(text)]).toEqual([text, ipaddr.IPv6.isValid(text)]);
      }),
      { ...runs, numRuns: 20_000 },
    );
  });

  test.each([
    "::1host",
    "::SSH",
    "fe80::1-host",
    "cafe::beef_x",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:",
    "1::2::3",
    ":1:2:3:4:5:6:7",
    ":::",
    "12345::",
    "::1.2.3",
    "::0001.2.3.4",
    "12:34:56",
    "00:11:22:33:44:55",
    "Net::SSH",
  ])("%j is not an address from end to end", (text) => {
    expect(isWhole(text)).toBe(false);
  });

  test("a mapped address keeps its dotted tail", () => {
    expect(read("::FFFF:198.51.100.7")?.text).toBe("::ffff:198.51.100.7");
    expect(read("::ffff:c633:6407")?.text).toBe("::ffff:198.51.100.7");
  });
});

test("the canonical text reads back to the same registers", () => {
  const word = fc.oneof(fc.constantFrom(0, 0xffff, -1, 1 << 16), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));
  fc.assert(
    fc.property(fc.constantFrom(4, 6), word, word, word, word, (family, w0, w1, w2, w3) => {
      const address = Object.assign(new Address(), family === 4 ? { family, w0 } : { family, w0, w1, w2, w3 });
      const text = addressText(address) ?? "";
      const back = new Address();
      expect(readAddress(cursorOn(text), 0, back)).toBe(true);
      expect(back).toEqual(address);
    }),
    runs,
  );
});

describe("an IPv4 address as one number", () => {
  const readDecimal = (text: string): string | null => {
    const address = new Address();
    return readDecimalAddress(cursorOn(text), 0, address) ? addressText(address) : null;
  };

  test("is read like its dotted form", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 << 24, max: 0xffff_ffff }), (value) => {
        const dots = [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join(".");
        expect(readDecimal(String(value))).toBe(dots);
        expect(readDecimal(dots)).toBe(dots);
      }),
      runs,
    );
  });

  test("is none when it is too large, or small enough to be the number of something else", () => {
    expect(readDecimal("4294967296")).toBeNull();
    expect(readDecimal("9".repeat(400))).toBeNull();
    expect(readDecimal("16777215")).toBeNull();
    expect(readDecimal("7")).toBeNull();
  });
});

test("a line without an address has no text for one", () => {
  expect(addressText(new Address())).toBeNull();
});
