import { globSync, statSync } from "node:fs";
import { join } from "node:path";

/** The project's own folder. */
export const projectFolder = join(import.meta.dirname, "../..");

const staleFile = findStaleFile();

/** The path of the built program. @throws when it was built from an older state of the source. */
export function builtProgram(): string {
  if (staleFile !== null)
    throw new Error(`dist is not built from src/${staleFile} as it is now: run npm run build (npm test does)`);
  return join(projectFolder, "bin/fwtrend.js");
}

function findStaleFile(): string | null {
  const source = join(projectFolder, "src");
  const built = join(projectFolder, "dist");
  // The kernel is compiled by itself, and checked with the rest of what is generated.
  const program = statSync(join(built, "program/start.js"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  for (const file of globSync("**/*.{ts,tsx}", { cwd: source, exclude: ["scan/kernel/assembly/**"] })) {
    const result = statSync(join(built, file.replace(/\.tsx?$/, ".js")), { throwIfNoEntry: false });
    const changedMs = statSync(join(source, file)).mtimeMs;
    if (result === undefined || result.mtimeMs < changedMs || program < changedMs) return file;
  }
  return null;
}
