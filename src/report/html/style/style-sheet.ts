import { charts } from "./charts.ts";
import { colors } from "./colors.ts";
import { layout } from "./layout.ts";
import { print } from "./print.ts";
import { tables } from "./tables.ts";

/** The page's one style sheet. Its hash is in the page's policy, so it must stand there byte for byte. */
export const styleSheet = [colors, layout, tables, charts, print]
  .join("")
  .replace(/\s*\n\s*/g, "")
  .replace(/\s*([{};,>])\s*/g, "$1")
  .replaceAll(": ", ":");
