import * as fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, test } from "vitest";
import { cursorOn } from "../../src/scan/cursor.ts";
import { Address } from "../../src/scan/event.ts";
import { readAddress } from "../../src/scan/fields.ts";
import { multicastNetworks, type Network, Networks, parseNetwork, privateNetworks } from "../../src/scan/networks.ts";

const runs = { seed: 4632, numRuns: 1000 };

function addressOf(text: string): Address {
  const address = new Address();
  if (!readAddress(cursorOn(text), 0, address)) throw new TypeError(`${text} is no address`);
  return address;
}

function networkOf(text: string): Network {
  const network = parseNetwork(text);
  if (typeof network === "string") throw new TypeError(`${text} ${network}`);
  return network;
}

function networksOf(...texts: string[]): Networks {
  return new Networks(texts.map(networkOf));
}

function ip4Ranges(networks: Networks): [from: number, to: number][] {
  const { from, to } = networks.rangesIp4;
  return Array.from(from, (first, at) => [first, to[at]!]);
}

/** The bytes of an address, four for IPv4 in either form. */
function bytesOf(text: string): number[] {
  return ipaddr.process(text).toByteArray();
}

/** The bytes of an address as it is written. */
function storedBytesOf(text: string): number[] {
  return ipaddr.parse(text).toByteArray();
}

/** Whether an address is in a CIDR, address or range, by ipaddr.js alone. */
function oracle(network: string, address: string): boolean {
  const [first = "", last] = network.split("-");
  const wanted = ipaddr.process(address);
  if (last !== undefined) {
    const isIp4 = ipaddr.process(last).kind() === "ipv4" && ipaddr.process(first).kind() === "ipv4";
    if (isIp4 !== (wanted.kind() === "ipv4")) return false;
    const [low, value, high] = [first, address, last].map(isIp4 ? bytesOf : storedBytesOf) as [
      number[],
      number[],
      number[],
    ];
    return compareBytes(low, value) <= 0 && compareBytes(value, high) <= 0;
  }
  let [base, bits] = network.includes("/") ? ipaddr.parseCIDR(network) : [ipaddr.parse(network), null];
  bits ??= base.kind() === "ipv4" ? 32 : 128;
  if (base instanceof ipaddr.IPv6 && base.isIPv4MappedAddress() && bits >= 96) {
    base = base.toIPv4Address();
    bits -= 96;
  }
  return base.kind() === wanted.kind() && wanted.match(base, bits);
}

function compareBytes(first: readonly number[], second: readonly number[]): number {
  const at = first.findIndex((byte, index) => byte !== second[index]);
  return at < 0 ? 0 : first[at]! - second[at]!;
}

// Few bits differ, so that addresses often meet networks, their edges and their neighbours.
const octet = fc.oneof(fc.constantFrom(0, 1, 127, 128, 254, 255), fc.integer({ min: 0, max: 255 }));
const ip4 = fc
  .tuple(fc.constantFrom(10, 198, 255), octet, fc.constantFrom(0, 255), octet)
  .map((parts) => parts.join("."));
const ip6 = fc
  .tuple(
    fc.constantFrom("2001", "fe80", "0"),
    fc.array(fc.constantFrom(0, 0, 1, 0xffff), { minLength: 7, maxLength: 7 }),
  )
  .map(([head, rest]) => [head, ...rest.map((part) => part.toString(16))].join(":"));
const mapped = ip4.map((text) => `::ffff:${text}`);
const anyAddress = fc.oneof(ip4, ip6, mapped);
const cidr = fc.oneof(
  fc.tuple(ip4, fc.integer({ min: 0, max: 32 })).map(([text, bits]) => `${text}/${bits}`),
  fc.tuple(ip6, fc.integer({ min: 0, max: 128 })).map(([text, bits]) => `${text}/${bits}`),
  fc.tuple(mapped, fc.integer({ min: 90, max: 128 })).map(([text, bits]) => `${text}/${bits}`),
);
const range = fc
  .oneof(fc.tuple(ip4, ip4), fc.tuple(ip6, ip6))
  .map((ends) => ends.toSorted((a, b) => compareBytes(storedBytesOf(a), storedBytesOf(b))).join("-"));
const anyNetwork = fc.oneof(cidr, anyAddress, range);

describe("laws", () => {
  test("a set holds what ipaddr.js says that one of its networks holds", () => {
    fc.assert(
      fc.property(fc.array(anyNetwork, { maxLength: 8 }), fc.array(anyAddress, { maxLength: 12 }), (texts, others) => {
        const networks = networksOf(...texts);
        // The ends of the networks, too: an address that is off by one is off at an end.
        const ends = texts.flatMap((text) => text.split("-").map((end) => end.replace(/\/.*/, "")));
        for (const address of [...others, ...ends]) {
          const wanted = texts.some((text) => oracle(text, address));
          expect([address, networks.has(addressOf(address))]).toEqual([address, wanted]);
        }
      }),
      runs,
    );
  });

  test("IPv4 stretches ascend, do not touch, and are as long as is counted", () => {
    fc.assert(
      fc.property(fc.array(anyNetwork, { maxLength: 12 }), (texts) => {
        const networks = networksOf(...texts);
        const ranges = ip4Ranges(networks);
        let count = 0;
        for (const [at, [from, to]] of ranges.entries()) {
          expect(from).toBeLessThanOrEqual(to);
          if (at > 0) expect(from).toBeGreaterThan(ranges[at - 1]![1] + 1);
          count += to - from + 1;
          expect([from - 1, from, to, to + 1].map((value) => inRange(networks, value))).toEqual([
            false,
            true,
            true,
            false,
          ]);
        }
        expect(networks.ip4Count).toBe(count);
      }),
      runs,
    );
  });

  test("order and repetition of networks change nothing", () => {
    const shuffled = fc
      .array(anyNetwork, { minLength: 1, maxLength: 8 })
      .chain((texts) =>
        fc.tuple(fc.constant(texts), fc.shuffledSubarray([...texts, ...texts], { minLength: texts.length * 2 })),
      );
    fc.assert(
      fc.property(shuffled, ([texts, twice]) => {
        expect(networksOf(...twice)).toEqual(networksOf(...texts));
      }),
      runs,
    );
  });

  test("any text is a network or has a fault told in plain words", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(..."0123456789.:/-%af \0\u001b".split("")), maxLength: 40 }),
    );
    fc.assert(
      fc.property(text, (input) => {
        const network = parseNetwork(input);
        if (typeof network === "string") expect(network).toMatch(/^[a-zA-Z0-9, ]+$/);
        else expect(new Networks([network]).isEmpty).toBe(false);
      }),
      { seed: 4632, numRuns: 5000 },
    );
  });
});

/** Whether the set holds the IPv4 address; false beyond the ends of all addresses. */
function inRange(networks: Networks, value: number): boolean {
  return value >= 0 && value <= 0xffff_ffff && networks.hasIp4(value);
}

describe("a network", () => {
  test.each([
    ["198.51.100.7", 0xc6336407, 0xc6336407],
    ["198.51.100.0/24", 0xc6336400, 0xc63364ff],
    ["198.51.100.77/24", 0xc6336400, 0xc63364ff],
    ["198.51.100.0/32", 0xc6336400, 0xc6336400],
    ["198.51.100.1/31", 0xc6336400, 0xc6336401],
    ["0.0.0.0/0", 0, 0xffffffff],
    ["255.255.255.255/1", 0x80000000, 0xffffffff],
    ["198.51.100.3-198.51.101.4", 0xc6336403, 0xc6336504],
    ["  198.51.100.3 - 198.51.100.3 ", 0xc6336403, 0xc6336403],
    [" 198.51.100.0 / 24 ", 0xc6336400, 0xc63364ff],
    ["::ffff:198.51.100.7", 0xc6336407, 0xc6336407],
    ["::ffff:c633:6400/120", 0xc6336400, 0xc63364ff],
    ["::ffff:0:0/96", 0, 0xffffffff],
    ["::ffff:198.51.100.3-::ffff:198.51.100.4", 0xc6336403, 0xc6336404],
  ])("%j is IPv4 %i to %i", (text, from, to) => {
    expect(networkOf(text)).toEqual({ from: [from], to: [to] });
  });

  test.each([
    ["2001:db8::/32", [0x20010db8, 0, 0, 0], [0x20010db8, 0xffffffff, 0xffffffff, 0xffffffff]],
    ["2001:db8::1/127", [0x20010db8, 0, 0, 0], [0x20010db8, 0, 0, 1]],
    ["2001:DB8::FF00/65", [0x20010db8, 0, 0, 0], [0x20010db8, 0, 0x7fffffff, 0xffffffff]],
    ["::1", [0, 0, 0, 1], [0, 0, 0, 1]],
    ["::/0", [0, 0, 0, 0], [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff]],
    ["::ffff:0:0/95", [0, 0, 0xfffe, 0], [0, 0, 0xffff, 0xffffffff]],
    ["2001:db8::1-2001:db8::ffff", [0x20010db8, 0, 0, 1], [0x20010db8, 0, 0, 0xffff]],
  ])("%j is IPv6", (text, from, to) => {
    expect(networkOf(text)).toEqual({ from, to });
  });

  test.each([
    ["", "is no network"],
    ["10", "is no network"],
    ["10.0.0/8", "is no network"],
    ["10.0.0.0.0", "is no network"],
    ["10.0.0.256", "is no network"],
    ["fw01.example.net", "is no network"],
    ["10.0.0.1:80", "is no network"],
    ["10.0.0.1 10.0.0.2", "is no network"],
    ["10.0.0.0/8/8", "needs a number from 0 to 32 behind the slash"],
    ["10.0.0.0/33", "needs a number from 0 to 32 behind the slash"],
    ["10.0.0.0/", "needs a number from 0 to 32 behind the slash"],
    ["10.0.0.0/+8", "needs a number from 0 to 32 behind the slash"],
    ["10.0.0.0/255.0.0.0", "needs a number from 0 to 32 behind the slash"],
    ["2001:db8::/129", "needs a number from 0 to 128 behind the slash"],
    ["2001:db8::/1e1", "needs a number from 0 to 128 behind the slash"],
    ["fe80::1%eth0", "is no network"],
    ["2001:db8:::/32", "is no network"],
    ["10.0.0.9-10.0.0.1", "ends before it begins"],
    ["10.0.0.1-10.0.0.9-10.0.0.10", "is no network"],
    ["10.0.0.1-9", "is no network"],
    ["10.0.0.0/8-11.0.0.0/8", "is no network"],
    ["10.0.0.1-2001:db8::", "goes from one kind of address to the other, IPv4 and IPv6"],
  ])("%j is refused", (text, fault) => {
    expect(parseNetwork(text)).toBe(fault);
  });
});

describe("a set", () => {
  test("of nothing holds nothing", () => {
    const none = new Networks([]);
    expect([none.isEmpty, none.ip4Count, none.hasIp4(0), none.has(addressOf("::"))]).toEqual([true, 0, false, false]);
  });

  test("puts together what overlaps or touches, up to the last address", () => {
    const networks = networksOf("255.255.255.0/24", "10.0.1.0/24", "10.0.0.0/24", "10.0.0.128/25", "255.255.254.0/24");
    expect(ip4Ranges(networks)).toEqual([
      [0x0a000000, 0x0a0001ff],
      [0xfffffe00, 0xffffffff],
    ]);
    expect(networks.ip4Count).toBe(1024);
    expect(networks.hasIp4(-1)).toBe(true);
  });

  test("lists its stretches, IPv4 first", () => {
    const networks = networksOf("2001:db8:0:3::/64", "2001:db8::/64", "11.0.0.0/8", "2001:db8::1", "10.0.0.0/8");
    expect(networks.all).toEqual([
      { from: [0x0a000000], to: [0x0bffffff] },
      { from: [0x20010db8, 0, 0, 0], to: [0x20010db8, 0, 0xffffffff, 0xffffffff] },
      { from: [0x20010db8, 3, 0, 0], to: [0x20010db8, 3, 0xffffffff, 0xffffffff] },
    ]);
    expect(new Networks(networks.all)).toEqual(networks);
  });

  test("may be all of IPv4, and is not all of IPv6 then", () => {
    const networks = networksOf("0.0.0.0/1", "128.0.0.0/1");
    expect(ip4Ranges(networks)).toEqual([[0, 0xffffffff]]);
    expect(networks.ip4Count).toBe(2 ** 32);
    expect(networks.has(addressOf("::ffff:1.2.3.4"))).toBe(true);
    expect(networks.has(addressOf("::fffe:1.2.3.4"))).toBe(false);
  });

  test("of all of IPv6 has no IPv4 address, however that is written", () => {
    const networks = networksOf("::/0");
    expect(networks.isEmpty).toBe(false);
    expect([networks.ip4Count, networks.has(addressOf("1.2.3.4")), networks.has(addressOf("::ffff:1.2.3.4"))]).toEqual([
      0,
      false,
      false,
    ]);
    expect(networks.has(addressOf("2001:db8::1"))).toBe(true);
  });

  test("does not hold an address that a line does not have", () => {
    expect(networksOf("0.0.0.0/0", "::/0").has(new Address())).toBe(false);
  });
});

test.each([
  ["10.255.255.255", true],
  ["11.0.0.0", false],
  ["172.15.255.255", false],
  ["172.16.0.0", true],
  ["172.31.255.255", true],
  ["172.32.0.0", false],
  ["192.168.3.4", true],
  ["192.169.0.0", false],
  ["100.63.255.255", false],
  ["100.64.0.0", true],
  ["100.127.255.255", true],
  ["100.128.0.0", false],
  ["127.0.0.53", true],
  ["169.254.169.254", true],
  ["198.51.100.7", false],
  ["::ffff:10.1.2.3", true],
  ["::1", true],
  ["::", false],
  ["::2", false],
  ["fc00::", true],
  ["fdff:ffff::1", true],
  ["fe00::", false],
  ["fe80::1", true],
  ["febf:ffff::", true],
  ["fec0::", false],
  ["2001:db8::1", false],
])("%s is private: %s", (text, isPrivate) => {
  expect(privateNetworks.has(addressOf(text))).toBe(isPrivate);
});

test.each([
  ["223.255.255.255", false],
  ["224.0.0.1", true],
  ["239.255.255.250", true],
  ["240.0.0.0", false],
  ["255.255.255.254", false],
  ["255.255.255.255", true],
  ["ff02::1", true],
  ["feff::1", false],
])("%s is for many: %s", (text, isMulticast) => {
  expect(multicastNetworks.has(addressOf(text))).toBe(isMulticast);
});
