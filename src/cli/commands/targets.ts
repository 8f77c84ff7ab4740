import { describeTarget, listTargets, parsePortQuery } from "../../targets/describe.ts";
import { EXIT } from "../exit-codes.ts";
import { type Io, write } from "../io.ts";
import { targetTableOf } from "../report-wishes.ts";

/** `fwtrend targets [PORT[/PROTO]]`: what a port is for, or the whole table. @returns the exit code. */
export async function runTargets(port: string | undefined, flags: { targets?: string }, io: Io): Promise<number> {
  const table = await targetTableOf(flags.targets);
  await write(io.stdout, port === undefined ? listTargets(table) : describeTarget(table, parsePortQuery(port)));
  return EXIT.done;
}
