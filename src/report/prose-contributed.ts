import type { Report } from "../analysis/report.ts";
import { writeShare } from "./figures.ts";
import { groupOf, nameTelnet } from "./headline.ts";
import { directionOf, formatPoints, roundEffects } from "./numbers.ts";
import { isTold, nameOf } from "./prose-pen.ts";
import type { Pen } from "./prose-pen.ts";
import { listNames } from "./summary-findings.ts";

const portsNamed = 3;
const emergingNamed = 5;

/** What the change is made of: own number against the rest, and the ports that rose, fell, came and went. */
export function writeContributed(report: Report, pen: Pen): string[] {
  return [
    tellEffects(report, "telnet", pen),
    tellEffects(report, "iot", pen),
    tellPorts(report, "rising", pen),
    tellPorts(report, "falling", pen),
    ...tellEmerging(report, pen),
    tellVanished(report, pen),
  ].filter(isTold);
}

function tellEffects(report: Report, id: "telnet" | "iot", { words, figures, language }: Pen): string | null {
  const { decomposition, provenance } = report;
  const effects = decomposition?.groups.find((group) => group.id === id);
  const total = decomposition?.totalRatio ?? null;
  if (effects === undefined || total === null || effects.points === null || effects.ownPoints === null) return null;
  const { points } = groupOf(report, id);
  // A decomposition of denials says nothing of shares that are of something else.
  if (points === null || formatPoints(points) !== formatPoints(effects.points) || directionOf(points) === "same")
    return null;
  const { own, rest } = roundEffects(effects.points, effects.ownPoints);
  const name = id === "telnet" ? nameTelnet(provenance.method, language) : words.groups.iot;
  const [change, ownText, restText] = [points, own / 10, rest / 10].map((part) => figures.change(part));
  return words.effects(name, change!, ownText!, restText!, figures.ratio(total));
}

function tellPorts({ decomposition }: Report, way: "rising" | "falling", pen: Pen): string | null {
  const { words, figures, language } = pen;
  const sign = way === "rising" ? 1 : -1;
  const named = (decomposition?.ports ?? [])
    .filter(({ countChange }) => countChange * sign > 0)
    .slice(0, portsNamed)
    .map((port) => {
      const count = figures.count(Math.abs(port.countChange));
      return way === "rising" ? words.withRise(nameOf(port), count) : words.withFall(nameOf(port), count);
    });
  if (named.length === 0) return null;
  const list = named.join(language.words.joints.list);
  return way === "rising" ? words.portsRose(list) : words.portsFell(list);
}

function tellEmerging(report: Report, { words, figures, language }: Pen): (string | null)[] {
  const { emerging, emergingReason, period, baseline } = report;
  const isUndated = period.daysWithData === 0 || baseline?.daysWithData === 0;
  const told = (label: Report["emerging"][number]["label"]) => emerging.filter((port) => port.label === label);
  const spread = told("spread").map((port) => {
    return words.withSources(
      nameOf(port),
      figures.count(port.denials),
      figures.count(port.sources),
      port.sources === 1,
    );
  });
  const ofOne = told("one source").map((port) => {
    return port.topSourceShare === null
      ? nameOf(port)
      : words.withShare(nameOf(port), writeShare(figures, port.topSourceShare));
  });
  const list = (names: readonly string[], write: (ports: string) => string): string | null => {
    const text = listNames(names, language, emergingNamed);
    return text === null ? null : write(text);
  };
  return [
    list(spread, words.emergedSpread),
    list(ofOne, words.emergedOfOne),
    list(told(null).map(nameOf), words.emergedUntold),
    isUndated && emergingReason !== null ? words.emergedReason(language.words.sentence(emergingReason)) : null,
  ];
}

function tellVanished({ vanished }: Report, { words, figures, language }: Pen): string | null {
  const named = vanished.map((port) => {
    return words.fromTo(nameOf(port), figures.count(port.baselineDenials), figures.count(port.denials));
  });
  const text = listNames(named, language, emergingNamed);
  return text === null ? null : words.vanished(text);
}
