import type { ReportNamedEffects } from "../../../analysis/change/decomposition.ts";
import { roleOfClass } from "../../../report/class-role.ts";
import { printable } from "../../../report/escape.ts";
import { columnsOf, type Line, pad, wrap } from "../../../report/layout.ts";
import { directionOf, formatPoints } from "../../../report/numbers.ts";
import { nameSides } from "../../../report/sides.ts";
import { pointsCell } from "../parts/cells.ts";
import { type Body, line, type ReportScene, roleOfDirection, span } from "../scene.ts";

/** Where the change came from: a waterfall of the classes from the baseline's denials to the period's. */
export function drawChange(scene: ReportScene): Body {
  const { report, words, width } = scene;
  const { decomposition, baseline, period } = report;
  if (decomposition === null || baseline === null)
    return { head: [], lines: wrap(words.change.none, width).map((text) => line(text)) };
  if (decomposition.totalRatio === null) return { head: [], lines: [line(words.change.untold)] };
  const steps = decomposition.classes
    .filter(({ countChange }) => countChange !== 0)
    .toSorted((a, b) => Math.abs(b.countChange) - Math.abs(a.countChange) || (a.id < b.id ? -1 : 1));
  const names = nameSides(period, baseline, scene.language);
  const rise = layOutRise(steps, decomposition.totalRatio);
  const labels = [...steps.map(({ id }) => className(id, scene)), names.baseline.name, names.period.name];
  const columns = {
    label: Math.max(...labels.map(columnsOf), columnsOf(words.change.class)),
    value: Math.max(9, columnsOf(words.change.contribution)),
    bar: 0,
  };
  columns.bar = scene.isHeard ? 0 : Math.max(0, Math.min(80, width - 2 - columns.label - columns.value - 10 - 8));
  const titles: Line = [
    span(`  ${pad(words.change.class, columns.label)}`, "muted"),
    span(`  ${pad(words.change.contribution, columns.value, "right")}`, "muted"),
    span(`  ${pad(words.change.points, 8, "right")}`, "muted"),
  ];
  const end = (name: string, value: number): Line => [
    span(pad(name, columns.label), "heading"),
    span(`  ${pad(percent(value), columns.value, "right")}`, "heading"),
    span(" ".repeat(10)),
    span("  "),
    ...drawStep(0, value, rise.most, columns.bar, scene, "plain"),
  ];
  return {
    head: [
      line(words.change.title, "heading"),
      ...wrap(words.change.about, width).map((text) => line(text, "muted")),
      titles,
    ],
    lines: [
      end(names.baseline.name, 1),
      ...steps.map((step, at): Line => {
        const points = pointsCell(step.points, scene);
        const role = roleOfDirection(directionOf(step.countChange));
        return [
          span(pad(className(step.id, scene), columns.label), roleOfClass(step.id)),
          span(`  ${pad(change(step.contribution ?? 0), columns.value, "right")}`, role),
          { ...points, text: `  ${pad(points.text, 8, "right")}` },
          span("  "),
          ...drawStep(rise.from[at]!, rise.to[at]!, rise.most, columns.bar, scene, role),
        ];
      }),
      end(names.period.name, decomposition.totalRatio),
    ],
    subjects: [null, ...steps.map(({ id }) => ({ kind: "class" as const, id })), null],
  };
}

/** Where each step of the waterfall begins and ends, in parts of the baseline's denials. */
function layOutRise(steps: readonly ReportNamedEffects[], total: number) {
  const from: number[] = [];
  const to: number[] = [];
  let at = 1;
  let most = Math.max(1, total);
  for (const { contribution } of steps) {
    from.push(at);
    at += contribution ?? 0;
    to.push(at);
    most = Math.max(most, at);
  }
  return { from, to, most };
}

function drawStep(
  from: number,
  to: number,
  most: number,
  columns: number,
  { glyphs }: ReportScene,
  role: ReturnType<typeof roleOfDirection>,
): Line {
  if (columns < 1) return [];
  const [low, high] = [Math.min(from, to), Math.max(from, to)].map((value) =>
    Math.min(columns, Math.max(0, Math.round((value / most) * columns))),
  ) as [number, number];
  const glyph = role === "rising" ? glyphs.bars.telnet : role === "falling" ? glyphs.bars.iot : glyphs.bars.telnet;
  const start = Math.min(low, columns - 1);
  return [span(" ".repeat(start)), span(glyph.repeat(Math.max(1, high - start)), role)];
}

function className(id: string, { language }: ReportScene): string {
  return language.words.class(printable(id, 20));
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

/** A contribution in percent of the baseline's denials, with its sign. */
function change(contribution: number): string {
  return `${formatPoints(contribution * 100)} %`;
}
