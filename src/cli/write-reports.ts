import { fstatSync, mkdirSync, rmdirSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import type { Report } from "../analysis/report.ts";
import { UserError } from "../errors.ts";
import { type RenderOptions, renderers } from "../report/renderers.ts";
import { type Io, unwritable, write } from "./io.ts";
import type { PlannedFile, PlannedOutput } from "./output-plan.ts";
import { stageFile, type StagedFile } from "./staged-file.ts";

/** Added to the number of the signal that ended a process, this is its exit code: 130 for Ctrl-C. */
const signalled = 128;

/** Writes a report to files as {@link writeOutputs} does. @returns the errors of those not written. */
export function writeReports(
  outputs: readonly PlannedOutput[],
  report: Report,
  options: Omit<RenderOptions, "table">,
  io: Io,
): Promise<UserError[]> {
  return writeOutputs(outputs, ({ form, table }) => renderers[form].render(report, { ...options, table }), io);
}

/**
 * Writes outputs, each whole or not at all: what fails leaves what stood there before, and the others are written all
 * the same. @param render gives the text of a file. @returns the errors of those not written.
 */
export async function writeOutputs<Table extends string>(
  outputs: readonly PlannedOutput<Table>[],
  render: (file: PlannedFile<Table>) => Promise<string>,
  io: Io,
): Promise<UserError[]> {
  const failures: UserError[] = [];
  const staged = new Set<StagedFile>();
  const release = discardWhenStopped(staged);
  for (const { folder, files } of outputs) {
    const texts: string[] = [];
    for (const file of files) texts.push(await render(file));
    const paths = files.map(({ path }) => path);
    const writing = folder === null ? writeAlone(paths[0]!, texts[0]!, io) : writeFolder(folder, paths, texts, staged);
    await writing.catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      failures.push(error);
    });
  }
  release();
  return failures;
}

/** Where temporary files would be left behind by a signal, they are removed first. */
function discardWhenStopped(staged: ReadonlySet<StagedFile>): () => void {
  const onSignal = (_name: string, signal: number): never => {
    for (const file of staged) file.discard();
    process.exit(signalled + signal);
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  return () => void process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
}

async function writeAlone(path: string, text: string, io: Io): Promise<void> {
  const stream = streamAt(path, io);
  if (stream !== null) return write(stream, text);
  if (isSpecial(path)) {
    // A pipe or a device takes bytes; there is nothing to put in its place.
    await writeFile(path, text).catch((cause: unknown) => {
      throw unwritable(path, cause);
    });
    return;
  }
  stageFile(path, text).commit();
}

/** The stream of the process that a path such as `/dev/stdout` leads to; null for none. */
function streamAt(path: string, io: Io): NodeJS.WriteStream | null {
  const found = statOf(() => statSync(path));
  const isSame = (descriptor: number): boolean => {
    const own = statOf(() => fstatSync(descriptor));
    return own !== null && found !== null && own.dev === found.dev && own.ino === found.ino;
  };
  if (isSame(1)) return io.stdout;
  return isSame(2) ? io.stderr : null;
}

function isSpecial(path: string): boolean {
  const found = statOf(() => statSync(path));
  return found !== null && !found.isFile() && !found.isDirectory();
}

function statOf(stat: () => ReturnType<typeof fstatSync>): ReturnType<typeof fstatSync> | null {
  try {
    return stat();
  } catch {
    return null;
  }
}

/** All tables, or none where one cannot be written. */
async function writeFolder(
  folder: string,
  paths: readonly string[],
  texts: readonly string[],
  staged: Set<StagedFile>,
): Promise<void> {
  const isNew = makeFolder(folder);
  try {
    for (const [at, path] of paths.entries()) staged.add(stageFile(path, texts[at]!));
    for (const file of staged) file.commit();
  } catch (error) {
    for (const file of staged) file.discard();
    if (isNew) removeFolder(folder);
    throw error;
  } finally {
    staged.clear();
  }
}

/** @returns whether it was not there before. @throws UserError when it cannot be made. */
function makeFolder(folder: string): boolean {
  if (statOf(() => statSync(folder))?.isDirectory() === true) return false;
  try {
    mkdirSync(folder);
    return true;
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}

function removeFolder(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody else put something into it.
  }
}
