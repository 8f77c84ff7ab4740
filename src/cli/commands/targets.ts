import { UserError } from "../../errors.ts";
import { describeTarget, listTargets, parsePortQuery } from "../../targets/describe.ts";
import { EXIT } from "../exit-codes.ts";
import { type Io, write } from "../io.ts";
import { targetTableOf } from "../report-wishes.ts";

/**
 * `fwtrend targets [PORT[/PROTO]]`: what a port is for, the whole table, or with `--diff` how another differs.
 * @returns the exit code.
 */
export async function runTargets(
  port: string | undefined,
  flags: { targets?: string; diff?: string },
  io: Io,
): Promise<number> {
  const table = await targetTableOf(flags.targets);
  if (flags.diff !== undefined) {
    if (port !== undefined) throw new UserError("--diff compares whole tables", { hint: "leave out the port" });
    const { readTargetFile } = await import("../../targets/overrides.ts");
    const { describeTargetDiff } = await import("../../targets/diff.ts");
    await write(io.stdout, describeTargetDiff(table, await readTargetFile(flags.diff)));
    return EXIT.done;
  }
  await write(io.stdout, port === undefined ? listTargets(table) : describeTarget(table, parsePortQuery(port)));
  return EXIT.done;
}
