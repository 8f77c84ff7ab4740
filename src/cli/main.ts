import { Command, CommanderError } from "commander";
import { UserError } from "../errors.ts";
import { listCommands } from "./command-line.ts";
import { EXIT } from "./exit-codes.ts";
import { type Io, write } from "./io.ts";
import { toolVersion } from "./version.ts";

const examples = `
Examples:
  fwtrend analyze /var/log/firewall/
  fwtrend compare logs/2016 logs/2017
  fwtrend compare logs/ --baseline FY2016 --period FY2017 --tz Asia/Tokyo --json
  zcat fw.log.gz | fwtrend analyze -
  fwtrend watch /var/log/firewall.log
  fwtrend watch --listen udp:5514 --every 5s --json
  fwtrend targets 5555
  fwtrend exposure scan.xml --denials /var/log/firewall/
`;

/** Runs fwtrend with its arguments; the exit code. Only faults of the program itself are thrown. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const debug = args.includes("--debug");
  const usage = { error: "", advice: "" };
  const program = new Command("fwtrend")
    .description("Reads exported firewall logs and says what the blocked traffic was aimed at, and how that changed.")
    .version(toolVersion())
    .option("--debug", "show where an error comes from")
    .addHelpText("after", examples)
    .showHelpAfterError("  fwtrend --help lists the commands, fwtrend COMMAND --help its options")
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void (usage.advice += text),
      outputError: (text) => void (usage.error += text),
    });
  let exitCode: number = EXIT.done;
  const finish = (code: number): void => {
    exitCode = code;
  };
  for (const command of listCommands(args, io, finish)) {
    program.addCommand(command.copyInheritedSettings(program).option("--debug", "show where an error comes from"));
  }
  overrideExits(program);
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    const isUsage = error instanceof CommanderError;
    if (isUsage && error.exitCode === 0) return EXIT.done;
    if (!isUsage && !(error instanceof UserError)) throw error;
    // Loaded now because most runs meet no error.
    const { printableLines, renderUsageError, renderUserError } = await import("./error-text.ts");
    if (isUsage) {
      await write(io.stderr, (usage.error === "" ? "" : renderUsageError(usage.error)) + usage.advice);
      return EXIT.usage;
    }
    const stack = debug && error.stack !== undefined ? `\n${printableLines(error.stack)}` : "";
    await write(io.stderr, `${renderUserError(error)}${stack}\n`);
    return error.exitCode;
  }
}

/** Makes commander throw instead of ending the process, for the program and its commands. */
function overrideExits(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) overrideExits(child);
}
