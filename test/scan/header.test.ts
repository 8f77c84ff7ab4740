import { describe, expect, test } from "vitest";
import { Clock } from "../../src/scan/clock.ts";
import { cursorOn } from "../../src/scan/cursor.ts";
import { LogEvent } from "../../src/scan/event.ts";
import { Header } from "../../src/scan/header.ts";
import { Stamp } from "../../src/scan/stamp.ts";
import { Zone } from "../../src/scan/zone.ts";

const payload = "%ASA-4-106023: Deny tcp";

/** What a header in front of the payload says. The clock stands at 2017. */
function read(head: string, { colonHost = false } = {}): { time: string; host: string; rest: string } {
  const cursor = cursorOn(head + payload);
  const stop = cursor.end - payload.length;
  const stamp = new Stamp();
  const event = new LogEvent();
  const header = new Header(colonHost);
  header.read(cursor, stop, stamp, event);
  const sec = stamp.complete ? new Clock(new Zone("UTC"), 2017).toUtc(stamp) : -1;
  const decimals = cursor.bytes.toString("latin1", stamp.fractionStart, stamp.fractionEnd);
  return {
    time: sec < 0 ? "" : new Date(sec * 1000).toISOString().slice(0, 19) + (decimals === "" ? "" : `.${decimals}`),
    host: cursor.bytes.toString("latin1", event.deviceStart, event.deviceEnd),
    rest: cursor.bytes.toString("latin1", header.restStart, stop),
  };
}

const noon = "2017-04-01T12:00:05";
const tag = "kernel: [123.456] DROP ";

describe("one header", () => {
  test.each([
    ["nothing", "", "", ""],
    ["a priority alone", "<134>", "", ""],
    ["a priority and a colon", "<163>: ", "", ""],
    ["a program alone", tag, "", ""],
    ["RFC 3164", `Apr  1 12:00:05 fw1 ${tag}`, noon, "fw1"],
    ["RFC 3164, the day with a zero", `Apr 01 12:00:05 fw1 ${tag}`, noon, "fw1"],
    ["RFC 3164 with its priority", `<134>Apr  1 12:00:05 fw1 ${tag}`, noon, "fw1"],
    ["RFC 3164 with its priority and a blank", `<134> Apr  1 12:00:05 fw1 ${tag}`, noon, "fw1"],
    ["with a year before the time", `Apr  1 2016 12:00:05 fw1 ${tag}`, "2016-04-01T12:00:05", "fw1"],
    ["with a year behind the time", `Apr  1 12:00:05 2016 fw1 ${tag}`, "2016-04-01T12:00:05", "fw1"],
    ["with the year in place of the host", `Apr  1 12:00:05 2016: ${tag}`, "2016-04-01T12:00:05", ""],
    ["with decimals", `Apr  1 12:00:05.678 fw1 ${tag}`, `${noon}.678`, "fw1"],
    ["with a zone word", `Apr  1 12:00:05 EDT fw1 ${tag}`, noon, "fw1"],
    ["with a zone word, a year and a colon", `Apr  1 2017 12:00:05 UTC: ${tag}`, noon, ""],
    ["an unsynchronised clock", `*Apr  1 12:00:05: ${tag}`, noon, ""],
    ["a clock that lost its source", `.Apr  1 12:00:05.678: ${tag}`, `${noon}.678`, ""],
    ["a sequence number", `000123: *Apr  1 12:00:05: ${tag}`, noon, ""],
    ["a long sequence number", `0001234567: .Apr  1 12:00:05: ${tag}`, noon, ""],
    ["a priority, sequence number and host", `<189>45: fw1: 000123: Apr  1 12:00:05: ${tag}`, noon, ""],
    ["ISO 8601", `2017-04-01T12:00:05Z fw1 ${tag}`, noon, "fw1"],
    ["ISO 8601 with decimals and an offset", `2017-04-01T21:00:05.123456+09:00 fw1 ${tag}`, `${noon}.123456`, "fw1"],
    ["ISO 8601 in small letters", `2017-04-01T12:00:05z fw1 ${tag}`, noon, "fw1"],
    ["a date and a time", `2017-04-01 12:00:05 fw1 ${tag}`, noon, "fw1"],
    ["RFC 5424", `<134>1 2017-04-01T12:00:05.678Z fw1 kernel 42 ID7 - `, `${noon}.678`, "fw1"],
    ["RFC 5424 without a host", `<134>1 2017-04-01T12:00:05Z - kernel - - - `, noon, ""],
    ["the length of RFC 6587", `783 <134>1 2017-04-01T12:00:05Z fw1 kernel - - - `, noon, "fw1"],
    ["an epoch number", `1491048005 fw1 ${tag}`, noon, "fw1"],
    ["an epoch number with decimals", `1491048005.678 fw1 ${tag}`, `${noon}.678`, "fw1"],
    ["a serial number for a host", `Apr  1 12:00:05 1404123456789012(root) ${tag}`, noon, "1404123456789012(root)"],
    ["a day and an hour of one digit", `1Apr2017  9:00:05 fw1 ${tag}`, "2017-04-01T09:00:05", "fw1"],
    ["TAI64N", `@4000000058df964f00000000 fw1 ${tag}`, noon, "fw1"],
    ["no host", `Apr  1 12:00:05 ${tag}`, noon, ""],
    ["no host and a program with its number", `Apr  1 12:00:05 filterlog[4242]: `, noon, ""],
    ["an uptime of more than three years", `[100000000.123456] `, "", ""],
    ["a file name put in front by grep", `/var/log/messages:Apr  1 12:00:05 fw1 ${tag}`, noon, "fw1"],
    ["a file name with a date", `messages-20170401:Apr  1 12:00:05 fw1 ${tag}`, noon, "fw1"],
    ["a file name with an hour", `2017040103.log:Apr  1 12:00:05 fw1 ${tag}`, noon, "fw1"],
    ["Kiwi", `2017-04-01 12:00:05\tLocal4.Info\tfw1\t`, noon, "fw1"],
    ["a priority by name", `Apr  1 12:00:05 local4.info fw1 ${tag}`, noon, "fw1"],
    ["dmesg", `[Sat Apr  1 12:00:05 2017] `, noon, ""],
    ["an address for a host", `Apr  1 12:00:05 192.0.2.1 ${tag}`, noon, "192.0.2.1"],
    ["an IPv6 address for a host", `Apr  1 12:00:05 2001:db8::1 ${tag}`, noon, "2001:db8::1"],
    ["a host called like a month", `Apr  1 12:00:05 march ${tag}`, noon, "march"],
    ["tabs", `Apr  1 12:00:05\tfw1\t`, noon, "fw1"],
  ])("%s", (_, head, time, host) => {
    const seen = read(head);
    expect([seen.time, seen.host]).toEqual([time, host]);
  });

  test.each([
    [`Apr  1 12:00:05 fw1 : `, "fw1"],
    [`Apr  1 12:00:05 fw1: `, "fw1"],
    [`Apr  1 12:00:05 fw1 `, "fw1"],
    [`Apr  1 12:00:05 : `, ""],
    [`<166>Apr  1 2017 12:00:05 fw1 : `, "fw1"],
    [`Apr  1 12:00:05 192.0.2.1:514 : local4.info `, "192.0.2.1:514"],
  ])("of a product that writes host and colon: %s", (head, host) => {
    const seen = read(head, { colonHost: true });
    expect([seen.time, seen.host]).toEqual([noon, host]);
  });
});

describe("two headers", () => {
  test.each([
    ["the device's own time wins", `Apr  1 12:00:09 relay Apr  1 12:00:05 fw1 ${tag}`, noon, "fw1"],
    ["also with a priority between", `Apr  1 12:00:09 relay <134>Apr  1 12:00:05 fw1 ${tag}`, noon, "fw1"],
    [
      "also where the relay writes ISO 8601",
      `2017-04-01T12:00:09Z relay Apr  1 2016 12:00:05 fw1 : `,
      "2016-04-01T12:00:05",
      "fw1",
    ],
    [
      "but not a time without a year behind one that has it",
      `2016-04-01T12:00:09Z relay Apr  1 12:00:05 fw1 ${tag}`,
      "2016-04-01T12:00:09",
      "fw1",
    ],
    ["nor behind an epoch number", `1491048009.5 Apr  1 12:00:05 fw1 ${tag}`, "2017-04-01T12:00:09.5", "fw1"],
    ["nor behind a TAI64N label", `@4000000058df964f00000000 Apr  1 12:00:09 fw1 ${tag}`, noon, "fw1"],
    ["the relay's host counts where the device names none", `Apr  1 12:00:09 fw1 Apr 01 2017 12:00:05: `, noon, "fw1"],
    ["three in a row", `Apr  1 12:00:11 a Apr  1 12:00:09 b Apr  1 12:00:05 fw1 ${tag}`, noon, "fw1"],
  ])("%s", (_, head, time, host) => {
    const seen = read(head);
    expect([seen.time, seen.host]).toEqual([time, host]);
  });
});

test("behind stamp and host begins what the owner wrote", () => {
  expect(read(`Apr  1 12:00:05 drop-gw ${tag}`).rest).toContain(tag);
  expect(read(`Apr  1 12:00:05 drop-gw ${tag}`).rest).not.toContain("drop-gw");
  expect(read(tag).rest).toBe(tag);
  expect(read(`<4>${tag}`).rest).toBe(tag);
});

test("a stamp and a device that the fields named stay", () => {
  const cursor = cursorOn(`Apr  1 12:00:05 fw1 ${payload}`);
  const stamp = Object.assign(new Stamp(), { epochSec: 1_500_000_000 });
  const event = Object.assign(new LogEvent(), { deviceStart: 3, deviceEnd: 4 });
  new Header(false).read(cursor, cursor.end - payload.length, stamp, event);
  expect([stamp.epochSec, event.deviceStart, event.deviceEnd]).toEqual([1_500_000_000, 3, 4]);
});

describe("what is no host", () => {
  test.each([
    ["000123: Apr  1 12:00:05: ", ""],
    ["<190>1003: gw1: Apr  1 12:00:05.123 UTC: ", "gw1"],
    ["<190>1491015845: Apr  1 12:00:05: ", ""],
    ["Apr  1 12:00:06 192.0.2.1 585917: .Apr  1 12:00:05: ", "192.0.2.1"],
    ["Apr  1 12:00:05 gw1 (2017-04-01T12:00:05) ", "gw1"],
    ["Apr  1 12:00:05 gw1 4711 ", "gw1"],
    ["Apr  1 12:00:05 firewall,info ", ""],
  ])("%s", (head, host) => {
    expect(read(head, { colonHost: true })).toMatchObject({ time: expect.stringContaining(noon), host });
  });

  test("a program, whose own clock counts", () => {
    expect(read("Apr  1 12:30:00 gw1 pf: Apr  1 12:00:05 ")).toMatchObject({ time: noon, host: "gw1" });
    expect(read("Apr  1 12:30:00 pf: Apr  1 12:00:05 ")).toMatchObject({ time: noon, host: "" });
  });
});
