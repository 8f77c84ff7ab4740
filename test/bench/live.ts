import { type ChildProcess, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { builtProgram } from "../support/built-program.ts";
import { benchKinds } from "./lines.ts";

// Sends lines to `fwtrend watch` from another process and holds what it counted against what was sent:
// `npm run bench:live -- tcp 60 50000` · ways: tcp (line breaks), counted (octet counts), udp, stdin · seconds ·
// lines a second, 0 for as many as go through. This file is the sender, too: as `node test/bench/live.ts send …`.

const ways = ["tcp", "counted", "udp", "stdin"] as const;
type Way = (typeof ways)[number];

/** Lines are sent so many times a second, in equal parts. */
const turnsPerSec = 100;
/** So many different lines take turns. */
const linePool = 10_000;

interface Sending {
  way: Way;
  port: number;
  seconds: number;
  perSec: number;
}

/** Sends for so many seconds; how many lines it sent. */
async function send({ way, port, seconds, perSec }: Sending): Promise<number> {
  const lines = makeLines(way);
  const out = await openOutput(way, port);
  const perTurn = perSec === 0 ? 5000 : Math.ceil(perSec / turnsPerSec);
  const started = performance.now();
  let sent = 0;
  const target = perSec === 0 ? Infinity : perSec * seconds;
  while (sent < target && performance.now() - started < seconds * 1000 + 1000) {
    const due = perSec === 0 ? sent + perTurn : Math.min(target, ((performance.now() - started) * perSec) / 1000);
    if (sent >= due) {
      await sleep(1000 / turnsPerSec);
      continue;
    }
    const count = Math.min(perTurn, Math.ceil(due - sent));
    const part = Array.from({ length: count }, (_, at) => lines[(sent + at) % linePool]!);
    await out.write(part);
    sent += count;
    if (perSec === 0 && performance.now() - started >= seconds * 1000) break;
  }
  await out.end();
  return sent;
}

function makeLines(way: Way): string[] {
  const kind = benchKinds.find(({ id }) => id === "linux-netfilter")!;
  return Array.from({ length: linePool }, (_, at) => {
    const line = `<4>${kind.line(at, linePool)}`;
    if (way === "counted") return `${line.length} ${line}`;
    return way === "udp" ? line : `${line}\n`;
  });
}

interface Output {
  write(lines: readonly string[]): Promise<void>;
  end(): Promise<void>;
}

async function openOutput(way: Way, port: number): Promise<Output> {
  if (way === "udp") {
    const socket = createSocket("udp4");
    const sendOne = (line: string): Promise<void> =>
      new Promise((resolve) => socket.send(line, port, "127.0.0.1", () => resolve()));
    return {
      write: async (lines) => void (await Promise.all(lines.map(sendOne))),
      end: async () => void socket.close(),
    };
  }
  const stream = way === "stdin" ? process.stdout : connect(port, "127.0.0.1");
  return {
    write: (lines) => new Promise((resolve) => stream.write(lines.join(""), () => resolve())),
    end: () => new Promise((resolve) => stream.end(() => resolve())),
  };
}

/** The processor time of a process, in seconds; 0 where the system does not tell. */
function cpuSecOf({ pid }: ChildProcess): number {
  try {
    const cells = readFileSync(`/proc/${pid}/stat`, "latin1")
      .replace(/^.*\) /, "")
      .split(" ");
    return (Number(cells[11]) + Number(cells[12])) / 100;
  } catch {
    return 0;
  }
}

function peakMbOf({ pid }: ChildProcess): number {
  const kb = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1];
  return Number(kb ?? 0) / 1000;
}

interface WatchTick {
  lines: { total: number; denials: number };
  inputs: { dropped: { datagrams: number | null } }[];
}

async function run(way: Way, seconds: number, perSec: number): Promise<void> {
  const source = way === "stdin" ? ["-"] : ["--listen", `${way === "udp" ? "udp" : "tcp"}:0`];
  const watcher = spawn(process.execPath, [builtProgram(), "watch", ...source, "--json", "--every", "250ms"], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, TZ: "UTC" },
  });
  let last: WatchTick | null = null;
  let rest = "";
  watcher.stdout.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) last = JSON.parse(line) as WatchTick;
  });
  const ended = new Promise((resolve) => watcher.on("close", resolve));
  const port = way === "stdin" ? 0 : await portOf(watcher);
  const args = ["send", way, String(port), String(seconds), String(perSec)];
  const sender = spawn(process.execPath, [fileURLToPath(import.meta.url), ...args], {
    stdio: ["ignore", way === "stdin" ? watcher.stdin : "ignore", "pipe"],
  });
  watcher.stdin.destroy();
  const started = performance.now();
  let said = "";
  sender.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await new Promise((resolve) => sender.on("close", resolve));
  const tookSec = (performance.now() - started) / 1000;
  const sent = Number(said);
  const lost = (): number => last?.inputs[0]?.dropped.datagrams ?? 0;
  const counted = (): number => last?.lines.total ?? 0;
  // What nobody reads on a closed pipe is told by the end of the program; what is in a socket, by no more being counted.
  let before = way === "stdin" ? counted() : -1;
  while (counted() + lost() < sent && before !== counted()) {
    before = counted();
    await sleep(2000);
  }
  if (way === "stdin") await ended;
  const [cpuSec, peakMb] = watcher.exitCode === null ? [cpuSecOf(watcher), peakMbOf(watcher)] : [0, 0];
  watcher.kill("SIGTERM");
  await ended;
  const isWhole = counted() + lost() === sent;
  process.stdout.write(
    `${way}: sent ${sent} in ${tookSec.toFixed(1)} s (${Math.round(sent / tookSec)}/s), counted ${counted()}, ` +
      `told as lost ${lost()}: ${isWhole ? "all accounted for" : `${sent - counted() - lost()} MISSING`}; ` +
      `watch used ${cpuSec.toFixed(1)} s of a processor, ${peakMb.toFixed(0)} MB\n`,
  );
  if (!isWhole) process.exitCode = 1;
}

function portOf(watcher: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = "";
    watcher.on("close", () => reject(new Error(text)));
    watcher.stderr!.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const port = /listening at \S+ 127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
}

const [first = "tcp", ...others] = process.argv.slice(2);
if (first === "send") {
  const [way, port, seconds, perSec] = others;
  const sent = await send({ way: way as Way, port: Number(port), seconds: Number(seconds), perSec: Number(perSec) });
  process.stderr.write(String(sent));
} else {
  const way = ways.find((one) => one === first);
  if (way === undefined) throw new Error(`ways are ${ways.join(", ")}`);
  await run(way, Number(others[0] ?? 60), Number(others[1] ?? 50_000));
}
