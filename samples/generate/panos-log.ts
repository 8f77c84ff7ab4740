import { stampOf } from "./calendar.ts";
import type { LogContext, LogWriter } from "./device-log.ts";
import type { Allowed, Denial } from "./events.ts";
import { hasPorts } from "./events.ts";

const serial = "000000000042";

/** Applications that the firewall recognises before it refuses. */
const applications: Record<string, string> = {
  "tcp/22": "ssh",
  "tcp/23": "telnet",
  "tcp/25": "smtp",
  "tcp/80": "web-browsing",
  "tcp/443": "ssl",
  "tcp/445": "ms-ds-smb",
  "tcp/3306": "mysql",
  "tcp/3389": "ms-rdp",
  "udp/53": "dns",
  "udp/123": "ntp",
  "udp/161": "snmp-base",
  "udp/5060": "sip",
};

interface Outcome {
  subtype: "drop" | "deny" | "end" | "start";
  action: "deny" | "drop" | "reset-both" | "allow";
  application: string;
  rule: string;
  reason: string;
}

/** PAN-OS TRAFFIC and SYSTEM records behind an IETF syslog header: 7.1 in FY2016, the longer 8.0 record in FY2017. */
export const panosLog: LogWriter = {
  writeDenial(denial, context) {
    return `${header(denial.at, context, 14)}${traffic(denial, context, refuse(denial, context))}`;
  },
  writeAllowed(allowed, context) {
    const starts = context.random.chance(0.15);
    return `${header(allowed.at, context, 14)}${traffic(allowed, context, {
      subtype: starts ? "start" : "end",
      action: "allow",
      application: applications[`${allowed.protocol}/${allowed.dport}`] ?? "incomplete",
      rule: allowed.outbound ? "dmz-updates" : "published-services",
      reason: starts ? "n/a" : allowed.protocol === "tcp" ? "tcp-fin" : "aged-out",
    })}`;
  },
  writeNotice(notice, context) {
    const { random } = context;
    const [subtype, event, module, severity, text] = random.pick([
      ["general", "general", "general", "informational", "User ops-d logged in via Web from 198.51.100.12 using https"],
      [
        "auth",
        "auth-fail",
        "auth",
        "medium",
        "failed authentication for user 'ops-e'. Reason: Invalid username/password.",
      ],
      ["ntpd", "sync", "general", "informational", "NTP sync to the site's clock, stratum 3"],
      ["general", "general", "general", "informational", "Connection to update server closed, 0 packages installed"],
    ] as const);
    const { date, clock } = stampOf(notice.at);
    const time = `${date.replaceAll("-", "/")} ${clock}`;
    const begin = `1,${time},${serial},SYSTEM,${subtype},0,${time},,${event},,0,0,${module},${severity},"${text}"`;
    const end = `${random.between(1_000_000, 9_999_999)},0x0,0,0,0,0,,${context.site.device}`;
    return `${header(notice.at, context, severity === "medium" ? 12 : 14)}${begin},${end}`;
  },
};

function header(at: number, context: LogContext, priority: number): string {
  const { date, clock } = stampOf(at);
  return `<${priority}>1 ${date}T${clock}+09:00 ${context.site.device} - - - - `;
}

function refuse(denial: Denial, context: LogContext): Outcome {
  const { random } = context;
  const reason = "policy-deny";
  const application = denial.protocol === "icmp" ? "ping" : applications[`${denial.protocol}/${denial.dport}`];
  if (application !== undefined && !denial.cut && random.chance(0.1)) {
    const action = denial.protocol === "tcp" ? random.pick(["deny", "reset-both"] as const) : "deny";
    return { subtype: "deny", action, application, rule: "deny-known", reason };
  }
  const action = random.chance(0.75) ? "deny" : "drop";
  return { subtype: "drop", action, application: "not-applicable", rule: "interzone-default", reason };
}

function traffic(attempt: Denial | Allowed, context: LogContext, outcome: Outcome): string {
  const { random } = context;
  const { date, clock } = stampOf(attempt.at);
  const time = `${date.replaceAll("-", "/")} ${clock}`;
  const [from, to, inside, outside] = attempt.outbound
    ? ["dmz", "untrust", "ethernet1/2", "ethernet1/1"]
    : ["untrust", "dmz", "ethernet1/1", "ethernet1/2"];
  const ports = hasPorts(attempt.protocol) ? `${attempt.sport},${attempt.dport}` : "0,0";
  const hasSession = outcome.subtype !== "drop";
  const ended = outcome.subtype === "end";
  const sentPackets = ended ? random.between(3, 30) : 1;
  const receivedPackets = ended ? random.between(3, 30) : 0;
  const sent = sentPackets * (attempt.protocol === "tcp" ? 60 : random.between(60, 120));
  const received = receivedPackets * random.between(60, 900);
  const version71 = context.year === 2016;
  return [
    `1,${time},${serial},TRAFFIC,${outcome.subtype},${version71 ? 1 : 2048},${time}`,
    `${attempt.src},${attempt.dst},0.0.0.0,0.0.0.0,${outcome.rule},,,${outcome.application},vsys1,${from},${to}`,
    `${inside},${hasSession ? outside : ""},to-collector,${time},${hasSession ? random.between(1, 262_143) : 0},1`,
    `${ports},0,0,${ended ? "0x64" : "0x0"},${attempt.protocol},${outcome.action}`,
    `${sent + received},${sent},${received},${sentPackets + receivedPackets},${time},0,any,0`,
    `${random.between(10_000_000, 99_999_999)},0x0,Reserved,Reserved,0,${sentPackets},${receivedPackets}`,
    `${outcome.reason},0,0,0,0,,${context.site.device},from-policy${version71 ? "" : ",,,0,,0,,N/A"}`,
  ].join(",");
}
