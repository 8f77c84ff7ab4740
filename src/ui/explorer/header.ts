import type { Report, ReportPeriod } from "../../analysis/report.ts";
import { STDIN } from "../../ingest/discover.ts";
import { oneSpaced, printable } from "../../report/escape.ts";
import { writeShare } from "../../report/figures.ts";
import { clip, columnsOf, columnsOfLine, type Line, pad, type Span } from "../../report/layout.ts";
import { formatCount } from "../../report/numbers.ts";
import { type Scene, span } from "./scene.ts";
import { panels } from "./state.ts";

/** Two lines that say what is being looked at: inputs and how reading stands, period, baseline, zone, method and counts. */
export function drawIdentity(scene: Scene): Line[] {
  const { width, glyphs } = scene;
  const { report } = scene.state;
  const dot = scene.glyphs.isAscii ? " | " : " · ";
  const lens = report === null ? [] : [report.provenance.method, printable(report.provenance.zone, 30)];
  const standing = [drawStanding(scene), ...lens].filter((text) => text !== "").join(dot);
  const room = width - columnsOf(standing) - 2;
  const inputs = clip(`fwtrend  ${inputsText(scene)}`, room, glyphs.ellipsis);
  const facts = clip(factsText(scene), width, glyphs.ellipsis);
  return [[span(pad(inputs, room), "heading"), span(`  ${standing}`, "progress")], [span(facts, "muted")]];
}

function inputsText({ state, words, glyphs }: Scene): string {
  const { report, reading } = state;
  const inputs = (report?.provenance.inputs ?? []).map(({ side, path }) => ({ side, path: nameOf(path, words) }));
  const paths = (side: string): string[] => inputs.filter((input) => input.side === side).map(({ path }) => path);
  const name = (all: readonly string[]): string =>
    all.length === 0
      ? ""
      : words.identity.inputs(
          printable(oneSpaced(folderOf(all) ?? all[0]!)),
          folderOf(all) === null ? all.length - 1 : 0,
        );
  const [before, after] = [paths("baseline"), paths("period")];
  if (before.length > 0 && after.length > 0) return [name(before), name(after)].join(` ${glyphs.arrow} `);
  const all = inputs.map(({ path }) => path);
  return name(all.length > 0 ? all : (reading?.files.map(({ path }) => nameOf(path, words)) ?? []));
}

function nameOf(path: string, words: Scene["words"]): string {
  return path === STDIN ? words.identity.standardInput : path;
}

/** The folder that some files share; null where they share none, or it is one file. */
function folderOf(paths: readonly string[]): string | null {
  const [first, ...others] = paths;
  if (first === undefined || others.length === 0) return null;
  const folder = first.slice(0, first.lastIndexOf("/") + 1);
  return folder !== "" && others.every((path) => path.startsWith(folder)) ? folder : null;
}

function drawStanding({ state, words }: Scene): string {
  const { reading, report, isSettled } = state;
  if (reading?.isLive === true && !reading.isOver) return words.identity.live;
  if (isSettled) return report?.partial === true ? words.identity.partial : "";
  if (reading === null || reading.isOver) return words.identity.thinking;
  const { totalBytes, storedBytes } = reading;
  if (totalBytes === null || totalBytes === 0) return words.identity.readingOn;
  return words.identity.reading(`${Math.min(100, Math.floor((storedBytes / totalBytes) * 100))} %`);
}

function factsText(scene: Scene): string {
  const { state, words, glyphs } = scene;
  const { report, view } = state;
  const facts: string[] = [];
  if (report !== null) {
    const spans = [report.baseline, report.period].filter((one) => one !== null).map((one) => spanText(one, scene));
    facts.push(spans.join(` ${glyphs.arrow} `));
    facts.push(words.identity.denials(formatCount(report.totals.denials)));
    // While reading goes on, only lines and denials are known.
    if (state.isSettled) facts.push(unparsedText(report, scene));
    if (words.identity.range[state.range] !== "") facts.push(words.identity.range[state.range]);
  } else facts.push(view.method);
  if (view.filter !== "") facts.push(words.identity.filter(printable(view.filter)));
  return facts.filter((fact) => fact !== "").join(glyphs.isAscii ? " | " : " · ");
}

function unparsedText({ lines }: Report, { words, language }: Scene): string {
  if (lines.total === 0) return "";
  return words.identity.unparsed(writeShare(language.figures, (lines.unparsed + lines.tooLong) / lines.total));
}

function spanText({ label, from, to }: ReportPeriod, { words, language, glyphs }: Scene): string {
  if (from === null || to === null) return words.identity.undated;
  const name = language.words.when.label(printable(oneSpaced(label)));
  const isWhole = from.endsWith("-01") && isMonthEnd(to);
  const dates =
    from === to ? from : [from, to].map((day) => day.slice(0, isWhole ? 7 : 10)).join(glyphs.isAscii ? ".." : "–");
  return name === "" || name.length > 12 ? dates : name;
}

/**
 * The panels with their digits, the open one marked, and the rule below them. Where in its rows the reader is stands behind
 * them, or in the rule where they have no room to spare.
 */
export function drawTabs(scene: Scene, position: string): Line[] {
  const { width, glyphs } = scene;
  const tabs = listTabs(scene);
  const room = width - columnsOfLine(tabs);
  if (room > columnsOf(position) + 1) {
    const told = span(pad(clip(position, room, glyphs.ellipsis), room, "right"), "muted");
    return [[...tabs, told], drawRule(width, scene)];
  }
  if (position === "") return [tabs, drawRule(width, scene)];
  const told = ` ${position} ${glyphs.rule}`;
  return [tabs, [...drawRule(width - columnsOf(told), scene), span(told, "muted")]];
}

function drawRule(columns: number, { glyphs }: Scene): Line {
  return [span(glyphs.rule.repeat(columns), "muted")];
}

/** Each between two blanks where there is room, else with one between two of them. */
function listTabs({ state, words, width }: Scene): Line {
  const open = state.place === "subject" || state.place === "help" ? state.before : state.place;
  const texts = panels.map((panel, at) => ({ panel, text: `${at + 1} ${words.panels[panel]}` }));
  const wide = texts.map(({ panel, text }) =>
    panel === open ? span(`[${text}]`, "heading") : span(` ${text} `, "muted"),
  );
  if (columnsOfLine(wide) <= width) return wide;
  const openAt = panels.indexOf(open);
  const gapAt = (at: number): Span => {
    if (at === openAt) return span("[", "heading");
    return at === openAt + 1 ? span("]", "heading") : span(" ");
  };
  return [
    ...texts.flatMap(({ text }, at) => [gapAt(at), span(text, at === openAt ? "heading" : "muted")]),
    gapAt(texts.length),
  ];
}

/** True for the last day of a month. */
function isMonthEnd(isoDay: string): boolean {
  const next = new Date(Date.parse(`${isoDay}T00:00:00Z`) + 86_400_000);
  return next.getUTCDate() === 1;
}
