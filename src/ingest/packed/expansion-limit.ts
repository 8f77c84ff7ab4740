import { UserError } from "../../errors.ts";

/** What may be unpacked beyond the ratio, so that small files never meet the limit. */
const allowanceBytes = 64 * 1024 * 1024;

/** How often the size of what is stored an input may unpack to: see `--max-expansion`. */
export class ExpansionLimit {
  private readonly name: string;
  private readonly ratio: number;
  private readonly storedBytes: () => number;
  private unpackedBytes = 0;
  private fault: UserError | null = null;

  /** @param storedBytes tells how many bytes of the input were read so far. */
  constructor(name: string, ratio: number, storedBytes: () => number) {
    this.name = name;
    this.ratio = ratio;
    this.storedBytes = storedBytes;
  }

  /** @throws UserError as {@link watch} did; an input that unpacked to too much is not read on. */
  check(): void {
    if (this.fault !== null) throw this.fault;
  }

  /** Passes chunks on. @throws UserError (exit 4), always the same, once the input unpacked to too much. */
  async *watch(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.unpackedBytes += chunk.length;
      const stored = this.storedBytes();
      if (this.unpackedBytes > stored * this.ratio + allowanceBytes) throw (this.fault ??= this.exceeded(stored));
      yield chunk;
    }
  }

  private exceeded(stored: number): UserError {
    const [ratio, unpacked, at] = [this.ratio, this.unpackedBytes, stored].map((one) => one.toLocaleString("en"));
    return new UserError(
      `${this.name}: unpacks to more than ${ratio} times its size (stopped after ${unpacked} unpacked bytes at byte ${at})`,
      { hint: "what was read is counted; if the file is to be trusted, --max-expansion raises the limit", exitCode: 4 },
    );
  }
}
