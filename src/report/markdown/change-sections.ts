import type { ReportEffects, ReportPortEffects } from "../../analysis/change/decomposition.ts";
import type { MappingEffects } from "../../analysis/change/mapping-split.ts";
import type { Block } from "./document.ts";
import { type Field, nameGroup, type Page, paragraph, section, tableOf } from "./page.ts";

const portsShown = 20;

/** What the change is made of: by group, by class, by the ports that changed most, and by changes of the mapping. */
export function changeSections(page: Page): Block[] {
  return [...decompositionSection(page), ...mappingSection(page)];
}

interface Part {
  name: string;
  effects: ReportEffects;
}

function decompositionSection(page: Page): Block[] {
  const { report, spelling } = page;
  const { titles, decomposition: note, otherPorts } = spelling.words;
  const { decomposition } = report;
  if (decomposition === null || decomposition.totalRatio === null) return [];
  const { groups, classes, ports } = decomposition;
  const ofGroups = groups.map((effects) => ({ name: nameGroup(page, effects.id), effects }));
  const ofClasses = classes.filter(hasChanged).map((effects) => ({ name: effects.id, effects }));
  const shown = ports.slice(0, portsShown);
  const rest = sumRest(ports.slice(portsShown), decomposition.otherPorts);
  const ofPorts: Part[] = shown.map((effects) => ({ name: spelling.port(effects.protocol, effects.port), effects }));
  if (hasChanged(rest)) ofPorts.push({ name: otherPorts, effects: rest });
  return [
    ...section(titles.decomposition, [
      ...tableOf(effectFields(page, spelling.words.columns.group), ofGroups),
      ...paragraph(note(spelling.ratio(decomposition.totalRatio))),
      ...tableOf(effectFields(page, spelling.words.columns.class), ofClasses),
    ]),
    ...section(
      titles.portChanges(spelling.count(shown.length)),
      shown.length === 0 ? [] : tableOf(effectFields(page, spelling.words.columns.port), ofPorts),
      3,
    ),
  ];
}

function hasChanged({ countChange, points }: ReportEffects): boolean {
  return countChange !== 0 || (points !== null && points !== 0);
}

/** The effects of ports that are not listed and of all else, as one. */
function sumRest(ports: readonly ReportPortEffects[], others: ReportEffects): ReportEffects {
  const add = (one: number | null, two: number | null): number | null =>
    one === null || two === null ? null : one + two;
  return ports.reduce<ReportEffects>(
    (sum, port) => ({
      countChange: sum.countChange + port.countChange,
      contribution: add(sum.contribution, port.contribution),
      points: add(sum.points, port.points),
      ownPoints: add(sum.ownPoints, port.ownPoints),
      restPoints: add(sum.restPoints, port.restPoints),
    }),
    others,
  );
}

function effectFields({ spelling }: Page, part: string): Field<Part>[] {
  const { columns } = spelling.words;
  const percent = (contribution: number | null): number | null => contribution && contribution * 100;
  return [
    { title: part, isText: true, cell: ({ name }) => name },
    { title: columns.countChange, cell: ({ effects }) => spellChange(effects.countChange, spelling.count) },
    {
      title: columns.contribution,
      cell: ({ effects }) => withPercent(spelling, percent(effects.contribution)),
    },
    { title: columns.changePoints, cell: ({ effects }) => spelling.points(effects.points) },
    { title: columns.ownPoints, cell: ({ effects }) => spelling.points(effects.ownPoints) },
    { title: columns.restPoints, cell: ({ effects }) => spelling.points(effects.restPoints) },
  ];
}

function spellChange(change: number, count: (count: number) => string): string {
  if (change === 0) return count(0);
  return `${change < 0 ? "\u2212" : "+"}${count(Math.abs(change))}`;
}

/** A signed percentage: the sign of points, the unit of a share. */
function withPercent(spelling: Page["spelling"], percent: number | null): string {
  if (percent === null) return spelling.points(null);
  const unit = spelling.percent(0).replace("0.0", "");
  return `${spelling.points(percent)}${unit}`;
}

function mappingSection({ report, spelling }: Page): Block[] {
  const { titles, columns, groups } = spelling.words;
  const { mapping } = report;
  if (mapping === null) return [];
  const rows: { name: string; effects: MappingEffects }[] = [
    { name: groups.iot, effects: mapping.iot },
    { name: groups.telnet, effects: mapping.telnet },
  ];
  const table = tableOf(
    [
      { title: columns.group, isText: true, cell: ({ name }) => name },
      {
        title: columns.constant(spelling.count(mapping.constantRows)),
        cell: ({ effects }) => spelling.points(effects.constant),
      },
      {
        title: columns.added(spelling.count(mapping.addedRows)),
        cell: ({ effects }) => spelling.points(effects.added),
      },
      {
        title: columns.removed(spelling.count(mapping.removedRows)),
        cell: ({ effects }) => spelling.points(effects.removed),
      },
      { title: columns.changePoints, cell: ({ effects }) => spelling.points(effects.points) },
    ],
    rows,
  );
  return section(titles.mapping, table);
}
