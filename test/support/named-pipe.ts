import { spawnSync } from "node:child_process";

/** Makes a named pipe, as `mkfifo` does. */
export function makeNamedPipe(path: string): void {
  const { status } = spawnSync("sh", ["-c", 'mkfifo "$0"', path]);
  if (status !== 0) throw new Error(`no named pipe could be made at ${path}`);
}
