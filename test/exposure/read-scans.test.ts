import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { corpusFolder, hasCorpus } from "../support/corpus-score.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { nmapHost, nmapXml, readPaths, readTexts } from "./reading.ts";

describe("each tool's results", () => {
  const found = ["198.51.100.7 23/tcp", "198.51.100.7 80/tcp"];
  const cases: readonly [name: string, tool: string, text: string][] = [
    ["nmap -oX", "nmap", nmapXml(nmapHost("198.51.100.7", "23/tcp open", "80/tcp open", "22/tcp closed"))],
    [
      "nmap -oG",
      "nmap",
      "# Nmap 7.94 scan initiated x as: nmap -oG - 198.51.100.7\n# Ports scanned: TCP(3;22-23,80) UDP(0;) SCTP(0;) PROTOCOLS(0;)\n" +
        "Host: 198.51.100.7 (fw.example.jp)\tStatus: Up\nHost: 198.51.100.7 (fw.example.jp)\tPorts: 22/closed/tcp//ssh///, 23/open/tcp//telnet///, 80/open/tcp//http///\tIgnored State: filtered (1)\n" +
        "# Nmap done at x -- 1 IP address (1 host up) scanned in 1 seconds\n",
    ],
    [
      "nmap -oN",
      "nmap",
      "# Nmap 7.94 scan initiated x\nNmap scan report for fw.example.jp (198.51.100.7)\nHost is up.\nPORT   STATE  SERVICE\n22/tcp closed ssh\n23/tcp open   telnet\n80/tcp open   http\n",
    ],
    [
      "masscan -oL",
      "masscan",
      "#masscan\nopen tcp 23 198.51.100.7 1500000000\nopen tcp 80 198.51.100.7 1500000000\nbanner tcp 80 198.51.100.7 1500000000 http x\n# end\n",
    ],
    [
      "masscan -oJ",
      "masscan",
      '[\n{   "ip": "198.51.100.7",   "timestamp": "1", "ports": [ {"port": 23, "proto": "tcp", "status": "open", "reason": "syn-ack", "ttl": 54} ] }\n,\n' +
        '{   "ip": "198.51.100.7",   "timestamp": "1", "ports": [ {"port": 80, "proto": "tcp", "service": {"name": "http", "banner": "x"}} ] }\n,\n',
    ],
    [
      "naabu",
      "naabu",
      '[INF] Running CONNECT scan\n{"host":"fw.example.jp","ip":"198.51.100.7","port":23}\n{"ip":"198.51.100.7","timestamp":"2026-07-14T20:29:37Z","port":80,"protocol":"tcp","tls":false}\n',
    ],
    [
      "Shodan lines",
      "shodan",
      '{"ip":3325256711,"ip_str":"198.51.100.7","port":23,"transport":"tcp","data":"x"}\n{"ip_str":"198.51.100.7","port":80,"transport":"tcp","data":"x"}\n',
    ],
    [
      "Shodan search",
      "shodan",
      JSON.stringify(
        {
          matches: [
            { ip: 3325256711, port: 23, data: "x" },
            { ip_str: "198.51.100.7", port: 80 },
          ],
          total: 2,
        },
        null,
        1,
      ),
    ],
    [
      "Shodan host",
      "shodan",
      JSON.stringify({
        ip_str: "198.51.100.7",
        ports: [23, 80],
        data: [
          { port: 23, transport: "tcp" },
          { port: 80, transport: "tcp" },
        ],
      }),
    ],
    [
      "Censys view",
      "censys",
      JSON.stringify({
        code: 200,
        result: {
          ip: "198.51.100.7",
          services: [
            { port: 23, transport_protocol: "TCP" },
            { port: 80, transport_protocol: "TCP" },
          ],
        },
      }),
    ],
    [
      "Censys search",
      "censys",
      JSON.stringify(
        { result: { hits: [{ ip: "198.51.100.7", services: [{ port: 23 }, { port: 80, service_name: "HTTP" }] }] } },
        null,
        2,
      ),
    ],
    [
      "zgrab2 with ports",
      "zgrab2",
      '{"ip":"198.51.100.7","data":{"telnet":{"status":"success","protocol":"telnet","port":23},"http":{"status":"protocol-error","port":80},"ssh":{"status":"connection-timeout","port":22}}}\n',
    ],
    [
      "CSV",
      "CSV",
      'IP Address;Port;Protocol;State\n198.51.100.7;23;TCP;open\n"198.51.100.7";"80";tcp;open\n198.51.100.7;22;tcp;closed\n',
    ],
    [
      "zmap CSV",
      "CSV",
      "saddr,sport,classification\n198.51.100.7,23,synack\n198.51.100.7,80,synack\n198.51.100.7,22,rst\n",
    ],
  ];
  test.each(cases)("%s", async (_, tool, text) => {
    const { open, inputs } = await readTexts(text);
    expect(open).toEqual(found);
    expect(inputs[0]?.tally.tool).toBe(tool);
    expect(inputs[0]?.error).toBeNull();
  });
  test.each(cases)("%s, compressed", async (_name, _tool, text) => {
    expect((await readTexts(gzipSync(text))).open).toEqual(found);
  });
  test("in UTF-16", async () => {
    const text = `\ufeff${nmapXml(nmapHost("198.51.100.7", "23/tcp open", "80/tcp open"))}`;
    expect((await readTexts(Buffer.from(text, "utf16le"))).open).toEqual(found);
  });
});

describe("merging", () => {
  test("files about one host are one host, whichever way its address is written", async () => {
    const { view, open } = await readTexts(
      nmapXml(nmapHost("2001:db8::7", "23/tcp open")),
      '{"ip":"2001:0db8:0:0:0:0:0:7","port":8291}\n{"ip":"::ffff:198.51.100.9","port":80}\n',
      "ip,port\n198.51.100.9,80\n2001:DB8::7,23\n",
    );
    expect(open).toEqual(["198.51.100.9 80/tcp", "2001:db8::7 23/tcp", "2001:db8::7 8291/tcp"]);
    expect([view.length, view.repeats]).toEqual([2, 3]);
  });
  test("a port that is open in one scan and filtered in another is open, and disputed", async () => {
    const { view, open } = await readTexts(
      nmapXml(nmapHost("198.51.100.7", "23/tcp filtered", "161/udp open|filtered")),
      nmapXml(nmapHost("198.51.100.7", "23/tcp open", "22/tcp filtered")),
    );
    expect(open).toEqual(["198.51.100.7 23/tcp"]);
    expect(view.counts).toEqual({ open: 1, unsure: 1, filtered: 1, closed: 0, disputed: 1 });
  });
  test("a name that one address alone has is that address", async () => {
    const { view, open } = await readTexts(
      '{"host":"fw.example.jp","port":23}\n{"host":"www.example.jp","port":80}\n',
      '{"host":"FW.example.jp.","ip":"198.51.100.7","port":443}\n',
    );
    expect(open).toEqual(["198.51.100.7 23/tcp", "198.51.100.7 443/tcp", "www.example.jp 80/tcp"]);
    expect([0, 1, 2].filter((host) => view.isScanned(host))).toHaveLength(2);
  });
  test("hosts that are up without ports count as scanned, those that are down do not", async () => {
    const hosts =
      '<host><status state="up"/><address addr="198.51.100.1" addrtype="ipv4"/></host>' +
      '<host><status state="down"/><address addr="198.51.100.2" addrtype="ipv4"/></host>';
    const { view } = await readTexts(nmapXml(hosts, { up: 5 }));
    expect([0, 1].map((host) => [view.isScanned(host), view.isDown(host)])).toEqual([
      [true, false],
      [false, true],
    ]);
    // Five are up, of which one is listed.
    expect(view.unlisted).toBe(4);
  });
  test("which ports were looked at is known where every scan tells", async () => {
    const one = await readTexts(nmapXml(nmapHost("198.51.100.7"), { services: "1-100,8291" }));
    expect([23, 8291, 8292].map((port) => one.view.ranges.mayHaveLookedAt("tcp", port))).toEqual([true, true, false]);
    expect(one.view.ranges.mayHaveLookedAt("udp", 53)).toBe(false);
    const two = await readTexts(nmapXml(nmapHost("198.51.100.7"), { services: "1-100" }), "ip,port\n198.51.100.9,80\n");
    expect(two.view.ranges.mayHaveLookedAt("tcp", 8292)).toBe(true);
  });
});

describe("bad input", () => {
  const whole = nmapXml([nmapHost("198.51.100.7", "23/tcp open"), nmapHost("198.51.100.8", "80/tcp open")].join("\n"));
  test("a scan cut anywhere never throws, keeps what was there, and says so", async () => {
    const texts = Array.from({ length: 24 }, (_, at) =>
      whole.slice(0, 60 + Math.floor(((whole.length - 75) * at) / 23)),
    );
    for (const text of texts) {
      const { inputs, open } = await readTexts(text);
      expect(inputs[0]?.error?.message).toMatch(/the scan ends early, at line \d+|no scan result/);
      expect(open.length).toBeLessThanOrEqual(2);
    }
    expect((await readTexts(whole.slice(0, -14))).open).toHaveLength(2);
  });
  test("a packed scan that ends early keeps what was unpacked, the host that breaks off, too", async () => {
    const hosts = Array.from({ length: 4000 }, (_, at) =>
      nmapHost(`10.9.${at >> 8}.${at & 255}`, `${at + 1}/tcp open`, "23/tcp open"),
    );
    const packed = gzipSync(nmapXml(hosts.join("\n"), { services: "1-5000" }));
    const { inputs, view } = await readTexts(packed.subarray(0, packed.length >> 1));
    expect(inputs[0]?.error?.message).toMatch(/gzip data ends early at byte [\d,]+, after [\d,]+ unpacked bytes/);
    expect(view.counts.open).toBeGreaterThan(1000);
    expect(view.ranges.mayHaveLookedAt("tcp", 60_000)).toBe(true);
  });
  test("entities are not expanded, and the rest is kept", async () => {
    const bomb =
      '<!DOCTYPE nmaprun [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>';
    const text = whole
      .replace("<!DOCTYPE nmaprun>", bomb)
      .replace("<ports>", "<hostnames><hostname name='&b;&x;' type='PTR'/></hostnames><ports>");
    const { inputs, open, view } = await readTexts(text);
    expect(open).toEqual(["198.51.100.7 23/tcp", "198.51.100.8 80/tcp"]);
    expect(view.nameOf(0)).toBe("&b;&x;");
    expect(inputs[0]?.tally.unread).toBe(2);
    expect(inputs[0]?.tally.faults[0]).toEqual({
      place: "line 5, column 122",
      text: "is no good XML: undefined entity",
    });
  });
  test("records that are no good are counted with their place", async () => {
    const { inputs, open } = await readTexts(
      '{"ip":"198.51.100.7","port":23}\n{"ip":"198.51.100.7","port":\nwarning: slow\n{"ip":"999.1.1.1","port":23}\n{"ip":"198.51.100.7","port":99999}\n{"ip":"198.51.100.7","port":80}\n',
      'ip,port\n198.51.100.9,80\n198.51.100.9,\n198.51.100.300,80\n"198.51.100.9,22\n198.51.100.9,443\n',
    );
    expect(open).toEqual(["198.51.100.7 23/tcp", "198.51.100.7 80/tcp", "198.51.100.9 443/tcp", "198.51.100.9 80/tcp"]);
    expect(inputs.map(({ tally }) => [tally.records, tally.unread])).toEqual([
      [2, 4],
      [2, 3],
    ]);
    expect(inputs[0]?.tally.faults[0]).toEqual({ place: "line 2", text: "is no JSON object" });
    expect(inputs[1]?.tally.faults.map(({ place }) => place)).toEqual(["line 3", "line 4", "line 5"]);
  });
  test("a document that ends early names the line of its last record", async () => {
    const { inputs, open } = await readTexts(
      '[\n{"ip":"198.51.100.7","ports":[{"port":23,"proto":"tcp","status":"open"}]},\n{"ip":"198.51.100.7","por',
    );
    expect(open).toEqual(["198.51.100.7 23/tcp"]);
    expect(inputs[0]?.error?.message).toContain("at line 3, after 1 records");
  });
  test("a quotation mark that is missing costs its record alone", async () => {
    const record = (last: number): string =>
      `{"ip":"198.51.100.${last}","ports":[{"port":23,"proto":"tcp","status":"open"}]}`;
    const broken = record(2).replace('"open"', '"open');
    const inside = await readTexts(`[\n${[record(1), broken, record(3), record(4)].join("\n,\n")}\n]\n`);
    expect(inside.open).toEqual(["198.51.100.1 23/tcp", "198.51.100.3 23/tcp", "198.51.100.4 23/tcp"]);
    expect(inside.inputs[0]?.tally).toMatchObject({ records: 3, unread: 1, cutAt: null });
    expect(inside.inputs[0]?.tally.faults).toEqual([{ place: "line 4", text: "is no JSON object" }]);
    const cut = await readTexts(`[\n${[record(1), broken, record(3), record(4).slice(0, 20)].join("\n,\n")}`);
    expect(cut.open).toEqual(["198.51.100.1 23/tcp", "198.51.100.3 23/tcp"]);
    expect(cut.inputs[0]?.error?.message).toContain("the scan ends early, at line 7");
  });
  test("XML says how it is encoded; lines of tables need not agree", async () => {
    const latin = nmapXml(
      `<host><status state="up"/><address addr="198.51.100.7" addrtype="ipv4"/><hostnames><hostname name="b\u00fcro"/></hostnames></host>`,
    ).replace("UTF-8", "ISO-8859-1");
    expect((await readTexts(Buffer.from(latin, "latin1"))).view.nameOf(0)).toBe("b\u00fcro");
    const mixed = Buffer.concat([
      Buffer.from(
        "url,status,title\nhttps://a.example.jp/,200,\u7ba1\u7406\u8005\u30ed\u30b0\u30a4\u30f3\nhttps://b.example.jp/,200,",
      ),
      // The same title in Shift_JIS.
      Buffer.from("8ac7979d8ed2838d834f83438393", "hex"),
      Buffer.from("\nhttps://c.example.jp/,200,x\n"),
    ]);
    const { sites } = await readTexts(mixed);
    expect(sites.counts()).toMatchObject({ answered: 3, byClass: { "cms-admin": 2 } });
  });
  test("what is no scan is told so; the others are read", async () => {
    const { inputs, open } = await readTexts("Nov 1 03:04:05 fw kernel: DROP", "", "<html></html>", whole);
    expect(inputs.map(({ error }) => error?.message.replace(/^.*: /, "") ?? null)).toEqual([
      "is no scan result that is known",
      "is empty",
      "is no scan result that is known",
      null,
    ]);
    expect(open).toHaveLength(2);
  });
  test("cells in Shift_JIS cost nothing", async () => {
    const sjis = Buffer.concat([
      Buffer.from("ip,port,name\n198.51.100.7,23,"),
      Buffer.from([0x83, 0x8b, 0x81, 0x5b, 0x83, 0x5e]),
      Buffer.from("\n198.51.100.8,80,x\n"),
    ]);
    const { open, view } = await readTexts(sjis);
    expect(open).toEqual(["198.51.100.7 23/tcp", "198.51.100.8 80/tcp"]);
    expect(view.nameOf(0)).toBe("ルータ");
  });
});

describe.skipIf(!hasCorpus())("results of real scanners", () => {
  test("all are told and read without a fault", async () => {
    const { inputs, view } = await readPaths([join(corpusFolder, "_scan")]);
    expect(inputs.filter(({ error, tally }) => error !== null || tally.unread > 0)).toEqual([]);
    const tools = new Set(inputs.map(({ tally }) => tally.tool));
    expect([...tools].sort()).toEqual(["masscan", "naabu", "nmap", "shodan", "zgrab2"]);
    expect(view.counts.open).toBeGreaterThan(100);
  });
  test("a scan of nmap that says so itself has the ports that nmap lists", async () => {
    const { open } = await readPaths([join(corpusFolder, "_scan/nmap-normal/htb-mirai-10.10.10.48.nmap")]);
    expect(open.map((text) => text.split(" ")[1])).toEqual([
      "1513/tcp",
      "22/tcp",
      "32400/tcp",
      "32469/tcp",
      "53/tcp",
      "80/tcp",
    ]);
  });
});

test("an archive of scans is read as its files", async () => {
  const folder = scratchFolder({
    "a.xml": nmapXml(nmapHost("198.51.100.7", "23/tcp open")),
    "b.csv": "ip,port\n198.51.100.8,80\n",
  });
  expect((await readPaths([folder])).open).toHaveLength(2);
});
