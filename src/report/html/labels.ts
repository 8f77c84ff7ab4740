import { columnsOf } from "../layout.ts";

/** About how wide text is drawn in a sans serif of that size; rather too much than too little. */
export function estimateWidth(text: string, fontSize: number): number {
  return columnsOf(text) * fontSize * 0.58;
}

/** A label that would like to be centred somewhere. */
export interface Wish {
  center: number;
  width: number;
}

/**
 * Centres for labels in a row, as near to where they wish to be as they can without overlapping or leaving the row.
 * Wishes must ascend. Where all of them do not fit, they overlap evenly rather than leave the row.
 */
export function placeLabels(wishes: readonly Wish[], from: number, to: number, gap: number): number[] {
  const centers: number[] = [];
  let edge = from;
  for (const { center, width } of wishes) {
    const left = Math.max(center - width / 2, edge);
    centers.push(left + width / 2);
    edge = left + width + gap;
  }
  edge = to;
  for (let at = wishes.length - 1; at >= 0; at--) {
    const width = wishes[at]?.width ?? 0;
    const right = Math.min((centers[at] ?? 0) + width / 2, edge);
    centers[at] = Math.max(right - width / 2, from + width / 2);
    edge = right - width - gap;
  }
  return centers;
}
