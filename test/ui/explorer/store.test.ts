import { expect, test, vi } from "vitest";
import { screenOf, tellAll, testStore } from "./explorer-report.ts";

test("asks for a view once, when it changes", () => {
  const { store, feed } = testStore();
  tellAll(feed);
  store.press("m");
  expect(feed.looks).toEqual([{ method: "all-ports", filter: "", period: "" }]);
  store.press("r");
  store.press("l");
  expect(feed.looks).toHaveLength(1);
});

test("does not ask again for a view that was refused", () => {
  const { store, feed } = testStore();
  for (const key of ["/", "foo:1", "enter"]) store.press(key);
  const [asked] = feed.looks;
  expect(asked?.filter).toBe("foo:1");
  feed.tell({ kind: "refused", view: { ...asked!, filter: "" }, reason: "no key" });
  expect(feed.looks).toHaveLength(1);
  expect(screenOf(store).at(-1)).toBe("no key");
});

test("follows what is open, and nothing when it is left", () => {
  const { store, feed } = testStore();
  tellAll(feed);
  for (const key of ["2", "enter", "esc"]) store.press(key);
  expect(feed.follows).toEqual([{ kind: "port", protocol: "tcp", port: 23 }, null]);
});

test("exports under the name that is written, and asks before it replaces a file", async () => {
  const paths: [string, boolean][] = [];
  const { store, feed } = testStore(undefined, {
    exportTo: async (path, _state, isConfirmed) => {
      paths.push([path, isConfirmed]);
      return isConfirmed ? { kind: "written", text: `wrote ${path}` } : { kind: "exists", text: `${path} exists` };
    },
  });
  tellAll(feed);
  for (const key of ["e", "ctrl+u", "out.md", "enter"]) store.press(key);
  await vi.waitFor(() => expect(screenOf(store).at(-1)).toContain("out.md exists"));
  store.press("enter");
  await vi.waitFor(() => expect(screenOf(store).at(-1)).toBe("wrote out.md"));
  expect(paths).toEqual([
    ["out.md", false],
    ["out.md", true],
  ]);
});

test("another name is asked about anew", async () => {
  const { store, feed } = testStore(undefined, {
    exportTo: async (path, _state, isConfirmed) => ({ kind: "exists", text: `${path} ${isConfirmed}` }),
  });
  tellAll(feed);
  for (const key of ["e", "enter"]) store.press(key);
  await vi.waitFor(() => expect(screenOf(store).at(-1)).toContain("report.html false"));
  for (const key of ["x", "enter"]) store.press(key);
  await vi.waitFor(() => expect(screenOf(store).at(-1)).toContain("report.htmlx false"));
});

test("exports nothing before the figures are settled: lines and inputs are not all known", async () => {
  const exportTo = vi.fn(async () => ({ kind: "written" as const, text: "wrote" }));
  const { store, feed } = testStore(undefined, { exportTo });
  for (const key of ["e", "enter"]) store.press(key);
  expect(screenOf(store).at(-1)).toContain("not settled yet");
  tellAll(feed);
  feed.tell({ kind: "report", report: store.state.report!, isSettled: false });
  store.press("enter");
  expect(screenOf(store).at(-1)).toContain("not settled yet");
  expect(exportTo).not.toHaveBeenCalled();
  tellAll(feed);
  store.press("enter");
  await vi.waitFor(() => expect(exportTo).toHaveBeenCalledTimes(1));
});

test("stays in English where Japanese could not be drawn", () => {
  const { store, feed } = testStore(undefined, { ascii: true });
  tellAll(feed);
  store.press("l");
  expect(store.state.language).toBe("en");
  expect(screenOf(store).at(-1)).toContain("Japanese has no ASCII form");
});

test("the selected row stays in sight from the first to the last", () => {
  const { store, feed } = testStore();
  tellAll(feed);
  store.press("2");
  const { rows } = store.frame().extent;
  for (let at = 0; at < rows; at++) {
    expect(store.frame().lines.filter(({ isSelected }) => isSelected)).toHaveLength(1);
    store.press("down");
  }
  expect(store.state.cursors.ports).toBe(rows - 1);
});
