import { createRandom } from "../../src/analysis/certainty/random.ts";

/** What was planted into the logs of {@link plantedLogs}, beside chance traffic. */
export interface PlantedTruth {
  /** Sources by what kind of scanner they are; all scan in the period, on one day each. */
  wide: string[];
  vertical: string[];
  horizontal: string[];
  /** The port that only the period knows, tried by many sources. */
  emergingPort: number;
  /** The source with a large part of the period's denials, all at telnet. */
  loudSource: string;
  /** Own devices that try telnet outside. */
  bots: string[];
  gap: { device: string; from: string; to: string };
  rateLimit: { device: string; perMinute: number; from: string; to: string };
  /** How many denials there are on each side. */
  denials: { baseline: number; period: number };
}

const daySec = 86_400;
const quarterSec = 900;
const days = 42;
const devices = ["fw01", "fw02", "fw03"];
/** Chance denials that a device logs in a quarter of an hour, on average. */
const rate = 9;
const ownHosts = 120;

/** Destination ports of chance traffic, the busiest first; the n-th has a weight of 1/n. */
const ports = [23, 445, 22, 80, 3389, 2323, 7547, 8080, 443, 1433, 5060, 81, 5555, 8291, 9000, 3306, 21, 25, 139, 6379];

interface Line {
  sec: number;
  device: string;
  source: string;
  destination: string;
  port: number;
}

/**
 * Logs of three devices over two spans of six weeks: chance traffic that is the same in both, and what was planted
 * into the second. Each source of chance traffic comes a few times and never again. The same seed gives the same logs.
 */
export function plantedLogs(seed: number): { baseline: string; period: string; truth: PlantedTruth } {
  const below = createRandom(seed);
  const random = (): number => below(2 ** 30) / 2 ** 30;
  const baseline = new Planter(Date.UTC(2017, 3, 1) / 1000, random);
  const period = new Planter(Date.UTC(2017, 6, 1) / 1000, random);
  baseline.growChance();
  const gap = { device: "fw02", from: 20 * daySec + 7 * 3600, to: 21 * daySec + 4 * 3600 };
  const limit = { device: "fw03", from: 30 * daySec + 8 * 3600, to: 30 * daySec + 20 * 3600 };
  period.growChance((device, sec) => !isIn(gap, device, sec) && !isIn(limit, device, sec));
  for (let sec = limit.from; sec < limit.to; sec += 20) period.plant(sec, "fw03", period.stranger(), period.pickPort());

  const wide = [1, 2].map((i) => `192.0.2.${i}`);
  const vertical = [1, 2, 3].map((i) => `192.0.2.${10 + i}`);
  const horizontal = [1, 2, 3, 4].map((i) => `192.0.2.${20 + i}`);
  for (const source of wide) period.burst(130, (i) => [source, period.own(i % 10), 10_000 + i * 7]);
  for (const source of vertical) period.burst(20, (i) => [source, period.own(3), 30_000 + i]);
  for (const source of horizontal) period.burst(40, (i) => [source, period.own(i), 445]);
  const emergingPort = 52_869;
  for (let day = 5; day < days; day++) {
    for (let i = 0; i < 40; i++) period.plant(day * daySec + i * 2000, "fw01", period.stranger(), emergingPort);
  }
  const loudSource = "198.51.100.77";
  const loud = Math.round(period.lines.length / 6);
  for (let i = 0; i < loud; i++) {
    period.add(Math.floor((i * days * daySec) / loud), "fw01", loudSource, period.own(i % 3), 23);
  }
  const bots = ["192.168.7.20", "203.0.113.9"];
  for (const bot of bots) {
    for (let i = 0; i < 30; i++) period.add(10 * daySec + i * 7000, "fw01", bot, `198.18.0.${i % 9}`, 23);
  }
  const at = (sec: number): string => new Date((period.startSec + sec) * 1000).toISOString();
  return {
    baseline: baseline.write(),
    period: period.write(),
    truth: {
      wide,
      vertical,
      horizontal,
      emergingPort,
      loudSource,
      bots,
      gap: { device: gap.device, from: at(gap.from), to: at(gap.to) },
      rateLimit: { device: limit.device, perMinute: 3, from: at(limit.from), to: at(limit.to) },
      denials: { baseline: baseline.lines.length, period: period.lines.length },
    },
  };
}

function isIn(span: { device: string; from: number; to: number }, device: string, sec: number): boolean {
  return device === span.device && sec >= span.from && sec < span.to;
}

/** One span that lines are planted in; times are seconds from its start. */
class Planter {
  readonly lines: Line[] = [];
  readonly startSec: number;
  private readonly random: () => number;
  private strangers = 0;

  constructor(startSec: number, random: () => number) {
    this.startSec = startSec;
    this.random = random;
  }

  /** Chance traffic: independent lines at an even rate, at every quarter that is allowed. */
  growChance(isAllowed: (device: string, sec: number) => boolean = () => true): void {
    for (const device of devices) {
      let sec = 0;
      for (;;) {
        sec += (-Math.log(1 - this.random()) * quarterSec) / rate;
        if (sec >= days * daySec) break;
        if (isAllowed(device, sec)) this.plant(Math.floor(sec), device, this.stranger(), this.pickPort());
      }
    }
  }

  /** An address that comes a few times at most: public, not own, and none of those planted. */
  stranger(): string {
    const number = this.random() < 0.3 ? Math.floor(this.strangers * this.random()) : this.strangers++;
    return `100.${number & 63}.${(number >> 6) & 255}.${(number >> 14) & 255}`;
  }

  own(i: number): string {
    return `203.0.113.${1 + (i % ownHosts)}`;
  }

  pickPort(): number {
    // The n-th of all has a chance of about 1/n: exponentials of even numbers are spread so.
    const place = Math.floor(Math.exp(this.random() * Math.log(ports.length + 1))) - 1;
    return ports[Math.min(place, ports.length - 1)]!;
  }

  plant(sec: number, device: string, source: string, port: number): void {
    this.add(sec, device, source, this.own(Math.floor(this.random() * ownHosts)), port);
  }

  /** A scan within an hour of some day. */
  burst(count: number, lineOf: (i: number) => [source: string, destination: string, port: number]): void {
    const from = (1 + Math.floor(this.random() * (days - 2))) * daySec + 11 * 3600;
    for (let i = 0; i < count; i++) this.add(from + i * 20, "fw01", ...lineOf(i));
  }

  add(sec: number, device: string, source: string, destination: string, port: number): void {
    this.lines.push({ sec, device, source, destination, port });
  }

  /** The log, in the order of its times. */
  write(): string {
    this.lines.sort((a, b) => a.sec - b.sec);
    const text = this.lines.map(({ sec, device, source, destination, port }, i) => {
      const stamp = new Date((this.startSec + sec) * 1000).toISOString().slice(0, 19);
      return `${stamp}+00:00 ${device} kernel: IPT-DROP: IN=eth0 OUT= SRC=${source} DST=${destination} LEN=40 TTL=51 ID=${i & 0xffff} PROTO=TCP SPT=${40_000 + (i % 20_000)} DPT=${port} WINDOW=1024 RES=0x00 SYN URGP=0`;
    });
    return `${text.join("\n")}\n`;
  }
}
