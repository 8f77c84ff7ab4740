import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { vi } from "vitest";
import { builtProgram, projectFolder } from "./built-program.ts";

// Each run is a process of its own: a busy machine must fail no test.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

/** What a run of the built program left behind. */
export interface Run {
  /** Null when a signal ended it. */
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** The circumstances of a run. */
interface RunOptions {
  /** The current folder; the project's by default. */
  cwd?: string;
  /** Standard input; empty by default. */
  input?: string | Uint8Array;
  /** Added to an environment that holds little more than `TZ=UTC`. */
  env?: Record<string, string>;
}

/** A run that goes on. Its standard output is not read before `finished` is called. */
export interface Started {
  child: ChildProcessWithoutNullStreams;
  /** Reads what it writes until it ends. Bytes that are no UTF-8 are an error. */
  finished: () => Promise<Run>;
}

/** Runs the built program to its end. */
export function fwtrend(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { child, finished } = startFwtrend(args, options);
  child.stdin.end(options.input ?? "");
  return finished();
}

/** Starts the built program, its standard input open. */
export function startFwtrend(args: readonly string[], { cwd = projectFolder, env = {} }: RunOptions = {}): Started {
  const child = spawn(process.execPath, [builtProgram(), ...args], {
    cwd,
    env: { PATH: process.env["PATH"] ?? "", TZ: "UTC", ...env },
  });
  // A program that ends without reading its input is no fault here.
  child.stdin.on("error", () => undefined);
  return { child, finished: () => collectRun(child) };
}

async function collectRun(child: ChildProcessWithoutNullStreams): Promise<Run> {
  const ended = new Promise<number | null>((resolve, reject) => child.on("close", resolve).on("error", reject));
  const [stdout, stderr] = await Promise.all([readAll(child.stdout), readAll(child.stderr)]);
  return { exitCode: await ended, stdout, stderr };
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
}
