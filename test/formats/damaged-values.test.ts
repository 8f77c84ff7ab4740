import { expect, test } from "vitest";
import { formats } from "../../src/formats/index.ts";
import { readLine, scannerOf } from "../support/read-line.ts";

/** Lines with one byte changed, or the last ones cut off: what then stands in the place of the port is none. */
test.each([
  ["windows-firewall", "the protocol's separator", "2017-04-01 03:04:05 DROP TCP:198.51.100.7 203.0.113.9 51312 445 0 - 0 0 0 - - - SEND"],
  ["windows-firewall", "a tab for a separator", "2017-04-01 03:04:05 DROP TCP 198.51.100.7 203.0.113.9\t51312 445 0 - 0 0 0 - - - SEND"],
  ["windows-firewall", "a blank for a digit", "2017-04-01 03:04:05 DROP TCP 198.51.100.7 203.0.113.  51312 445 0 - 0 0 0 - - - SEND"],
  ["windows-firewall", "two ports run together", "2017-04-01 03:04:05 DROP TCP 198.51.100.7 203.0.113.9 51312!445 0 - 0 0 0 - - - SEND"],
  ["filterlog", "a comma within an address", "Apr  1 03:04:05 fw filterlog: 5,,,1,em0,match,block,in,4,0x0,,64,9,0,none,6,tcp,44,198.51.100.7,203,0.113.9,51312,445,0,S,1,,9,,mss"],
  ["filterlog", "an address with more behind it", "Apr  1 03:04:05 fw filterlog: 5,,,1,em0,match,block,in,4,0x0,,64,9,0,none,6,tcp,44,198.51.100.7,203.0.113.9M51312,445,0,S,1,,9,,mss"],
  ["filterlog", "no source port", "Apr  1 03:04:05 fw filterlog: 5,,,1,em0,match,block,in,4,0x0,,64,9,0,none,6,tcp,44,198.51.100.7,203.0.113.9,,51312,445,0,S,1,,9,,mss"],
  ["freebsd-ipfw", "a slash within an address", "Apr  1 03:04:05 fw kernel: ipfw: 12190 Deny TCP 198.51.100.7:51312 203/0.113.9:445 in via en1"],
  ["cisco-asa", "a colon within an address", "Apr  1 2017 03:04:05 fw : %ASA-2-106001: Inbound TCP connection denied from 198.51.100.7/51312 to 203.0.113.9:6/445 flags SYN  on interface outside"],
  ["cisco-asa", "a bracket within an address", "Apr  1 2017 03:04:05 fw : %ASA-6-106100: access-list in denied udp inside/198.51.100.7(1039) -> outside/2}3.0.113.9(53) hit-cnt 1 first hit [0xd820e56a, 0x0]"],
  ["cisco-ios", "a slash within an address", "Apr  1 03:04:05.678: %SEC-6-IPACCESSLOGP: list 101 denied udp 198.51.100.7(51312) -> 203.0.113.9/5(53), 1 packet"],
  ["juniper-srx", "a digit for a quote", '1 2017-04-01T03:04:05Z fw RT_FLOW - RT_FLOW_SESSION_DENY [junos@2636.1.1.1.2.35 source-address="198.51.100.7" source-port="51312" destination-address="203.0.113.9" destination-port=4445" service-name="None" protocol-id="6" policy-name="deny"]'],
  ["fortinet-fortigate", "cut in its last port", "date=2017-04-01 time=03:04:05 devname=fw log_id=0021010001 type=traffic subtype=other status=deny proto=6 src=198.51.100.7 dst=203.0.113.9 src_port=51312 dst_port=44"],
  ["fortinet-fortigate", "cut in its protocol", "date=2017-04-01 time=03:04:05 devname=fw log_id=0021010001 type=traffic subtype=other src=198.51.100.7 src_port=51312 dst=203.0.113.9 dst_port=445 status=deny proto=1"],
])("%s, %s: no decision", (id, _damage, line) => {
  expect(readLine(scannerOf(formatOf(id)), line).verdict).toBe("malformed");
}); // prettier-ignore

test.each([
  ["cisco-ios", "%SEC-6-IPACCESSLOGSP: list 101 denied ygmp 198.51.100.7 -> 224.0.0.2 (20), 1 packet"],
  ["zyxel-usg", '<142>Apr  1 03:04:05 2017 fw src="198.51.100.7:51312" dst="203.0.113.9:4459 msg="default rule DROP" note="ACCESS BLOCK" devID="f44d5c94f517" cat="Security Policy Control" action="Drop"'],
  ["linux-netfilter", "Apr  1 03:04:05 fw kernel: DROP IN=eth0 OUT= SRC=198.51.100.7 DST=203.0.113.9 LEN=88 @ROTO=ICMP TYPE=3 CODE=3 [SRC=203.0.113.9 DST=198.51.100.7 LEN=60 PROTO=UDP SPT=21458 DPT=62936 LEN=40 ]"],
])("%s: a number in another place is no port", (id, line) => {
  expect(readLine(scannerOf(formatOf(id)), line).destinationPort).toBe(-1);
}); // prettier-ignore

test("masked addresses and ports are no damage", () => {
  const line =
    "%FTD-1-430003: AccessControlRuleAction: Block, SrcIP: 198.51.333.7, DstIP: 203.0.113.9, SrcPort: 77777, DstPort: 445, Protocol: tcp, IngressInterface: LAN, ";
  expect(readLine(scannerOf(formatOf("cisco-ftd")), line)).toMatchObject({ verdict: "event", destinationPort: 445 });
});

function formatOf(id: string): (typeof formats)[number] {
  return formats.find((format) => format.id === id)!;
}
