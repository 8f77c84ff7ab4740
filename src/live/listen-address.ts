import { isIP } from "node:net";
import { UserError } from "../errors.ts";

/** Where syslog is listened for. */
export interface ListenAddress {
  protocol: "udp" | "tcp";
  /** An IPv4 or IPv6 address without brackets. */
  host: string;
  /** 0 leaves the choice to the system. */
  port: number;
}

/** Only programs of this machine, unless an address is given. */
const loopback = "127.0.0.1";

/**
 * Reads `udp:5514`, `tcp:0.0.0.0:5514` or `udp:[::1]:5514`.
 * @throws UserError for anything else.
 */
export function parseListenAddress(text: string): ListenAddress {
  const match = /^(udp|tcp):(?:(?:\[([^\]]*)\]|([^:[\]]*)):)?(\d{1,5})$/i.exec(text);
  const [, protocol = "", ip6, ip4, port = ""] = match ?? [];
  const host = ip6 ?? ip4 ?? loopback;
  const isAddress = ip6 === undefined ? isIP(host) === 4 : isIP(host) === 6;
  if (match === null || !isAddress || Number(port) > 65_535) {
    throw new UserError(`--listen ${JSON.stringify(text)}: not an address to listen at`, {
      hint: "write udp:5514 or tcp:5514 for this machine alone, tcp:0.0.0.0:5514 or udp:[::]:5514 for all that can reach it",
    });
  }
  return { protocol: protocol.toLowerCase() === "udp" ? "udp" : "tcp", host, port: Number(port) };
}

/** The address as it is shown: `tcp 127.0.0.1:5514`, `udp [::1]:5514`. */
export function addressName({ protocol, host, port }: ListenAddress): string {
  return `${protocol} ${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Why listening did not begin or went wrong, as an error (exit 1). */
export function listenFault(address: ListenAddress, cause: unknown): UserError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  const { why, hint } = faults[code] ?? { why: code, hint: "check the address" };
  return new UserError(`${addressName(address)}: cannot be listened at (${why})`, { hint, exitCode: 1, cause });
}

const faults: Readonly<Record<string, { why: string; hint: string }>> = {
  EADDRINUSE: { why: "another program does already", hint: "choose another port, or stop the other program" },
  EACCES: {
    why: "no right to",
    hint: "ports below 1024 take a right of their own: choose a higher one and have the firewall send there",
  },
  EPERM: { why: "no right to", hint: "choose another port" },
  EADDRNOTAVAIL: { why: "this machine has no such address", hint: "0.0.0.0 or [::] stand for all it has" },
  EAFNOSUPPORT: { why: "this machine has no IPv6", hint: "give an IPv4 address" },
};
