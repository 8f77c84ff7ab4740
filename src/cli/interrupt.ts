import { EXIT } from "./exit-codes.ts";

/** Watches for Ctrl-C while an operation can end early with what it has. */
export interface Interrupt {
  readonly isCaught: boolean;
  release(): void;
}

/** Catches the first Ctrl-C; a second one ends the process at once. */
export function catchInterrupt(): Interrupt {
  const state = { isCaught: false, release: () => process.off("SIGINT", onSignal) };
  const onSignal = (): void => {
    if (state.isCaught) process.exit(EXIT.interrupted);
    state.isCaught = true;
  };
  process.on("SIGINT", onSignal);
  return state as Interrupt;
}
