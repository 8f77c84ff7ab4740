import { editDistance } from "../targets/nearest.ts";

const namesShown = 2;

/** Asks whether one of the names was meant, where some are only a few edits away from a word; else gives the other hint. */
export function didYouMean(word: string, names: readonly string[], otherwise: string): string {
  const wanted = word.toLowerCase().slice(0, 40);
  const farthest = Math.max(1, Math.floor(wanted.length / 4));
  const ranked = names
    .map((name) => ({ name, edits: editsBetween(wanted, name.toLowerCase()) }))
    .filter(({ edits }) => edits <= farthest)
    .toSorted((a, b) => a.edits - b.edits);
  const near = ranked.filter(({ edits }) => edits === ranked[0]?.edits).slice(0, namesShown);
  return near.length === 0 ? otherwise : `did you mean ${near.map(({ name }) => name).join(" or ")}?`;
}

/** A part of a name stands for the whole: "tokyo" for "asia/tokyo", "asa" for "cisco-asa". */
function editsBetween(word: string, name: string): number {
  const parts = name.split(/[/-]/);
  return Math.min(
    editDistance(word, name),
    ...parts.map((part) => (part.length < 3 ? Infinity : editDistance(word, part))),
  );
}
