import { setTimeout as sleep } from "node:timers/promises";
import { afterEach } from "vitest";
import { Sides } from "../../src/ingest/collect.ts";
import type { LiveNote } from "../../src/live/note-book.ts";
import { type LiveOptions, type LiveSession, type LiveSource, openLive } from "../../src/live/session.ts";
import { Calendar } from "../../src/rollup/calendar.ts";
import type { Counts } from "../../src/rollup/counts.ts";
import { Zone } from "../../src/scan/zone.ts";

/** A session that is closed after its test, and what it told. */
export interface TestSession {
  session: LiveSession;
  notes: LiveNote[];
  /** Lines that could not be read. */
  rejects: string[];
  counts: Counts;
}

const open: LiveSession[] = [];
afterEach(async () => {
  for (const session of open.splice(0)) await session.close();
});

/** What reading is told, with nothing special. */
export function plainOptions(): Omit<LiveOptions, "side" | "note"> & { sides: Sides } {
  const zone = new Zone("UTC");
  return {
    read: { zone, year: null, format: null, columns: {}, assume: "deny", hash: false, maxExpansion: 1000 },
    sides: new Sides(new Calendar(zone)),
    reject: null,
    fromStart: true,
    mostConnections: 1024,
    now: () => Date.now(),
  };
}

export async function watch(sources: readonly LiveSource[], more: Partial<LiveOptions> = {}): Promise<TestSession> {
  const options = plainOptions();
  const side = options.sides.openLive(null);
  const notes: LiveNote[] = [];
  const rejects: string[] = [];
  const session = await openLive(sources, {
    ...options,
    side,
    reject: (_path, _line, _fault, text) => void rejects.push(text()),
    note: (note) => void notes.push(note),
    ...more,
  });
  open.push(session);
  return { session, notes, rejects, counts: side.rollup };
}

/** An address of this machine with a port that is free. */
export function listenSource(protocol: "tcp" | "udp", host = "127.0.0.1"): LiveSource {
  return { kind: "listen", address: { protocol, host, port: 0 } };
}

/** The port that an input of a session listens at. */
export function portOf({ session }: TestSession, at = 0): number {
  return Number(/:(\d+)$/.exec(session.snapshot().inputs[at]!.name)?.[1]);
}

/** Waits until something holds; the test's own time limit ends it where that never happens. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}

/** The denials at each port. */
export function denialsByPort(counts: Counts): Map<number, number> {
  const ports = new Map<number, number>();
  counts.totals().eachPort((_protocol, port, denials) => void ports.set(port, (ports.get(port) ?? 0) + denials));
  return ports;
}
