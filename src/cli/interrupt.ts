import { endPipes } from "../ingest/pipe-source.ts";
import { EXIT } from "./exit-codes.ts";

/** Watches for Ctrl-C while an operation can end early with what it has. */
export interface Interrupt {
  readonly isCaught: boolean;
  release(): void;
}

/** Catches the first Ctrl-C, which also ends the pipes being read; a second one ends the process at once. */
export function catchInterrupt(): Interrupt {
  const state = { isCaught: false, release: () => void process.off("SIGINT", onSignal) };
  const onSignal = (): void => {
    if (state.isCaught) process.exit(EXIT.interrupted);
    state.isCaught = true;
    endPipes();
  };
  process.on("SIGINT", onSignal);
  return state;
}

/**
 * Waits for Ctrl-C or SIGTERM where they are how a run is meant to end; a second one ends the process at once, whatever it
 * is at.
 */
export function catchStop(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isAsked = false;
  const onSignal = (): void => {
    if (isAsked) process.exit(EXIT.interrupted);
    isAsked = true;
    resolve();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, onSignal);
  return promise;
}
