import { expect, test } from "vitest";
import { actionOf, keyBindings, type KeyPlace } from "../../../src/ui/explorer/keys.ts";
import { keyNameOf, keysOf } from "../../../src/ui/explorer/key-names.ts";
import { openState, type Prompt } from "../../../src/ui/explorer/state.ts";
import { en } from "../../../src/ui/explorer/words.en.ts";
import { firstView } from "./explorer-report.ts";

function place(prompt: Prompt | null = null): KeyPlace {
  const state = { ...openState(firstView, "en"), prompt };
  return { state, extent: { rows: 5, page: 5 }, selected: null, exportName: "report.html" };
}

test("no key has two meanings, but one that sorts rows and days", () => {
  const keys = keyBindings.flatMap((binding) => binding.keys);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual(["s"]);
});

test("every key has a word", () => {
  expect(Object.keys(en.keys).toSorted()).toEqual(keyBindings.map(({ id }) => id).toSorted());
});

test.each([
  ["1", { kind: "panel", panel: "overview" }],
  ["7", { kind: "panel", panel: "reading" }],
  ["8", { kind: "panel", panel: "exposure" }],
  ["tab", { kind: "nextPanel", by: 1 }],
  ["j", { kind: "move", by: "line", direction: 1, extent: { rows: 5, page: 5 } }],
  ["k", { kind: "move", by: "line", direction: -1, extent: { rows: 5, page: 5 } }],
  ["h", { kind: "back" }],
  ["/", { kind: "ask", prompt: "filter", text: "" }],
  ["e", { kind: "ask", prompt: "export", text: "report.html" }],
  ["l", { kind: "language" }],
  ["ctrl+c", { kind: "quit" }],
])("%s", (key, action) => {
  expect(actionOf(place(), key)).toEqual(action);
});

test("9 goes nowhere", () => {
  expect(actionOf(place(), "9")).toBeNull();
});

test.each([
  ["q", "port:2q"],
  ["1", "port:21"],
  [" ", "port:2 "],
  ["3 src:198.51.100.7", "port:23 src:198.51.100.7"],
  ["backspace", "port:"],
  ["ctrl+u", ""],
  ["ctrl+w", ""],
])("where a prompt is open, %s writes", (key, text) => {
  const prompt: Prompt = { kind: "filter", text: "port:2", remark: "", confirmed: "" };
  expect(actionOf(place(prompt), key)).toEqual({ kind: "write", text });
});

test.each(["tab", "up", "pagedown", "ctrl+x", "meta+b"])("where a prompt is open, %s does nothing", (key) => {
  const prompt: Prompt = { kind: "filter", text: "port:2", remark: "", confirmed: "" };
  expect(actionOf(place(prompt), key)).toBeNull();
});

test.each([
  ["", { return: true }, "enter"],
  ["", { tab: true, shift: true }, "shift+tab"],
  ["", { delete: true }, "backspace"],
  ["c", { ctrl: true }, "ctrl+c"],
  ["G", { shift: true }, "G"],
])("a terminal's %j with %j is %s", (input, key, name) => {
  expect(keyNameOf(input, key)).toBe(name);
});

test.each([
  ["jjG", ["j", "j", "G"]],
  ["p:23\r", ["p", ":", "2", "3", "enter"]],
  ["\u0015\r", ["ctrl+u", "enter"]],
  ["a\nb\tc\n\n", ["a", " ", "b", " ", "c", "enter"]],
  ["a\u0007\u202eb", ["a", "b"]],
  ["\u007f", ["backspace"]],
])("what comes at once as %j is %j", (input, keys) => {
  expect(keysOf(input)).toEqual(keys);
});
