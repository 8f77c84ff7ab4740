import { STDIN } from "../../../ingest/discover.ts";
import { printable } from "../../../report/escape.ts";
import { writeShare } from "../../../report/figures.ts";
import { clipStart, type Line, wrap } from "../../../report/layout.ts";
import { formatBytes, formatCount, formatDuration } from "../../../report/numbers.ts";
import { drawTable } from "../../../report/table.ts";
import type { Role } from "../../../report/theme.ts";
import type { ReadingFile } from "../feed.ts";
import { blank, type Body, line, type Scene, span, textBody } from "../scene.ts";

/** How reading goes: what is done, each input, where the lines went, and what to mind. */
export function drawReading(scene: Scene): Body {
  const { state, words } = scene;
  const { reading, report } = state;
  const lines: Line[] = [line(words.reading.title, "heading")];
  if (reading !== null) {
    const seconds = reading.elapsedMs / 1000;
    const rate = seconds > 0 ? formatCount(Math.round(reading.lines / seconds)) : scene.glyphs.dash;
    const files = formatCount(reading.files.length);
    const time = formatDuration(reading.elapsedMs);
    const total = words.reading.total(formatCount(reading.filesDone), files, formatCount(reading.lines), rate, time);
    lines.push(line(`  ${total}`), blank, ...drawFiles(reading.files, scene));
  }
  if (report !== null && state.isSettled) lines.push(...drawFates(scene), ...drawWarnings(scene));
  return textBody(lines);
}

const roles: Record<ReadingFile["state"], Role> = {
  waiting: "muted",
  reading: "progress",
  listening: "progress",
  done: "plain",
  failed: "warning",
};

function drawFiles(files: readonly ReadingFile[], scene: Scene): Line[] {
  const { words, width, glyphs } = scene;
  const hasRates = files.some(({ linesPerSec }) => linesPerSec !== null);
  const longest = Math.max(20, Math.floor(width / 2) - 4);
  const [titles = blank, ...rows] = drawTable(
    [
      { title: words.reading.file, align: "left" },
      { title: words.reading.state, align: "left" },
      { title: words.reading.format, align: "left", dropOrder: 2 },
      { title: words.reading.size, align: "right", dropOrder: 1 },
      { title: words.reading.lines, align: "right" },
      { title: words.reading.denials, align: "right" },
      ...(hasRates ? [{ title: words.reading.rate, align: "right" as const, dropOrder: 3 }] : []),
    ],
    files.map((file) => [
      span(
        clipStart(printable(file.path === STDIN ? words.identity.standardInput : file.path), longest, glyphs.ellipsis),
      ),
      span(words.reading.states[file.state], roles[file.state]),
      span(file.format === "" ? glyphs.dash : printable(file.format, 30)),
      span(file.sizeBytes === null ? glyphs.dash : formatBytes(file.sizeBytes)),
      span(file.state === "waiting" ? glyphs.dash : formatCount(file.lines)),
      span(file.state === "waiting" ? glyphs.dash : formatCount(file.denials), "denied"),
      ...(hasRates ? [span(rateText(file, glyphs.dash))] : []),
    ]),
    width - 2,
    glyphs.ellipsis,
  );
  return [
    [span("  "), ...titles],
    ...rows.flatMap((row, at): Line[] => {
      const told = faultsOf(files[at]!, scene).flatMap((fault) =>
        wrap(printable(fault), width - 6).map((text) => line(`    ${text}`, "warning")),
      );
      return [[span("  "), ...row], ...told];
    }),
  ];
}

function rateText({ linesPerSec }: ReadingFile, dash: string): string {
  return linesPerSec === null ? dash : formatCount(Math.round(linesPerSec));
}

/** What went wrong with an input, and what of it is in no line. */
function faultsOf({ error, live }: ReadingFile, { words }: Scene): string[] {
  const lost = live?.lost ?? 0;
  const cut = live?.cut ?? 0;
  return [
    ...(error === "" ? [] : [error]),
    ...(lost > 0 ? [words.reading.lost(formatCount(lost))] : []),
    ...(cut > 0 ? [words.reading.cut(formatCount(cut))] : []),
  ];
}

/** Where the lines went: every one of them. */
function drawFates({ state, words, language, width }: Scene): Line[] {
  const { lines } = state.report!;
  const fates = language.words.lines;
  const share = (count: number): string => writeShare(language.figures, lines.total === 0 ? 0 : count / lines.total);
  const parts = [
    fates.denials(formatCount(lines.denials)),
    fates.allowed(formatCount(lines.allowed)),
    fates.skipped(formatCount(lines.skipped)),
    fates.duplicate(formatCount(lines.duplicate)),
    fates.unparsed(formatCount(lines.unparsed), share(lines.unparsed)),
    fates.tooLong(formatCount(lines.tooLong)),
  ];
  const text = fates.identity(formatCount(lines.total), parts);
  return [blank, line(words.reading.fates, "heading"), ...wrap(text, width - 2).map((one) => line(`  ${one}`))];
}

function drawWarnings({ state, words, language, width }: Scene): Line[] {
  const { warnings } = state.report!;
  if (warnings.length === 0) return [];
  const told = warnings.flatMap((warning) =>
    wrap(printable(language.words.sentence(warning)), width - 4).map((text, at) =>
      line(`${at === 0 ? "  ! " : "    "}${text}`, "warning"),
    ),
  );
  return [blank, line(words.reading.warnings, "warning"), ...told];
}
