import { shownText } from "../scan/shown-text.ts";

const moreDevices = "(more devices)";

/** Device names with small numbers, looked up by their bytes; one that comes in two encodings is one device. Number 0 is the nameless device. */
export class DeviceTable {
  readonly names: string[] = [""];
  /** Names to be kept at most; devices beyond have one name for all of them. */
  most = Infinity;
  private readonly numbers = new Map<string, number>([["", 0]]);
  private lastBytes: Buffer = Buffer.alloc(0);
  private lastNumber = 0;

  /** The number of the device named by `[start, end)`. */
  numberOf(bytes: Buffer, start: number, end: number): number {
    const last = this.lastBytes;
    const length = end - start;
    if (last.length === length) {
      let i = 0;
      while (i < length && bytes[start + i] === last[i]) i++;
      if (i === length) return this.lastNumber;
    }
    let name = shownText(bytes, start, end);
    let number = this.numbers.get(name);
    if (number === undefined && this.names.length >= this.most) number = this.numbers.get((name = moreDevices));
    if (number === undefined) {
      number = this.names.length;
      this.numbers.set(name, number);
      this.names.push(name);
    }
    this.lastBytes = Buffer.from(bytes.subarray(start, end));
    this.lastNumber = number;
    return number;
  }
}
