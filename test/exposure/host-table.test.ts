import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CLOSED, FILTERED, OPEN, type PortProtocol, UNSURE } from "../../src/exposure/hosts/endpoint.ts";
import { hostKeyOf, hostKeyText } from "../../src/exposure/hosts/host-key.ts";
import { HostTable } from "../../src/exposure/hosts/host-table.ts";

const anyHost = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.integer({ min: 0, max: 255 }).map((last) => `198.51.100.${last}`),
);
const anySight = fc.record({
  host: anyHost,
  name: fc.option(fc.stringMatching(/^[a-z]{1,3}\.example\.jp$/)),
  protocol: fc.constantFrom<PortProtocol>("tcp", "udp", "sctp"),
  port: fc.integer({ min: 0, max: 65_535 }),
  state: fc.constantFrom(OPEN, FILTERED, CLOSED, UNSURE),
});

test("any order of sights, with any repeats, gives what maps of them give", () => {
  fc.assert(
    fc.property(fc.array(anySight, { maxLength: 3000 }), (sights) => {
      const table = new HostTable();
      const states = new Map<string, number>();
      const names = new Map<string, string>();
      for (const { host, name, protocol, port, state } of sights) {
        const number = table.hostOf(host, name);
        table.add(number, protocol, port, state);
        const key = hostKeyText(hostKeyOf(host)!);
        const endpoint = `${key} ${port}/${protocol}`;
        states.set(endpoint, (states.get(endpoint) ?? 0) | state);
        if (name !== null && !names.has(key)) names.set(key, name);
      }
      const view = table.view();
      const open: string[] = [];
      view.eachOpen((host, protocol, port) => open.push(`${view.textOf(host)} ${port}/${protocol}`));
      const expected = [...states].filter(([, seen]) => (seen & OPEN) !== 0).map(([endpoint]) => endpoint);
      expect(open.sort()).toEqual(expected.sort());
      const { open: opened, unsure, filtered, closed } = view.counts;
      expect(opened + unsure + filtered + closed).toBe(states.size);
      expect(view.length).toBe(new Set([...states.keys()].map((endpoint) => endpoint.split(" ")[0])).size);
      for (let host = 0; host < view.length; host++) {
        expect(view.find(view.keyOf(host))).toBe(host);
        expect(view.nameOf(host)).toBe(names.get(view.textOf(host)) ?? null);
      }
      expect(view.find("2001:db8::ffff:ffff")).toBe(-1);
    }),
    { numRuns: 60 },
  );
});

test("a host that answers on every port costs no more than its ports", () => {
  const table = new HostTable();
  for (let round = 0; round < 4; round++) {
    const host = table.hostOf("198.51.100.7");
    for (let port = 0; port < 65_536; port++) table.add(host, "tcp", port, OPEN);
  }
  const view = table.view();
  expect([view.length, view.counts.open]).toEqual([1, 65_536]);
});

test.each([
  ["198.51.100.7", "198.51.100.7"],
  ["255.255.255.255", "255.255.255.255"],
  ["2001:DB8:0:0::7", "2001:db8::7"],
  ["[2001:db8::7]", "2001:db8::7"],
  ["fe80::1%eth0", "fe80::1"],
  ["::ffff:198.51.100.7", "198.51.100.7"],
  ["FW.Example.JP.", "fw.example.jp"],
  ["198.51.100", null],
  ["198.51.100.256", null],
  ["198.51.100.7.8", null],
  ["2001:db8::g", null],
  ["a b", null],
  ["-x.example", null],
  ["", null],
])("%j is the host %j", (text, expected) => {
  const key = hostKeyOf(text);
  expect(key === null ? null : hostKeyText(key)).toBe(expected);
});
