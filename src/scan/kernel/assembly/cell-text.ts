// The cells of the day as a log of cells keeps them. Part of the kernel, see lines.ts.
import {
  CELLS,
  CELL_DENIALS,
  CELL_DEVICE,
  CELL_PACKED,
  CELL_PACKETS,
  CELL_TEXT,
  CELL_TEXT_BYTES,
  LONGEST_CELL,
  SLOT_BYTES,
} from "../layout";
import { cellCount } from "./day";

/** Where the cells end that were written last. */
export let cellTextEnd: i32 = CELL_TEXT;

/**
 * Writes cells of the day as a log keeps them, from one on and as many as there is room for: of each its device,
 * packed port, denials and packets, in as many bytes as they need. Between two cells stands a 0: no step in days.
 * Returns the number of the cell that comes next.
 */
export function writeCells(from: i32): i32 {
  let at: usize = CELL_TEXT;
  let cell = from;
  for (; cell < cellCount && at + LONGEST_CELL <= <usize>(CELL_TEXT + CELL_TEXT_BYTES); cell++) {
    const slot: usize = CELLS + cell * SLOT_BYTES;
    if (cell > from) store<u8>(at++, 0);
    at = writeNumber(at, load<u32>(slot, CELL_DEVICE));
    at = writeNumber(at, load<u32>(slot, CELL_PACKED));
    at = writeNumber(at, <u64>load<f64>(slot, CELL_DENIALS));
    at = writeNumber(at, <u64>load<f64>(slot, CELL_PACKETS));
  }
  cellTextEnd = <i32>at;
  return cell;
}

/** Writes a whole number, seven bits a byte, the lowest first; the place behind it. */
// @ts-ignore: decorator
@inline
function writeNumber(from: usize, value: u64): usize {
  let at = from;
  let rest = value;
  while (rest >= 128) {
    store<u8>(at++, <u8>(rest | 128));
    rest >>= 7;
  }
  store<u8>(at, <u8>rest);
  return at + 1;
}
