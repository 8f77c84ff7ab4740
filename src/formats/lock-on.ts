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
  /** The numbers of the formats there. */
  private numbers = new Int32Array(0);

  /** @param formats likeliest first; at least one. */
  constructor(formats: readonly Format[], context: ScanContext) {
    this.formats = formats;
    this.scanners = formats.map(() => null);
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
    const line = ++this.triedLines <= singleLines ? cursor.bytes.subarray(cursor.start, cursor.end) : null;
    if (line === null) this.ruleOthersOut(cursor);
    for (let i = 0; i < this.formats.length; i++) {
      if (i === this.winner) continue;
      const mayBe = line === null ? this.ruleOut!.mayBe(this.numbers[i]!) : mayHold(line, this.formats[i]!);
      if (!mayBe) continue;
      const verdict = this.scannerAt(i).scan(cursor, event);
      if (verdict === FOREIGN) continue;
      this.winner = i;
      return verdict;
    }
    return FOREIGN;
  }

  private ruleOthersOut(cursor: Cursor): void {
    if (this.ruleOut === null) {
      const ruleOut = (this.ruleOut = ruleOutOf(this.formats));
      this.numbers = Int32Array.from(this.formats, (format) => ruleOut.numberOf(format)!);
    }
    this.ruleOut.look(cursor);
  }

  private scannerAt(index: number): Scanner {
    return (this.scanners[index] ??= compileFormat(this.formats[index]!, this.context));
  }
}
