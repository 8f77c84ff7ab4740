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

/** Watches for Ctrl-C and its like where they are how a run is meant to end. */
export interface StopRequest {
  readonly asked: Promise<void>;
  release(): void;
}

/** Catches the first Ctrl-C or SIGTERM; a second one ends the process at once. */
export function catchStop(): StopRequest {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isAsked = false;
  const onSignal = (): void => {
    if (isAsked) process.exit(EXIT.interrupted);
    isAsked = true;
    resolve();
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return {
    asked: promise,
    release: () => {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
