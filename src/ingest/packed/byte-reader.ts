/** Reads chunks as a stream of bytes. A fault of the chunks is thrown again, the same, by every later reading. */
export class ByteReader {
  /** Bytes taken so far. */
  offset = 0;
  private readonly chunks: AsyncIterator<Buffer>;
  private pending: Buffer = Buffer.alloc(0);
  private isEnded = false;
  private fault: unknown = null;

  /** @param chunks may be overwritten each when the next one is asked for. */
  constructor(chunks: AsyncIterable<Buffer>) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /**
   * The next bytes, which stay to be taken: as many as wanted, fewer only at the end or before a fault, none of which
   * is thrown while there are any. Valid until the next call.
   */
  async peek(count: number): Promise<Buffer> {
    while (this.pending.length < count) {
      // Copied before the next chunk may overwrite it.
      const before = Buffer.from(this.pending);
      this.pending = before;
      const next = await this.next().catch((fault: unknown) => {
        if (before.length === 0) throw fault;
        return null;
      });
      if (next === null) break;
      this.pending = before.length === 0 ? next : Buffer.concat([before, next]);
    }
    return this.pending.subarray(0, count);
  }

  /** Takes bytes: as many as wanted, fewer only at the end. */
  async take(count: number): Promise<Buffer> {
    const taken = await this.peek(count);
    if (taken.length < count && this.fault !== null) throw this.fault;
    this.pending = this.pending.subarray(taken.length);
    this.offset += taken.length;
    return taken;
  }

  /** Takes the next bytes chunk by chunk; ends early only where the bytes do. */
  async *upTo(count: number): AsyncGenerator<Buffer> {
    let left = count;
    while (left > 0) {
      if (this.pending.length === 0) {
        const next = await this.next();
        if (next === null) return;
        this.pending = next;
      }
      const chunk = this.pending.subarray(0, left);
      this.pending = this.pending.subarray(chunk.length);
      this.offset += chunk.length;
      left -= chunk.length;
      yield chunk;
    }
  }

  /** Takes all that is left. */
  rest(): AsyncGenerator<Buffer> {
    return this.upTo(Infinity);
  }

  /** Takes bytes unseen; returns how many there were. */
  async skip(count: number): Promise<number> {
    const from = this.offset;
    const passed = this.upTo(count);
    while ((await passed.next()).done !== true);
    return this.offset - from;
  }

  /** Ends reading with a fault, thrown here and by every later reading. */
  fail(fault: unknown): never {
    this.pending = Buffer.alloc(0);
    this.fault ??= fault;
    throw this.fault;
  }

  /** Gives up reading, so that what the chunks come from can be closed. */
  async close(): Promise<void> {
    await this.chunks.return?.();
  }

  private async next(): Promise<Buffer | null> {
    if (this.fault !== null) throw this.fault;
    if (this.isEnded) return null;
    try {
      const next = await this.chunks.next();
      if (next.done !== true) return next.value;
      this.isEnded = true;
      return null;
    } catch (fault) {
      this.fault = fault;
      throw fault;
    }
  }
}
