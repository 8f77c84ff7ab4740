import type { Cursor } from "../scan/cursor.ts";
import { FOREIGN, type LogEvent, type Verdict } from "../scan/event.ts";
import type { FieldReader } from "../scan/field-reader.ts";
import type { Scanner } from "../scan/scanner.ts";
import { compileFormat, type ScanContext } from "./compile.ts";
import type { Format } from "./format.ts";
import { mayHold, type RuleOut, ruleOutOf } from "./rule-out.ts";

/** After so many lines that the last winner did not read, all formats are ruled out in one walk, which must be prepared. */
const singleLines = 32;

/**
 * Several formats as one scanner, tried in order for each line, the last winner first: relays and mixed
 * files change format from line to line, but seldom. A format is compiled when its turn first comes.
 */
export class LockOn implements Scanner {
  private readonly formats: readonly Format[];
  private readonly scanners: (Scanner | null)[];
  private readonly context: ScanContext;
  private winner = 0;
  private triedLines = 0;
  private ruleOut: RuleOut | null = null;
  /** By the numbers of the formats there, their places here; a place behind the last for those that are not tried here. */
  private places: Int32Array = new Int32Array(0);
  /** By place, 1 for formats that the line at hand may be of. */
  private readonly mayBe: Uint8Array;

  /** @param formats likeliest first; at least one. */
  constructor(formats: readonly Format[], context: ScanContext) {
    this.formats = formats;
    this.scanners = formats.map(() => null);
    this.mayBe = new Uint8Array(formats.length + 1);
    this.context = context;
  }

  /** The format that read the last line. */
  get format(): Format {
    return this.formats[this.winner]!;
  }

  get fault(): string {
    return this.scanners[this.winner]?.fault ?? "";
  }

  get columnsInUse(): string {
    return this.scanners.map((scanner) => scanner?.columnsInUse ?? "").join("|");
  }

  get reader(): FieldReader {
    return this.scannerAt(this.winner).reader;
  }

  scan(cursor: Cursor, event: LogEvent): Verdict {
    const verdict = this.scannerAt(this.winner).scan(cursor, event);
    return verdict === FOREIGN ? this.tryOthers(cursor, event) : verdict;
  }

  private tryOthers(cursor: Cursor, event: LogEvent): Verdict {
    const { mayBe, winner } = this;
    mayBe.fill(0);
    if (++this.triedLines > singleLines) this.ruleOthersOut(cursor);
    else this.ruleEachOut(cursor.bytes.subarray(cursor.start, cursor.end));
    for (let i = mayBe.indexOf(1); i >= 0; i = mayBe.indexOf(1, i + 1)) {
      if (i === winner || i === this.formats.length) continue;
      const verdict = this.scannerAt(i).scan(cursor, event);
      if (verdict === FOREIGN) continue;
      this.winner = i;
      return verdict;
    }
    return FOREIGN;
  }

  private ruleEachOut(line: Buffer): void {
    for (const [i, format] of this.formats.entries()) this.mayBe[i] = mayHold(line, format) ? 1 : 0;
  }

  private ruleOthersOut(cursor: Cursor): void {
    if (this.ruleOut === null) {
      this.ruleOut = ruleOutOf(this.formats);
      this.places = this.ruleOut.placesIn(this.formats);
    }
    this.ruleOut.look(cursor, this.places, this.mayBe);
  }

  private scannerAt(index: number): Scanner {
    return (this.scanners[index] ??= compileFormat(this.formats[index]!, this.context));
  }
}
