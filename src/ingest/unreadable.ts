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
