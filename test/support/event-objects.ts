/** One object of `fwtrend events`. */
export interface EventObject {
  file: string;
  line: number;
  verdict: "deny" | "allow" | "other" | "unparsed";
  time: string | null;
  device: string | null;
  protocol: string | null;
  source: string | null;
  sourcePort: number | null;
  destination: string | null;
  destinationPort: number | null;
  action: string | null;
  count: number;
  format: string | null;
}

/** The keys of every such object, in their order. */
export const eventKeys: readonly (keyof EventObject)[] = [
  "file",
  "line",
  "verdict",
  "time",
  "device",
  "protocol",
  "source",
  "sourcePort",
  "destination",
  "destinationPort",
  "action",
  "count",
  "format",
];

/** The objects that `fwtrend events` wrote. */
export function readEvents(stdout: string): EventObject[] {
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EventObject);
}

/** How many denials they stand for. */
export function sumDenials(events: readonly EventObject[]): number {
  return events.filter(({ verdict }) => verdict === "deny").reduce((sum, { count }) => sum + count, 0);
}
