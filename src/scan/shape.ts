import type { Clock } from "./clock.ts";
import type { Cursor } from "./cursor.ts";
import { DENY, type LogEvent } from "./event.ts";
import type { FieldReader } from "./field-reader.ts";
import type { Kernel } from "./kernel/kernel.ts";
import {
  CLOCK,
  END,
  EPOCH_NUMBER,
  HAS_DESTINATION,
  HAS_SOURCE,
  COUNT_NUMBER,
  DESTINATION_ADDRESS,
  DESTINATION_PORT_NUMBER,
  MASKS,
  OTHER_CLOCK,
  PACKETS_NUMBER,
  READS_COUNT,
  READS_PACKETS,
  READS_TIME,
  READS_TWICE,
  RECORD_BYTES,
  RECORD_COUNT,
  RECORD_DESTINATION,
  RECORD_PACKETS,
  RECORD_PORTS,
  RECORD_SOURCE,
  RECORD_SHAPE,
  RECORD_TIME,
  RECORDS,
  REFLECTED_MARK,
  SHAPE_ADDRESSES,
  SHAPE_ASSUMED,
  SHAPE_BASE,
  SHAPE_BEGINNING,
  SHAPE_BYTES,
  SHAPE_DENIES,
  SHAPE_DEVICE,
  SHAPE_ENDS_LINE,
  SHAPE_HITS,
  SHAPE_ID,
  SHAPE_KEEPS,
  SHAPE_LEAST,
  SHAPE_PACKED,
  SHAPE_PORTS,
  SHAPE_READS,
  SHAPE_RECENT,
  SHAPE_SKIPS,
  SHAPE_STEPS,
  SHAPES,
  SOURCE_ADDRESS,
  SOURCE_PORT_NUMBER,
  STEP_ARGUMENT,
  STEP_HEAD,
  STEP_KIND,
  STEP_LENGTH,
  STEP_LEVEL,
  STEP_MASK,
  STEP_TEXT,
} from "./kernel/layout.ts";
import { cutPieces, leastOf, type Piece } from "./pieces.ts";

/**
 * The shape of a line that was read: the text that stood still, and the values between that were read or passed.
 *
 * A line of the same shape differs from it only in values of which nothing but themselves depends. So what the
 * scanner would make of it is known, but for those values: reading it by its shape gives the same event, faster.
 */
export class Shape {
  readonly pieces: readonly Piece[];
  readonly action: number;
  readonly assumed: boolean;
  readonly protocol: number;
  /** The name of the device, as the line writes it; empty when it names none. */
  readonly device: Buffer;
  readonly hasSource: boolean;
  readonly hasDestination: boolean;
  readonly hasSourcePort: boolean;
  readonly hasDestinationPort: boolean;
  /** True when the year of the stamp depends on the lines before. */
  readonly isYearless: boolean;
  /** The clock's state in which {@link baseSec} holds; see {@link Clock.state}. */
  readonly clockState: number;
  /** Seconds since 1970 to which the value in the line is added. */
  readonly baseSec: number;
  /** True when its lines are no decisions: what values they have counts nowhere. */
  readonly skips: boolean;
  /** True when the line ended with the shape, so that a longer one is of another. */
  readonly endsLine: boolean;
  /** Numbers for whoever counts events: of the device, −1 before it has one, and of port 0 of the protocol, or none. */
  deviceNumber = -1;
  packedPort = 0;

  private constructor(
    pieces: readonly Piece[],
    cursor: Cursor,
    event: LogEvent,
    reader: FieldReader,
    clock: Clock,
    baseSec: number,
    skips: boolean,
  ) {
    this.pieces = pieces;
    this.skips = skips;
    this.action = event.action;
    this.assumed = event.assumed;
    this.protocol = event.protocol;
    this.device = Buffer.from(cursor.bytes.subarray(event.deviceStart, event.deviceEnd));
    this.hasSource = event.source.family === 4;
    this.hasDestination = event.destination.family === 4;
    this.hasSourcePort = event.sourcePort >= 0;
    this.hasDestinationPort = event.destinationPort >= 0;
    this.isYearless = !skips && reader.stamp.complete && reader.stamp.epochSec < 0 && reader.stamp.year < 0;
    this.clockState = clock.state;
    this.baseSec = baseSec;
    this.endsLine = reader.trace.horizon >= cursor.end || reader.trace.lastEnd >= cursor.end;
  }

  /**
   * The shape of the line just read into the event; null for lines that have to be scanned.
   * @param skips whether the line is no decision.
   */
  static of(cursor: Cursor, event: LogEvent, reader: FieldReader, skips: boolean): Shape | null {
    const pieces = cutPieces(cursor, event, reader);
    if (pieces === null) return null;
    const { clock } = reader;
    const baseSec = skips ? -1 : baseOf(pieces, event, reader);
    if (skips) for (const piece of pieces) if (piece.kind === CLOCK) piece.kind = OTHER_CLOCK;
    return Number.isNaN(baseSec) ? null : new Shape(pieces, cursor, event, reader, clock, baseSec, skips);
  }

  /**
   * Writes the shape into a kernel; false when it has no room for it.
   * @param varies which of the loose pieces may be others; the rest is text.
   */
  write(kernel: Kernel, slot: number, varies: readonly boolean[]): boolean {
    const start = SHAPES + slot * SHAPE_BYTES;
    const { words } = kernel;
    words[(start + SHAPE_ENDS_LINE) >> 2] = this.endsLine ? 1 : 0;
    words[(start + SHAPE_DENIES) >> 2] = this.action === DENY ? 1 : 0;
    words[(start + SHAPE_SKIPS) >> 2] = this.skips ? 1 : 0;
    words[(start + SHAPE_DEVICE) >> 2] = this.deviceNumber;
    words[(start + SHAPE_PACKED) >> 2] = this.packedPort;
    words[(start + SHAPE_ADDRESSES) >> 2] =
      (this.hasSource ? HAS_SOURCE : 0) | (this.hasDestination ? HAS_DESTINATION : 0);
    words[(start + SHAPE_ASSUMED) >> 2] = this.assumed ? 1 : 0;
    words[(start + SHAPE_ID) >> 2] = slot;
    words[(start + SHAPE_HITS) >> 2] = 0;
    words[(start + SHAPE_RECENT) >> 2] = 0;
    words[(start + SHAPE_BEGINNING) >> 2] = 0;
    words[(start + SHAPE_KEEPS) >> 2] = 0;
    words[(start + SHAPE_READS) >> 2] = this.reads;
    words[(start + SHAPE_PORTS) >> 2] = this.portsMask;
    kernel.floats[(start + SHAPE_BASE) >> 3] = this.baseSec;
    let at = start + SHAPE_STEPS;
    let text = "";
    let loose = 0;
    let least = 0;
    const writeStep = (kind: number, argument: number): boolean => {
      const end = at + STEP_TEXT + ((text.length + 3) & ~3);
      if (end + STEP_TEXT > start + SHAPE_BYTES) return false;
      const head = Math.max(0, text.length - 1) & ~15;
      words[(at + STEP_LENGTH) >> 2] = text.length;
      words[(at + STEP_HEAD) >> 2] = head;
      words[(at + STEP_MASK) >> 2] = MASKS + (text.length - head) * 16;
      words[(at + STEP_KIND) >> 2] = kind;
      words[(at + STEP_ARGUMENT) >> 2] = argument;
      words[(at + STEP_LEVEL) >> 2] = 0;
      kernel.bytes.write(text, at + STEP_TEXT, "latin1");
      at = end;
      text = "";
      return true;
    };
    for (const piece of this.pieces) {
      const isRead = piece.role === "value" || (piece.role === "loose" && varies[loose++] === true);
      least += isRead ? leastOf(piece) : piece.text.length;
      if (!isRead) text += piece.text;
      else if (!writeStep(piece.kind, piece.text.length)) return false;
    }
    words[(start + SHAPE_LEAST) >> 2] = least;
    return writeStep(END, 0);
  }

  /** Which registers its values fill, for the kernel. */
  private get reads(): number {
    const kinds = this.pieces.flatMap(({ role, kind }) => (role === "value" && registerKinds.has(kind) ? [kind] : []));
    const times = kinds.filter((kind) => kind === CLOCK || kind === EPOCH_NUMBER).length;
    return (
      (times > 0 ? READS_TIME : 0) |
      (kinds.includes(COUNT_NUMBER) ? READS_COUNT : 0) |
      (kinds.includes(PACKETS_NUMBER) ? READS_PACKETS : 0) |
      (times > 1 || new Set(kinds).size < kinds.length ? READS_TWICE : 0)
    );
  }

  private get portsMask(): number {
    const has = (wanted: number): boolean => this.pieces.some(({ role, kind }) => role === "value" && kind === wanted);
    return (has(DESTINATION_PORT_NUMBER) ? 0xffff : 0) | (has(SOURCE_PORT_NUMBER) ? 0xffff_0000 : 0);
  }

  /** Reads a record of this shape into an event. Which bytes the device and the action stood in, it does not tell. */
  read(kernel: Kernel, record: number, event: LogEvent): void {
    const at = RECORDS + record * RECORD_BYTES;
    const { words, floats } = kernel;
    event.clear();
    event.timeSec = floats[(at + RECORD_TIME) >> 3]!;
    event.action = this.action;
    event.assumed = this.assumed;
    event.protocol = this.protocol;
    event.count = words[(at + RECORD_COUNT) >> 2]!;
    event.packets = words[(at + RECORD_PACKETS) >> 2]!;
    const ports = words[(at + RECORD_PORTS) >> 2]!;
    if (this.hasDestinationPort) event.destinationPort = ports & 0xffff;
    if (this.hasSourcePort) event.sourcePort = ports >>> 16;
    if (this.hasSource) event.source.family = 4;
    if (this.hasDestination) event.destination.family = 4;
    event.reflected = (words[(at + RECORD_SHAPE) >> 2]! & REFLECTED_MARK) !== 0;
    event.source.w0 = words[(at + RECORD_SOURCE) >> 2]!;
    event.destination.w0 = words[(at + RECORD_DESTINATION) >> 2]!;
  }
}

/** Steps that fill registers of a record. */
const registerKinds = new Set([
  SOURCE_ADDRESS,
  DESTINATION_ADDRESS,
  SOURCE_PORT_NUMBER,
  DESTINATION_PORT_NUMBER,
  COUNT_NUMBER,
  PACKETS_NUMBER,
  CLOCK,
  EPOCH_NUMBER,
]);

/** What is to be added to the line's time of day or epoch number; NaN when the time cannot be told by adding. */
function baseOf(pieces: readonly Piece[], event: LogEvent, { stamp, clock }: FieldReader): number {
  const dates = pieces.filter(({ kind }) => kind === CLOCK || kind === EPOCH_NUMBER);
  if (!stamp.complete) {
    // A time without a day.
    for (const piece of dates) {
      if (piece.kind === EPOCH_NUMBER) return Number.NaN;
      piece.kind = OTHER_CLOCK;
    }
    return -1;
  }
  const counts = stamp.epochSec >= 0 ? EPOCH_NUMBER : CLOCK;
  const dating = dates.filter(({ kind }) => kind === counts);
  if (dating.length !== 1 || event.timeSec < 0) return Number.NaN;
  for (const piece of dates) if (piece.kind === CLOCK && counts !== CLOCK) piece.kind = OTHER_CLOCK;
  if (counts === EPOCH_NUMBER) return 0;
  const [hour = 0, minute = 0, second = 0] = dating[0]!.text.split(":").map(Number);
  const daySec = hour * 3600 + minute * 60 + second;
  return daySec === stamp.daySec && clock.isEvenDay ? event.timeSec - daySec : Number.NaN;
}

/** What all lines of one layout have in common, whatever their day: equal for lines that one shape could serve. */
export function layoutOf(shape: Shape): string {
  const facts = `${shape.skips} ${shape.action} ${shape.assumed} ${shape.protocol} ${shape.endsLine} ${shape.isYearless}`;
  return shape.pieces.reduce((name, { role, text, kind }) => `${name}\n${role === "text" ? text : role + kind}`, facts);
}

/** What tells the day of a line apart from that of others of its layout. */
export function dayOf(shape: Shape): string {
  return shape.pieces.reduce((day, { role, text }) => (role === "day" ? `${day}\n${text}` : day), "");
}
