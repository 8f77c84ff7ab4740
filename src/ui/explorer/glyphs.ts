import { chooseGlyphs } from "../../report/glyphs.ts";
import type { ExplorerGlyphs } from "./scene.ts";

const blocks: ExplorerGlyphs = {
  ...chooseGlyphs(false),
  isAscii: false,
  marker: "▸",
  rule: "─",
  levels: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
  shades: ["·", "░", "▒", "▓", "█"],
  lowBar: "▆",
  dash: "–",
  arrow: "→",
};

const letters: ExplorerGlyphs = {
  ...chooseGlyphs(true),
  isAscii: true,
  marker: ">",
  rule: "-",
  levels: [".", ":", "-", "=", "+", "*", "%", "#"],
  shades: [".", ":", "+", "*", "#"],
  lowBar: "#",
  dash: "-",
  arrow: "->",
};

/** What the explorer draws with, on a terminal that has blocks or one that has ASCII only. */
export function explorerGlyphs(ascii: boolean): ExplorerGlyphs {
  return ascii ? letters : blocks;
}
