import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { unwritable } from "./io.ts";

/** A file that is complete under another name, and not yet in its place. */
export interface StagedFile {
  /** Puts it in its place, at once and whole. @throws UserError when that cannot be done; it is gone then. */
  commit(): void;
  /** Removes it; what stood in its place stays. */
  discard(): void;
}

/**
 * Writes a text beside the file that it is to replace. That file's permissions are kept; of a link, its target is
 * replaced. @throws UserError when it cannot be written; nothing is left behind then.
 */
export function stageFile(path: string, text: string): StagedFile {
  try {
    const target = resolveLinks(path);
    const temporary = join(dirname(target), `.fwtrend-${randomBytes(6).toString("hex")}.tmp`);
    const remove = (): void => rmSync(temporary, { force: true });
    attempt(() => writeTemporary(temporary, text, checkTarget(target)), remove);
    return { commit: () => putInPlace(path, temporary, target), discard: remove };
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

function putInPlace(path: string, temporary: string, target: string): void {
  try {
    attempt(
      () => renameSync(temporary, target),
      () => rmSync(temporary, { force: true }),
    );
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

/** Where a path leads; a file that does not exist yet is where its name says. */
function resolveLinks(path: string): string {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return path;
  if (statSync(path, { throwIfNoEntry: false }) === undefined) throw faultOf("EDANGLING");
  return realpathSync(path);
}

/** What is replaced; undefined for nothing. Whoever protects a file from writing wants it kept. */
function checkTarget(target: string): Stats | undefined {
  const found = statSync(target, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) throw faultOf("EISDIR");
  if (found !== undefined) accessSync(target, constants.W_OK);
  return found;
}

function writeTemporary(temporary: string, text: string, replaced: Stats | undefined): void {
  const descriptor = openSync(temporary, "wx", 0o666);
  try {
    if (replaced !== undefined) keepRights(descriptor, replaced);
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function keepRights(descriptor: number, { uid, gid, mode }: Stats): void {
  const own = fstatSync(descriptor);
  if (own.uid !== uid || own.gid !== gid) {
    try {
      fchownSync(descriptor, uid, gid);
    } catch {
      // Only some may give files away. The owner changes then, as with an editor.
    }
  }
  fchmodSync(descriptor, mode & 0o777);
}

/** Does what may fail, and cleans up if it does. */
function attempt(action: () => void, cleanUp: () => void): void {
  try {
    action();
  } catch (error) {
    cleanUp();
    throw error;
  }
}

function faultOf(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}
