import { netfilterLine } from "./firewall-lines.ts";

/** What a log is made of. */
interface LogWishes {
  /** When it begins, ISO in UTC. */
  from?: string;
  lines?: number;
  /** Seconds between lines. */
  every?: number;
  device?: string;
  /** Makes the content another. */
  seed?: number;
}

const ports = [23, 23, 23, 2323, 445, 22, 80, 7547, 5555, 8291, 3389, 52869];

/** A log whose lines differ, without its last line's end where that is left off. */
export function storeLog(wishes: LogWishes = {}): string {
  const { from = "2018-03-01T00:00:00Z", lines = 500, every = 1800, device = "fw1", seed = 1 } = wishes;
  let state = seed * 2_654_435_761;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const start = Date.parse(from);
  return Array.from({ length: lines }, (_, i) => {
    const time = `${new Date(start + i * every * 1000).toISOString().slice(0, 19)}Z`;
    const source = `198.51.100.${below(250)}`;
    const port = below(4) === 0 ? 1024 + below(3000) : ports[below(ports.length)]!;
    return `${netfilterLine({ time, host: device, source, destination: `203.0.113.${below(20)}`, port })}\n`;
  }).join("");
}
