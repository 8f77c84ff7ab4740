import { Box, renderToString } from "ink";
import type { ReactNode } from "react";
import type { Report } from "../analysis/report.ts";
import { layOutSummary } from "../report/summary-layout.ts";
import type { Section } from "../report/summary-layout.ts";
import type { TextOptions } from "../report/text.ts";
import { PaintedLine } from "./painted-line.tsx";

/** The summary of a report: the same sections in the same words as its text. */
export function Summary({ report, color, ...layout }: TextOptions & { report: Report }): ReactNode {
  return (
    <Box flexDirection="column" rowGap={1} width={layout.width}>
      {layOutSummary(report, layout).map((section, at) => (
        <SectionLines key={at} section={section} color={color} />
      ))}
    </Box>
  );
}

/** The summary as Ink draws it once, with a newline at its end. */
export function drawSummary(report: Report, options: TextOptions): string {
  return `${renderToString(<Summary report={report} {...options} />, { columns: options.width })}\n`;
}

function SectionLines({ section, color }: { section: Section; color: boolean }): ReactNode {
  return (
    <Box flexDirection="column">
      {section.map((line, at) => (
        <PaintedLine key={at} line={line} color={color} />
      ))}
    </Box>
  );
}
