import type { UserError } from "../errors.ts";
import { EXIT } from "./exit-codes.ts";
import { unwritable } from "./io.ts";
import { main } from "./main.ts";

let stdout: NodeJS.WriteStream | undefined;
let stderr: NodeJS.WriteStream | undefined;
/** Each ends the process; empty while no stream has failed. */
const endings: Promise<never>[] = [];

/** Ends the process in good order when a stream can take no more. */
function guard(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  return stream.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever reads the output may stop reading: that is no fault.
    if (error.code === "EPIPE") process.exit(EXIT.done);
    endings.push(endFailed(stream === process.stdout ? unwritable("standard output", error) : null));
  });
}

async function endFailed(error: UserError | null): Promise<never> {
  const { renderUserError } = await import("./error-text.ts");
  if (error !== null) process.stderr.write(`${renderUserError(error)}\n`);
  process.exit(EXIT.failed);
}

/** Runs fwtrend with the arguments of the process, whose exit code is then the program's. */
async function run(): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2), {
      // Opened when first used: help needs one of them only.
      get stdout() {
        return (stdout ??= guard(process.stdout));
      },
      get stderr() {
        return (stderr ??= guard(process.stderr));
      },
      env: process.env,
      now: () => Date.now(),
    });
  } catch (error) {
    // A stream tells its failure before the write that met it does.
    if (endings.length === 0) throw error;
    await endings[0];
  }
}

/**
 * Ending by itself takes the process 10 ms, in which it frees what the system frees at once. A stream that failed has
 * its own end.
 */
function end(): void {
  if (stdout === undefined) process.exit();
  stdout.write("", (error) => {
    if (!error) process.exit();
  });
}

// A run that waits for what never comes is no success. Node's own code for that, had this module an `await`.
process.once("beforeExit", () => process.exit(13));
// No `await` of the module itself: the bundle is CommonJS, which has none.
void run().then(end);
