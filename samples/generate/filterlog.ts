import { stampOf } from "./calendar.ts";
import type { LogContext, LogWriter } from "./device-log.ts";
import type { Allowed, Denial } from "./events.ts";

/** pfSense filterlog as a collector keeps it, behind an RFC 5424 header: 2.3 in FY2016, 2.4 in FY2017. */
export const filterlog: LogWriter = {
  writeDenial(denial, context) {
    const tracker = denial.src.includes(":") ? 1_000_000_105 : denial.outbound ? 1_450_000_007 : 1_000_000_103;
    return `${filterHeader(denial.at, context)}${packet(denial, context, tracker, "block")}`;
  },
  writeAllowed(allowed, context) {
    const tracker = allowed.outbound ? 1_450_000_021 : 1_450_000_012;
    return `${filterHeader(allowed.at, context)}${packet(allowed, context, tracker, "pass")}`;
  },
  writeNotice(notice, context) {
    const { random } = context;
    const programs = [
      [
        "ntpd",
        random.between(200, 900),
        `Listening on routing socket on fd #${random.between(18, 30)} for interface updates`,
      ],
      [
        "dpinger",
        random.between(9000, 40_000),
        `WAN_GW 198.51.100.129: Alarm latency ${random.between(400, 9000)}us stddev 300us loss 21%`,
      ],
      ["php-fpm", random.between(200, 400), "/index.php: Successful login for user 'ops-f' from: 198.51.100.140"],
      ["sshd", random.between(9000, 60_000), "Failed password for invalid user test from 198.18.7.13 port 41022 ssh2"],
      ["cron", random.between(9000, 60_000), "(root) CMD (/usr/sbin/newsyslog)"],
      ["kernel", "-", "em0: link state changed to UP"],
    ] as const;
    const [program, id, text] = random.pick(programs);
    return `${header(notice.at, context, program, String(id), 38)}${text}`;
  },
};

function header(at: number, context: LogContext, program: string, id: string, priority: number): string {
  const { date, clock, micros } = stampOf(at);
  return `<${priority}>1 ${date}T${clock}.${micros}+09:00 ${context.site.device} ${program} ${id} - - `;
}

function filterHeader(at: number, context: LogContext): string {
  return header(at, context, "filterlog", context.year === 2016 ? "12114" : "61377", 134);
}

function packet(attempt: Denial | Allowed, context: LogContext, tracker: number, action: "block" | "pass"): string {
  const { random, year } = context;
  const rule = `${tracker % 100},${year === 2016 ? "16777216" : ""},,${tracker}`;
  const common = `${rule},${attempt.outbound ? "em1" : "em0"},match,${action},in`;
  return attempt.src.includes(":")
    ? `${common},6,${ipv6Part(attempt, random.between(44, 64), context)}`
    : `${common},4,${ipv4Part(attempt, random.between(38, 120), context)}`;
}

function ipv4Part(attempt: Denial | Allowed, ttl: number, context: LogContext): string {
  const { random } = context;
  const before = `0x0,,${ttl},${random.below(65_536)},0,${random.chance(0.5) ? "DF" : "none"}`;
  const between = `${attempt.src},${attempt.dst}`;
  const data = random.between(18, 400);
  switch (attempt.protocol) {
    case "tcp":
      return `${before},6,tcp,${random.pick([40, 44, 60])},${between},${tcpPart(attempt, context)}`;
    case "udp":
      return `${before},17,udp,${data + 28},${between},${attempt.sport},${attempt.dport},${data}`;
    case "icmp":
      return `${before},1,icmp,84,${between},request,${random.below(65_536)},${random.between(1, 9)}`;
    default: {
      const id = attempt.protocol === "gre" ? 47 : 50;
      return `${before},${id},${attempt.protocol},${data + 20},${between},datalength=${data}`;
    }
  }
}

function ipv6Part(attempt: Denial | Allowed, hops: number, context: LogContext): string {
  const before = `0x00,0x${context.random.below(1_048_576).toString(16).padStart(5, "0")},${hops}`;
  const between = `${attempt.src},${attempt.dst}`;
  const data = context.random.between(18, 120);
  if (attempt.protocol === "tcp") return `${before},TCP,6,40,${between},${tcpPart(attempt, context)}`;
  if (attempt.protocol === "udp") {
    return `${before},UDP,17,${data + 8},${between},${attempt.sport},${attempt.dport},${data}`;
  }
  return `${before},ICMPv6,58,64,${between},`;
}

function tcpPart(attempt: Denial | Allowed, context: LogContext): string {
  const { random } = context;
  const answer = attempt.kind === "denial" && attempt.backscatter;
  const sequence = random.below(4_294_967_296);
  const acknowledged = answer ? random.below(4_294_967_296) : "";
  const window = random.pick([1024, 14_600, 29_200, 65_535]);
  return `${attempt.sport},${attempt.dport},0,${answer ? "SA" : "S"},${sequence},${acknowledged},${window},,mss`;
}
