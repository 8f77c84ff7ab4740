import { UserError } from "../errors.ts";
import { EXIT } from "./exit-codes.ts";

/** The streams and circumstances of one run; tests bring their own. */
export interface Io {
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Writes all of a text and waits until the stream has taken it. */
export function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => stream.write(text, (error) => (error ? reject(error) : resolve())));
}

const faults: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EISDIR: "it is a directory",
  ENOENT: "there is no such folder",
  ENOSPC: "no space left on the device",
  EROFS: "the file system is read-only",
};

/** The error (exit 1) of an output that could not be written. */
export function unwritable(path: string, cause: unknown): UserError {
  const code = (cause as NodeJS.ErrnoException).code ?? "";
  return new UserError(`${path}: cannot be written (${faults[code] ?? String(cause)})`, {
    hint: code === "ENOSPC" ? "make room, or write elsewhere" : "check the folder and its permissions",
    exitCode: EXIT.failed,
    cause,
  });
}

/** Whether to colour what goes to a stream: `--color`, `NO_COLOR`, `TERM=dumb`, and whether it is a terminal. */
export function wantsColor(choice: "auto" | "always" | "never", stream: NodeJS.WriteStream, env: Io["env"]): boolean {
  if (choice !== "auto") return choice === "always";
  return stream.isTTY && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
}
