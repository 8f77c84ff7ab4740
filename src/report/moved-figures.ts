import type { ExposureReport } from "../analysis/exposure/exposure-report.ts";
import type { Report } from "../analysis/report.ts";

/** What a report holds in one place; undefined where it has no such place. */
export type Leaf = number | string | boolean | null | undefined;

/** A figure that two reports tell differently. */
export interface MovedFigure {
  /** Where it stands in the report, as in `groups[1].share`. */
  path: string;
  was: Leaf;
  is: Leaf;
}

/** What two reports on the same logs have in common. */
export interface FigureComparison {
  /** How many figures were held against each other. */
  figures: number;
  /** In the order of the report. */
  moved: MovedFigure[];
}

/** Beside rounding in the last bits, which differs by the machine's arithmetic, figures are equal or they moved. */
const tolerance = 1e-12;

/**
 * Holds every figure of a report against those of another one: numbers, dates and words, but not how they came about
 * (tool, command, version of the targets, hashes, and sentences made of the figures). Inputs are matched by path and
 * side; those that one report alone has are left out.
 * @param isSameTool false where one of them may know of fields that the other does not.
 */
export function compareFigures(report: Report, again: Report, isSameTool: boolean): FigureComparison {
  const [was, is] = keepCommon(figuresOf(report), figuresOf(again));
  const found: FigureComparison = { figures: 0, moved: [] };
  walk(was, is, "", isSameTool, found);
  return found;
}

type Tree = Record<string, unknown>;

function figuresOf({
  provenance,
  warnings: _warnings,
  exposure,
  ...figures
}: Report): Tree & { provenance: Tree & { inputs: Tree } } {
  const { tool: _tool, command: _command, arguments: _arguments, targets, inputs, ...rest } = provenance;
  const byName: Tree = {};
  for (const { sha256: _sha, bytes: _bytes, baseYear: _year, zone: _zone, path, ...input } of inputs) {
    // A log in an archive that was named for both sides is two inputs of one path.
    const name = JSON.stringify(`${path}${byName[JSON.stringify(path)] === undefined ? "" : ` (${input.side})`}`);
    byName[name] = input;
  }
  return {
    provenance: { ...rest, mapping: targets.mapping, inputs: byName },
    ...figures,
    ...(exposure && { exposure: exposedFigures(exposure) }),
  };
}

/** The same of what is exposed. Its inputs are held against each other by place: their order is that of the arguments. */
function exposedFigures({ provenance: { publicPorts, inputs }, ...figures }: ExposureReport): Tree {
  const read = inputs.map(({ sha256: _sha, bytes: _bytes, path: _path, ...input }) => input);
  return { ...figures, provenance: { publicPorts, inputs: read } };
}

function keepCommon<T extends { provenance: Tree & { inputs: Tree } }>(was: T, is: T): [T, T] {
  const [before, after] = [was.provenance.inputs, is.provenance.inputs];
  const keep = (one: T, inputs: Tree, others: Tree): T => ({
    ...one,
    provenance: {
      ...one.provenance,
      inputs: Object.fromEntries(Object.entries(inputs).filter(([name]) => Object.hasOwn(others, name))),
    },
  });
  return [keep(was, before, after), keep(is, after, before)];
}

function walk(was: unknown, is: unknown, path: string, isSameTool: boolean, found: FigureComparison): void {
  if (Array.isArray(was) && Array.isArray(is)) {
    if (was.length !== is.length) note(found, `${path}.length`, was.length, is.length);
    for (let at = 0; at < Math.min(was.length, is.length); at++) {
      walk(was[at], is[at], `${path}[${at}]`, isSameTool, found);
    }
  } else if (isTree(was) && isTree(is)) {
    const keys = new Set([...Object.keys(was), ...(isSameTool ? Object.keys(is) : [])]);
    for (const key of keys) walk(was[key], is[key], pathOf(path, key), isSameTool, found);
  } else {
    note(found, path, leafOf(was), leafOf(is));
  }
}

function note(found: FigureComparison, path: string, was: Leaf, is: Leaf): void {
  found.figures++;
  if (!isEqual(was, is)) found.moved.push({ path, was, is });
}

function isEqual(was: Leaf, is: Leaf): boolean {
  if (typeof was !== "number" || typeof is !== "number") return was === is;
  return was === is || Math.abs(was - is) <= tolerance * Math.max(Math.abs(was), Math.abs(is));
}

function pathOf(parent: string, key: string): string {
  if (key.startsWith('"')) return `${parent}[${key}]`;
  return parent === "" ? key : `${parent}.${key}`;
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value that is no leaf, where the other report has one or nothing, as text. */
function leafOf(value: unknown): Leaf {
  if (Array.isArray(value)) return `${value.length} entries`;
  return isTree(value) ? `${Object.keys(value).length} figures` : (value as Leaf);
}
