import { type Dirent, globSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, join } from "node:path";
import { UserError } from "../errors.ts";

/** The path that means standard input. */
export const STDIN = "-";

/** One file to be read, or standard input. */
export interface InputFile {
  /** As the user would write it; {@link STDIN} for standard input. */
  path: string;
  /** As stored; null for standard input and other pipes. */
  sizeBytes: number | null;
  /** Milliseconds since 1970; the present for standard input. */
  modifiedMs: number;
  /** Whether the fingerprints of its logs are taken while they are read. */
  isPrinted?: boolean;
}

/**
 * Finds the files that paths, directories (read recursively) and globs stand for, in a stable order, each
 * file once however often it is named.
 * @throws UserError (exit 2) for a path that does not exist, a glob without a match, a directory without files.
 */
export async function discoverInputs(paths: readonly string[], nowMs: number): Promise<InputFile[]> {
  const found: InputFile[] = [];
  const seen = new Set<string>();
  for (const path of paths) {
    if (path === STDIN) {
      if (!seen.has(STDIN)) found.push({ path, sizeBytes: null, modifiedMs: nowMs });
      seen.add(STDIN);
      continue;
    }
    for (const file of expand(path)) {
      const real = realPathOf(file);
      const stats = statOrNull(file);
      // Rotation may have taken a file away since it was found.
      if (stats === null || seen.has(real)) continue;
      seen.add(real);
      found.push({ path: file, sizeBytes: stats.isFile() ? stats.size : null, modifiedMs: stats.mtimeMs });
    }
  }
  return found;
}

function expand(path: string): string[] {
  const stats = statOrNull(path);
  if (stats !== null && !stats.isDirectory()) return [path];
  if (stats !== null) {
    const files = listFiles(path, new Set());
    if (files.length === 0) {
      throw new UserError(`${path}: the directory holds no files`, {
        hint: "name a directory or a file with logs in it",
      });
    }
    return files;
  }
  if (/[*?[{]/.test(path)) {
    const matches: string[] = [];
    for (const match of globSync(path)) {
      const matched = statOrNull(match);
      if (matched?.isDirectory()) matches.push(...listFiles(match, new Set()));
      else if (matched !== null) matches.push(match);
    }
    if (matches.length > 0) return matches.sort();
    throw new UserError(`${path}: no file matches`, {
      hint: "check the pattern; quote it if the shell should not expand it",
    });
  }
  throw new UserError(`${path}: no such file or directory`, { hint: "check the path; `-` reads standard input" });
}

/** The path itself where it has no other: the pipe of a shell's `<(command)`, or what is gone. */
function realPathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

function statOrNull(path: string): Stats | null {
  try {
    return statSync(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw new UserError(`${path}: cannot be looked at (${code ?? String(cause)})`, {
      hint: "check its permissions",
      cause,
    });
  }
}

/**
 * The files below a directory, sorted; hidden ones are left out, as a shell's `*` does. Links are followed, but into
 * no directory that was `visited`: they may lead in a circle.
 */
function listFiles(directory: string, visited: Set<string>): string[] {
  const real = realPathOf(directory);
  if (visited.has(real)) return [];
  visited.add(real);
  let entries: Dirent[];
  try {
    entries = readdirSync(directory, { withFileTypes: true });
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    throw new UserError(`${directory}: the directory cannot be read (${code ?? String(cause)})`, {
      hint: "check its permissions",
      cause,
    });
  }
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (basename(entry.name).startsWith(".")) continue;
    const path = join(directory, entry.name);
    const stats = entry.isSymbolicLink() ? statOrNull(path) : entry;
    if (stats === null) continue;
    if (stats.isDirectory()) files.push(...listFiles(path, visited));
    else if (stats.isFile()) files.push(path);
  }
  return files;
}
