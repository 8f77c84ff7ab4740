/** What a run of text means; the theme gives each meaning its look. */
export type Role =
  | "plain"
  | "heading"
  | "denied"
  | "rising"
  | "falling"
  | "telnet"
  | "iot"
  | "other"
  | "muted"
  | "progress"
  | "warning";

// The 16 colours of the terminal, so that its own theme keeps them readable. Never faint or bright black, which
// some themes draw in the colour of the background; and nothing is said by colour alone.
const codes: Record<Role, readonly [on: number, off: number] | null> = {
  plain: null,
  heading: [1, 22],
  denied: [1, 22],
  rising: [33, 39],
  falling: [32, 39],
  telnet: [35, 39],
  iot: [36, 39],
  other: null,
  muted: null,
  progress: [36, 39],
  warning: [31, 39],
};

/** Text in the look of its role; with `color` false the text alone. */
export function paint(text: string, role: Role, color: boolean): string {
  const code = codes[role];
  if (!color || code === null || text.trim() === "") return text;
  return `\x1b[${code[0]}m${text}\x1b[${code[1]}m`;
}
