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
  EBUSY: "it is in use",
  EDANGLING: "it is a link to a file that is not there",
  EDQUOT: "no space left of the quota",
  EEXIST: "there is a file of that name",
  EFBIG: "it would be larger than allowed",
  EISDIR: "it is a directory",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "there is no such folder",
  ENOSPC: "no space left on the device",
  ENOTDIR: "a part of the path is no folder",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
};
const hints: Readonly<Record<string, string>> = {
  EDANGLING: "remove the link, or make the file that it names",
  EDQUOT: "make room, or write elsewhere",
  EEXIST: "write to another folder",
  EFBIG: "raise the limit, or write elsewhere",
  EISDIR: "write to another file",
  ENAMETOOLONG: "write to a shorter name",
  ENOSPC: "make room, or write elsewhere",
};

/** The error (exit 1) of an output that could not be written. */
export function unwritable(path: string, cause: unknown): UserError {
  const code = (cause as NodeJS.ErrnoException).code ?? "";
  return new UserError(`${path}: cannot be written (${faults[code] ?? String(cause)})`, {
    hint: hints[code] ?? "check the folder and its permissions",
    exitCode: EXIT.failed,
    cause,
  });
}

/** Whether to colour what goes to a stream: `--color`, `NO_COLOR`, `TERM=dumb`, and whether it is a terminal. */
export function wantsColor(choice: "auto" | "always" | "never", stream: NodeJS.WriteStream, env: Io["env"]): boolean {
  if (choice !== "auto") return choice === "always";
  return stream.isTTY && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
}
