import { portBits } from "../../rollup/cells.ts";

const portMask = (1 << portBits) - 1;

/**
 * A function that asks another once for each packed port (without `IP6_MARK`) and remembers its answers, so that
 * many contacts can be asked about. @param tell answers with a whole number from 0 to 2^31 − 2.
 */
export function rememberByPort(tell: (packed: number) => number): (packed: number) => number {
  /** By protocol: the answer plus 1, or 0 where nobody asked. */
  const pages: (Int32Array | undefined)[] = [];
  /** By protocol: the answer for what has no port. Such protocols, of which there may be many, need no page. */
  const portless: (number | undefined)[] = [];
  return (packed) => {
    const port = packed & portMask;
    if (port === 0) return (portless[packed >>> portBits] ??= tell(packed));
    const page = (pages[packed >>> portBits] ??= new Int32Array(portMask + 1));
    const known = page[port]!;
    if (known > 0) return known - 1;
    const answer = tell(packed);
    page[port] = answer + 1;
    return answer;
  };
}
