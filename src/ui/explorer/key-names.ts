import type { Key } from "ink";
import type { KeyName } from "./keys.ts";

/** The name of what a terminal sent, as the table of keys has it. */
export function keyNameOf(input: string, key: Partial<Key>): KeyName {
  if (key.return === true) return "enter";
  if (key.escape === true) return "esc";
  if (key.tab === true) return key.shift === true ? "shift+tab" : "tab";
  if (key.upArrow === true) return "up";
  if (key.downArrow === true) return "down";
  if (key.leftArrow === true) return "left";
  if (key.rightArrow === true) return "right";
  if (key.pageUp === true) return "pageup";
  if (key.pageDown === true) return "pagedown";
  if (key.home === true) return "home";
  if (key.end === true) return "end";
  // Terminals send DEL for the key that takes back.
  if (key.backspace === true || key.delete === true) return "backspace";
  if (key.ctrl === true) return `ctrl+${input}`;
  if (key.meta === true) return `meta+${input}`;
  return input;
}

const controls = new Map<string, KeyName>([
  ["\r", "enter"],
  ["\n", "enter"],
  ["\t", "tab"],
  ["\u0003", "ctrl+c"],
  ["\u0008", "backspace"],
  ["\u0015", "ctrl+u"],
  ["\u0017", "ctrl+w"],
  ["\u001b", "esc"],
  ["\u007f", "backspace"],
]);

/** The keys of a text that came at once: pressed fast, or pasted. Breaks within it are blanks; one at its end is Enter. */
export function keysOf(input: string): KeyName[] {
  const characters = [...input];
  const last = characters.findLastIndex((one) => controls.get(one) !== "enter");
  return characters.flatMap((one, at): KeyName[] => {
    const name = controls.get(one);
    if (at < last && (name === "enter" || name === "tab")) return [" "];
    if (name !== undefined) return at > last + 1 && name === "enter" ? [] : [name];
    return /[\p{Cc}\p{Cf}]/u.test(one) ? [] : [one];
  });
}
