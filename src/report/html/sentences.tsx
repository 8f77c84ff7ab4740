import type { ReactNode } from "react";
import { keepTogether } from "./figures.ts";

const isoDate = /(\d{4}-\d{2}-\d{2})/;

/** Text whose dates and numbers are not torn apart where lines end. */
export function Sentences({ text }: { text: string }): ReactNode {
  return keepTogether(text)
    .split(isoDate)
    .map((part, at) =>
      at % 2 === 0 ? (
        part
      ) : (
        <span key={at} className="date">
          {part}
        </span>
      ),
    );
}
