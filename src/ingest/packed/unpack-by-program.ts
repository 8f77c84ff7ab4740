import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { UserError } from "../../errors.ts";
import type { Program } from "./codecs.ts";
import { endsEarly, isDamaged } from "./damage.ts";

/** How much of what a program says is listened to. */
const stderrBytes = 4096;

/**
 * Unpacks stored chunks through a child process, which ends with the reading. What it wrote before a fault is given
 * out first.
 * @throws UserError (exit 4), also when the program is not installed.
 */
export async function* unpackByProgram(
  name: string,
  packing: string,
  program: Program,
  stored: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const env = { ...process.env, LC_ALL: "C" };
  // In a process group of its own, it goes on after a Ctrl-C, which is to end the reading without a fault.
  const child = spawn(program.command, program.args, { stdio: "pipe", env, detached: true });
  const ended = endOf(child);
  const feeding = feed(child, stored);
  let unpackedBytes = 0;
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      unpackedBytes += chunk.length;
      yield chunk;
    }
    const end = await ended;
    const fed = await feeding;
    if (end.spawnFault !== null) throw notStarted(name, packing, program, end.spawnFault);
    if (fed.fault !== null) throw fed.fault;
    if (end.isGood) return;
    const place = { name, packing, storedBytes: fed.bytes, unpackedBytes };
    throw /unexpected(ly)?\b.*\bend|\bends? unexpectedly|unexpected end/i.test(end.said)
      ? endsEarly(place, end.said)
      : isDamaged(place, end.said);
  } finally {
    child.kill("SIGKILL");
    child.stdin.destroy();
    child.stdout.destroy();
    // Whoever reads on must find what is stored at rest.
    await feeding;
  }
}

/** How a program ended. */
interface ProgramEnd {
  isGood: boolean;
  said: string;
  /** Why it never began; null when it did. */
  spawnFault: Error | null;
}

function endOf(child: ChildProcessWithoutNullStreams): Promise<ProgramEnd> {
  const said: Buffer[] = [];
  let saidBytes = 0;
  let spawnFault: Error | null = null;
  child.stderr.on("data", (chunk: Buffer) => {
    if (saidBytes < stderrBytes) said.push(chunk);
    saidBytes += chunk.length;
  });
  child.on("error", (fault) => {
    spawnFault ??= fault;
  });
  return new Promise((resolve) => {
    child.on("close", (code) => {
      const text = Buffer.concat(said).toString("utf8").slice(0, stderrBytes);
      resolve({ isGood: code === 0, said: text, spawnFault });
    });
  });
}

/** Hands on what is stored until its end or the program's. Faults of what is stored are returned. */
async function feed(
  child: ChildProcessWithoutNullStreams,
  stored: AsyncIterable<Buffer>,
): Promise<{ bytes: number; fault: unknown }> {
  const { stdin } = child;
  let bytes = 0;
  let isOpen = true;
  // A program that ends before its input does says why by its exit code.
  stdin.on("error", () => undefined);
  const closed = once(stdin, "close").catch(() => undefined);
  void closed.then(() => {
    isOpen = false;
  });
  try {
    for await (const chunk of stored) {
      if (!isOpen) break;
      bytes += chunk.length;
      const written = new Promise<void>((resolve) => {
        stdin.write(chunk, () => resolve());
      });
      // The chunk may be overwritten afterwards.
      await Promise.race([written, closed]);
    }
    stdin.end();
    return { bytes, fault: null };
  } catch (fault) {
    stdin.end();
    return { bytes, fault };
  }
}

function notStarted(name: string, packing: string, program: Program, cause: Error): UserError {
  const code = (cause as NodeJS.ErrnoException).code;
  return code === "ENOENT"
    ? new UserError(`${name}: ${packing} data is unpacked by the program ${program.command}, which is not installed`, {
        hint: program.install,
        exitCode: 4,
        cause,
      })
    : new UserError(`${name}: the program ${program.command} cannot be started (${code ?? cause.message})`, {
        hint: `check that ${program.command} runs`,
        exitCode: 4,
        cause,
      });
}
