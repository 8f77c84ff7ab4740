import { EXIT } from "./exit-codes.ts";
import { renderUserError, unwritable } from "./io.ts";
import { main } from "./main.ts";

for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever reads the output may stop reading: that is no fault.
    if (error.code === "EPIPE") process.exit(EXIT.done);
    if (stream === process.stdout) process.stderr.write(`${renderUserError(unwritable("standard output", error))}\n`);
    process.exit(EXIT.failed);
  });
}

process.exitCode = await main(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  now: () => Date.now(),
});
