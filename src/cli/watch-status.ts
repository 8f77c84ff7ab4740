import type { InputState } from "../live/live-input.ts";
import type { LiveNote } from "../live/note-book.ts";
import { printable } from "../report/escape.ts";
import { clip } from "../report/layout.ts";
import { formatAmount, formatCount, formatShare } from "../report/numbers.ts";
import type { Io } from "./io.ts";
import type { WatchFlags } from "./watch-options.ts";
import type { Tick } from "./watch-tick.ts";

const fallbackColumns = 80;
const portsShown = 3;

/** What watching says of itself on standard error, beside its summary. */
export interface WatchStatus {
  /** True where one line is written over again and again. */
  readonly isInPlace: boolean;
  /** Says what is watched. */
  begin(inputs: readonly InputState[]): void;
  show(tick: Tick): void;
  note(note: LiveNote): void;
  /** Leaves the terminal as it was. */
  end(): void;
}

/** On a terminal one line that stays in its place, elsewhere and with `--plain` lines for a log; with `--quiet` nothing. */
export function openStatus(flags: WatchFlags, { stderr }: Io): WatchStatus {
  const isInPlace = stderr.isTTY && flags.plain !== true && flags.quiet !== true;
  let isShown = false;
  const clear = (): string => (isShown ? "\r\x1b[2K" : "");
  const say = (text: string): void => {
    if (flags.quiet === true) return;
    stderr.write(`${clear()}${printable(text)}\n`);
    isShown = false;
  };
  return {
    isInPlace,
    begin: (inputs) => {
      for (const { name, phase } of inputs) if (phase === "listening") say(`listening at ${name}`);
    },
    show: (tick) => {
      if (!isInPlace) {
        say(`${isoAt(tick.timeMs)} ${describeTick(tick)}`);
        return;
      }
      const width = (stderr.columns || fallbackColumns) - 1;
      stderr.write(`${clear()}${clip(printable(describeTick(tick)), width)}`);
      isShown = true;
    },
    note: ({ atMs, about, text }) => {
      // Faults name their input themselves.
      const named = text.startsWith(`${about}: `) ? text : `${about}: ${text}`;
      say(isInPlace ? named : `${isoAt(atMs)} ${named}`);
    },
    end: () => {
      if (isShown) stderr.write(clear());
      isShown = false;
    },
  };
}

/** How it stands in one line, what matters most first. */
function describeTick({ lines, denials, delta, groups, ports, inputs }: Tick): string {
  const perSec = delta.ms <= 0 ? 0 : (delta.lines * 1000) / delta.ms;
  const shareOf = (id: string): string => formatShare(groups.find((group) => group.id === id)?.share ?? 0);
  const unread = lines.unparsed + lines.tooLong;
  const drops = inputs.reduce((sum, { dropped }) => sum + (dropped.datagrams ?? 0), 0);
  const cut = inputs.reduce((sum, { dropped }) => sum + dropped.cutLines, 0);
  const isCounted = denials > 0;
  const parts = [
    `${formatCount(denials)} denials (+${formatCount(delta.denials)})`,
    isCounted ? `IoT ${shareOf("iot")}, telnet ${shareOf("telnet")}` : "",
    `${formatCount(lines.total)} lines (${formatAmount(perSec)}/s)`,
    unread === 0 ? "" : `${formatCount(unread)} not read`,
    drops === 0 ? "" : `${formatCount(drops)} datagrams lost`,
    cut === 0 ? "" : `${formatCount(cut)} cut`,
    ports
      .slice(0, portsShown)
      .map(({ port, protocol, share }) => `${port}/${protocol} ${formatShare(share)}`)
      .join(", "),
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

function isoAt(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
