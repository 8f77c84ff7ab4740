import { reportClasses } from "../../dist/analysis/classes.js";
import { countGroups } from "../../dist/analysis/groups.js";
import { parsePeriod } from "../../dist/analysis/period.js";
import { tally } from "../../dist/analysis/tally.js";
import { collect, Sides } from "../../dist/ingest/collect.js";
import { discoverInputs } from "../../dist/ingest/discover.js";
import { Calendar } from "../../dist/rollup/calendar.js";
import { Zone } from "../../dist/scan/zone.js";
import { builtinTargets } from "../../dist/targets/target-table.js";

// node plain-shares.ts FILE BASELINE PERIOD: the shares of groups and classes of two periods, and nothing else.
const [path = "", ...periods] = process.argv.slice(2);
const zone = new Zone("UTC");
const sides = new Sides(new Calendar(zone));
const opened = periods.map((text) => {
  const { fromDay, toDay } = parsePeriod(text);
  return sides.open({ from: fromDay, to: toDay });
});
const options = {
  zone,
  year: null,
  format: null,
  columns: {},
  assume: "deny",
  hash: false,
  maxExpansion: 1000,
} as const;
const hooks = { reject: null, progress() {}, isStopped: () => false, failed() {} };
const inputs = (await discoverInputs([path], Date.now())).map((file) => ({ file, sides: opened }));
await collect(inputs, sides, options, hooks);
const targets = builtinTargets();
const tallies = opened.map(({ rollup }) => tally(rollup));
for (const side of tallies) {
  const { iot, telnet } = countGroups(side, targets, { method: "top100", top: 100 }, "default");
  process.stdout.write(`${side.denials} denials, IoT ${iot / side.denials}, telnet ${telnet / side.denials}\n`);
}
const [before, now] = tallies.map((side) => ({ tally: side, targets }));
for (const { id, share, points } of reportClasses(now!, before!)) process.stdout.write(`${id} ${share} ${points}\n`);
