import { Text } from "ink";
import type { ReactNode } from "react";
import type { Line } from "../report/layout.ts";
import { paintLine } from "../report/text.ts";

/**
 * One line that was laid out already. It brings its own colours: Ink's depend on what it finds out about standard
 * output, and the progress goes to standard error.
 */
export function PaintedLine({ line, color }: { line: Line; color: boolean }): ReactNode {
  return <Text wrap="truncate">{paintLine(line, color)}</Text>;
}
