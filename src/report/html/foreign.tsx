import type { ReactNode } from "react";
import { printable } from "../escape.ts";

/** Text from logs or files, made inert: on its own in the direction of writing, its controls as visible escapes. */
export function Foreign({ text, maxColumns = 200 }: { text: string; maxColumns?: number }): ReactNode {
  return <bdi>{printable(text, maxColumns)}</bdi>;
}
