import { stampOf } from "./calendar.ts";
import type { LogContext, LogWriter } from "./device-log.ts";
import type { Denial } from "./events.ts";
import { isFirewallAddress } from "./sites.ts";

/** Ports on which the firewall itself is managed. */
const managementPorts = new Set([22, 23, 80, 443]);

/** Cisco ASA syslog with `logging timestamp` and `logging device-id`. */
export const asaLog: LogWriter = {
  writeDenial(denial, context) {
    return `${header(denial.at, context)}${denialMessage(denial, context)}`;
  },
  writeAllowed(allowed, context) {
    const { random } = context;
    const [far, own] = allowed.outbound ? [allowed.dst, allowed.src] : [allowed.src, allowed.dst];
    const [farPort, ownPort] = allowed.outbound ? [allowed.dport, allowed.sport] : [allowed.sport, allowed.dport];
    const tcp = allowed.protocol === "tcp";
    const name = tcp ? "TCP" : "UDP";
    const begin = header(allowed.at, context);
    if (allowed.phase === "open") {
      const direction = allowed.outbound ? "outbound" : "inbound";
      return (
        `${begin}%ASA-6-${tcp ? 302013 : 302015}: Built ${direction} ${name} connection ${allowed.connection} for ` +
        `outside:${far}/${farPort} (${far}/${farPort}) to dmz:${own}/${ownPort} (${own}/${ownPort})`
      );
    }
    const lasted = `0:0${random.below(4)}:${String(random.below(60)).padStart(2, "0")}`;
    const reason = tcp ? random.pick([" TCP FINs", " TCP Reset-I", " TCP Reset-O"]) : "";
    const end = `duration ${lasted} bytes ${random.between(120, 90_000)}${reason}`;
    return (
      `${begin}%ASA-6-${tcp ? 302014 : 302016}: Teardown ${name} connection ${allowed.connection} for ` +
      `outside:${far}/${farPort} to dmz:${own}/${ownPort} ${end}`
    );
  },
  writeNotice(notice, context) {
    const { random } = context;
    const client = `203.0.113.${140 + random.below(4)}`;
    const session = `from ${client}/${random.between(49_152, 65_535)} to inside:203.0.113.138/ssh`;
    const messages = [
      `%ASA-5-111008: User 'ops-b' executed the 'write memory' command.`,
      `%ASA-5-111010: User 'ops-b', running 'CLI' from IP ${client}, executed 'show running-config'`,
      `%ASA-6-605005: Login permitted ${session} for user "ops-b"`,
      `%ASA-6-605004: Login denied ${session} for user "ops-c"`,
      `%ASA-4-411001: Line protocol on Interface GigabitEthernet0/${random.below(4)}, changed state to up`,
      `%ASA-5-111001: Begin configuration: ${client} writing to memory`,
    ];
    return `${header(notice.at, context)}${random.pick(messages)}`;
  },
};

function header(at: number, context: LogContext): string {
  const { monthFirst, clock } = stampOf(at);
  return `${monthFirst} ${clock} ${context.site.device} : `;
}

function denialMessage(denial: Denial, context: LogContext): string {
  const { random } = context;
  const { src, dst, sport, dport, protocol } = denial;
  const [from, to, list] = denial.outbound ? ["dmz", "outside", "dmz_in"] : ["outside", "dmz", "outside_in"];
  const ends = `from ${src}/${sport} to ${dst}/${dport}`;
  const byList = `by access-group "${list}" [0x0, 0x0]`;
  if (protocol === "icmp") {
    return random.chance(0.4)
      ? `%ASA-3-106014: Deny inbound icmp src outside:${src} dst dmz:${dst} (type 8, code 0)`
      : `%ASA-4-106023: Deny icmp src outside:${src} dst dmz:${dst} (type 8, code 0) ${byList}`;
  }
  if (protocol === "gre" || protocol === "esp") {
    return `%ASA-4-106023: Deny protocol ${protocol === "gre" ? 47 : 50} src outside:${src} dst dmz:${dst} ${byList}`;
  }
  if (denial.backscatter) {
    const flags = random.pick(["SYN ACK", "RST", "RST ACK"]);
    return `%ASA-6-106015: Deny TCP (no connection) ${ends} flags ${flags}  on interface outside`;
  }
  const kind = denial.outbound || denial.cut ? 1 : random.next();
  if (protocol === "udp" && kind < 0.12) {
    return `%ASA-2-106006: Deny inbound UDP ${ends} on interface outside`;
  }
  if (protocol === "tcp" && kind < 0.07) {
    return `%ASA-2-106001: Inbound TCP connection denied ${ends} flags SYN  on interface outside`;
  }
  if (protocol === "tcp" && managementPorts.has(dport) && isFirewallAddress(context.site, dst)) {
    return `%ASA-3-710003: TCP access denied by ACL from ${src}/${sport} to outside:${dst}/${dport}`;
  }
  return `%ASA-4-106023: Deny ${protocol} src ${from}:${src}/${sport} dst ${to}:${dst}/${dport} ${byList}`;
}
