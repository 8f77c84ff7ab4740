/** The middle of the values; of an even number of them the upper middle. NaN without values. */
export function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** One of several things that are timed against each other. */
export interface Contender {
  name: string;
  /** Does the work once. @returns the seconds it took. */
  run: () => Promise<number>;
}

/**
 * Median seconds of each contender by name. They take turns, so that a machine that slows down slows all of them;
 * the first round warms caches and does not count.
 */
export async function timeInTurn(contenders: readonly Contender[], rounds: number): Promise<Map<string, number>> {
  const times = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round++) {
    for (const { name, run } of contenders) {
      const seconds = await run();
      if (round > 0) times.get(name)!.push(seconds);
    }
  }
  return new Map([...times].map(([name, seconds]) => [name, medianOf(seconds)]));
}

/** A contender of work inside this process. */
export function inProcess(name: string, work: () => unknown): Contender {
  return {
    name,
    run: async () => {
      const started = performance.now();
      await work();
      return (performance.now() - started) / 1000;
    },
  };
}
