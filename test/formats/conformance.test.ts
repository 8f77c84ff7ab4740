import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { formats } from "../../src/formats/index.ts";
import { detectFormats } from "../../src/ingest/detect.ts";
import { LineFeeder } from "../../src/ingest/line-feeder.ts";
import { readInput } from "../../src/ingest/read-input.ts";
import { EVENT, LogEvent } from "../../src/scan/event.ts";
import { Zone } from "../../src/scan/zone.ts";
import { eventLine, sampleScanner, sampleYear, scanLine, scanLines } from "../support/event-lines.ts";
import { formatIds, formatSamples, readGoldenEvents, samplesOf } from "../support/format-samples.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const wishes = { format: null, columns: {}, assume: "deny" } as const;
const utc = new Zone("UTC");

const flows = "a flow is what was seen, not what a firewall decided";
const observed = { deny: flows, allow: flows, malformed: flows };

/** Verdicts, protocols and ports of IPv6 (`ip6`) that a format cannot have, with the reason. */
const without: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "aws-network-firewall": { allow: "an alert on traffic that went on is no decision" },
  "azure-firewall": { "ipv6-icmp": "no IPv6 goes through it", ip6: "no IPv6 goes through it" },
  "azure-nsg-flow": {
    skip: "every tuple is a decision",
    icmp: "flows of TCP and UDP are logged, no others",
    "ipv6-icmp": "flows of TCP and UDP are logged, no others",
  },
  "azure-vnet-flow": { skip: "every tuple is a decision" },
  "cloudflare-firewall-events": {
    tcp: "requests of HTTP, without protocol and ports",
    udp: "requests of HTTP, without protocol and ports",
    icmp: "requests of HTTP, without protocol and ports",
    "ipv6-icmp": "requests of HTTP, without protocol and ports",
    ip6: "requests of HTTP, without protocol and ports",
  },
  "cloudflare-gateway-network": { skip: "every session is a decision" },
  "suricata-eve": {
    allow: "an alert on traffic that went on is no decision, and there is no event for traffic let through",
  },
  "barracuda-cloudgen-json": { skip: "an object is sent for connections only" },
  "barracuda-waf": { skip: "the log of the network firewall holds decisions only" },
  "cisco-umbrella-firewall": { skip: "the files hold decisions of the firewall only" },
  dshield: { allow: "only packets that a firewall refused are submitted" },
  "nfdump-line": observed,
  "nfdump-nsel": {
    "ipv6-icmp": "IPv6 addresses are shortened, with their port behind a dot",
    ip6: "IPv6 addresses are shortened, with their port behind a dot",
  },
  "zeek-conn": observed,
  "zscaler-firewall": { skip: "the feed holds sessions that were decided on only" },
  "cloudflare-spectrum-events": {
    icmp: "TCP and UDP alone go through it",
    "ipv6-icmp": "TCP and UDP alone go through it",
    ip6: "the destination is not logged",
  },
  "draytek-vigor": {
    skip: "the filter's log has decisions only",
    "ipv6-icmp": "the vendor tells of no filter log for IPv6",
    ip6: "the vendor tells of no filter log for IPv6",
  },
  "juniper-filter": { skip: "each line is a term's decision" },
  "juniper-srx-text": { skip: "the sentences are three, and decisions" },
  "mikrotik-routeros": { skip: "firewall lines are decisions; those of other topics look like any program's" },
  "snort-csv": {
    allow: "an alert on traffic that went on is no decision",
    "ipv6-icmp": "of protocols TCP, UDP and ICMP are named",
  },
  "snort-syslog": { allow: "an alert on traffic that went on is no decision" },
  "snort-fast": { allow: "an alert on traffic that went on is no decision" },
  "csv-headers": { foreign: "the first line says how every line is to be read, so each is taken for a row" },
};

const samples = formatSamples.map((sample) => ({ sample, golden: readGoldenEvents(sample) }));

test("every format of the registry has a sample", () => {
  expect([...new Set(formatSamples.map(({ format }) => format.id))].sort()).toEqual(formatIds.toSorted());
});

test.each(formatIds)("the samples of %s have each verdict", (id) => {
  const texts = samples.filter(({ sample }) => sample.format.id === id).flatMap(({ golden }) => golden);
  const wanted = ["deny", "allow", "skip", "malformed", "foreign"].filter(
    (verdict) => without[id]?.[verdict] === undefined,
  );
  expect(wanted.filter((verdict) => !texts.some((text) => text.startsWith(verdict)))).toEqual([]);
  if (without[id] === observed) return;
  const event = (pattern: RegExp): boolean => texts.some((text) => /^(?:deny|allow)/.test(text) && pattern.test(text));
  const protocols = ["tcp", "udp", "icmp", "ipv6-icmp"].filter((name) => without[id]?.[name] === undefined);
  expect(protocols.filter((name) => !event(new RegExp(`  ${name}  `)))).toEqual([]);
  if (without[id]?.["ip6"] !== undefined) return;
  expect(event(/ {2}(?:tcp|udp) {2}\[[0-9a-f:]+\]:\d+ > \[/), "ports of IPv6").toBe(true);
});

test("samples hold addresses of documentation only", () => {
  const wrong: string[] = [];
  for (const { lines, name } of formatSamples) {
    for (const line of lines) {
      for (const [address] of line.toString("utf8").matchAll(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g)) {
        if (!/^(?:192\.0\.2|198\.51\.100|203\.0\.113|224\.0\.0|0\.0\.0|255\.255\.255)\.\d+$/.test(address))
          wrong.push(`${name}: ${address}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

describe.each(samples)("$sample.name", ({ sample, golden }) => {
  const { bytes, format, lines } = sample;

  test("is read as its .events file says", () => {
    expect(numbered(scanLines(sampleScanner(format), lines))).toEqual(numbered(golden));
  });

  test("is told by its beginning", () => {
    const detection = detectFormats(bytes, wishes, utc);
    expect(detection.formats[0]?.id).toBe(format.id);
    expect(detection.scores[0]?.decisions).toBe(golden.filter((text) => /^(?:deny|allow)/.test(text)).length);
  });

  test("no other format claims a decision of it", () => {
    const others = formats.filter(({ id }) => id !== format.id);
    const decisions = lines.filter((_, i) => /^(?:deny|allow)/.test(golden[i]!));
    const claims = decisions.flatMap((line) =>
      others
        .filter((other) => scanLine(sampleScanner(other), line) !== "foreign")
        .map(({ id }) => `${id}: ${line.toString("utf8")}`),
    );
    expect(claims).toEqual([]);
  });

  test("is read alike in two chunks, cut at any byte", () => {
    const differing: string[] = [];
    let from = 0;
    for (const [i, line] of lines.entries()) {
      const end = from + line.length + 1;
      // The lines about the cut stand for all: the reader keeps nothing else.
      const start = from - (i > 0 ? lines[i - 1]!.length + 1 : 0);
      const stop = end + (i + 1 < lines.length ? lines[i + 1]!.length + 1 : 0);
      const expected = golden.slice(Math.max(0, i - 1), i + 2);
      const primed = (): ReturnType<typeof sampleScanner> => {
        const scanner = sampleScanner(format);
        scanLines(scanner, lines.slice(0, Math.max(0, i - 1)));
        return scanner;
      };
      const reading = new FedReading(primed());
      for (let cut = from; cut < end; cut++) {
        const read = reading.read([bytes.subarray(start, cut), bytes.subarray(cut, stop)]);
        if (read.join("\n") !== expected.join("\n"))
          differing.push(`byte ${cut} of line ${i + 1}: ${read.join(" | ")}`);
      }
      from = end;
    }
    expect(from).toBe(bytes.length);
    expect(differing).toEqual([]);
  });

  test("is read alike with CRLF, without the last line break, behind a byte order mark, in one byte chunks", () => {
    const text = bytes.toString("latin1");
    const writings = {
      crlf: Buffer.from(text.replaceAll("\n", "\r\n"), "latin1"),
      open: bytes.subarray(0, -1),
      marked: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
    };
    for (const [name, writing] of Object.entries(writings)) {
      expect([name, ...new FedReading(sampleScanner(format)).read([writing])]).toEqual([name, ...golden]);
    }
    const bytewise = [...bytes].map((byte) => Buffer.from([byte]));
    expect(new FedReading(sampleScanner(format)).read(bytewise)).toEqual(golden);
  });

  test("is read alike through the reader, plain and gzipped", async () => {
    const folder = scratchFolder({ "plain.log": bytes, "packed.gz": gzipSync(bytes) });
    // Syslog lines of other programs are known to be none of a log that programs share.
    const expected = golden.map((text) => (text === "foreign" && format.sharesLog === true ? "skip" : text));
    for (const name of ["plain.log", "packed.gz"]) {
      const read = await readFile(join(folder, name));
      // Lines that are foreign to a format may be of another one.
      const own = read.map((text, i) => (golden[i] === "foreign" && format.sharesLog !== true ? "foreign" : text));
      expect(numbered(own)).toEqual(numbered(expected));
    }
  });
});

test("the samples of formats with columns named by the file differ in what they name", () => {
  const headers = samplesOf("csv-headers").map(({ path }) => readFileSync(path, "utf8").split("\n")[0]);
  expect(headers.length).toBe(new Set(headers).size);
  expect(headers.length).toBeGreaterThan(3);
});

/** Reads chunks through one feeder, again and again. */
class FedReading {
  private texts: string[] = [];
  private readonly feeder: LineFeeder;

  constructor(scanner: ReturnType<typeof sampleScanner>) {
    const event = new LogEvent();
    this.feeder = new LineFeeder({
      line: (cursor) => {
        const isEmpty = cursor.end === cursor.start;
        this.texts.push(isEmpty ? "skip" : eventLine(scanner.scan(cursor, event), event, cursor));
      },
      tooLong: () => this.texts.push("too long"),
    });
  }

  read(chunks: readonly Buffer[]): string[] {
    this.texts = [];
    for (const chunk of chunks) this.feeder.feed(chunk);
    this.feeder.finish();
    return this.texts;
  }
}

async function readFile(path: string): Promise<string[]> {
  const read: string[] = [];
  const [result] = await readInput(
    { path, sizeBytes: readFileSync(path).length, modifiedMs: 0 },
    { ...wishes, zone: utc, year: sampleYear, hash: false, maxExpansion: 1000 },
    () => ({
      event: (event, cursor) => read.push(eventLine(EVENT, event, cursor)),
      other: (verdict, cursor) => read.push(eventLine(verdict, new LogEvent(), cursor)),
      tooLong: () => read.push("too long"),
    }),
  );
  expect(result?.error).toBeNull();
  return read;
}

function numbered(texts: readonly string[]): string[] {
  return texts.map((text, i) => `${i + 1}  ${text}`);
}
