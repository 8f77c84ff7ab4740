import { UserError } from "../errors.ts";

/** A fault of the system while an input is opened or read. */
export function unreadable(path: string, cause: unknown): UserError {
  const code = (cause as NodeJS.ErrnoException).code;
  const { why, hint } = reasons[code ?? ""] ?? { why: code ?? String(cause), hint: "check the file and its disk" };
  return new UserError(`${path}: cannot be read (${why})`, { hint, exitCode: 4, cause });
}

const reasons: Readonly<Record<string, { why: string; hint: string }>> = {
  EACCES: { why: "permission denied", hint: "check its permissions" },
  EISDIR: { why: "is a directory", hint: "name the files in it" },
  ENOENT: { why: "it is gone", hint: "was it rotated away? Run again for what took its place" },
};

/** The error of a file that ended before the size it had. */
export function becameShorter(path: string, atBytes: number, sizeBytes: number): UserError {
  const [left, before] = [atBytes, sizeBytes].map((bytes) => bytes.toLocaleString("en"));
  return new UserError(`${path}: became shorter while it was read (${left} of ${before} bytes)`, {
    hint: "what was read is counted; was the log rotated? Run again on the rotated file",
    exitCode: 4,
  });
}
