import { Command } from "commander";
import { describeTarget, listTargets, parsePortQuery } from "../../targets/describe.ts";
import { readTargets } from "../../targets/overrides.ts";
import { builtinTargets } from "../../targets/target-table.ts";
import { EXIT } from "../exit-codes.ts";
import { type Io, write } from "../io.ts";

/** `fwtrend targets [PORT[/PROTO]]`: what a port is for, or the whole table. */
export function targetsCommand(io: Io, finish: (exitCode: number) => void): Command {
  return new Command("targets")
    .description("what a port is for, how sure that is, and on what evidence")
    .argument("[port]", "such as 5555, 23/tcp or 1900/udp; without it the whole table")
    .option("--targets <file.csv>", "rows that replace or add to the table")
    .action(async (port: string | undefined, flags: { targets?: string }) => {
      const table = flags.targets === undefined ? builtinTargets() : await readTargets(flags.targets);
      await write(io.stdout, port === undefined ? listTargets(table) : describeTarget(table, parsePortQuery(port)));
      finish(EXIT.done);
    });
}
