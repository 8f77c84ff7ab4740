import { Writable } from "node:stream";
import type { Io } from "../io.ts";
import type { WatchSetup } from "./messages.ts";

/** Streams that keep what is written to them, on a terminal that another thread has. */
export function collectingIo({ columns, env }: WatchSetup["terminal"]): {
  io: Io;
  written: () => { stdout: string; stderr: string };
} {
  const [stdout, stderr] = [collect(columns), collect(columns)];
  return {
    io: { stdout: stdout.stream, stderr: stderr.stream, env, now: () => Date.now() },
    written: () => ({ stdout: stdout.text(), stderr: stderr.text() }),
  };
}

function collect(columns: number): { stream: NodeJS.WriteStream; text: () => string } {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const stream = Object.assign(sink, { isTTY: true, columns }) as unknown as NodeJS.WriteStream;
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
