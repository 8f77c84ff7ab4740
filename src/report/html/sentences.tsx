import type { ReactNode } from "react";
import { keepTogether } from "./figures.ts";

/** Dates, and counts with the Japanese words for ten thousand and more within: "2万5,000件". */
const whole = /(\d{4}-\d{2}-\d{2}|\d[\d,.]*(?:[万億兆]\d[\d,.]*)+件?)/;

/** Text whose dates and numbers are not torn apart where lines end. */
export function Sentences({ text }: { text: string }): ReactNode {
  return keepTogether(text)
    .split(whole)
    .map((part, at) =>
      at % 2 === 0 ? (
        part
      ) : (
        <span key={at} className="whole">
          {part}
        </span>
      ),
    );
}
