// Sums over days by port. Part of the kernel, see lines.ts.
import {
  CELLS,
  CELL_DENIALS,
  CELL_DEVICE,
  CELL_PACKED,
  CELL_PACKETS,
  DENIAL_SUMS,
  MOST_CELLS,
  MOST_DEVICES,
  OTHER_SUMMED_PROTOCOL,
  PACKET_SUMS,
  PORT_BITS,
  SLOT_BYTES,
  SUMMED_DEVICES,
  SUMMED_PORTS,
  SUMMED_PROTOCOL,
} from "../layout";
import { cellCount } from "./day";

/** Adds the cells of the day to the sums, but for those of other protocols: they are moved to the front. How many there are. */
export function sumCells(): i32 {
  let others = 0;
  for (let number = 0; number < cellCount; number++) {
    const cell: usize = CELLS + number * SLOT_BYTES;
    const packed = load<i32>(cell, CELL_PACKED);
    const protocol = packed >>> PORT_BITS;
    const device = load<i32>(cell, CELL_DEVICE);
    if ((protocol !== SUMMED_PROTOCOL && protocol !== OTHER_SUMMED_PROTOCOL) || device >= MOST_DEVICES) {
      memory.copy(CELLS + others++ * SLOT_BYTES, cell, SLOT_BYTES);
      continue;
    }
    store<u8>(SUMMED_DEVICES + device, 1);
    const port = (packed & ((1 << PORT_BITS) - 1)) + (protocol === SUMMED_PROTOCOL ? 0 : SUMMED_PORTS);
    const sum: usize = port << 3;
    store<f64>(sum, load<f64>(sum, DENIAL_SUMS) + load<f64>(cell, CELL_DENIALS), DENIAL_SUMS);
    const packets = load<f64>(cell, CELL_PACKETS);
    // Many logs have none, and each addition waits for memory.
    if (packets > 0) store<f64>(sum, load<f64>(sum, PACKET_SUMS) + packets, PACKET_SUMS);
  }
  return others;
}

/** Where {@link takeSums} goes on. */
let next: i32 = 0;

/** Moves sums into the table of cells, as cells of device 0, as many as there is room for; how many there are. */
export function takeSums(): i32 {
  let count = 0;
  for (; next < SUMMED_PORTS * 2 && count < MOST_CELLS; next++) {
    const sum: usize = next << 3;
    const denials = load<f64>(sum, DENIAL_SUMS);
    if (denials === 0) continue;
    const cell: usize = CELLS + count++ * SLOT_BYTES;
    const isFirst = next < SUMMED_PORTS;
    const protocol = isFirst ? SUMMED_PROTOCOL : OTHER_SUMMED_PROTOCOL;
    store<i32>(cell, (protocol << PORT_BITS) | (isFirst ? next : next - SUMMED_PORTS), CELL_PACKED);
    store<i32>(cell, 0, CELL_DEVICE);
    store<f64>(cell, denials, CELL_DENIALS);
    store<f64>(cell, load<f64>(sum, PACKET_SUMS), CELL_PACKETS);
    store<f64>(sum, 0, DENIAL_SUMS);
    store<f64>(sum, 0, PACKET_SUMS);
  }
  if (count === 0) {
    next = 0;
    memory.fill(SUMMED_DEVICES, 0, MOST_DEVICES);
  }
  return count;
}
