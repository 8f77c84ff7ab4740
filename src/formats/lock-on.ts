import type { Cursor } from "../scan/cursor.ts";
import { FOREIGN, type LogEvent, type Verdict } from "../scan/event.ts";
import type { FieldReader } from "../scan/field-reader.ts";
import type { Scanner } from "../scan/scanner.ts";
import { Candidates } from "./candidates.ts";
import { compileFormat, type ScanContext } from "./compile.ts";
import type { Format } from "./format.ts";

/**
 * Several formats as one scanner, tried in order for each line, the last winner first: relays and mixed
 * files change format from line to line, but seldom. A format is compiled when its turn first comes.
 */
export class LockOn implements Scanner {
  private readonly formats: readonly Format[];
  private readonly scanners: (Scanner | null)[];
  private readonly context: ScanContext;
  private winner = 0;
  private candidates: Candidates | null = null;

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
    const candidates = (this.candidates ??= new Candidates(this.formats));
    candidates.tell(cursor);
    for (let i = 0; i < this.formats.length; i++) {
      if (i === this.winner || candidates.flags[i] === 0) continue;
      const verdict = this.scannerAt(i).scan(cursor, event);
      if (verdict === FOREIGN) continue;
      this.winner = i;
      return verdict;
    }
    return FOREIGN;
  }

  private scannerAt(index: number): Scanner {
    return (this.scanners[index] ??= compileFormat(this.formats[index]!, this.context));
  }
}
