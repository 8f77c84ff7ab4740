import { Writable } from "node:stream";
import { CommanderError } from "commander";
import type { Report } from "../analysis/report.ts";
import { UserError } from "../errors.ts";
import { listCommands } from "./command-line.ts";
import { EXIT } from "./exit-codes.ts";
import type { GivenArguments } from "./report-arguments.ts";
import type { Io } from "./io.ts";

/**
 * Runs a command again as a user would, but prints nothing.
 * @returns the report; null when the run was interrupted.
 * @throws UserError where the command cannot be run.
 */
export async function repeatReport({ command: name, options, paths }: GivenArguments, io: Io): Promise<Report | null> {
  const printed: string[] = [];
  let exitCode: number = EXIT.done;
  const streams = { stdout: streamTo((text) => printed.push(text)), stderr: streamTo(() => undefined) };
  const commands = listCommands([name], { ...streams, env: io.env, now: () => io.now() }, (code) => (exitCode = code));
  const command = commands.find((one) => one.name() === name)!;
  command.exitOverride().configureOutput({ writeOut: () => {}, writeErr: () => {} });
  try {
    await command.parseAsync([...options, "--json", "--quiet", "--", ...paths], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    throw new UserError(error.message.replace(/^error: /, ""), { cause: error });
  }
  return exitCode === EXIT.interrupted ? null : (JSON.parse(printed.join("")) as Report);
}

function streamTo(take: (text: string) => void): NodeJS.WriteStream {
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      take(String(chunk));
      done();
    },
  });
  return stream as unknown as NodeJS.WriteStream;
}
