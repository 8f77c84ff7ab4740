import { Writable } from "node:stream";

/** A terminal that remembers all that was written to it. */
export interface FakeTerminal {
  stream: NodeJS.WriteStream;
  /** All bytes written so far, as text. */
  written: () => string;
  /** The lines that a person would see now, without the empty ones at the end. */
  screen: () => string[];
}

/** A terminal of the given width that obeys what Ink and the cursor library send; any other sequence throws. */
export function fakeTerminal(columns: number, isTTY = true): FakeTerminal {
  let written = "";
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  const stream = Object.assign(sink, { isTTY, columns, rows: 24 }) as unknown as NodeJS.WriteStream;
  return { stream, written: () => written, screen: () => draw(written) };
}

// eslint-disable-next-line no-control-regex
const tokens = /\x1b\[(?<parameters>[\d;?]*)(?<final>[A-Za-z])|(?<newline>\n)|(?<return>\r)|(?<text>[^\x1b\n\r]+)/gy;

function draw(written: string): string[] {
  const lines = [""];
  let [row, column] = [0, 0];
  for (const { groups = {} } of written.matchAll(tokens)) {
    const { parameters = "", final, newline, return: carriage, text } = groups;
    if (newline !== undefined) [row, column] = [row + 1, 0];
    else if (carriage !== undefined) column = 0;
    else if (text !== undefined) {
      const line = (lines[row] ?? "").padEnd(column);
      lines[row] = line.slice(0, column) + text + line.slice(column + text.length);
      column += text.length;
    } else if (final === "A") row = Math.max(0, row - Number(parameters || 1));
    else if (final === "G") column = Number(parameters || 1) - 1;
    else if (final === "K" && parameters === "2") lines[row] = "";
    else if (final !== "m" && !/^\?(25|2026)$/.test(parameters)) {
      throw new Error(`the terminal does not know CSI ${parameters}${final}`);
    }
    while (lines.length <= row) lines.push("");
  }
  const last = lines.findLastIndex((line) => line.trim() !== "");
  return lines.slice(0, last + 1).map((line) => line.trimEnd());
}
