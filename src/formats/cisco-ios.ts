import type { Format } from "./format.ts";

const ports = "{protocol} {source} -> {destination}, {count} packet";
// The image's name may stand in front: "R0/0: fman_fp_image: list …".
const denied = `{}list {} denied ${ports}`;
const permitted = `{}list {} permitted ${ports}`;
// A number in brackets is no port there: `denied igmp 192.0.2.1 -> 224.0.0.2 (20)`.
const hosts = "{protocol} {sourceHost} -> {destinationHost}, {count} packet";
const flow =
  "Src IP: {sourceAddress}, Dst IP: {destinationAddress}, Src Port: {sourcePort}, Dst Port: {destinationPort}, Src Intf: {}, Protocol: ";
/** Firewall drops that a policy asked for; others are about states and broken packets. */
const reasons = ["DROP action", "policy match failure", "Policy drop", "One of the interfaces not being cfged"];

export const ciscoIos: Format = {
  id: "cisco-ios",
  title: "Cisco IOS, IOS XE, IOS XR, NX-OS: access lists and zone-based firewall",
  docs: "https://www.cisco.com/c/en/us/td/docs/ios-xml/ios/sec_data_acl/configuration/15-mt/sec-data-acl-15-mt-book.html",
  grammar: {
    kind: "template",
    // Access lists and firewalls, then what such devices write most beside them.
    marker: [
      "%SEC-", "%IPV6-", "%IPV6_ACL-", "%FMANFP-", "%FW-", "%ACL-", "%ACLLOG-",
      "%SYS-", "%LINK-", "%LINEPROTO-", "%SEC_LOGIN-",
    ], // prettier-ignore
    colonHost: true,
    deny: {
      IPACCESSLOGP: [denied, `access-list {} deny ${ports}`],
      IPACCESSLOGDP: [denied, `access-list {} deny ${ports}`],
      IPACCESSLOGRP: [`{}list {} denied ${hosts}`],
      IPACCESSLOGSP: [`{}list {} denied ${hosts}`],
      IPACCESSLOGNP: [`{}list {} denied ${hosts}`],
      // Standard lists look at sources alone.
      IPACCESSLOGS: ["list {} denied {sourceHost} {count} packet"],
      ACCESSLOGP: [denied],
      ACCESSLOGDP: [denied],
      ACCESSLOGSP: [denied],
      ACCESSLOGNP: [denied],
      DROP_PKT: reasons.flatMap((reason) => [
        `Dropping {protocol} {} {source} => {destination} {}due to {}${reason}`,
        `Dropping {protocol} {} {source} {destination} {}due to {}${reason}`,
      ]),
    },
    allow: {
      IPACCESSLOGP: [permitted, `access-list {} permit ${ports}`],
      IPACCESSLOGDP: [permitted, `access-list {} permit ${ports}`],
      IPACCESSLOGRP: [`{}list {} permitted ${hosts}`],
      IPACCESSLOGSP: [`{}list {} permitted ${hosts}`],
      IPACCESSLOGNP: [`{}list {} permitted ${hosts}`],
      IPACCESSLOGS: ["list {} permitted {sourceHost} {count} packet"],
      ACCESSLOGP: [permitted],
      ACCESSLOGDP: [permitted],
      ACCESSLOGSP: [permitted],
      ACCESSLOGNP: [permitted],
      SESS_AUDIT_TRAIL_START: ["{}Start {protocol} session: initiator ({source}) -- responder ({destination})"],
      SESS_AUDIT_TRAIL: ["{}Stop {protocol} session: initiator ({source}) {} -- responder ({destination}) "],
    },
    told: {
      ACLLOG_FLOW_INTERVAL: [`${flow}"{protocol}"{}, ACE Action: {action}, {}Hit-count: {count}`],
    },
    skip: { DROP_PKT: ["Dropping "] },
  },
  actions: { Permit: "allow", Deny: "deny" },
  needs: ["source"],
};
