import { describe, expect, test } from "vitest";
import { formats } from "../../src/formats/index.ts";
import { guessMeaning } from "../../src/formats/learn/action-words.ts";
import { endOf, isNamed, isTranslated } from "../../src/formats/learn/names.ts";
import { type Proposal, proposeFormat } from "../../src/formats/learn/propose.ts";
import { parseUserFormats } from "../../src/formats/user-formats.ts";
import { protocolAndPorts, sampleScanner, scanLines } from "../support/event-lines.ts";
import { readGoldenEvents, samplesOf } from "../support/format-samples.ts";

const services = [23, 80, 445, 2323];

/** What a line of an unknown log says, the same in each layout. */
function connection(i: number): Record<string, string> {
  const stamp = `2018-03-01 12:${String(Math.floor(i / 60)).padStart(2, "0")}:${String(i % 60).padStart(2, "0")}`;
  return {
    stamp,
    source: `198.51.100.${(i * 7) % 250}`,
    sport: String(33_000 + ((i * 131) % 30_000)),
    destination: `10.0.0.${i % 5}`,
    dport: String(services[i % services.length]),
    protocol: i % 5 === 0 ? "udp" : "tcp",
    action: i % 3 === 0 ? "passed" : "dropped",
  };
}

const count = 200;
const connections = Array.from({ length: count }, (_, i) => connection(i));
const expected = connections.map(({ source, sport, destination, dport, protocol, action }) => {
  const verdict = action === "passed" ? "allow" : "deny ";
  return [verdict, protocol, `${source}:${sport} > ${destination}:${dport}`].join("  ");
});

function propose(lines: readonly string[]): Proposal {
  const proposal = proposeFormat(lines, "unknown-log", "unknown.log");
  if (typeof proposal === "string") throw new Error(proposal);
  return proposal;
}

/** What is read by the proposed format, after it went through its file. */
function readBack(lines: readonly string[]): string[] {
  const [format] = parseUserFormats(JSON.stringify(propose(lines).format));
  const texts = scanLines(
    sampleScanner(format!),
    lines.map((line) => Buffer.from(line)),
  );
  return texts.map((text) =>
    text
      .split("  ")
      .filter((cell) => !/^(?:dev=.*|assumed)$/.test(cell))
      .join("  "),
  );
}

const withoutTime = (text: string): string => text.replace(/ {2}2\d\d\d-\d\d-\d\dT\S+/, "");

type Connection = Record<string, string>;
const layouts: Record<string, (c: Connection, i: number) => string> = {
  "pairs with a header": (c, i) =>
    `Mar  1 12:00:0${i % 10} gw1 fw: rule=7 len=${40 + (i % 900)} srcaddr=${c["source"]} sport=${c["sport"]} dstaddr=${c["destination"]} dport=${c["dport"]} proto=${c["protocol"]} verdict=${c["action"]}`,
  "quoted pairs between semicolons, with a translated address": (c) =>
    `time="${c["stamp"]}";client_ip=${c["source"]};nat_ip=192.0.2.1;client_port=${c["sport"]};server_ip=${c["destination"]};server_port=${c["dport"]};protocol=${c["protocol"]};action="${c["action"]} by policy"`,
  "nested JSON": (c) =>
    JSON.stringify({
      ts: `${c["stamp"]?.replace(" ", "T")}Z`,
      list: [1, { ip: "192.0.2.9" }],
      connection: {
        src: { ip: c["source"], port: Number(c["sport"]) },
        dst: { ip: c["destination"], port: Number(c["dport"]) },
      },
      transport: c["protocol"],
      decision: c["action"],
    }),
  "columns without names, the destination first": (c, i) =>
    `${c["stamp"]?.replace(" ", ";")};${c["destination"]};${c["dport"]};${c["source"]};${c["sport"]};${c["protocol"]};${c["action"]};${i}`,
  "quoted columns": (c) =>
    `"${c["stamp"]}","rule, the first","${c["source"]}","${c["destination"]}",${c["sport"]},${c["dport"]},${c["protocol"]},"${c["action"]}"`,
  "tabs and the firewall's own address": (c) =>
    `${c["stamp"]}\t192.0.2.254\t${c["source"]}\t${c["sport"]}\t${c["destination"]}\t${c["dport"]}\t${c["protocol"]}\t${c["action"]}`,
  sentences: (c) =>
    `${c["stamp"]} ${c["action"]} ${c["protocol"]} from ${c["source"]} port ${c["sport"]} to ${c["destination"]} port ${c["dport"]}`,
  "sentences with a header": (c, i) =>
    `Mar ${i % 2 === 0 ? " 9" : "10"} 12:00:00 gw1 zfw: ${c["action"]} ${c["protocol"]} ${c["source"]} ${c["sport"]} ${c["destination"]} ${c["dport"]}`,
  "columns behind a header": (c, i) =>
    `<134>Mar  1 12:00:0${i % 10} gw1 zfw[12]: 17,${c["action"]},${c["protocol"]},${c["source"]},${c["sport"]},${c["destination"]},${c["dport"]}`,
};

describe("a format that reads all lines is proposed for", () => {
  test.each(Object.entries(layouts))("%s", (_name, write) => {
    expect(readBack(connections.map(write)).map(withoutTime)).toEqual(expected);
  });

  test.each(["Wann,Quelle,Ziel,QPort,ZPort,Prot,Was", "When,Source IP,Dest IP,Src Port,Dst Port,Proto,Result"])(
    "columns that the first line names: %s",
    (names) => {
      const write = (c: Connection): string =>
        [c["stamp"], c["source"], c["destination"], c["sport"], c["dport"], c["protocol"], c["action"]].join(",");
      expect(readBack([names, ...connections.map(write)]).map(withoutTime)).toEqual(["skip", ...expected]);
    },
  );

  test("numbers of protocols and epochs, nothing that says what happened", () => {
    const write = (c: Connection, i: number): string =>
      [1_519_905_600 + i, c["source"], c["sport"], c["destination"], c["dport"], c["protocol"] === "tcp" ? 6 : 17].join(
        "\t",
      );
    const lines = connections.map(write);
    const proposal = propose(lines);
    expect(proposal.format).toMatchObject({ defaultAction: "assume" });
    expect(proposal.remarks.join("\n")).toContain("no field says what happened");
    expect(readBack(lines).map(withoutTime)).toEqual(expected.map((text) => text.replace("allow  ", "deny   ")));
  });
});

describe("the samples of built-in formats: what is proposed reads nothing else", () => {
  test.each(["fortinet-fortigate", "linux-netfilter", "suricata-eve", "aws-vpc-flow-json"])("%s", (id) => {
    expect(formats.some((format) => format.id === id)).toBe(true);
    const [sample] = samplesOf(id);
    const golden = readGoldenEvents(sample!);
    const isDecision = (text: string): boolean => /^(?:deny|allow)/.test(text);
    const kept = golden.flatMap((text, i) => (isDecision(text) ? [i] : []));
    const lines = kept.map((i) => sample!.lines[i]!.toString("utf8"));
    const proposal = proposeFormat(lines, "some-log", "some.log");
    if (typeof proposal === "string") return;
    const [format] = parseUserFormats(JSON.stringify(proposal.format));
    const read = scanLines(
      sampleScanner(format!),
      lines.map((line) => Buffer.from(line)),
    );
    const wrong = read.filter(
      (text, at) => isDecision(text) && protocolAndPorts(text) !== protocolAndPorts(golden[kept[at]!]!),
    );
    expect(wrong).toEqual([]);
  });
});

describe("nothing is proposed, and why, for", () => {
  test.each([
    ["prose", ["Dear reader, this is no log at all, is it?"], "neither JSON"],
    ["numbers alone", ["1,2,3,4,5"], "holds addresses"],
    [
      "a web server's log",
      ['198.51.100.1 - - [01/Mar/2018:12:00:00 +0000] "GET / HTTP/1.1" 200 512'],
      "destination ports",
    ],
    ["JSON without ports", ['{"src":"198.51.100.1","dst":"192.0.2.1","action":"deny"}'], "destination ports"],
    ["pairs without addresses", ["a=1 b=2 c=3 d=4 e=5"], "holds addresses"],
  ])("%s", (_name, lines, why) => {
    expect(
      proposeFormat(
        lines.flatMap((line) => [line, line, line]),
        "x",
        "x",
      ),
    ).toContain(why);
  });
});

test("words that cannot be told are skipped, with a remark", () => {
  const lines = connections.map((c, i) => layouts["nested JSON"]!(i % 10 === 0 ? { ...c, action: "mirrored" } : c, i));
  const { format, remarks } = propose(lines);
  expect(format.actions).toEqual({ dropped: "deny", mirrored: "skip", passed: "allow" });
  expect(remarks).toContain('cannot tell what "mirrored" means: taken for no decision ("skip")');
});

test("samples are lines of each kind of decision, all of which are read", () => {
  const { format } = propose(connections.map(layouts["sentences"]!));
  expect(format.samples).toHaveLength(4);
});

test.each([
  ["DROP", "deny"],
  ["D-DROP", "deny"],
  ["blocked by policy", "deny"],
  ["許可", "allow"],
  ["遮断", "deny"],
  ["accepted", "allow"],
  ["client-rst", "allow"],
  ["reset-both", "deny"],
  ["drop and accept", null],
  ["MIRROR", null],
])("%s means %s", (word, meaning) => {
  expect(guessMeaning(word)).toBe(meaning);
});

test.each([
  ["srcip", "source"],
  ["sourceAddress", "source"],
  ["id.orig_h", "source"],
  ["client-port", "source"],
  ["DstPort", "destination"],
  ["dest_ip", "destination"],
  ["id.resp_p", "destination"],
  ["送信元IP", "source"],
  ["宛先ポート", "destination"],
  ["interface", null],
  ["protocol", null],
])("%s speaks of %s", (name, end) => {
  expect(endOf(name)).toBe(end);
});

test("names of translations, and of numbers that are no ports", () => {
  expect(["nat_src", "natip", "xlatesport", "translated.port"].filter((name) => !isTranslated(name))).toEqual([]);
  expect(["destination", "srcip", "signature"].filter(isTranslated)).toEqual([]);
  expect(["rule_id", "len", "sent_bytes", "ttl"].filter((name) => !isNamed(name, "otherNumber"))).toEqual([]);
  expect(["dport", "src_port", "spt"].filter((name) => isNamed(name, "otherNumber"))).toEqual([]);
});
