import { expect, test } from "vitest";
import { findOmission } from "../../src/ingest/omissions.ts";
import { cursorOn } from "../../src/scan/cursor.ts";

test.each([
  ["Apr  1 03:04:05 fw01 last message repeated 12 times", { device: "fw01", kind: "repeated", messages: 12 }],
  [
    "<6>Apr  1 03:04:05 fw01 syslogd: message repeated 3 times: [ x ]",
    { device: "fw01", kind: "repeated", messages: 3 },
  ],
  [
    "2017-04-01T03:04:05+09:00 fw02 kernel: net_ratelimit: 214 callbacks suppressed",
    { device: "fw02", kind: "suppressed", messages: 214 },
  ],
  [
    "Apr  1 03:04:05 fw01 systemd-journald[301]: Suppressed 4571 messages from /system.slice",
    { device: "fw01", kind: "suppressed", messages: 4571 },
  ],
  [
    "Apr  1 03:04:05 fw01 rsyslogd: imuxsock lost 92 messages from pid 20 due to rate-limiting",
    { device: "fw01", kind: "suppressed", messages: 92 },
  ],
  [
    "Apr  1 03:04:05 fw01 rsyslogd: imuxsock[pid: 57]: 40311 messages lost due to rate-limiting (200 allowed within 5 seconds)",
    { device: "fw01", kind: "suppressed", messages: 40311 },
  ],
  [
    "Apr  1 03:04:05 fw01 rsyslogd: imjournal: begin to drop messages due to rate-limiting",
    { device: "fw01", kind: "suppressed", messages: 0 },
  ],
  [
    "Apr  1 03:04:05 fw01 systemd-journald[301]: Missed 88 kernel messages",
    { device: "fw01", kind: "suppressed", messages: 88 },
  ],
  ["Apr  1 03:04:05 fw01 rsyslogd: imuxsock begins to drop messages from pid 20 due to rate-limiting", null],
  ["no header: 7 messages suppressed", { device: "", kind: "suppressed", messages: 7 }],
  ["Apr  1 03:04:05 fw01 app: the order was repeated", null],
  ["", null],
])("%s", (line, found) => {
  expect(findOmission(cursorOn(line), true)).toEqual(found);
});

test.each([
  ["2 123456789010 eni-1 - - - - - - - 1431280876 1431280934 - SKIPDATA", true],
  ['{"start":1431280876,"log_status":"SKIPDATA"}', true],
  ["2 123456789010 eni-1 - - - - - - - 1431280876 1431280934 - NODATA", false],
  ["%ASA-6-302013: Built SKIPDATA connection", false],
])("of a known format: %s", (line, isFound) => {
  expect(findOmission(cursorOn(line), false)).toEqual(isFound ? { device: "", kind: "skipped", messages: 0 } : null);
});
