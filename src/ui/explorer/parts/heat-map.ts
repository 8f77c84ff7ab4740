import { type Line, pad } from "../../../report/layout.ts";
import { formatCount } from "../../../report/numbers.ts";
import { type ReportScene, span } from "../scene.ts";
import { shadeOf } from "./drawings.ts";

const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** Denials by weekday and hour as shades, with the busiest hour told; empty where there are none. */
export function drawHeatMap(weekHours: readonly (readonly number[])[], scene: ReportScene): Line[] {
  const { words, glyphs, isHeard } = scene;
  const most = Math.max(0, ...weekHours.flat());
  if (most === 0) return [];
  const day = weekHours.findIndex((row) => row.includes(most));
  const hour = weekHours[day]!.indexOf(most);
  const peak = words.overview.peak(
    formatCount(most),
    `${words.subject.weekdays[day]} ${pad(String(hour), 2, "right")}:00`,
  );
  if (isHeard) return [[span(`  ${peak}`)]];
  const isDense = scene.width < 72;
  const columns = isDense ? 1 : 2;
  const scale = hours.map((one) => (one % 6 === 0 ? pad(String(one), columns * 6) : "")).join("");
  return [
    [span(`       ${scale}`, "muted")],
    ...weekHours.map((row, at): Line => [
      span(`  ${pad(words.subject.weekdays[at] ?? "", 5)}`, "muted"),
      span(row.map((value) => shadeOf(value, most, glyphs).repeat(columns)).join(""), "progress"),
    ]),
    [span(`  ${peak}`, "muted")],
  ];
}
