import { execFile } from "node:child_process";
import { builtProgram } from "./built-program.ts";
import type { Run } from "./run-fwtrend.ts";

/** Runs a script of the shell in a folder; `"$@"` in it is fwtrend with these arguments. */
export function inShell(script: string, args: readonly string[], cwd: string): Promise<Run> {
  const command = ["-c", script, "sh", process.execPath, builtProgram(), ...args];
  const options = { cwd, env: { PATH: process.env["PATH"] ?? "", TZ: "UTC" } };
  return new Promise((resolve) => {
    const child = execFile("sh", command, options, (_error, stdout, stderr) =>
      resolve({ exitCode: child.exitCode, stdout, stderr }),
    );
    child.stdin?.end();
  });
}
