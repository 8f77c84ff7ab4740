import { EventEmitter } from "node:events";
import type { Collection, Sides } from "../ingest/collect.ts";
import { addLeftOut, nothingLeftOut } from "../ingest/counting.ts";
import { STDIN } from "../ingest/discover.ts";
import { openPipe } from "../ingest/pipe-source.ts";
import type { ReadOptions } from "../ingest/read-input.ts";
import type { RejectVisitor, Side } from "../ingest/rollup-sink.ts";
import type { Counts } from "../rollup/counts.ts";
import { addLines, type LineCounts, noLines } from "../rollup/lines.ts";
import { type FollowedFile, followFile, type ReadFiles } from "./file-input.ts";
import { LineGatherer } from "./line-gatherer.ts";
import { addressName, type ListenAddress } from "./listen-address.ts";
import { type InputState, LiveInput } from "./live-input.ts";
import { NoteBook, type LiveNote } from "./note-book.ts";
import { readStream } from "./stream-input.ts";
import { type Closable, type ConnectionLimit, listenTcp } from "./tcp-input.ts";
import { listenUdp, type UdpListener } from "./udp-input.ts";

/** What is watched: a file that may grow, be rotated, or not be there yet; a pipe; an address. */
export type LiveSource =
  | { kind: "file"; path: string }
  | { kind: "stream"; path: string }
  | { kind: "listen"; address: ListenAddress };

/** How a session reads and counts. */
export interface LiveOptions {
  read: ReadOptions;
  sides: Sides;
  /** What denials are counted on; best opened by `Sides.openLive`. */
  side: Side;
  reject: RejectVisitor | null;
  /** False leaves out what files hold when they are opened first. */
  fromStart: boolean;
  /** TCP connections at a time, over all addresses. */
  mostConnections: number;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called with what people should know, such as a file that was rotated. */
  note: (note: LiveNote) => void;
}

/** A session as it stands. */
export interface LiveSnapshot {
  /** All that was counted so far. It goes on counting: what is read of it later may be more. */
  counts: Counts;
  /** Fates of the lines of all inputs. */
  lines: LineCounts;
  bytes: number;
  inputs: InputState[];
}

const turnMs = 100;
const dropsMs = 1000;

/** Names of devices that are kept: anybody who can send can invent some. */
const mostDevices = 1 << 16;

/**
 * Inputs that are read as they grow. Emits `change` when something was counted or an input changed, ten times a second at
 * most.
 */
export class LiveSession extends EventEmitter<{ change: [] }> {
  private readonly options: LiveOptions;
  private readonly inputs: LiveInput[] = [];
  private readonly files: FollowedFile[] = [];
  private readonly closables: Closable[] = [];
  private readonly datagramListeners: UdpListener[] = [];
  private timer: NodeJS.Timeout | null = null;
  private turn: Promise<void> = Promise.resolve();
  private dropsSeenMs = 0;
  private shown = "";
  private isClosed = false;
  private failure: unknown = null;
  private readonly ending = Promise.withResolvers<void>();
  /** Settled when nothing more can come. */
  readonly ended: Promise<void> = this.ending.promise;

  /** @internal Use {@link openLive}. */
  constructor(options: LiveOptions) {
    super();
    this.options = options;
    options.sides.devices.most = mostDevices;
  }

  /** @throws UserError for an address that cannot be listened at, and a pipe that cannot be opened. */
  async open(sources: readonly LiveSource[]): Promise<void> {
    const { read, sides, side, reject, now, note, mostConnections, fromStart } = this.options;
    const notes = new NoteBook(now, note);
    const counting = {
      options: read,
      sides,
      side,
      reject,
      now,
      gatherer: new LineGatherer(),
      kernels: { open: 0 },
      tell: (about: string, kind: string, text: string) => notes.tell(about, kind, text),
    };
    const limit: ConnectionLimit = { open: 0, most: mostConnections };
    const known: ReadFiles = new Set();
    for (const source of sources) {
      if (source.kind === "listen") {
        const name = addressName(source.address);
        const input = new LiveInput(name, source.address.protocol, name, counting);
        this.inputs.push(input);
        if (source.address.protocol === "tcp") this.closables.push(await listenTcp(input, source.address, limit));
        else {
          const listener = await listenUdp(input, source.address);
          this.datagramListeners.push(listener);
          this.closables.push(listener);
        }
        continue;
      }
      const { kind, path } = source;
      const input = new LiveInput(path === STDIN ? "standard input" : path, kind, path, counting);
      this.inputs.push(input);
      if (kind === "file") this.files.push(followFile(input, path, fromStart, known));
      else this.closables.push(readStream(input, openPipe(path)));
    }
    this.schedule(0);
  }

  /** What was counted so far, and the state of each input. */
  snapshot(): LiveSnapshot {
    for (const input of this.inputs) input.handOver();
    const inputs = this.inputs.map((input) => input.state);
    const lines = noLines();
    for (const input of inputs) addLines(lines, input.lines);
    return {
      counts: this.options.side.rollup,
      lines,
      bytes: inputs.reduce((sum, { bytes }) => sum + bytes, 0),
      inputs,
    };
  }

  /** Takes no more, and counts what has arrived. Calling it again does nothing. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.turn;
    for (const closable of this.closables) await closable.close();
    for (const file of this.files) await file.close();
    for (const input of this.inputs) input.close();
    // A fault of the program itself is none of the input's.
    if (this.failure !== null) throw this.failure;
  }

  /** What was read, in the terms of a reading that is over: for the report on a session that is closed. */
  collection(): Collection {
    const { side } = this.options;
    const results = this.inputs.map((input) => {
      const result = input.finish();
      return { input: { file: result.file, sides: [side] }, result };
    });
    const collection: Collection = {
      results,
      lines: noLines(),
      leftOut: nothingLeftOut(),
      extremes: this.inputs.flatMap(({ extremes }) => extremes),
      stopped: false,
      isLive: true,
    };
    for (const { result } of results) addLines(collection.lines, result.lines);
    for (const { leftOut } of this.inputs) addLeftOut(collection.leftOut, leftOut);
    return collection;
  }

  private schedule(delayMs: number): void {
    this.timer = setTimeout(() => {
      this.turn = this.work().catch((error: unknown) => {
        this.failure ??= error;
        this.ending.resolve();
      });
    }, delayMs);
  }

  private async work(): Promise<void> {
    let hasMore = false;
    for (const file of this.files) if (await file.poll()) hasMore = true;
    const nowMs = this.options.now();
    if (nowMs - this.dropsSeenMs >= dropsMs) {
      this.dropsSeenMs = nowMs;
      for (const listener of this.datagramListeners) listener.lookForDrops();
    }
    for (const input of this.inputs) input.look();
    this.tellChange();
    if (this.inputs.every(({ phase }) => phase === "ended" || phase === "failed")) this.ending.resolve();
    else if (!this.isClosed) this.schedule(hasMore ? 0 : turnMs);
  }

  private tellChange(): void {
    const now = this.inputs.map(({ bytes, phase, lines, faults }) => [bytes, phase, lines.total, faults]).join();
    if (now === this.shown) return;
    this.shown = now;
    this.emit("change");
  }
}

/**
 * Opens sources and reads them as they grow, until the session is closed.
 * @throws UserError for an address that cannot be listened at, and a pipe that cannot be opened.
 */
export async function openLive(sources: readonly LiveSource[], options: LiveOptions): Promise<LiveSession> {
  const session = new LiveSession(options);
  try {
    await session.open(sources);
  } catch (error) {
    await session.close();
    throw error;
  }
  return session;
}
