const spanMs = 10_000;
const stepMs = 1000;

/** How many a second there were of something over the last ten seconds. */
export class RateMeter {
  private readonly samples: { ms: number; count: number }[] = [];

  /** Notes how many there are by now. To be called about once a second, or more often. */
  note(ms: number, count: number): void {
    const { samples } = this;
    const last = samples.at(-1);
    if (last !== undefined && ms - last.ms < stepMs) return;
    samples.push({ ms, count });
    while (samples.length > 2 && ms - samples[1]!.ms >= spanMs) samples.shift();
  }

  /** 0 until two were noted. */
  get perSec(): number {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (first === undefined || last === undefined || last.ms <= first.ms) return 0;
    return ((last.count - first.count) * 1000) / (last.ms - first.ms);
  }
}
