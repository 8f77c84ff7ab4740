// Packets that look like answers to ones that somebody sent under our address. Part of the kernel, see lines.ts; what
// an answer looks like is in ../../answers.ts.
import { FIRST_ASKING_PORT, LINE_STARTS } from "../layout";
import { lineEnd } from "./batch";

// A blank and the name of a flag, as four bytes in memory.
const SYN: u32 = 0x4e595320;
const ACK: u32 = 0x4b434120;
const RST: u32 = 0x54535220;

/**
 * As `isReflected` of the scanners, of one of the lines at hand. @param ports the destination port in the lower, the
 * source port in the upper half.
 */
// @ts-ignore: decorator
@inline
export function isReflected(ports: i32, line: i32): bool {
  const from = <u32>ports >>> 16;
  // Almost all lines end here.
  if (from === 0 || <i32>from >= FIRST_ASKING_PORT || (ports & 0xffff) < FIRST_ASKING_PORT) return false;
  return answers(from, <usize>load<u32>(line << 2, LINE_STARTS), lineEnd(line));
}

function answers(from: u32, line: usize, end: usize): bool {
  let syn = false;
  let ack = false;
  let rst = false;
  for (let at = line; at + 4 <= end; at++) {
    const word = load<u32>(at);
    if (word === SYN) syn = true;
    else if (word === ACK) ack = true;
    else if (word === RST) rst = true;
  }
  if (syn || ack || rst) return syn ? ack : rst;
  return from === 80 || from === 443 || from === 53;
}
