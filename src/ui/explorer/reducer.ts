import { methods } from "../../analysis/report.ts";
import type { Subject } from "../../analysis/subject.ts";
import { iotRanges } from "../../targets/target-table.ts";
import type { Action, Extent } from "./actions.ts";
import type { News, View } from "./feed.ts";
import { type ExplorerState, type Panel, panels, type Place, type SortKey, sortKeys } from "./state.ts";

/** What the explorer is after something happened. Pure: the same state and action give the same state. */
export function reduce(state: ExplorerState, action: Action): ExplorerState {
  const quiet = action.kind === "news" || action.kind === "note" ? state : { ...state, note: null };
  switch (action.kind) {
    case "news":
      return takeNews(state, action.news);
    case "panel":
      return { ...quiet, place: action.panel, before: action.panel, subject: null, detail: null };
    case "nextPanel":
      return reduce(quiet, { kind: "panel", panel: neighbour(quiet, action.by) });
    case "move":
      return moveTo(quiet, movedCursor(quiet.cursors[quiet.place], action.by, action.direction, action.extent));
    case "open":
      return action.subject === null ? quiet : openSubject(quiet, action.subject);
    case "back":
      return back(quiet);
    case "help":
      return quiet.place === "help" ? back(quiet) : { ...quiet, place: "help", cursors: { ...quiet.cursors, help: 0 } };
    case "sort":
      return sortRows(quiet);
    case "method":
      return viewed(quiet, { method: next(methods, quiet.view.method) });
    case "range":
      return { ...quiet, range: next(iotRanges, quiet.range) };
    case "language":
      return { ...quiet, language: quiet.language === "en" ? "ja" : "en" };
    case "focus":
      return quiet.subject?.kind === "port" ? viewed(quiet, { filter: filterOf(quiet.subject) }) : quiet;
    case "ask":
      return { ...quiet, prompt: { kind: action.prompt, text: action.text, remark: "", confirmed: "" } };
    case "write":
      return quiet.prompt === null ? quiet : { ...quiet, prompt: { ...quiet.prompt, text: action.text, remark: "" } };
    case "remark":
      if (quiet.prompt === null) return quiet;
      return { ...quiet, prompt: { ...quiet.prompt, remark: action.text, confirmed: action.confirmed } };
    case "answer":
      return answer(quiet);
    case "cancel":
      return { ...quiet, prompt: null };
    case "note":
      return { ...state, note: { text: action.text, isFault: action.isFault } };
    case "quit":
      break;
  }
  return { ...quiet, isClosing: true };
}

/** The expression that admits a port alone. */
export function filterOf({ protocol, port }: Extract<Subject, { kind: "port" }>): string {
  return `port:${port} proto:${protocol}`;
}

function takeNews(state: ExplorerState, news: News): ExplorerState {
  switch (news.kind) {
    case "reading":
      return { ...state, reading: news.reading };
    case "report":
      return { ...state, report: news.report, isSettled: news.isSettled };
    case "detail":
      return isSame(news.detail.subject, state.subject) ? { ...state, detail: news.detail } : state;
    case "told":
      return { ...state, note: { text: news.text, isFault: false } };
    case "refused":
      return {
        ...state,
        view: news.view,
        // What was shown goes on: it is settled unless its own reading still goes on.
        isSettled: state.report !== null && (state.reading === null || state.reading.isOver || state.reading.isLive),
        note: { text: news.reason, isFault: true },
      };
    case "failed":
      break;
  }
  return { ...state, isSettled: true, note: { text: news.reason, isFault: true } };
}

function isSame(one: Subject, other: Subject | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function neighbour({ place, before }: ExplorerState, by: number): Panel {
  const at = panels.indexOf(place === "subject" || place === "help" ? before : place);
  return panels[(at + by + panels.length) % panels.length]!;
}

function movedCursor(from: number, by: "line" | "page" | "end", direction: 1 | -1, { rows, page }: Extent): number {
  const last = Math.max(0, rows - 1);
  if (by === "end") return direction > 0 ? last : 0;
  const step = by === "line" ? 1 : Math.max(1, page - 1);
  return Math.min(last, Math.max(0, Math.min(from, last) + direction * step));
}

function moveTo(state: ExplorerState, cursor: number): ExplorerState {
  return { ...state, cursors: { ...state.cursors, [state.place]: cursor } };
}

function openSubject(state: ExplorerState, subject: Subject): ExplorerState {
  const before: Place = state.place === "subject" || state.place === "help" ? state.before : state.place;
  return {
    ...state,
    place: "subject",
    before,
    subject,
    detail: null,
    cursors: { ...state.cursors, subject: 0 },
  };
}

function back(state: ExplorerState): ExplorerState {
  if (state.place === "help") return { ...state, place: state.subject === null ? state.before : "subject" };
  if (state.place === "subject") return { ...state, place: state.before, subject: null, detail: null };
  return state;
}

function sortRows(state: ExplorerState): ExplorerState {
  const { place, sort } = state;
  if (place === "ports" || place === "classes") {
    const sorted = { ...sort, [place]: next<SortKey>(sortKeys[place], sort[place]) };
    return { ...state, sort: sorted, cursors: { ...state.cursors, [place]: 0 } };
  }
  if (place === "subject") return { ...state, grain: state.grain === "month" ? "day" : "month" };
  return state;
}

function answer(state: ExplorerState): ExplorerState {
  const { prompt } = state;
  if (prompt === null) return state;
  const text = prompt.text.trim();
  const done = { ...state, prompt: null };
  if (prompt.kind === "filter") return viewed(done, { filter: text });
  if (prompt.kind === "period") return viewed(done, { period: text });
  return done;
}

/** The state with another view, whose figures are still to come. */
function viewed(state: ExplorerState, change: Partial<View>): ExplorerState {
  const view = { ...state.view, ...change };
  const isOther = JSON.stringify(view) !== JSON.stringify(state.view);
  return isOther ? { ...state, view, isSettled: false } : state;
}

function next<Item>(items: readonly Item[], item: Item): Item {
  return items[(items.indexOf(item) + 1) % items.length]!;
}
