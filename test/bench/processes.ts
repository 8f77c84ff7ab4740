import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Contender } from "./timing.ts";

const program = join(import.meta.dirname, "../../bin/fwtrend.js");
const generator = join(import.meta.dirname, "generate.ts");
const lookMs = 10;

/** The command of fwtrend as built, run by this Node. */
export function fwtrend(...args: string[]): string[] {
  return [process.execPath, program, ...args];
}

/** The command that writes generated lines to standard output. */
export function generate(kind: string, lines: number): string[] {
  return [process.execPath, generator, kind, String(lines)];
}

/** Whether a program can be run here. */
export function hasProgram(name: string): boolean {
  return spawnSync(name, ["--version"], { stdio: "ignore" }).error === undefined;
}

/** Whether `fwtrend analyze` knows an option. */
export function hasOption(option: string): boolean {
  const [node = "", ...args] = fwtrend("analyze", "--help");
  return spawnSync(node, args, { encoding: "utf8" }).stdout.includes(` ${option} `);
}

/** What a process took from start to exit. */
export interface Cost {
  seconds: number;
  /** Seconds of processor time, all threads. Null where there is no /proc. */
  cpuSeconds: number | null;
  /** The most memory it had resident, in megabytes. Null where there is no /proc. */
  peakMegabytes: number | null;
}

/**
 * Runs a command to its end, with the output of another as its input where one is given. Its own output is read and
 * dropped: into /dev/null, ripgrep would stop at the first match. @throws when it fails.
 */
export async function runCommand(command: readonly string[], source: readonly string[] | null = null): Promise<Cost> {
  return run(command, source, watchProcess);
}

async function run(
  command: readonly string[],
  source: readonly string[] | null,
  watching: typeof watchProcess,
): Promise<Cost> {
  const [name = "", ...args] = command;
  const feeder = source === null ? null : startFeeder(source);
  const started = performance.now();
  const child = spawn(name, args, { stdio: [feeder?.stdout ?? "ignore", "pipe", "pipe"] });
  // The child has it now; left open here, a feeder would never learn that its reader ended.
  feeder?.stdout?.destroy();
  let said = "";
  child.stdout?.resume();
  child.stderr?.setEncoding("latin1").on("data", (text: string) => (said = (said + text).slice(-400)));
  const watch = watching(child);
  const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`${command.join(" ")} ended with ${String(code)}: ${said}`);
  return { seconds, ...watch() };
}

/** A contender that is a process, from start to exit. */
export function asProcess(name: string, words: readonly string[]): Contender {
  return { name, run: async () => (await run(words, null, () => unwatched)).seconds };
}

/** Looking at a process takes time from it, so that a contender is not looked at. */
function unwatched(): Omit<Cost, "seconds"> {
  return { cpuSeconds: null, peakMegabytes: null };
}

function startFeeder([name = "", ...args]: readonly string[]): ChildProcess {
  return spawn(name, args, { stdio: ["ignore", "pipe", "inherit"] });
}

/** Looks at a process while it runs, as nobody tells its peak once it has ended. @returns what ends the looking. */
function watchProcess({ pid }: ChildProcess): () => Omit<Cost, "seconds"> {
  let cpuSeconds: number | null = null;
  let peakMegabytes: number | null = null;
  const look = (): void => {
    try {
      const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1];
      // Behind the name in parentheses: user and system time are the 12th and 13th, in hundredths.
      const stat = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ")[1]?.split(" ") ?? [];
      if (peak === undefined) return;
      peakMegabytes = (Number(peak) * 1024) / 1e6;
      cpuSeconds = (Number(stat[11]) + Number(stat[12])) / 100;
    } catch {
      // No /proc here, or the process has just ended.
    }
  };
  const timer = setInterval(look, lookMs);
  return () => {
    clearInterval(timer);
    return { cpuSeconds, peakMegabytes };
  };
}
