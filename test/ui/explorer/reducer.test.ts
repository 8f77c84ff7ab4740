import { describe, expect, test } from "vitest";
import type { Action } from "../../../src/ui/explorer/actions.ts";
import { reduce } from "../../../src/ui/explorer/reducer.ts";
import { type ExplorerState, openState, panels } from "../../../src/ui/explorer/state.ts";
import { full } from "../../report/html/full-report.ts";
import { firstView, telnetDetail } from "./explorer-report.ts";

const extent = { rows: 100, page: 10 };
const telnet = { kind: "port", protocol: "tcp", port: 23 } as const;

function after(...actions: Action[]): ExplorerState {
  return actions.reduce(reduce, openState(firstView, "en"));
}

describe("panels", () => {
  test("are gone to by name, and round in both directions", () => {
    expect(after({ kind: "panel", panel: "scans" }).place).toBe("scans");
    expect(after({ kind: "nextPanel", by: -1 }).place).toBe(panels.at(-1));
    const round = after(...panels.map((): Action => ({ kind: "nextPanel", by: 1 })));
    expect(round.place).toBe("overview");
  });

  test("keep their cursors", () => {
    const state = after(
      { kind: "panel", panel: "ports" },
      { kind: "move", by: "line", direction: 1, extent },
      { kind: "panel", panel: "classes" },
      { kind: "move", by: "page", direction: 1, extent },
      { kind: "panel", panel: "ports" },
    );
    expect(state.cursors).toMatchObject({ ports: 1, classes: 9, overview: 0 });
  });
});

describe("the cursor", () => {
  test.each([
    ["line", 1, 1],
    ["line", -1, 0],
    ["page", 1, 9],
    ["end", 1, 99],
    ["end", -1, 0],
  ] as const)("moves by a %s in direction %s to %s", (by, direction, cursor) => {
    expect(after({ kind: "move", by, direction, extent }).cursors.overview).toBe(cursor);
  });

  test("never leaves the rows, also when there are fewer than before", () => {
    const last = after({ kind: "move", by: "end", direction: 1, extent });
    const fewer = { rows: 3, page: 10 };
    expect(reduce(last, { kind: "move", by: "line", direction: 1, extent: fewer }).cursors.overview).toBe(2);
    expect(reduce(last, { kind: "move", by: "line", direction: -1, extent: fewer }).cursors.overview).toBe(1);
    const none = { rows: 0, page: 10 };
    expect(reduce(last, { kind: "move", by: "page", direction: 1, extent: none }).cursors.overview).toBe(0);
  });
});

describe("what is opened", () => {
  test("leads back to where it was opened", () => {
    const open = after({ kind: "panel", panel: "ports" }, { kind: "open", subject: telnet });
    expect(open).toMatchObject({ place: "subject", before: "ports", subject: telnet, detail: null });
    expect(reduce(open, { kind: "back" })).toMatchObject({ place: "ports", subject: null });
  });

  test("comes back behind the help", () => {
    const helped = after({ kind: "open", subject: telnet }, { kind: "help" });
    expect(helped.place).toBe("help");
    expect(reduce(helped, { kind: "help" }).place).toBe("subject");
    expect(after({ kind: "help" }, { kind: "back" }).place).toBe("overview");
  });

  test("is nothing where a row opens nothing", () => {
    expect(after({ kind: "open", subject: null }).place).toBe("overview");
  });

  test("takes the detail that was asked for, and no other", () => {
    const open = after({ kind: "open", subject: telnet });
    const other = { ...telnetDetail, subject: { kind: "port", protocol: "tcp", port: 22 } as const };
    expect(reduce(open, { kind: "news", news: { kind: "detail", detail: other } }).detail).toBeNull();
    expect(reduce(open, { kind: "news", news: { kind: "detail", detail: telnetDetail } }).detail).toBe(telnetDetail);
  });

  test("can be all that is in view", () => {
    const focused = after({ kind: "open", subject: telnet }, { kind: "focus" });
    expect(focused.view.filter).toBe("port:23 proto:tcp");
    expect(after({ kind: "open", subject: { kind: "class", id: "web" } }, { kind: "focus" }).view.filter).toBe("");
  });
});

describe("the view", () => {
  test("goes through the methods, and is not settled until its figures come", () => {
    const settled = after({ kind: "news", news: { kind: "report", report: full(), isSettled: true } });
    const other = reduce(settled, { kind: "method" });
    expect(other).toMatchObject({ view: { method: "all-ports" }, isSettled: false });
    const round = [1, 2, 3].reduce((state) => reduce(state, { kind: "method" }), other);
    expect(round.view.method).toBe("top100");
  });

  test("is what the prompt says, without the blanks around it", () => {
    const filtered = after(
      { kind: "ask", prompt: "filter", text: "" },
      { kind: "write", text: " port:23 " },
      { kind: "answer" },
    );
    expect(filtered).toMatchObject({ prompt: null, view: { filter: "port:23" } });
    const cut = reduce(reduce(filtered, { kind: "ask", prompt: "period", text: "FY2016 FY2017" }), { kind: "answer" });
    expect(cut.view).toEqual({ method: "top100", filter: "port:23", period: "FY2016 FY2017" });
  });

  test("stays settled where the answer changes nothing", () => {
    const settled = after({ kind: "news", news: { kind: "report", report: full(), isSettled: true } });
    const same = reduce(reduce(settled, { kind: "ask", prompt: "filter", text: "" }), { kind: "answer" });
    expect(same.isSettled).toBe(true);
    expect(same.view).toBe(settled.view);
  });

  test("goes back where it is refused, and says why", () => {
    const asked = after(
      { kind: "news", news: { kind: "report", report: full(), isSettled: true } },
      { kind: "ask", prompt: "filter", text: "foo:1" },
      { kind: "answer" },
    );
    expect(asked.isSettled).toBe(false);
    const refused = reduce(asked, {
      kind: "news",
      news: { kind: "refused", view: firstView, reason: '"foo" is no key' },
    });
    expect(refused).toMatchObject({ view: firstView, note: { text: '"foo" is no key', isFault: true } });
    expect(refused.isSettled).toBe(true);
  });
});

describe("rows", () => {
  test("are sorted by one key after the other, from the top again", () => {
    const sorted = after(
      { kind: "panel", panel: "ports" },
      { kind: "move", by: "page", direction: 1, extent },
      { kind: "sort" },
    );
    expect(sorted).toMatchObject({ sort: { ports: "change", classes: "denials" }, cursors: { ports: 0 } });
    expect([1, 2, 3].reduce((state) => reduce(state, { kind: "sort" }), sorted).sort.ports).toBe("denials");
  });

  test("of a trend are days or months", () => {
    expect(after({ kind: "open", subject: telnet }, { kind: "sort" }).grain).toBe("day");
  });

  test("of a text have no order", () => {
    expect(after({ kind: "panel", panel: "coverage" }, { kind: "sort" }).sort).toEqual({
      ports: "denials",
      classes: "denials",
    });
  });
});

test("a note is there until the next key, and outlives news", () => {
  const noted = after({ kind: "note", text: "wrote report.html", isFault: false });
  const told = reduce(noted, { kind: "news", news: { kind: "report", report: full(), isSettled: true } });
  expect(told.note?.text).toBe("wrote report.html");
  expect(reduce(told, { kind: "range" }).note).toBeNull();
});

test("ranges and languages go round", () => {
  expect(after({ kind: "range" }).range).toBe("wide");
  expect(after({ kind: "language" }).language).toBe("ja");
  expect(after({ kind: "language" }, { kind: "language" }).language).toBe("en");
});
