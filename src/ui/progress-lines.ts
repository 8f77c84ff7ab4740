import { printable, toAscii } from "../report/escape.ts";
import { chooseGlyphs } from "../report/glyphs.ts";
import type { Glyphs } from "../report/glyphs.ts";
import { english, languageOf } from "../report/language.ts";
import type { Language, LanguageCode } from "../report/language.ts";
import { clipLine, clipStart, columnsOf } from "../report/layout.ts";
import type { Line, Span } from "../report/layout.ts";
import { formatCount } from "../report/numbers.ts";
import type { ProgressState, Rates } from "./rates.ts";

/** What the progress lines show. */
export interface ProgressView {
  state: ProgressState;
  rates: Rates;
  /** Columns that no line exceeds. */
  width: number;
  /** Draws the bar and the name with ASCII characters only. */
  ascii: boolean;
  /** English unless given. */
  lang?: LanguageCode;
}

const gap = "  ";
const [narrowestBar, widestBar] = [10, 30];
const narrowestPath = 8;

/** The progress in two lines: which file, and how far, how fast and how much longer. */
export function drawProgress(view: ProgressView): Line[] {
  const glyphs = chooseGlyphs(view.ascii);
  const language = view.lang === undefined ? english : languageOf(view.lang);
  const lines = [drawFile(view, glyphs, language), drawAmounts(view, glyphs, language)];
  return lines.map((line) => clipLine(line, view.width, glyphs.ellipsis));
}

function drawFile(
  { state, width, ascii }: ProgressView,
  glyphs: Glyphs,
  { words: { progress: words } }: Language,
): Line {
  const { filesDone, filesTotal, currentPath } = state;
  const files = filesTotal > 1 ? words.files(formatCount(filesDone), formatCount(filesTotal)) : words.oneFile;
  const room = width - columnsOf(files) - gap.length;
  if (currentPath === "" || room < narrowestPath) return [{ text: files, role: "plain" }];
  const path = currentPath === "-" ? words.standardInput : printable(currentPath);
  return [
    { text: files + gap, role: "plain" },
    { text: clipStart(ascii ? toAscii(path) : path, room, glyphs.ellipsis), role: "muted" },
  ];
}

function drawAmounts({ state, rates, width }: ProgressView, glyphs: Glyphs, language: Language): Line {
  const done = doneOf(state);
  const bar = done === null ? [] : drawBar(done, Math.min(widestBar, Math.max(narrowestBar, width >> 2)), glyphs);
  let parts = listAmounts(state, rates, done, language);
  const room = width - bar.reduce((sum, span) => sum + columnsOf(span.text), 0);
  const columnsOfParts = () => parts.reduce((sum, part) => sum + columnsOf(part.text) + gap.length, 0);
  while (parts.length > 1 && columnsOfParts() > room) {
    const least = Math.max(...parts.map((part) => part.rank));
    parts = parts.filter((part) => part.rank !== least);
  }
  const text = parts.map((part) => part.text).join(gap);
  return [...bar, { text: bar.length === 0 ? text : gap + text, role: "plain" }];
}

/** The share of the bytes read, 0–1; null when their number is not known. */
function doneOf({ bytesDone, bytesTotal }: ProgressState): number | null {
  if (bytesTotal === null) return null;
  return bytesTotal <= 0 ? 1 : Math.min(1, Math.max(0, bytesDone / bytesTotal));
}

function drawBar(done: number, columns: number, { bars, track }: Glyphs): Span[] {
  const filled = Math.floor(done * columns);
  return [
    { text: bars.telnet.repeat(filled), role: "progress" },
    { text: track.repeat(columns - filled), role: "muted" },
  ];
}

interface Amount {
  text: string;
  /** 1 is worth most; where the line is short, the highest rank goes first. */
  rank: number;
}

function listAmounts(
  state: ProgressState,
  { bytesPerSec, linesPerSec, leftMs }: Rates,
  done: number | null,
  { words: { progress: words }, figures }: Language,
): Amount[] {
  const amounts: Amount[] = [];
  if (done === null) amounts.push({ rank: 1, text: words.read(figures.bytes(state.bytesDone)) });
  // Only a finished reading says 100 %.
  else amounts.push({ rank: 1, text: words.percent(String(Math.floor(done * 100)).padStart(3)) });
  if (bytesPerSec !== null) amounts.push({ rank: 4, text: words.perSecond(figures.bytes(bytesPerSec)) });
  if (linesPerSec !== null) amounts.push({ rank: 5, text: words.linesPerSecond(figures.amount(linesPerSec)) });
  amounts.push({ rank: 3, text: words.denials(formatCount(state.denials)) });
  if (done === null) amounts.push({ rank: 2, text: words.elapsed(figures.duration(wholeSeconds(state.elapsedMs))) });
  else if (leftMs !== null) amounts.push({ rank: 2, text: words.left(figures.duration(wholeSeconds(leftMs))) });
  return amounts;
}

function wholeSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000)) * 1000;
}
