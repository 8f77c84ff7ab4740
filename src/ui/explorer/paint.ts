import type { Line } from "../../report/layout.ts";
import { paintLine } from "../../report/text.ts";
import type { Role } from "../../report/theme.ts";
import type { FrameLine } from "./frame.ts";

/**
 * How meanings are drawn: in the terminal's 16 colours; in bold and underlined alone, for the most contrast that the
 * terminal's own colours have; or not at all.
 */
export type Look = "color" | "contrast" | "plain";

const strong: ReadonlySet<Role> = new Set<Role>(["heading", "denied", "rising", "telnet", "iot"]);

/** A line of the screen with its escapes. The selected one is in inverse video, whatever the look. */
export function paintFrameLine({ line, isSelected }: FrameLine, look: Look): string {
  const text = line.map((part) => part.text).join("");
  if (isSelected) return `\x1b[7m${text}\x1b[27m`;
  return look === "contrast" ? paintContrast(line) : paintLine(line, look === "color");
}

function paintContrast(line: Line): string {
  return line
    .map(({ text, role }) => {
      if (text.trim() === "") return text;
      if (role === "warning") return `\x1b[1;4m${text}\x1b[22;24m`;
      return strong.has(role) ? `\x1b[1m${text}\x1b[22m` : text;
    })
    .join("");
}
