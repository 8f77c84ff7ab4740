import type { Format } from "../formats/format.ts";
import type { Detection, FormatScore } from "../ingest/detect.ts";
import type { InputResult, ReadOptions } from "../ingest/read-input.ts";
import { newResult } from "../ingest/read-input.ts";
import { addLeftOut, type LeftOut, nothingLeftOut } from "../ingest/counting.ts";
import type { EventSink } from "../ingest/line-scanner.ts";
import { type RejectVisitor, RollupSink, type Side } from "../ingest/rollup-sink.ts";
import type { Sides } from "../ingest/collect.ts";
import type { TimeExtremes } from "../ingest/time-extremes.ts";
import type { UserError } from "../errors.ts";
import { addLines, type LineCounts, noLines } from "../rollup/lines.ts";
import { Lane } from "./lane.ts";
import type { LineGatherer } from "./line-gatherer.ts";
import { RateMeter } from "./rate-meter.ts";

/** A kernel takes up to 10 MB; more files than this are read without one, at a quarter of the speed. */
const mostKernels = 16;

/** What a live input is. */
export type InputKind = "file" | "stream" | "tcp" | "udp";

/**
 * What a live input does: `waiting` for a file that is not there, `reading` what there is, `listening`, `ended` when nothing
 * more can come, `failed` when nothing more will be read though it may come.
 */
export type InputPhase = "waiting" | "reading" | "listening" | "ended" | "failed";

/** A live input as it stands. */
export interface InputState {
  /** A path, `standard input`, or `tcp 127.0.0.1:5514` with the port that was taken. */
  name: string;
  kind: InputKind;
  phase: InputPhase;
  /** What the first lines of its sources were told to be, most of them first. */
  formats: string[];
  /** Fates of its lines, which sum to the total. A line that has no end yet, or waits for its format to be told, is none yet. */
  lines: LineCounts;
  bytes: number;
  /** Over the last ten seconds. */
  linesPerSec: number;
  /** How often its file was renamed, replaced or truncated and was begun anew. */
  rotations: number;
  /** Null for what has no connections. */
  connections: { open: number; total: number; refused: number } | null;
  /** What came and is in no line. */
  dropped: {
    /** Datagrams that the system dropped before they could be read; null where it does not tell, or there are none. */
    datagrams: number | null;
    /** Lines without an end, cut off by a broken connection. */
    cutLines: number;
  };
  /** How often something went wrong, and what did last. */
  faults: number;
  lastFault: string | null;
}

/** What all inputs of a session count on. */
export interface LiveCounting {
  options: ReadOptions;
  sides: Sides;
  side: Side;
  reject: RejectVisitor | null;
  /** Milliseconds since 1970. */
  now: () => number;
  gatherer: LineGatherer;
  /** How many kernels are in use. */
  kernels: { open: number };
  /** Tells people something, `about` one input; the same kind of thing is told only now and then. */
  tell: (about: string, kind: string, text: string) => void;
}

/** One input of a session: its lanes, and what was counted of it. */
export class LiveInput {
  phase: InputPhase = "waiting";
  bytes = 0;
  rotations = 0;
  connections: InputState["connections"] = null;
  readonly dropped: InputState["dropped"] = { datagrams: null, cutLines: 0 };
  error: UserError | null = null;
  name: string;
  readonly kind: InputKind;
  readonly counting: LiveCounting;
  readonly extremes: TimeExtremes[] = [];
  readonly leftOut: LeftOut = nothingLeftOut();
  private readonly lanes = new Map<Lane, RollupSink | null>();
  private readonly waiting = new Set<Lane>();
  private readonly meter = new RateMeter();
  private readonly closed: LineCounts = noLines();
  private readonly result: InputResult;
  /** Counts the lines of all connections or senders; made when the first comes. */
  private shared: RollupSink | null = null;
  faults = 0;
  private lastFault: string | null = null;

  constructor(name: string, kind: InputKind, path: string, counting: LiveCounting) {
    this.name = name;
    this.kind = kind;
    this.counting = counting;
    this.result = newResult({ path, sizeBytes: null, modifiedMs: counting.now() });
  }

  /** A lane with a kernel and counts of its own, for a file or a pipe, which may bring much at once. */
  openFastLane(): Lane {
    const { sides, side, reject, kernels } = this.counting;
    const sink = new RollupSink([side], sides, this.name, reject);
    const hasKernel = ++kernels.open <= mostKernels;
    return this.openLane(hasKernel ? sink : { ...withoutKernel(sink), close: () => sink.close() }, sink);
  }

  /** A lane for one of many sources, without a kernel: that is fast enough for what sockets bring. */
  openSharedLane(): Lane {
    const { sides, side, reject } = this.counting;
    const sink = (this.shared ??= new RollupSink([side], sides, this.name, reject));
    return this.openLane(withoutKernel(sink), null);
  }

  private openLane(sink: EventSink, own: RollupSink | null): Lane {
    const { options, now } = this.counting;
    const lane = new Lane(this.result.file.path, options, sink, now);
    this.lanes.set(lane, own);
    this.waiting.add(lane);
    return lane;
  }

  closeLane(lane: Lane): void {
    const own = this.lanes.get(lane);
    if (own === undefined) return;
    this.lanes.delete(lane);
    this.waiting.delete(lane);
    lane.close();
    addLines(this.closed, lane.lines);
    this.noteTimes(lane);
    if (own === null) return;
    this.counting.kernels.open--;
    this.take(own);
  }

  /** Keeps of a lane what the reading of a file would tell of. */
  private noteTimes(lane: Lane): void {
    const { result } = this;
    const { yearless, baseYear, zone, untoldOffsetSec, doubtedOffsetSec } = lane.times;
    if (lane.detection !== null) result.detection = joinDetections(result.detection, lane.detection);
    if (result.yearless === 0) result.baseYear = baseYear;
    result.yearless += yearless;
    if (zone !== "") result.zone = zone;
    result.untoldOffsetSec ??= untoldOffsetSec;
    result.doubtedOffsetSec ??= doubtedOffsetSec;
  }

  private take(sink: RollupSink): void {
    addLeftOut(this.leftOut, sink.leftOut);
    this.extremes.push(sink.extremes);
  }

  /** Notes that something went wrong, and tells it. @param kind the same for faults that are alike. */
  fault(kind: string, text: string): void {
    this.faults++;
    this.lastFault = text;
    this.counting.tell(this.name, kind, text);
  }

  /** Does what has to be done now and then. */
  look(): void {
    for (const lane of this.waiting) {
      lane.look();
      if (lane.detection !== null) this.waiting.delete(lane);
    }
    this.meter.note(this.counting.now(), this.lines.total);
  }

  /** Brings what kernels hold to the side. */
  handOver(): void {
    for (const sink of this.lanes.values()) sink?.handOver();
  }

  get lines(): LineCounts {
    const sum = { ...this.closed };
    for (const lane of this.lanes.keys()) addLines(sum, lane.lines);
    return sum;
  }

  get state(): InputState {
    const { name, kind, phase, bytes, rotations, faults, lastFault, meter } = this;
    const detections = [this.result.detection, ...[...this.lanes.keys()].flatMap(({ detection }) => detection ?? [])];
    return {
      name,
      kind,
      phase,
      formats: detections.reduce(joinDetections).scores.map(({ format }) => format.id),
      lines: this.lines,
      bytes,
      linesPerSec: meter.perSec,
      rotations,
      connections: this.connections && { ...this.connections },
      dropped: { ...this.dropped },
      faults,
      lastFault,
    };
  }

  /** Reads what still waits, and ends all lanes. */
  close(): void {
    for (const lane of Array.from(this.lanes.keys())) this.closeLane(lane);
    if (this.shared === null) return;
    this.shared.close();
    this.take(this.shared);
    this.shared = null;
  }

  /** What was read of it, in the terms of a reading that is over. */
  finish(): InputResult {
    const { result, closed, bytes, error } = this;
    return { ...result, file: { ...result.file, path: this.name }, lines: closed, storedBytes: bytes, error };
  }
}

/** The sink for lines that are scanned one by one. It is not closed with a lane: others may go on. */
function withoutKernel(sink: RollupSink): EventSink {
  return {
    event: (event, cursor, scanner, line) => sink.event(event, cursor, scanner, line),
    other: (verdict, cursor, scanner, line) => sink.other(verdict, cursor, scanner, line),
    tooLong: (line) => sink.tooLong(line),
  };
}

/** What the first lines of two sources were told to be, as if they were of one. */
function joinDetections(a: Detection, b: Detection): Detection {
  const looked = a.looked + b.looked;
  const byFormat = new Map<Format, FormatScore>();
  for (const { format, lines, decisions } of [...a.scores, ...b.scores]) {
    const before = byFormat.get(format);
    const sum = (before?.lines ?? 0) + lines;
    byFormat.set(format, { format, lines: sum, decisions: (before?.decisions ?? 0) + decisions, share: sum / looked });
  }
  const scores = [...byFormat.values()].sort((one, other) => other.lines - one.lines);
  return { formats: a.formats.length > 0 ? a.formats : b.formats, scores, looked, binary: a.binary || b.binary };
}
