import type { LocalTime } from "./calendar.ts";
import type { SiteName } from "./sites.ts";

/** Protocols that the samples contain. */
export type Protocol = "tcp" | "udp" | "icmp" | "ipv6-icmp" | "gre" | "esp";

/** What all connection attempts have. */
interface Attempt {
  at: LocalTime;
  site: SiteName;
  protocol: Protocol;
  src: string;
  /** 0 where the protocol has no ports. */
  sport: number;
  dst: string;
  dport: number;
  /** From an own host to the Internet. */
  outbound: boolean;
}

/** One refused attempt. */
export interface Denial extends Attempt {
  kind: "denial";
  /** An answer to a packet that somebody else sent with a forged own address. */
  backscatter: boolean;
  /** The line breaks off in the middle of the destination address. */
  cut: boolean;
}

/** One allowed connection, as devices log it at its beginning or its end. */
export interface Allowed extends Attempt {
  kind: "allowed";
  connection: number;
  phase: "open" | "close";
}

/** A line that is no traffic decision. */
export interface Notice {
  kind: "notice";
  at: LocalTime;
  site: SiteName;
}

/** Everything that becomes a line. */
export type LogEvent = Denial | Allowed | Notice;

/** Whether the protocol has ports. */
export function hasPorts(protocol: Protocol): protocol is "tcp" | "udp" {
  return protocol === "tcp" || protocol === "udp";
}

/** Whether a denial is an ordinary one that a scan may take over. */
export function isPlain(denial: Denial): boolean {
  return hasPorts(denial.protocol) && !denial.backscatter && !denial.outbound && !denial.src.includes(":");
}
