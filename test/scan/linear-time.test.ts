import { expect, test } from "vitest";
import { csvHeaders } from "../../src/formats/csv-headers.ts";
import { formats } from "../../src/formats/index.ts";
import { type Cursor, cursorOn } from "../../src/scan/cursor.ts";
import { LogEvent } from "../../src/scan/event.ts";
import type { Scanner } from "../../src/scan/scanner.ts";
import { scannerOf } from "../support/read-line.ts";

/** A line four times as long may take this many times as long (a ratio in one run, never a time): 4 where the work grows with the length, 16 where with its square. */
const mostTimes = 12;
/** A line of 16 KiB that takes less does not take the square of its length, which would be ten times as much and more. */
const leastMs = 8;
const slowMs = 100;

const header = "time,src,dst,service,proto,action,a,b,c,d,e,f,g,h,i,j,host";
const csv = csvHeaders.fromHead([header], {});
const scanners = [...formats, ...(csv === null ? [] : [csv])].map((format) => ({
  id: format.id,
  scanner: scannerOf(format),
}));

const starts = [
  "",
  "Apr  1 03:04:05 gw kernel: ",
  "Apr  1 03:04:05 gw kernel: DROP IN=eth0 OUT= SRC=",
  "date=2017-04-01 type=traffic subtype=forward srcip=",
  'date=2017-04-01 subtype="forward" msg="',
  "Apr  1 2017 03:04:05 gw : %ASA-4-106023: Deny tcp src ",
  "%ASA-6-106100: access-list ",
  "1,2017/04/01 03:04:05,001,TRAFFIC,",
  "Apr  1 03:04:05 gw filterlog[1]: 5,,,1000,igb0,match,block,in,4,",
  '{"event_type":"drop","x":',
  "2 123456789010 eni-1 ",
  "2017-04-01 03:04:05 DROP TCP ",
];
const units = [
  "=", '"', "'", " ", "7", "[", "]", "{", "}", ",", ":", ".", "/", "-", "(", "%", "@", "\\", "\t", "a", "é", "\0",
  '="', '\\"', ',"', ',"a', '":', '{"', '[{', '"a":', "a=", "srcip=", "srcip=x ", 'a="', "a=\\", "1.", "1:", "::", "[1", "(1", "/1", ": 1",
  "IN=", " IN=", "IN=OUT=", " OUT=", "%ASA-", "ASA-", "-D-1", "drop", "Jan  1 ", ":Jan  1 03:04:05", " Jan  1 03:04:05 x", "2017-04-01 ",
  "1491015845", " 1491015845 ", "@40000000", "src ", " dst ", " -> ", " to ", "filterlog", ",TRAFFIC,", '"event_type"', "subtype=", " subtype=",
]; // prettier-ignore

/** Processor time of this thread, in milliseconds: other programs take none of it. */
function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The shortest of some runs, in milliseconds. */
function time(scanner: Scanner, cursor: Cursor, runs: number): number {
  const event = new LogEvent();
  let best = Infinity;
  // What is slow needs no second run.
  for (let run = 0; run < runs && (best < slowMs || best === Infinity); run++) {
    cursor.setLine(0, cursor.bytes.length - 1);
    const from = threadMs();
    scanner.scan(cursor, event);
    best = Math.min(best, threadMs() - from);
  }
  return best;
}

function lineOf(start: string, unit: string, end: string, length: number): Cursor {
  return cursorOn(start + unit.repeat(Math.ceil((length - start.length) / unit.length)) + end);
}

/** The first repetition that takes the square of its length, empty when there is none. */
function findSlow(start: string): string {
  for (const unit of units) {
    for (const end of start.includes("{") ? ["", '"}'] : ["", " IN=a OUT=b"]) {
      const cursor = lineOf(start, unit, end, 1 << 14);
      for (const { id, scanner } of scanners) {
        // Most are far below, and told by one run.
        if (time(scanner, cursor, 1) < leastMs) continue;
        const short = time(scanner, cursor, 5);
        const long = time(scanner, lineOf(start, unit, end, 1 << 16), 5);
        if (long > 4 * leastMs && long > short * mostTimes) return `${id}: ${unit}… ${end}: ${short} → ${long} ms`;
      }
    }
  }
  return "";
}

test.each(starts)("a line that begins with %j takes time in proportion to its length, whatever it repeats", (start) => {
  expect(findSlow(start)).toBe("");
});
