import { expect, test } from "vitest";
import { addressName, parseListenAddress } from "../../src/live/listen-address.ts";

test.each([
  ["udp:5514", "udp 127.0.0.1:5514"],
  ["TCP:0", "tcp 127.0.0.1:0"],
  ["tcp:0.0.0.0:5514", "tcp 0.0.0.0:5514"],
  ["udp:[::1]:5514", "udp [::1]:5514"],
  ["udp:[::]:65535", "udp [::]:65535"],
])("%s is %s", (text, name) => expect(addressName(parseListenAddress(text))).toBe(name));

test.each([
  "5514",
  "udp",
  "udp:",
  "udp:x",
  "udp:65536",
  "udp:-1",
  "tls:5514",
  "udp:localhost:5514",
  "udp:::1:5514",
  "udp:[192.0.2.1]:5514",
  "udp:1.2.3:5514",
  "udp:[::1]",
  "tcp:0.0.0.0:5514 ",
  "tcp::5514",
])("%j is no address", (text) => {
  expect(() => parseListenAddress(text)).toThrowError(expect.objectContaining({ exitCode: 2 }));
});
