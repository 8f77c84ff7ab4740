import { type Scope, scopes } from "./counts.ts";
import type { CountedDay } from "./day-tables.ts";

/** What is known of the denials of one day beside its cells. */
export interface DayFact {
  assumed: number;
  withoutPackets: number;
  backscatter: number;
  scopes: Record<Scope, number>;
  /** Seconds since 1970 UTC of the first and the last denial; −1 where none has a time. */
  firstSec: number;
  lastSec: number;
}

/** Such facts by day, `NO_DAY` among them: what is to be cut by days later needs them apart. */
export class DayFacts {
  private readonly facts: Map<number, DayFact>;
  private lastDay = Number.NaN;
  private last: DayFact | null = null;

  constructor(facts: ReadonlyMap<number, DayFact> = new Map()) {
    this.facts = new Map(facts);
  }

  /** The facts of a day, to be added to. */
  of(day: number): DayFact {
    if (day === this.lastDay && this.last !== null) return this.last;
    let fact = this.facts.get(day);
    if (fact === undefined) this.facts.set(day, (fact = noFact()));
    this.lastDay = day;
    return (this.last = fact);
  }

  /** Notes when the denials of a day began and ended. */
  noteTimes(day: number, firstSec: number, lastSec: number): void {
    if (lastSec < 0) return;
    const fact = this.of(day);
    if (fact.firstSec < 0 || firstSec < fact.firstSec) fact.firstSec = firstSec;
    if (lastSec > fact.lastSec) fact.lastSec = lastSec;
  }

  /** Adds what a kernel counted of a day. */
  takeDay(day: number, sums: Omit<CountedDay, "cellCount" | "cellTexts" | "contacts">): void {
    const fact = this.of(day);
    fact.assumed += sums.assumed;
    fact.withoutPackets += sums.withoutPackets;
    fact.backscatter += sums.reflected;
    for (const [i, scope] of scopes.entries()) fact.scopes[scope] += sums.scopes[i]!;
    this.noteTimes(day, sums.firstSec, sums.lastSec);
  }

  /** Adds what others gathered. */
  absorb(facts: ReadonlyMap<number, DayFact>): void {
    for (const [day, more] of facts) {
      this.noteTimes(day, more.firstSec, more.lastSec);
      const fact = this.of(day);
      fact.assumed += more.assumed;
      fact.withoutPackets += more.withoutPackets;
      fact.backscatter += more.backscatter;
      for (const scope of scopes) fact.scopes[scope] += more.scopes[scope];
    }
  }

  pack(): Map<number, DayFact> {
    return new Map(this.facts);
  }
}

/** The facts of a day without denials. */
export function noFact(): DayFact {
  const none = { inbound: 0, outbound: 0, internal: 0, multicast: 0, unknown: 0 };
  return { assumed: 0, withoutPackets: 0, backscatter: 0, scopes: none, firstSec: -1, lastSec: -1 };
}
