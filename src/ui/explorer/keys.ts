import type { Action, Extent } from "./actions.ts";
import { type ExplorerState, panels } from "./state.ts";
import type { Subject } from "../../analysis/subject.ts";

/** A key as the terminal tells it: a character, or a name such as `enter` or `shift+tab`. */
export type KeyName = string;

/** What a key may need to know of the screen. */
export interface KeyPlace {
  state: ExplorerState;
  extent: Extent;
  /** What the selected row stands for; null where rows lead nowhere. */
  selected: Subject | null;
  /** The name that an exported report is first given. */
  exportName: string;
}

/** The names of what keys do; words of each language tell them. */
export type KeyId =
  | "panel"
  | "nextPanel"
  | "lastPanel"
  | "up"
  | "down"
  | "pageUp"
  | "pageDown"
  | "first"
  | "last"
  | "open"
  | "back"
  | "filter"
  | "focus"
  | "sort"
  | "grain"
  | "method"
  | "range"
  | "period"
  | "language"
  | "export"
  | "help"
  | "quit";

/** What a key does. The footer, the help and the README are made from these. */
export interface KeyBinding {
  id: KeyId;
  keys: readonly KeyName[];
  /** As it is written for readers. */
  shown: string;
  /** Whether the footer names it: there is room for the most useful ones. */
  isInFooter: (place: Pick<KeyPlace, "state" | "selected">) => boolean;
  act: (place: KeyPlace, key: KeyName) => Action;
}

const always = (): boolean => true;
const never = (): boolean => false;

function move(by: "line" | "page" | "end", direction: 1 | -1): KeyBinding["act"] {
  return ({ extent }) => ({ kind: "move", by, direction, extent });
}

/** All keys, in the order of the help. */
export const keyBindings: readonly KeyBinding[] = [
  {
    id: "panel",
    keys: panels.map((_, at) => String(at + 1)),
    shown: `1–${panels.length}`,
    isInFooter: never,
    act: (_, key) => ({ kind: "panel", panel: panels[Number(key) - 1]! }),
  },
  { id: "nextPanel", keys: ["tab"], shown: "Tab", isInFooter: always, act: () => ({ kind: "nextPanel", by: 1 }) },
  {
    id: "lastPanel",
    keys: ["shift+tab"],
    shown: "Shift+Tab",
    isInFooter: never,
    act: () => ({ kind: "nextPanel", by: -1 }),
  },
  { id: "up", keys: ["up", "k"], shown: "↑ k", isInFooter: never, act: move("line", -1) },
  { id: "down", keys: ["down", "j"], shown: "↓ j", isInFooter: never, act: move("line", 1) },
  { id: "pageUp", keys: ["pageup", "ctrl+b"], shown: "PgUp", isInFooter: never, act: move("page", -1) },
  { id: "pageDown", keys: ["pagedown", " ", "ctrl+f"], shown: "PgDn", isInFooter: never, act: move("page", 1) },
  { id: "first", keys: ["home", "g"], shown: "Home g", isInFooter: never, act: move("end", -1) },
  { id: "last", keys: ["end", "G"], shown: "End G", isInFooter: never, act: move("end", 1) },
  {
    id: "open",
    keys: ["enter", "right"],
    shown: "Enter →",
    isInFooter: ({ selected }) => selected !== null,
    act: ({ selected }) => ({ kind: "open", subject: selected }),
  },
  {
    id: "back",
    keys: ["esc", "left", "h", "backspace"],
    shown: "Esc ← h",
    isInFooter: ({ state }) => state.place === "subject" || state.place === "help",
    act: () => ({ kind: "back" }),
  },
  {
    id: "focus",
    keys: ["f"],
    shown: "f",
    isInFooter: ({ state }) => state.subject?.kind === "port" && state.place === "subject",
    act: () => ({ kind: "focus" }),
  },
  {
    id: "filter",
    keys: ["/"],
    shown: "/",
    isInFooter: always,
    act: ({ state }) => ({ kind: "ask", prompt: "filter", text: state.view.filter }),
  },
  {
    id: "sort",
    keys: ["s"],
    shown: "s",
    isInFooter: ({ state }) => state.place === "ports" || state.place === "classes",
    act: () => ({ kind: "sort" }),
  },
  {
    id: "grain",
    keys: ["s"],
    shown: "s",
    isInFooter: ({ state }) => state.place === "subject",
    act: () => ({ kind: "sort" }),
  },
  { id: "method", keys: ["m"], shown: "m", isInFooter: always, act: () => ({ kind: "method" }) },
  { id: "range", keys: ["r"], shown: "r", isInFooter: always, act: () => ({ kind: "range" }) },
  {
    id: "period",
    keys: ["p"],
    shown: "p",
    isInFooter: always,
    act: ({ state }) => ({ kind: "ask", prompt: "period", text: state.view.period }),
  },
  { id: "language", keys: ["l"], shown: "l", isInFooter: always, act: () => ({ kind: "language" }) },
  {
    id: "export",
    keys: ["e"],
    shown: "e",
    isInFooter: always,
    act: ({ exportName }) => ({ kind: "ask", prompt: "export", text: exportName }),
  },
  { id: "help", keys: ["?"], shown: "?", isInFooter: always, act: () => ({ kind: "help" }) },
  { id: "quit", keys: ["q", "ctrl+c"], shown: "q", isInFooter: always, act: () => ({ kind: "quit" }) },
];

const byKey = new Map(
  keyBindings.toReversed().flatMap((binding) => binding.keys.map((key) => [key, binding] as const)),
);

/** What a key does where a prompt is open: it writes. Null for keys that do nothing there. */
function writeKey({ state: { prompt } }: KeyPlace, key: KeyName): Action | null {
  if (prompt === null) return null;
  const { text } = prompt;
  if (key === "enter") return { kind: "answer" };
  if (key === "esc" || key === "ctrl+c") return { kind: "cancel" };
  if (key === "backspace" || key === "delete") return { kind: "write", text: [...text].slice(0, -1).join("") };
  if (key === "ctrl+u") return { kind: "write", text: "" };
  if (key === "ctrl+w") return { kind: "write", text: text.replace(/\S*\s*$/, "") };
  // Names of keys are longer than what they write; a paste is told as one key.
  return isWritten(key) ? { kind: "write", text: text + key } : null;
}

const keyNames = new Set(["tab", "up", "down", "left", "right", "pageup", "pagedown", "home", "end"]);

function isWritten(key: KeyName): boolean {
  return !keyNames.has(key) && !/^(?:shift|ctrl|meta)\+/.test(key);
}

/** What a key does; null where it does nothing. */
export function actionOf(place: KeyPlace, key: KeyName): Action | null {
  if (place.state.prompt !== null) return writeKey(place, key);
  return byKey.get(key)?.act(place, key) ?? null;
}
