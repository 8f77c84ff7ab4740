import type { Format } from "./format.ts";

export const ciscoAsa: Format = {
  id: "cisco-asa",
  title: "Cisco ASA, PIX, FWSM, and FTD's ASA messages",
  docs: "https://www.cisco.com/c/en/us/td/docs/security/asa/syslog/b_syslog.html",
  grammar: {
    kind: "template",
    // Some relays take the "%" in front for theirs.
    marker: ["ASA-", "PIX-", "FWSM-", "FTD-"],
    colonHost: true,
    deny: {
      106001: ["Inbound {protocol} connection denied from {source} to {destination} flags "],
      106002: ["{protocol} Connection denied by outbound list {} src {source} dest {destination}"],
      106006: ["Deny inbound {protocol} from {source} to {destination} on "],
      106007: ["Deny inbound {protocol} from {source} to {destination} due to "],
      106010: [
        "Deny inbound protocol {protocol} src {source} dst {destination}",
        "Deny inbound {protocol} src {source} dst {destination}",
      ],
      106011: [
        "Deny inbound (No xlate) protocol {protocol} src {source} dst {destination}",
        "Deny inbound (No xlate) {protocol} src {source} dst {destination}",
      ],
      106012: ["Deny IP from {sourceHost} to {destinationHost}, IP options"],
      106014: ["Deny inbound {protocol} src {source} dst {destination}(type "],
      106015: ["Deny {protocol} (no connection) from {source} to {destination} flags "],
      106016: ["Deny IP spoof from {sourceHost} to {destinationHost} on interface "],
      106017: ["Deny IP due to Land Attack from {sourceHost} to {destinationHost}"],
      106018: ["{protocol} packet type {} denied by outbound list {} src {source} dest {destination}"],
      106020: ["Deny IP teardrop fragment {} from {sourceHost} to {destinationHost}"],
      106021: ["Deny {protocol} reverse path check from {sourceHost} to {destinationHost} on interface "],
      106022: ["Deny {protocol} connection spoof from {sourceHost} to {destinationHost} on interface "],
      106023: [
        "Deny protocol {protocol} src {source} dst {destination} by access-group ",
        "Deny {protocol} src {source} dst {destination} by access-group ",
      ],
      106100: ["access-list {} denied {protocol} {source} -> {destination} hit-cnt {count} "],
      106102: ["access-list {} denied {protocol} for user {} {source} -> {destination} hit-cnt {count} "],
      106103: ["access-list {} denied {protocol} for user {} {source} -> {destination} hit-cnt {count} "],
      313001: ["Denied {protocol} type={}, code={} from {source} on interface "],
      313004: ["Denied {protocol} type={}, from {source} on interface {} to {destination}:"],
      313008: ["Denied {protocol} type={}, code={} from {source} on interface "],
      313009: ["Denied invalid {protocol} code {}, for {source} to {destination}, "],
      338005: ["Dynamic {} dropped {}listed {protocol} traffic from {source} to {destination}, "],
      338006: ["Dynamic {} dropped {}listed {protocol} traffic from {source} to {destination}, "],
      338007: ["Dynamic {} dropped {}listed {protocol} traffic from {source} to {destination}, "],
      338008: ["Dynamic {} dropped {}listed {protocol} traffic from {source} to {destination}, "],
      338203: ["Dynamic {} dropped {}listed {protocol} traffic from {source} to {destination}, "],
      338204: ["Dynamic {} dropped {}listed {protocol} traffic from {source} to {destination}, "],
      418001: [
        "Through-the-device packet to/from management-only network is denied: {protocol} from {source} to {destination}",
      ],
      420002: ["IPS requested to drop {protocol} packet from {source} to {destination}"],
      434002: ["SFR requested to drop {protocol} packet from {source} to {destination}"],
      710003: ["{protocol} access denied by ACL from {source} to {destination}"],
    },
    allow: {
      106100: [
        "access-list {} permitted {protocol} {source} -> {destination} hit-cnt ",
        "access-list {} est-allowed {protocol} {source} -> {destination} hit-cnt ",
      ],
      106102: ["access-list {} permitted {protocol} for user {} {source} -> {destination} hit-cnt "],
      // An outbound connection is written with its destination first.
      302013: [
        "Built inbound {protocol} connection {} for {source} to {destination} (",
        "Built outbound {protocol} connection {} for {destination} to {source} (",
      ],
      302014: ["Teardown {protocol} connection {} for {source} to {destination} duration "],
      302015: [
        "Built inbound {protocol} connection {} for {source} to {destination} (",
        "Built outbound {protocol} connection {} for {destination} to {source} (",
      ],
      302016: ["Teardown {protocol} connection {} for {source} to {destination} duration "],
      302020: [
        "Built inbound {protocol} connection for faddr {source} gaddr {} laddr {destination}",
        "Built outbound {protocol} connection for faddr {destination} gaddr {} laddr {source}",
        "Built {protocol} connection for faddr {source} gaddr {} laddr {destination}",
      ],
      302021: ["Teardown {protocol} connection for faddr {source} gaddr {} laddr {destination}"],
      302303: ["Built {protocol} state-bypass connection {} from {source} to {destination} ("],
      302304: ["Teardown {protocol} state-bypass connection {} from {source} to {destination} duration "],
      // "permitted black listed" in the first release, "monitored blacklisted" since.
      338001: ["Dynamic {} {}listed {protocol} traffic from {source} to {destination}, "],
      338002: ["Dynamic {} {}listed {protocol} traffic from {source} to {destination}, "],
      338003: ["Dynamic {} {}listed {protocol} traffic from {source} to {destination}, "],
      338004: ["Dynamic {} {}listed {protocol} traffic from {source} to {destination}, "],
      710002: ["{protocol} access permitted from {source} to {destination}"],
    },
    // Firepower's connection and intrusion events: "AccessControlRuleAction: Block, SrcIP: …".
    unread: [430001, 430002, 430003, 430004, 430005],
    // Names that ASA and PIX write in place of numbers.
    services: {
      aol: 5190, cifs: 3020, "pim-auto-rp": 496,
      bgp: 179, biff: 512, bootpc: 68, bootps: 67, chargen: 19, "citrix-ica": 1494, cmd: 514, ctiqbe: 2748, daytime: 13,
      discard: 9, dnsix: 195, domain: 53, echo: 7, exec: 512, finger: 79, ftp: 21, "ftp-data": 20, gopher: 70, h323: 1720,
      hostname: 101, http: 80, https: 443, ident: 113, imap4: 143, irc: 194, isakmp: 500, kerberos: 750, klogin: 543,
      kshell: 544, ldap: 389, ldaps: 636, login: 513, lotusnotes: 1352, lpd: 515, "mobile-ip": 434, nameserver: 42,
      "netbios-dgm": 138, "netbios-ns": 137, "netbios-ssn": 139, nfs: 2049, nntp: 119, ntp: 123, "pcanywhere-data": 5631,
      "pcanywhere-status": 5632, pop2: 109, pop3: 110, pptp: 1723, radius: 1645, "radius-acct": 1646, rip: 520, rpc: 111, rsh: 514,
      rtsp: 554, "secureid-udp": 5510, sip: 5060, smtp: 25, snmp: 161, snmptrap: 162, sqlnet: 1521, ssh: 22, sunrpc: 111,
      syslog: 514, tacacs: 49, talk: 517, telnet: 23, tftp: 69, time: 37, uucp: 540, vxlan: 4789, who: 513, whois: 43,
      www: 80, xdmcp: 177,
    }, // prettier-ignore
  },
  needs: ["source"],
};
