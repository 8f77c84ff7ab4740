import type { Direction } from "../numbers.ts";

const countVerbs: Record<Direction, string> = { rising: "rose", falling: "fell", same: "was unchanged" };

/** The sentences of the prose, in English. Numbers arrive formatted, foreign text safe to print. */
export const proseEn = {
  titles: {
    change: "What changed",
    aimed: "What it was aimed at",
    contributed: "What contributed",
    careful: "What to be careful about",
  },
  /** Names as the subject of a sentence: of a share. */
  shareOf: (name: string) => `The share of ${name}`,
  groups: { iot: "IoT in total", "iot-other": "IoT without telnet", other: "other targets" },
  /** The baseline by its name; a language may add what it is to the period. */
  baselineOf: (_period: string, baseline: string) => baseline,
  stop: (clause: string) => `${clause}.`,
  /** A sentence of the report that has no translation. */
  quoted: (text: string) => (text.endsWith(".") ? text : `${text}.`),
  ofSources: "Shares are of distinct sources, not of blocked connections.",
  withoutSurvey: "Survey scanners are left out of all shares.",
  totals: (
    direction: Direction,
    [before, now]: readonly [string, string],
    [beforePlace, nowPlace]: readonly [string, string],
    ratio: string | null,
  ) =>
    direction === "same"
      ? `The number of blocked connections was unchanged at ${now}.`
      : `The number of blocked connections ${countVerbs[direction]} from ${before}${beforePlace} to ${now}${nowPlace}${ratio === null ? "" : ` (${ratio})`}.`,
  perDay: (direction: Direction, before: string, now: string) =>
    direction === "same"
      ? `By days with data it was unchanged at ${now} a day.`
      : `By days with data it ${countVerbs[direction]} from ${before} to ${now} a day.`,
  /** @param isAlike whether the share went the same way */
  number: (
    isOfSources: boolean,
    direction: Direction,
    isAlike: boolean,
    before: string,
    now: string,
    ratio: string | null,
  ) =>
    direction === "same"
      ? `Its number${isOfSources ? " of sources" : ""} was unchanged at ${now}.`
      : `Its number${isOfSources ? " of sources" : ""} ${countVerbs[direction]}${isAlike ? " as well" : ", however"}, from ${before} to ${now}${ratio === null ? "" : ` (${ratio})`}.`,
  beyondChance: (low: string, high: string) =>
    `The change of the share is more than chance explains: its 95 % interval is ${low} to ${high} points.`,
  withinChance: (low: string, high: string) =>
    `The change of the share is within chance: its 95 % interval, ${low} to ${high} points, includes 0.`,
  interval: (low: string, high: string) => `The 95 % interval of the change of the share is ${low} to ${high} points.`,
  shareInterval: (range: string) => `The 95 % interval of the IoT share is ${range}.`,
  parts: (parts: readonly { name: string; share: string }[]) =>
    `The shares are ${parts.map(({ name, share }, at) => `${at === 0 ? "" : at === parts.length - 1 ? " and " : ", "}${share} for ${name}`).join("")}.`,
  iotPorts: (ports: string, top: string, isOne: boolean) =>
    `Of the top ${top} ports, ${ports} ${isOne ? "is a port" : "are ports"} of IoT devices.`,
  busiest: (ports: string) => `The busiest ports are ${ports}.`,
  withShare: (port: string, share: string) => `${port} (${share})`,
  telnetFellAsProbingSpread: "Telnet fell while the probing spread over more ports.",
  probing: (direction: Direction) =>
    ({
      rising: "The probing spread over more ports.",
      falling: "The probing was concentrated on fewer ports.",
      same: "The probing was spread over the ports as before.",
    })[direction],
  spreadBetween: (_direction: Direction, before: string, now: string, top10Before: string, top10: string) =>
    `It was as varied as over ${now} equally busy ports, ${now === before ? "as before" : `after ${before}`}; the busiest 10 ports had ${top10}, ${top10 === top10Before ? "as before" : `after ${top10Before}`}.`,
  spread: (ports: string, top10: string) =>
    `The probing was as varied as over ${ports} equally busy ports; the busiest 10 ports had ${top10}.`,
  effects: (name: string, change: string, own: string, rest: string, total: string) =>
    `Of the ${change} of ${name}, ${own} come from its own number and ${rest} from the number of all blocked connections (${total}).`,
  portsRose: (ports: string) => `The number rose most at ${ports}.`,
  portsFell: (ports: string) => `The number fell most at ${ports}.`,
  withRise: (port: string, count: string) => `${port} (+${count})`,
  withFall: (port: string, count: string) => `${port} (\u2212${count})`,
  emergedSpread: (ports: string) => `Newly busy, without a source that has half of it: ${ports}.`,
  emergedOfOne: (ports: string) => `Newly busy, but by one source that has half of it or more: ${ports}.`,
  emergedUntold: (ports: string) => `Newly busy, of sources that cannot be told: ${ports}.`,
  emergedReason: (sentence: string) => `Which ports came and went cannot be told. ${sentence}`,
  withSources: (port: string, denials: string, sources: string, isOne: boolean) =>
    `${port} (${denials} denials of ${sources} ${isOne ? "source" : "sources"})`,
  vanished: (ports: string) => `No longer among the busiest: ${ports}.`,
  fromTo: (port: string, before: string, now: string) => `${port} (${before} before, ${now} now)`,
  range: (strict: string, wide: string) =>
    `The share of IoT depends on what counts as such: it is ${strict} by ports of high confidence alone, and ${wide} with those that are shared with web servers and the like.`,
  without: (source: string, share: string, iot: string, iotWithout: string) =>
    `Without one source, ${source} (${share} of all), the share of IoT is ${iotWithout} instead of ${iot}`,
  turns: (change: string) => `Without that one source the change of IoT is ${change}`,
  ofSample: (clause: string) => `${clause} (estimated from a sample of sources)`,
  survey: (share: string) => `Survey scanners make up ${share} of the blocked connections`,
  surveyIot: (share: string, iot: string) =>
    `Survey scanners make up ${share} of the blocked connections; without them the share of IoT is ${iot}`,
  sampled: (error: string) => `The numbers of sources are estimated from a sample (±${error}).`,
  chosen: (parts: string) => `Not everything was counted: ${parts}.`,
  scope: (parts: string) => `The blocked connections by scope: ${parts}.`,
  infected: (text: string) => `Possibly infected: ${text}.`,
  backscatter: (text: string) => `Of the blocked connections, ${text}.`,
  mapping: (constant: string, added: string, addedRows: string, removed: string, removedRows: string) =>
    `In the change of IoT, the rows of the table that hold on both sides make ${constant}, ${addedRows} added ones ${added} and ${removedRows} removed ones ${removed}.`,
  coverage: (side: string, share: string, devices: string, isOne: boolean) =>
    `The logs of ${side} cover ${share} of the time of ${devices} ${isOne ? "device" : "devices"}.`,
  theSide: (name: string) => `the ${name}`,
  floor: (side: string, reasons: string) => `The totals of ${side} are a floor because of ${reasons}.`,
  floors: {
    gaps: (devices: string, isOne: boolean, hours: string) =>
      `gaps of ${hours} hours in the logs of ${devices} ${isOne ? "device" : "devices"}`,
    "rate-limit": (devices: string, isOne: boolean, hours: string) =>
      `what looks like a log rate limit for ${hours} hours on ${devices} ${isOne ? "device" : "devices"}`,
    repeated: (messages: string | null) => (messages === null ? "repeated messages" : `${messages} repeated messages`),
    suppressed: (messages: string | null) =>
      messages === null ? "suppressed messages" : `${messages} suppressed messages`,
    skipped: (messages: string | null) => (messages === null ? "skipped messages" : `${messages} skipped messages`),
  },
  assumed: (count: string, isOne: boolean) =>
    isOne
      ? "1 blocked connection was taken for one because its line names no verdict."
      : `${count} blocked connections were taken for such because their lines name no verdict.`,
};

/** The sentences of one language. */
export type ProseMessages = typeof proseEn;
