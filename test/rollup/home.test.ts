import { expect, test } from "vitest";
import { Home } from "../../src/rollup/home.ts";
import { cursorOn } from "../../src/scan/cursor.ts";
import { Address } from "../../src/scan/event.ts";
import { readAddress } from "../../src/scan/fields.ts";
import { networksOf } from "../support/networks.ts";

function addressOf(text: string): Address {
  const address = new Address();
  if (text !== "") expect(readAddress(cursorOn(text), 0, address)).toBe(true);
  return address;
}

test.each([
  ["198.51.100.7", "203.0.113.9", "unknown"],
  ["198.51.100.7", "192.168.1.1", "inbound"],
  ["2001:db8::7", "fd00::1", "inbound"],
  ["172.31.255.255", "198.51.100.7", "outbound"],
  ["172.32.0.0", "198.51.100.7", "unknown"],
  ["10.1.2.3", "100.127.0.1", "internal"],
  ["::ffff:10.1.2.3", "127.0.0.1", "internal"],
  ["10.1.2.3", "224.0.0.251", "multicast"],
  ["198.51.100.7", "255.255.255.255", "multicast"],
  ["fe80::1", "ff02::fb", "multicast"],
  ["", "192.168.1.1", "unknown"],
  ["10.1.2.3", "", "unknown"],
])("from %s to %s is %s", (source, destination, scope) => {
  expect(new Home().scopeOf(addressOf(source), addressOf(destination))).toBe(scope);
});

test("the user's networks are own, beside private ones", () => {
  const home = new Home(networksOf("203.0.113.0/25", "2001:db8:1::/48"));
  expect(home.scopeOf(addressOf("198.51.100.7"), addressOf("203.0.113.9"))).toBe("inbound");
  expect(home.scopeOf(addressOf("198.51.100.7"), addressOf("203.0.113.129"))).toBe("unknown");
  expect(home.scopeOf(addressOf("2001:db8:1::7"), addressOf("2001:db8:2::7"))).toBe("outbound");
  expect(home.scopeOf(addressOf("10.0.0.1"), addressOf("203.0.113.9"))).toBe("internal");
});
