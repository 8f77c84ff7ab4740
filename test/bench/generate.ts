import { once } from "node:events";
import { blocksOf, kindOf } from "./log-files.ts";

// node test/bench/generate.ts FORMAT LINES: generated lines to standard output.
const [id = "", lines = "0"] = process.argv.slice(2);
process.stdout.on("error", () => process.exit());
for (const block of blocksOf(kindOf(id), Number(lines))) {
  if (!process.stdout.write(block)) await once(process.stdout, "drain");
}
