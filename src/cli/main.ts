import { Command, CommanderError } from "commander";
import { UserError } from "../errors.ts";
import { printable } from "../report/escape.ts";
import { listCommands } from "./command-line.ts";
import { EXIT } from "./exit-codes.ts";
import { type Io, renderUserError, write } from "./io.ts";
import { toolVersion } from "./version.ts";

const examples = `
Examples:
  fwtrend analyze /var/log/firewall/
  fwtrend compare logs/2016 logs/2017
  fwtrend compare logs/ --baseline FY2016 --period FY2017 --tz Asia/Tokyo --json
  zcat fw.log.gz | fwtrend analyze -
  fwtrend targets 5555
`;

/** Runs fwtrend with its arguments; the exit code. Only faults of the program itself are thrown. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const debug = args.includes("--debug");
  const program = new Command("fwtrend")
    .description("Reads exported firewall logs and says what the blocked traffic was aimed at, and how that changed.")
    .version(toolVersion())
    .option("--debug", "show where an error comes from")
    .addHelpText("after", examples)
    .showHelpAfterError("  fwtrend --help lists the commands, fwtrend COMMAND --help its options")
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      outputError: (text, print) => print(renderUsageError(text)),
    });
  let exitCode: number = EXIT.done;
  const finish = (code: number): void => {
    exitCode = code;
  };
  for (const command of listCommands(io, finish)) {
    program.addCommand(command.copyInheritedSettings(program).option("--debug", "show where an error comes from"));
  }
  overrideExits(program);
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (!(error instanceof UserError)) throw error;
    const stack = debug && error.stack !== undefined ? `\n${printableLines(error.stack)}` : "";
    await write(io.stderr, `${renderUserError(error)}${stack}\n`);
    return error.exitCode;
  }
}

/** Commander's message in the shape of all others: what is wrong, and below it what to do. */
function renderUsageError(text: string): string {
  const [, what = text, near] = /^(?:error: )?([^]*?)(?:\n\(Did you mean ([^\n]*)\))?$/.exec(text.trimEnd()) ?? [];
  return `fwtrend: ${printable(what)}\n${near === undefined ? "" : `  did you mean ${printable(near)}\n`}`;
}

function printableLines(text: string): string {
  return text
    .split("\n")
    .map((line) => printable(line))
    .join("\n");
}

/** Makes commander throw instead of ending the process, for the program and its commands. */
function overrideExits(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) overrideExits(child);
}
