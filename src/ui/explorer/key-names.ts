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
