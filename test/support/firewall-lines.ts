/** One decision of a Linux firewall, in words. What is left out: a denial of 23/tcp of 203.0.113.9 by `fw1` on 2018-03-01. */
interface Decision {
  time?: string;
  host?: string;
  prefix?: string;
  source?: string;
  destination?: string;
  protocol?: string;
  port?: number;
}

/** A line of a Linux kernel log, without its end. */
export function netfilterLine(decision: Decision = {}): string {
  const { time = "2018-03-01T12:00:00Z", host = "fw1", prefix = "[UFW BLOCK]" } = decision;
  const { source = "198.51.100.7", destination = "203.0.113.9", protocol = "TCP", port = 23 } = decision;
  return `${time} ${host} kernel: ${prefix} IN=eth0 OUT= SRC=${source} DST=${destination} LEN=40 PROTO=${protocol} SPT=51312 DPT=${port} `;
}

/** Many such lines, each with its end, with ports and sources that take turns. */
export function netfilterLog(lines: number, decision: Decision = {}): string {
  const ports = [23, 22, 80, 2323, 445];
  return Array.from({ length: lines }, (_, at) => {
    const source = `198.51.100.${at % 200}`;
    return `${netfilterLine({ source, port: ports[at % ports.length] ?? 23, ...decision })}\n`;
  }).join("");
}

/** A log of such lines, each as often as is said. */
export function repeatedLog(...lines: readonly (Decision & { times?: number })[]): string {
  return lines.map(({ times = 1, ...decision }) => `${netfilterLine(decision)}\n`.repeat(times)).join("");
}

/** The beginning of such a line: a decision that lacks what it needs. */
export function cutLine(): string {
  return netfilterLine().replace(/ DST=.*/, "");
}

/** A line of a Linux kernel log on a connection that was let through, without its end. */
export function allowedLine(): string {
  return netfilterLine({ prefix: "ACCEPT" });
}

/** Rows as CSV with the header that they need. */
export function csvLog(header: string, ...rows: readonly string[]): string {
  return `${[header, ...rows].join("\n")}\n`;
}
