import type { ContactView } from "../../src/rollup/counts.ts";
import type { Rollup } from "../../src/rollup/rollup.ts";

/** All that a rollup says, parts of cells put together. */
export function rollupContents(rollup: Rollup): unknown {
  const cells: Record<string, [number, number]> = {};
  rollup.eachCell((day, device, packed, denials, packets) => {
    const sums = (cells[[day, rollup.devices[device], packed].join(" ")] ??= [0, 0]);
    sums[0] += denials;
    sums[1] += packets;
  });
  const totals = rollup.totals();
  const ports: string[] = [];
  totals.eachPort((...sums) => void ports.push(sums.join(" ")));
  const activity: string[] = [];
  rollup.activity.each((device, ...numbers) => void activity.push([rollup.devices[device], ...numbers].join(" ")));
  const { assumed, withoutPackets, firstSec, lastSec } = rollup;
  return {
    cells,
    ports: ports.sort(),
    days: [...totals.days].sort((a, b) => a - b),
    devices: [...totals.devices].map((device) => rollup.devices[device]!).sort((a, b) => (a < b ? -1 : 1)),
    untimed: totals.untimed,
    assumed,
    withoutPackets,
    firstSec,
    lastSec,
    all: rollup.sources(),
    scopes: rollup.scopes,
    backscatter: rollup.backscatter,
    clockJumps: [...rollup.clockJumps].map(([device, jumps]) => `${rollup.devices[device]} ${jumps}`).sort(),
    activity: activity.sort(),
    contacts: contactLines(rollup.contacts()),
    sources: [0, 22, 23, 445, 65_535].map((port) => rollup.sourcesAt(6, port)),
  };
}

function contactLines(view: ContactView): string[] {
  const lines: string[] = [];
  for (let i = 0; i < view.length; i++) {
    const { days, sources, destinations, ports, denials, contactScales } = view;
    lines.push([days[i], sources[i], destinations[i], ports[i], denials[i], contactScales[i]].join(" "));
  }
  return lines.sort();
}
