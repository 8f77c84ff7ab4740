import { IP6_MARK, portBits } from "./cells.ts";

const portMask = (1 << portBits) - 1;

/**
 * A whole number for each protocol and port, 0 where none was set: a typed array for each protocol met, because it is
 * asked for every cell and every contact. Protocols are −1–255, ports −1–65535.
 */
export class PortTable {
  /** By protocol + 1; within it by port + 1. */
  private readonly numbers: (Int32Array | undefined)[] = Array.from({ length: 257 }, () => undefined);

  /** Sets the number of a protocol and port. */
  set(protocol: number, port: number, value: number): void {
    (this.numbers[protocol + 1] ??= new Int32Array(1 << portBits))[port + 1] = value;
  }

  /** The number of a protocol and port. */
  get(protocol: number, port: number): number {
    const ofProtocol = this.numbers[protocol + 1];
    return ofProtocol === undefined ? 0 : ofProtocol[port + 1]!;
  }

  /** Adds to the number of a packed port, marked as one beside an IPv6 address or not. */
  addAtPacked(packed: number, amount: number): void {
    const plain = packed & ~IP6_MARK;
    (this.numbers[plain >>> portBits] ??= new Int32Array(1 << portBits))[plain & portMask]! += amount;
  }

  /** The number of a packed port, marked as one beside an IPv6 address or not. */
  atPacked(packed: number): number {
    const plain = packed & ~IP6_MARK;
    const ofProtocol = this.numbers[plain >>> portBits];
    return ofProtocol === undefined ? 0 : ofProtocol[plain & portMask]!;
  }
}
