import { type Cursor, SPACE } from "./cursor.ts";
import type { LogEvent } from "./event.ts";
import type { FieldReader } from "./field-reader.ts";
import { DESTINATION_PORT } from "./registers.ts";
import { TRACE_LOOSE, TRACE_WORD } from "./trace.ts";
import { findBytes, startsWith } from "./words.ts";

/** The most parts of a wording. */
const mostParts = 32;

/** A piece of a wording: text that must stand there, a slot for a register, or text that is passed over. */
export type SentencePart = { kind: "text"; text: Buffer } | { kind: "any" } | { kind: "field"; register: number };

/**
 * Text of a few known wordings that stands in a member: `TCP request from 192.0.2.1:80 to …`. A slot is one word; `{}` is
 * any text up to the next part.
 */
export class Sentence {
  private readonly wordings: ReadonlyArray<readonly SentencePart[]>;
  private readonly reader: FieldReader;
  /** Where the parts of the wording that is tried begin, and where the last ends. */
  private readonly starts = new Int32Array(mostParts + 1);

  /** @param wordings tried in order; of texts, registers and `{}`. */
  constructor(wordings: ReadonlyArray<readonly SentencePart[]>, reader: FieldReader) {
    this.wordings = wordings;
    this.reader = reader;
  }

  /** Reads the text between two places of the line; true when its wording has no room for a destination port. */
  read(cursor: Cursor, event: LogEvent, from: number, to: number): boolean {
    const lineEnd = cursor.end;
    // Nothing must be read beyond the text.
    cursor.end = to;
    const parts = this.wordings.find((wording) => this.matches(cursor, wording, from));
    if (parts !== undefined) this.readSlots(cursor, event, parts);
    cursor.end = lineEnd;
    return parts !== undefined && !parts.some((part) => part.kind === "field" && part.register === DESTINATION_PORT);
  }

  /** True for a text of this wording, whose parts' places are then known. Nothing is read before that is certain. */
  private matches(cursor: Cursor, parts: readonly SentencePart[], from: number): boolean {
    let at = from;
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i]!;
      this.starts[i] = at;
      if (part.kind === "text") {
        if (!startsWith(cursor, at, part.text)) return false;
        at += part.text.length;
        continue;
      }
      const next = parts[i + 1];
      const end = next?.kind === "text" ? findBytes(cursor, at, next.text) : cursor.end;
      if (end < 0 || (part.kind !== "any" && hasGap(cursor.bytes, at, end))) return false;
      at = end;
    }
    this.starts[parts.length] = at;
    return true;
  }

  private readSlots(cursor: Cursor, event: LogEvent, parts: readonly SentencePart[]): void {
    const { trace } = this.reader;
    const textEnd = cursor.end;
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i]!;
      const start = this.starts[i]!;
      const end = this.starts[i + 1]!;
      // Other words would be another wording; digits cannot make one where text is passed over.
      if (part.kind === "text") trace.mark(TRACE_WORD, start, end);
      else if (part.kind === "any") trace.mark(TRACE_LOOSE, start, end);
      else {
        cursor.end = end;
        this.reader.read(cursor, event, part.register, start);
        cursor.end = textEnd;
      }
    }
  }
}

/** True where a blank stands between words. */
function hasGap(bytes: Uint8Array, from: number, to: number): boolean {
  let end = to;
  while (end > from && bytes[end - 1] === SPACE) end--;
  for (let at = from; at < end; at++) if (bytes[at] === SPACE) return true;
  return false;
}

/** Compiles a wording: `{}` passes over text, a name in braces is a register. */
export function parseSentence(text: string, registerOf: (name: string) => number): SentencePart[] {
  const pieces = text.split(/(\{\w*\})/).filter((piece) => piece !== "");
  return pieces.map((piece): SentencePart => {
    if (!piece.startsWith("{")) return { kind: "text", text: Buffer.from(piece, "latin1") };
    return piece === "{}" ? { kind: "any" } : { kind: "field", register: registerOf(piece.slice(1, -1)) };
  });
}
