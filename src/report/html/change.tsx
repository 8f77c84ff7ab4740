import type { ReactNode } from "react";
import { chooseGlyphs } from "../glyphs.ts";
import { directionOf, formatPoints } from "../numbers.ts";

const { arrows } = chooseGlyphs(false);

/** A change in points, behind an arrow that the sign says in words already. */
export function Change({ points }: { points: number }): ReactNode {
  const direction = directionOf(points);
  return (
    <span className="change">
      {direction === "same" ? null : <span aria-hidden="true">{arrows[direction]}</span>} {formatPoints(points)}
    </span>
  );
}
