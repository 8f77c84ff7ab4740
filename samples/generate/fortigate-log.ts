import { stampOf } from "./calendar.ts";
import type { LogContext, LogWriter } from "./device-log.ts";
import type { Allowed, Denial, Protocol } from "./events.ts";
import { hasPorts } from "./events.ts";
import { isFirewallAddress } from "./sites.ts";

const services: Record<string, string> = {
  "tcp/21": "FTP",
  "tcp/22": "SSH",
  "tcp/23": "TELNET",
  "tcp/25": "SMTP",
  "tcp/80": "HTTP",
  "tcp/110": "POP3",
  "tcp/143": "IMAP",
  "tcp/443": "HTTPS",
  "tcp/445": "SMB",
  "tcp/1433": "MS-SQL",
  "tcp/3306": "MYSQL",
  "tcp/3389": "RDP",
  "udp/53": "DNS",
  "udp/123": "NTP",
  "udp/161": "SNMP",
  "udp/5060": "SIP",
};

const protocolNumbers: Record<Protocol, number> = { tcp: 6, udp: 17, icmp: 1, "ipv6-icmp": 58, gre: 47, esp: 50 };
const portlessServices: Partial<Record<Protocol, string>> = { icmp: "PING", gre: "GRE", esp: "ESP" };

/** FortiOS key=value syslog: 5.4 in FY2016, 5.6 with its interface roles and policy type in FY2017. */
export const fortigateLog: LogWriter = {
  writeDenial(denial, context) {
    // Attempts on an address of the firewall itself are logged as local traffic.
    const isLocal = isFirewallAddress(context.site, denial.dst);
    const fields = [
      ...begin(
        denial.at,
        context,
        isLocal ? "0001000014" : "0000000013",
        "traffic",
        isLocal ? "local" : "forward",
        "notice",
      ),
      ...addresses(denial, context, isLocal ? "root" : undefined),
      `sessionid=${context.random.below(400_000_000) + 1}`,
      `proto=${protocolNumbers[denial.protocol]}`,
      `action="deny"`,
      `policyid=0`,
      ...(context.year === 2016 ? [] : [`policytype="${isLocal ? "local-in-policy" : "policy"}"`]),
      `dstcountry="Reserved"`,
      `srccountry="Reserved"`,
      `trandisp="noop"`,
      `service="${serviceName(denial)}"`,
      `duration=0`,
      `sentbyte=0`,
      `rcvdbyte=0`,
      ...(context.year === 2016 ? [] : [`sentpkt=0`]),
      `appcat="unscanned"`,
      `crscore=${isLocal ? 5 : 30}`,
      `craction=${isLocal ? 262_144 : 131_072}`,
      `crlevel="${isLocal ? "low" : "high"}"`,
    ];
    return fields.join(" ");
  },
  writeAllowed(allowed, context) {
    const { random } = context;
    const sent = random.between(3, 40);
    const fields = [
      ...begin(allowed.at, context, "0000000013", "traffic", "forward", "notice"),
      ...addresses(allowed, context),
      `sessionid=${random.below(400_000_000) + 1}`,
      `proto=${protocolNumbers[allowed.protocol]}`,
      `action="${allowed.protocol === "udp" ? "accept" : random.pick(["close", "close", "timeout", "client-rst"])}"`,
      `policyid=${allowed.outbound ? 3 : 12}`,
      ...(context.year === 2016 ? [] : [`policytype="policy"`]),
      `dstcountry="Reserved"`,
      `srccountry="Reserved"`,
      `trandisp="noop"`,
      `service="${serviceName(allowed)}"`,
      `duration=${random.between(1, 180)}`,
      `sentbyte=${sent * random.between(52, 800)}`,
      `rcvdbyte=${sent * random.between(52, 1400)}`,
      `sentpkt=${sent}`,
      `rcvdpkt=${sent + random.below(6)}`,
      `appcat="unscanned"`,
    ];
    return fields.join(" ");
  },
  writeNotice(notice, context) {
    const { random } = context;
    const events = [
      () => [
        ...begin(notice.at, context, "0100040704", "event", "system", "notice"),
        `logdesc="System performance statistics"`,
        `action="perf-stats"`,
        `cpu=${random.between(1, 30)}`,
        `mem=${random.between(30, 60)}`,
        `totalsession=${random.between(200, 4000)}`,
        `disk=0`,
        `bandwidth="${random.between(100, 9000)}/${random.between(100, 9000)}"`,
        `setuprate=${random.between(1, 60)}`,
        `msg="Performance statistics: average CPU: ${random.between(1, 30)}, memory: ${random.between(30, 60)}"`,
      ],
      () => [
        ...begin(notice.at, context, "0100032001", "event", "system", "information"),
        `logdesc="Admin login successful"`,
        `sn="${random.between(1_000_000, 9_999_999)}"`,
        `user="ops-a"`,
        `ui="https(203.0.113.12)"`,
        `action="login"`,
        `status="success"`,
        `reason="none"`,
        `msg="Administrator ops-a logged in successfully from https(203.0.113.12)"`,
      ],
      () => [
        ...begin(notice.at, context, "0100032002", "event", "system", "alert"),
        `logdesc="Admin login failed"`,
        `sn="0"`,
        `user="admin"`,
        `ui="ssh(198.18.7.10)"`,
        `action="login"`,
        `status="failed"`,
        `reason="name_invalid"`,
        `msg="Administrator admin login failed from ssh(198.18.7.10) because of invalid user name"`,
      ],
      () => [
        ...begin(notice.at, context, "0100020099", "event", "system", "information"),
        `logdesc="Interface status changed"`,
        `action="interface-stat-change"`,
        `status="UP"`,
        `msg="Link monitor: Interface dmz was turned up"`,
      ],
    ];
    return random.pick(events)().join(" ");
  },
};

function begin(at: number, context: LogContext, logId: string, type: string, subtype: string, level: string): string[] {
  const { date, clock } = stampOf(at);
  return [
    `<${level === "information" ? 190 : level === "alert" ? 185 : 189}>date=${date}`,
    `time=${clock}`,
    `devname="${context.site.device}"`,
    `devid="FGT0SAMPLE000001"`,
    `logid="${logId}"`,
    `type="${type}"`,
    `subtype="${subtype}"`,
    `level="${level}"`,
    `vd="root"`,
  ];
}

function addresses(attempt: Denial | Allowed, context: LogContext, target?: string): string[] {
  const [from, to] = attempt.outbound ? (["dmz", "wan1"] as const) : (["wan1", "dmz"] as const);
  const withPorts = hasPorts(attempt.protocol);
  const withRoles = context.year === 2017;
  const end = target ?? to;
  return [
    `srcip=${attempt.src}`,
    ...(withPorts
      ? [`srcport=${attempt.sport}`]
      : attempt.protocol === "icmp"
        ? [`identifier=${context.random.below(65_536)}`]
        : []),
    `srcintf="${from}"`,
    ...(withRoles ? [`srcintfrole="${roleOf(from)}"`] : []),
    `dstip=${attempt.dst}`,
    ...(withPorts ? [`dstport=${attempt.dport}`] : []),
    `dstintf="${end}"`,
    ...(withRoles ? [`dstintfrole="${roleOf(end)}"`] : []),
  ];
}

function serviceName(attempt: Denial | Allowed): string {
  const pair = `${attempt.protocol}/${attempt.dport}`;
  return portlessServices[attempt.protocol] ?? services[pair] ?? pair;
}

function roleOf(intf: string): string {
  if (intf === "wan1") return "wan";
  return intf === "root" ? "undefined" : "dmz";
}
