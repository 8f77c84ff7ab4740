import type { Note } from "../../analysis/coverage/notes.ts";

/** The words of the summary and of the progress lines, in English. Numbers arrive formatted. */
export const en = {
  /** What stands between the parts of one text. */
  joints: { list: ", ", clauses: "; ", named: ": " },
  /** A sentence that the report has in English: a warning, or a reason why something cannot be told. */
  sentence: (text: string): string => text,
  headline: {
    nothing: (when: string) => `No blocked connections were found${when}.`,
    nothingNow: (when: string, before: string, denials: string) =>
      `No blocked connections were found${when}; there were ${denials}${before}.`,
    analyzed: (aimed: string, telnet: string, share: string) => `${aimed}, ${share} at ${telnet} alone.`,
    compared: (aimed: string, change: string) => `${aimed}; ${change}.`,
    withoutBaseline: (aimed: string, telnet: string, share: string, before: string) =>
      `${aimed}, ${share} at ${telnet} alone; there were no blocked connections${before} to compare with.`,
    noSource: (denials: string, when: string) =>
      `No source is known of ${denials} blocked ${denials === "1" ? "connection" : "connections"}${when}, so no share of sources can be told.`,
    surveyAlone: (denials: string, when: string) =>
      `Survey scanners alone caused the blocked connections${when} (${denials}), so no share can be told without them.`,
    withoutBaselineSource: (aimed: string, telnet: string, share: string, before: string) =>
      `${aimed}, ${share} at ${telnet} alone; no source is known${before} to compare with.`,
    surveyBaseline: (aimed: string, telnet: string, share: string, before: string) =>
      `${aimed}, ${share} at ${telnet} alone; there were but survey scanners${before} to compare with.`,
    sources: (sources: string, isOne: boolean, when: string, share: string) =>
      isOne
        ? `Of 1 source of blocked connections${when}, ${share} aimed at IoT devices`
        : `Of ${sources} sources of blocked connections${when}, ${share} aimed at IoT devices`,
    aimed: (denials: string, isOne: boolean, when: string, share: string, isWhole: boolean) => {
      const which = isWhole ? when : `${when} (survey scanners left out)`;
      return isOne
        ? `Of 1 blocked connection${which}, ${share} was aimed at IoT devices`
        : `Of ${denials} blocked connections${which}, ${share} were aimed at IoT devices`;
    },
    fell: (what: string, from: string, to: string, points: string) => `${what} fell from ${from} to ${to} (${points})`,
    rose: (what: string, from: string, to: string, points: string) => `${what} rose from ${from} to ${to} (${points})`,
    fellWithin: (what: string, at: string, points: string) => `${what} fell slightly and is still ${at} (${points})`,
    roseWithin: (what: string, at: string, points: string) => `${what} rose slightly and is still ${at} (${points})`,
    /** Where the shares as printed say one thing and their difference another. */
    allButUnchanged: (what: string, from: string, to: string) => `${what} was all but unchanged at ${from} and ${to}`,
    unchanged: (what: string, at: string) => `${what} was unchanged at ${at}`,
    unchangedBetween: (what: string, from: string, to: string, points: string) =>
      `${what} was all but unchanged at ${from} and ${to} (${points})`,
  },
  when: {
    undated: "",
    side: (side: string) => ` in the ${side}`,
    labelled: (label: string) => ` in ${label}`,
    /** What the user called a period, in the words of the language. */
    label: (label: string) => label,
    day: (day: string) => ` on ${day}`,
    span: (from: string, to: string) => ` from ${from} to ${to}`,
  },
  groups: {
    telnet: "telnet",
    telnetPort: "telnet (23/tcp)",
    "iot-other": "IoT without telnet",
    other: "other",
    iot: "IoT in total",
  },
  sides: { period: "period", baseline: "baseline" },
  partial: {
    interrupted: "PARTIAL: reading was stopped early; the figures cover what was read until then.",
    broken: (failed: string, inputs: string) =>
      `PARTIAL: ${failed} of ${inputs} inputs could not be read to the end; the figures cover what was read.`,
  },
  titles: {
    shares: "What the blocked connections were aimed at",
    sourceShares: "What the sources of blocked connections aimed at",
    ports: "Busiest ports",
    portsOf: (shown: string, all: string) => `Busiest ports (${shown} of the top ${all})`,
    findings: "How to read it",
    counted: "How this was counted",
    warnings: "Warnings",
  },
  findings: {
    labels: {
      certainty: "sure to 95 %",
      cause: "why",
      mapping: "mapping",
      source: "one source",
      scanners: "scanners",
      spread: "spread",
      emerging: "emerging",
      vanished: "vanished",
      scope: "scope",
      infected: "infected?",
      backscatter: "backscatter",
      coverage: "coverage",
      rate: "rate",
    },
    iot: "IoT",
    interval: (name: string, range: string) => `${name} ${range}`,
    changeInterval: (text: string, low: string, high: string) => `${text}, change ${low} to ${high} points`,
    range: (low: string, high: string) => `${low} – ${high}`,
    cause: (name: string, points: string, own: string, rest: string, total: string) =>
      `${name} ${points} points = ${own} by its own number ${rest.startsWith("+") ? rest : rest.replace("\u2212", "\u2212 ")} by all else (denials in total ${total})`,
    mapping: (constant: string, added: string, addedRows: string, removed: string, removedRows: string) =>
      `IoT change = ${constant} points by rows of both periods, ${added} by ${addedRows} rows added, ${removed} by ${removedRows} removed`,
    without: (source: string, share: string, iot: string) => `without ${source} (${share} of all) IoT is ${iot}`,
    ofSample: (text: string) => `${text} (estimated from a sample of sources)`,
    hashed: "an IPv6 source",
    scanners: (perDay: string, share: string) => `${perDay} a day, with ${share} of all denials`,
    scannersUndated: (share: string) => `with ${share} of all denials`,
    survey: (share: string, iot: string) => `survey scanners ${share}, IoT without them ${iot}`,
    nothing: "untold",
    spread: (ports: string, top10: string) => `as if over ${ports} equally busy ports; the busiest 10 have ${top10}`,
    spreadBefore: (text: string, ports: string, top10: string) => `${text} (before: ${ports}; ${top10})`,
    oneSource: "one source",
    sources: (count: string) => `${count} sources`,
    emerging: (port: string, by: string) => `${port} (${by})`,
    scopes: {
      inbound: "inbound",
      outbound: "outbound",
      internal: "internal",
      multicast: "multicast or broadcast",
      unknown: "unknown",
    },
    scope: (scope: string, share: string) => `${scope} ${share}`,
    infectedBy: (source: string, port: string, denials: string) => `${source} (${port}, ${denials})`,
    infected: (count: string, isOne: boolean, names: string) =>
      isOne
        ? `1 own device was refused at telnet or IoT ports elsewhere: ${names}`
        : `${count} own devices were refused at telnet or IoT ports elsewhere: ${names}`,
    backscatter: (share: string) => `${share} look like answers to packets forged under your addresses (candidates)`,
    coverage: (share: string, devices: string) =>
      `${share} of the time of ${devices} ${devices === "1" ? "device" : "devices"}`,
    coverageUnknown: "gaps cannot be told",
    nameless: "a device without a name",
    gaps: (name: string, count: string, isOne: boolean, hours: string) =>
      `${name} silent for ${hours} hours in ${count} ${isOne ? "gap" : "gaps"}`,
    note: (name: string, note: string) => `${name}: ${note}`,
    /** A note on a device, which the report has in English. */
    noteOf: (_finding: Note | undefined, text: string): string => text,
    noted: (share: string, text: string) => `${share}; ${text}`,
    floor: (share: string, text: string) => `${share}; totals are a floor because of ${text}`,
    rate: (amount: string) => `${amount} a day and own address`,
    rateRatio: (text: string, ratio: string) => `${text}, ${ratio}`,
    more: (names: string, count: string) => `${names} and ${count} more`,
  },
  range: (share: string, strict: string, wide: string) => `${share} (strict ${strict} – wide ${wide})`,
  portsInTop: (range: string, ports: string, top: string) => `${range}, ${ports} of the top ${top} ports`,
  changed: (change: string, ratio: string) => `${change}, ${ratio} in number`,
  columns: {
    rank: "#",
    port: "port",
    class: "class",
    service: "service",
    denials: "denials",
    share: "share",
    change: "points",
    sources: "sources",
  },
  fewSources: "few",
  class: (id: string) => id,
  facts: {
    noSources: "none: no denial names its source",
    zone: "zone",
    method: "method",
    targets: "targets",
    sensitivity: "sensitivity",
    lines: "lines",
    denials: "denials",
    sources: "sources",
    inputs: "inputs",
    chosen: "chosen",
  },
  chosen: {
    include: (expression: string) => `only ${expression}`,
    exclude: (expression: string) => `not ${expression}`,
    scope: (scope: string) => `only ${scope}`,
    likeForLike: "only devices with denials on both sides",
    leftOut: (names: string) => `without ${names}`,
    nameless: "a device without a name",
  },
  span: {
    undated: "no dates: the denials carry no time",
    nothing: "no dates: there are no denials",
    dates: (from: string, to: string) => `${from} – ${to}`,
    days: (days: number, grouped: string, withData: string) =>
      days === 1 ? `1 day (${withData} with denials)` : `${grouped} days (${withData} with denials)`,
    perDay: (rate: string) => `${rate} a day`,
  },
  method: {
    top100: (name: string, top: string) => `${name}: denials to a group's ports among the ${top} busiest / all denials`,
    topName: (top: string) => `top100 with N = ${top}`,
    allPorts: "all-ports: denials to every port of a group / all denials",
    uniqueSources: "unique-sources: distinct sources that touched a group / all distinct sources",
    surveyExcluded: "survey-excluded: as all-ports, denials of survey scanners left out of both",
  },
  targets: (version: string, sha256: string, isFixed: boolean) =>
    `version ${version}, sha256 ${sha256}, ${isFixed ? "one mapping for all dates" : "each period by the rows of its years"}`,
  sensitivity: {
    iot: "IoT",
    telnet: "telnet",
    share: (method: string, share: string) => `${method} ${share}`,
  },
  lines: {
    identity: (total: string, fates: readonly string[]) => `${total} = ${fates.join(" + ")}`,
    denials: (count: string) => `${count} denials`,
    allowed: (count: string) => `${count} allowed`,
    skipped: (count: string) => `${count} skipped`,
    duplicate: (count: string) => `${count} duplicate`,
    unparsed: (count: string, share: string) => `${count} unparsed (${share})`,
    tooLong: (count: string) => `${count} too long`,
  },
  counted: (count: string, where: string) => `${count}${where}`,
  countedSources: (count: string, where: string) => `${count}${where}`,
  denials: {
    packets: (count: string) => `${count} packets`,
    portless: (count: string, share: string) => `${count} without a port (${share})`,
    leftOut: (outside: string, withoutTime: string) =>
      `left out: ${outside} outside the periods, ${withoutTime} without a time`,
    filtered: (leftOut: string, filtered: string) => `${leftOut}, ${filtered} not chosen`,
    assumed: (count: string) => `assumed: ${count} from lines that name no verdict`,
  },
  estimated: (counts: string, error: string) => `${counts} (estimated, ±${error})`,
  inputs: {
    files: (count: number, grouped: string, bytes: string) => `${grouped} ${count === 1 ? "file" : "files"}, ${bytes}`,
    format: (format: string, files: string) => `${format} in ${files}`,
    failed: (path: string, error: string) => `${path}: ${error}`,
    more: (count: string) => `and ${count} more that broke off`,
  },
  progress: {
    files: (done: string, total: string) => `${done} of ${total} files read`,
    oneFile: "reading",
    standardInput: "standard input",
    percent: (percent: string) => `${percent} %`,
    perSecond: (amount: string) => `${amount}/s`,
    linesPerSecond: (amount: string) => `${amount} lines/s`,
    denials: (count: string) => `${count} denials`,
    read: (amount: string) => `${amount} read`,
    left: (time: string) => `${time} left`,
    elapsed: (time: string) => `after ${time}`,
  },
};

/** The words of one language. */
export type Messages = typeof en;
