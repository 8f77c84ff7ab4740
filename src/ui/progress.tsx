import { PassThrough } from "node:stream";
import { Box, render } from "ink";
import type { ReactNode } from "react";
import { PaintedLine } from "./painted-line.tsx";
import { drawProgress } from "./progress-lines.ts";
import type { ProgressView } from "./progress-lines.ts";

/** The progress of reading, two lines high. */
export function Progress({ color, ...view }: ProgressView & { color: boolean }): ReactNode {
  const [file, amounts] = drawProgress(view);
  return (
    <Box flexDirection="column">
      {file && <PaintedLine line={file} color={color} />}
      {amounts && <PaintedLine line={amounts} color={color} />}
    </Box>
  );
}

/** The progress on a terminal. */
export interface ProgressScreen {
  update(view: ProgressView & { color: boolean }): void;
  /** Takes it off the terminal, with the cursor where it began. */
  erase(): void;
}

/** Shows the progress on a terminal, and reads nothing from it. */
export function openProgress(stream: NodeJS.WriteStream, first: ProgressView & { color: boolean }): ProgressScreen {
  const app = render(<Progress {...first} />, {
    stdout: stream,
    stderr: stream,
    // Standard input may be the log that is being read.
    stdin: new PassThrough(),
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
  });
  return {
    update: (view) => app.rerender(<Progress {...view} />),
    erase: () => {
      app.clear();
      app.unmount();
    },
  };
}
