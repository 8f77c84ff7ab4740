const firstBytes = 1 << 14;

/** Other names of hosts, as bytes in one buffer: strings of their own would be objects by the hundred thousand. */
export class NameStore {
  private bytes = Buffer.allocUnsafeSlow(firstBytes);
  private used = 0;
  /** By host: where its name begins and ends; 0 and 0 for none. */
  private starts = new Uint32Array(firstBytes >> 4);
  private ends = new Uint32Array(firstBytes >> 4);

  /** Keeps the name of a host unless it has one. */
  put(host: number, name: string): void {
    if (name === "" || this.has(host)) return;
    if (host >= this.ends.length) {
      const capacity = Math.max(host + 1, this.ends.length * 2);
      this.starts = enlarged(this.starts, capacity);
      this.ends = enlarged(this.ends, capacity);
    }
    const most = name.length * 3;
    if (this.used + most > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.used + most));
      this.bytes.copy(larger, 0, 0, this.used);
      this.bytes = larger;
    }
    this.starts[host] = this.used;
    this.used += this.bytes.write(name, this.used);
    this.ends[host] = this.used;
  }

  has(host: number): boolean {
    return host < this.ends.length && this.ends[host] !== 0;
  }

  get(host: number): string | null {
    return this.has(host) ? this.bytes.toString("utf8", this.starts[host], this.ends[host]) : null;
  }
}

function enlarged(words: Uint32Array, capacity: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(capacity);
  larger.set(words);
  return larger;
}
