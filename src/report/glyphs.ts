import type { Direction } from "./numbers.ts";

/** The signs that draw bars and arrows, all but the ellipsis one column wide. */
export interface Glyphs {
  /** One for each group, so that bars can be told apart without colour. */
  bars: { telnet: string; iot: string; other: string };
  arrows: Record<Direction, string>;
  /** The part still to come of a progress bar. */
  track: string;
  ellipsis: string;
}

const blocks: Glyphs = {
  bars: { telnet: "█", iot: "▒", other: "░" },
  arrows: { rising: "▲", falling: "▼", same: "=" },
  track: "░",
  ellipsis: "…",
};

const letters: Glyphs = {
  bars: { telnet: "#", iot: "=", other: "-" },
  arrows: { rising: "^", falling: "v", same: "=" },
  track: "-",
  ellipsis: "...",
};

/** The signs for a terminal that can draw blocks, or for one that has ASCII only. */
export function chooseGlyphs(ascii: boolean): Glyphs {
  return ascii ? letters : blocks;
}
