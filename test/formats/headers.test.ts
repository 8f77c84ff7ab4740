import { describe, expect, test } from "vitest";
import { compileFormat } from "../../src/formats/compile.ts";
import { Zone } from "../../src/scan/zone.ts";
import { sampleContext, sampleScanner, scanLine } from "../support/event-lines.ts";
import { readGoldenEvents, samplesOf } from "../support/format-samples.ts";
import { type SyslogHeader, syslogHeaders } from "../support/syslog-headers.ts";

/** Formats that stand behind syslog headers, with what their payloads begin with. */
const payloads: Readonly<Record<string, RegExp>> = {
  "aws-vpc-flow-json": /\{.*/,
  "azure-firewall": /\{.*/,
  "azure-nsg-flow": /\{.*/,
  "checkpoint-json": /\{.*/,
  "cisco-asa": /%(?:ASA|PIX|FWSM|FTD)-.*/,
  "cisco-ftd": /%(?:FTD|NGIPS)-.*/,
  "cisco-ios": /%(?:SEC|IPV6|IPV6_ACL|FW|ACLLOG|FMANFP)-.*/,
  "draytek-vigor": /\[FILTER\].*/,
  filterlog: /filterlog\[.*/,
  "fortinet-fortigate": /(?:date=2026|devname=).*/,
  "hillstone-stoneos": /\d+ Traffic@FLOW.*/,
  "huawei-usg": /%%01.*/,
  "juniper-srx": /RT_FLOW_SESSION.*/,
  "gcp-firewall": /\{.*/,
  "freebsd-ipfw": /kernel: .*/,
  "juniper-filter": /PFE_FW_SYSLOG.*/,
  "juniper-srx-text": /RT_FLOW: .*/,
  "linux-netfilter": /kernel: .*/,
  "mikrotik-routeros": /firewall,info .*/,
  "paloalto-panos": /(?<=^| )1,2026\/.*/,
  "paloalto-panos-json": /\{.*/,
  "suricata-eve": /\{.*/,
  "symantec-sep": /SymantecServer: .*/,
  "zscaler-firewall-json": /\{.*/,
  "vmware-nsx": /INET.*/,
  "watchguard-firebox": /firewall: .*/,
  "yamaha-rtx": /(?:PP|LAN|TUNNEL)\S* (?:Rejected|Passed).*/,
};

/** Headers that one product writes, or that stand in front of its payload only. */
const own: Readonly<Record<string, readonly SyslogHeader[]>> = {
  "cisco-asa": [
    { name: "device's own, no host", text: "<134>Nov 12 2026 04:05:06: ", time: "2026-11-12T04:05:06Z", host: "" },
    { name: "host and colon", text: "<134>Nov 12 2026 04:05:06 gw9 : ", time: "2026-11-12T04:05:06Z", host: "gw9" },
    { name: "host with a colon", text: "Nov 12 04:05:06 gw9: ", time: "2026-11-12T04:05:06Z", host: "gw9" },
    { name: "sequence number", text: "<134>000123: Nov 12 2026 04:05:06: ", time: "2026-11-12T04:05:06Z", host: "" },
    { name: "colon alone", text: "<134>: ", time: "-", host: "" },
    {
      name: "RFC 5424 of the device",
      text: "<134>1 2026-11-12T04:05:06Z gw9 - - - - ",
      time: "2026-11-12T04:05:06Z",
      host: "gw9",
    },
  ],
  "linux-netfilter": [
    { name: "dmesg", text: "[ 1234.567890] ", time: "-", host: "" },
    { name: "dmesg -T", text: "[Thu Nov 12 04:05:06 2026] ", time: "2026-11-12T04:05:06Z", host: "" },
    {
      name: "journalctl -o short-full",
      text: "Thu 2026-11-12 04:05:06 UTC gw9 ",
      time: "2026-11-12T04:05:06Z",
      host: "gw9",
    },
  ],
};

describe.each(Object.entries(payloads))("%s behind", (id, payload) => {
  const [sample] = samplesOf(id);
  const { format, lines } = sample!;
  const golden = readGoldenEvents(sample!);
  const decisions = lines
    .filter((_, i) => /^(?:deny|allow)/.test(golden[i]!))
    .flatMap((line) => payload.exec(line.toString("utf8")) ?? []);

  test.each([...syslogHeaders, ...(own[id] ?? [])])("$name", ({ text, time, host }) => {
    expect(decisions.length).toBeGreaterThan(8);
    const scanner = sampleScanner(format);
    for (const decision of decisions) {
      const bare = scanLine(sampleScanner(format), Buffer.from(decision));
      expect(`${text}${decision}\n${scanLine(scanner, Buffer.from(`${text}${decision}`))}`).toBe(
        `${text}${decision}\n${withHeader(bare, time, host)}`,
      );
    }
  });
});

test("a stamp without a zone is read in the zone that is asked for, one with a zone is not", () => {
  const scanner = compileFormat(samplesOf("linux-netfilter")[0]!.format, sampleContext(new Zone("Asia/Tokyo")));
  const payload = "kernel: DROP: IN=eth0 OUT= SRC=198.51.100.7 DST=203.0.113.9 PROTO=TCP SPT=51312 DPT=445 ";
  const timeBehind = (header: string): string | undefined =>
    /^deny +(\S+)/.exec(scanLine(scanner, Buffer.from(header + payload)))?.[1];
  expect(timeBehind("Nov 12 04:05:06 gw9 ")).toBe("2026-11-11T19:05:06Z");
  expect(timeBehind("2026-11-12T04:05:06 gw9 ")).toBe("2026-11-11T19:05:06Z");
  expect(timeBehind("2026-11-12T04:05:06Z gw9 ")).toBe("2026-11-12T04:05:06Z");
  expect(timeBehind("2026-11-12T04:05:06+01:00 gw9 ")).toBe("2026-11-12T03:05:06Z");
});

/** An event line with the time and host of its header, where its payload has none. */
function withHeader(bare: string, time: string, host: string): string {
  const [verdict, ownTime, ...others] = bare.split("  ").filter((word) => word !== "");
  const [protocol, ends, more = ""] = others;
  const words = more.split(" ").filter((word) => word !== "");
  if (host !== "" && !words.some((word) => word.startsWith("dev="))) {
    const at = words.indexOf("assumed");
    words.splice(at < 0 ? words.length : at, 0, `dev=${host}`);
  }
  const columns = [verdict!.trim().padEnd(5), ownTime!.trim() === "-" ? time : ownTime!.trim(), protocol, ends];
  return [...columns, ...(words.length > 0 ? [words.join(" ")] : [])].join("  ");
}
