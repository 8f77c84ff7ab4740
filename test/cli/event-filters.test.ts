import { expect, test } from "vitest";
import { filterOf } from "../../src/cli/event-filters.ts";
import { UserError } from "../../src/errors.ts";

const keys = "write KEY:VALUE with one of the keys port, sport, proto, src, dst, device, as in port:23,2323 proto:tcp";

test.each([
  ["prot:23", '--include "prot:23": "prot" is no key', `did you mean port or proto? ${keys}`],
  ["source:10.0.0.1", '--include "source:10.0.0.1": "source" is no key', keys],
  ["23", '--include "23" has no key', keys],
  ["", '--include "" holds no word', keys],
  [
    "port:23 proto:tpc",
    '--include "port:23 proto:tpc": "tpc" is no protocol',
    "did you mean tcp? write a name such as tcp, udp or icmp, a number from 0 to 255, or unknown",
  ],
  [
    "src:10.0.0/8",
    '--include "src:10.0.0/8": "10.0.0/8" is no network',
    "write an address, a network such as 198.51.100.0/24, or a range such as 198.51.100.0-198.51.100.9",
  ],
  ["port:\u001b]0;x\u0007\u202e", '--include "port:]0;x": "]0;x" is no port', "write a number from 0 to 65535"],
  [`port:${"9".repeat(100)}`, `--include "port:${"9".repeat(34)}…": "${"9".repeat(39)}…" is no port`, "write a number"],
])("%j: says what, where and what to do", (expression, message, hint) => {
  const fault = faultOf([expression]);
  expect(fault.message).toBe(message);
  expect(fault.hint).toContain(hint);
  expect(fault.exitCode).toBe(2);
});

test("sound expressions give a filter, none gives none", () => {
  expect(filterOf({ include: ["port:23"], exclude: [] })).not.toBeNull();
  expect(filterOf({ include: [], exclude: [] })).toBeNull();
});

function faultOf(include: readonly string[]): UserError {
  try {
    filterOf({ include, exclude: [] });
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("expected a UserError");
}
