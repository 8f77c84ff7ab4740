import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { allowedLine, csvLog, cutLine, netfilterLine, netfilterLog } from "../support/firewall-lines.ts";
import { type EventObject, eventKeys, readEvents } from "../support/event-objects.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const asa =
  'Mar 01 2018 12:00:00 asa01 : %ASA-4-106023: Deny tcp src outside:198.51.100.7/51312 dst dmz:203.0.113.9/23 by access-group "in" [0x0, 0x0]';
const icmp = asa.replace(
  "Deny tcp src outside:198.51.100.7/51312 dst dmz:203.0.113.9/23",
  "Deny icmp src outside:198.51.100.7 dst dmz:203.0.113.9 (type 8, code 0)",
);

const cwd = scratchFolder({
  "asa.log": `${asa}\n${icmp}\n`,
  "fw.log": netfilterLog(3),
  "fw.log.gz": gzipSync(netfilterLog(2, { source: "2001:db8:0:0:1:0:0:1" })),
  "mixed.log": `${[netfilterLine(), allowedLine(), cutLine(), "no log line", asa].join("\n")}\n`,
  "lines.log": `\ufeff${netfilterLine()}\r\n\r\n\n${"x".repeat(70_000)}\n${allowedLine()}\r\n${netfilterLine()}`,
  "counts.csv": csvLog(
    "datetime,src,dst,proto,dport,action,count",
    "2018-03-01 12:00:00,198.51.100.1,203.0.113.1,tcp,23,deny,7",
    "2018-03-01 12:00:00.250,198.51.100.1,203.0.113.1,udp,53,allow,3",
    "2018-03-01 12:00:00,198.51.100.1,203.0.113.1,132,5060,deny,1",
  ),
});

function placesOf(objects: readonly EventObject[]): unknown[] {
  return objects.map(({ line, verdict, format }) => [line, verdict, format]);
}

async function events(...args: string[]): Promise<EventObject[]> {
  return readEvents((await fwtrend(["events", ...args], { cwd })).stdout);
}

describe.concurrent("events", () => {
  test("one object a line, with the contract's keys in its order", async () => {
    const run = await fwtrend(["events", "fw.log"], { cwd });
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(run.stdout.split("\n")[0]).toBe(
      '{"file":"fw.log","line":1,"verdict":"deny","time":"2018-03-01T12:00:00Z","device":"fw1","protocol":"tcp",' +
        '"source":"198.51.100.0","sourcePort":51312,"destination":"203.0.113.9","destinationPort":23,"action":"BLOCK",' +
        '"count":1,"format":"linux-netfilter"}',
    );
  });

  test("absent values are null, and no key is left out", async () => {
    const [, ping] = await events("asa.log");
    expect(ping).toMatchObject({ protocol: "icmp", sourcePort: null, destinationPort: null });
    const all = await events("--all", "asa.log", "mixed.log", "lines.log", "counts.csv", "fw.log.gz");
    expect(new Set(all.map((event) => Object.keys(event).join()))).toEqual(new Set([eventKeys.join()]));
  });

  test("times are UTC, with the fraction where one is logged; other protocols are named, and counts kept", async () => {
    const all = await events("counts.csv", "--tz", "Asia/Tokyo");
    expect(all.map(({ time, protocol, count, verdict }) => [time, protocol, count, verdict])).toEqual([
      ["2018-03-01T03:00:00Z", "tcp", 7, "deny"],
      ["2018-03-01T03:00:00.25Z", "udp", 3, "allow"],
      ["2018-03-01T03:00:00Z", "sctp", 1, "deny"],
    ]);
  });

  test("addresses are in canonical form", async () => {
    const [event] = await events("fw.log.gz");
    expect(event?.source).toBe("2001:db8::1:0:0:1");
  });

  test("--all adds the lines that are no event", async () => {
    expect(placesOf(await events("mixed.log"))).toEqual([
      [1, "deny", "linux-netfilter"],
      [2, "allow", "linux-netfilter"],
      [5, "deny", "cisco-asa"],
    ]);
    expect(placesOf(await events("mixed.log", "--all"))).toEqual([
      [1, "deny", "linux-netfilter"],
      [2, "allow", "linux-netfilter"],
      [3, "unparsed", "linux-netfilter"],
      [4, "unparsed", null],
      [5, "deny", "cisco-asa"],
    ]);
  });

  test("lines are physical lines: byte order mark, CRLF, empty, too long, without an end", async () => {
    const all = await events("lines.log", "--all");
    expect(placesOf(all)).toEqual([
      [1, "deny", "linux-netfilter"],
      [2, "other", null],
      [3, "other", null],
      [4, "unparsed", null],
      [5, "allow", "linux-netfilter"],
      [6, "deny", "linux-netfilter"],
    ]);
  });

  test("files follow each other as they were named", async () => {
    const all = await events("mixed.log", "asa.log", "fw.log");
    expect(all.map(({ file, line }) => `${file} ${line}`)).toEqual([
      "mixed.log 1",
      "mixed.log 2",
      "mixed.log 5",
      "asa.log 1",
      "asa.log 2",
      "fw.log 1",
      "fw.log 2",
      "fw.log 3",
    ]);
  });

  test("without a denial: exit code 3, what there is printed", async () => {
    const folder = scratchFolder({ "allowed.log": `${allowedLine()}\n`.repeat(2) });
    const run = await fwtrend(["events", "allowed.log"], { cwd: folder });
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain("fwtrend: no denial found in 2 lines\n  fwtrend formats PATH says what");
    expect(readEvents(run.stdout)).toHaveLength(2);
  });
});
