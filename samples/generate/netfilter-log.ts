import { stampOf } from "./calendar.ts";
import type { LogContext, LogWriter } from "./device-log.ts";
import type { Allowed, Denial } from "./events.ts";
import { isFirewallAddress } from "./sites.ts";

/** Both ends have locally administered addresses. */
const mac = "02:00:5e:10:00:01:02:00:5e:10:00:fe:08:00";

/** Linux kernel LOG lines behind rsyslog's ISO 8601 stamp. Kernel lines end with a blank. */
export const netfilterLog: LogWriter = {
  writeDenial(denial, context) {
    const forwarded = denial.outbound || !isFirewallAddress(context.site, denial.dst);
    // What the host forwards is refused by UFW or by a rule of its own, what is meant for itself by UFW.
    const prefix = forwarded && context.random.chance(0.5) ? "IPT-DROP: " : "[UFW BLOCK] ";
    return `${kernelHeader(denial.at, context)}${prefix}${packet(denial, context, forwarded)}`;
  },
  writeAllowed(allowed, context) {
    return `${kernelHeader(allowed.at, context)}[UFW ALLOW] ${packet(allowed, context, allowed.outbound)}`;
  },
  writeNotice(notice, context) {
    const { random } = context;
    const host = header(notice.at, context);
    const kernel = kernelHeader(notice.at, context);
    const id = random.between(1000, 32_000);
    const lines = [
      `${kernel}e1000e: eth1 NIC Link is Up 1000 Mbps Full Duplex, Flow Control: Rx/Tx`,
      `${kernel}perf: interrupt took too long (${random.between(2500, 9000)} > 2500), lowering rate`,
      `${host} CRON[${id}]: (root) CMD (   cd / && run-parts --report /etc/cron.hourly)`,
      `${host} sshd[${id}]: Connection closed by 198.18.7.16 port ${random.between(32_768, 61_000)} [preauth]`,
      `${host} systemd[1]: Started Daily apt activities.`,
    ];
    return random.pick(lines);
  },
};

function header(at: number, context: LogContext): string {
  const { date, clock, micros } = stampOf(at);
  return `${date}T${clock}.${micros}+09:00 ${context.site.device}`;
}

function kernelHeader(at: number, context: LogContext): string {
  const { seconds, micros } = stampOf(at);
  // The machine was last started a good month before the fiscal year.
  const uptime = seconds - Date.UTC(context.year, 1, 24, 9) / 1000;
  return `${header(at, context)} kernel: [${String(uptime).padStart(5)}.${micros}] `;
}

function packet(attempt: Denial | Allowed, context: LogContext, forwarded: boolean): string {
  const { random } = context;
  const [from, to] = attempt.outbound ? ["eth1", "eth0"] : ["eth0", forwarded ? "eth1" : ""];
  const ttl = random.between(38, 118);
  const begin = (length: number, fragment = ""): string =>
    `IN=${from} OUT=${to} MAC=${mac} SRC=${attempt.src} DST=${attempt.dst} LEN=${length} TOS=0x00 PREC=0x00 ` +
    `TTL=${ttl} ID=${random.below(65_536)} ${fragment}`;
  const data = random.between(18, 400);
  switch (attempt.protocol) {
    case "tcp": {
      const flags = attempt.kind === "denial" && attempt.backscatter ? "ACK SYN" : "SYN";
      return (
        `${begin(random.pick([40, 44, 60]), random.chance(0.4) ? "DF " : "")}PROTO=TCP SPT=${attempt.sport} ` +
        `DPT=${attempt.dport} WINDOW=${random.between(1024, 65_535)} RES=0x00 ${flags} URGP=0 `
      );
    }
    case "udp":
      return `${begin(data + 28)}PROTO=UDP SPT=${attempt.sport} DPT=${attempt.dport} LEN=${data + 8} `;
    case "icmp":
      return `${begin(84, "DF ")}PROTO=ICMP TYPE=8 CODE=0 ID=${random.below(65_536)} SEQ=${random.between(1, 9)} `;
    case "esp":
      return `${begin(data + 20)}PROTO=ESP SPI=0x${random.below(4_294_967_296).toString(16)} `;
    default:
      return `${begin(data + 20)}PROTO=47 `;
  }
}
