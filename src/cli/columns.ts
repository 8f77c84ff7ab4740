import { UserError } from "../errors.ts";
import type { ColumnOverrides } from "../formats/csv-headers.ts";
import { type Register, registers } from "../scan/registers.ts";

/** Short names that people use for registers. */
const registerAliases: Readonly<Record<string, Register>> = {
  src: "source",
  dst: "destination",
  spt: "sourcePort",
  sport: "sourcePort",
  dpt: "destinationPort",
  dport: "destinationPort",
  port: "destinationPort",
  proto: "protocol",
  host: "device",
  datetime: "stamp",
};

/** Reads `--columns`. @throws UserError worded as commander's own. */
export function parseColumns(text: string): ColumnOverrides {
  const columns: Partial<Record<Register, string>> = {};
  for (const pair of text.split(",")) {
    const equals = pair.indexOf("=");
    const name = pair.slice(0, equals).trim();
    const register =
      registerAliases[name.toLowerCase()] ?? registers.find((one) => one.toLowerCase() === name.toLowerCase());
    if (equals < 0 || register === undefined || pair.slice(equals + 1).trim() === "") {
      const fields = "src, dst, sport, dport, proto, action, device, stamp, date, time, count, packets";
      throw new UserError(
        `option '--columns <list>' argument '${text}' is invalid. ${JSON.stringify(pair)} is not FIELD=COLUMN; fields are ${fields}.`,
        { hint: "fwtrend --help lists the commands, fwtrend COMMAND --help its options" },
      );
    }
    columns[register] = pair.slice(equals + 1).trim();
  }
  return columns;
}
