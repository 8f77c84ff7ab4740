import { eachTextLine } from "./text-lines.ts";

/** Takes a row's cells and the line in which it begins. */
export type TakeRow = (cells: readonly string[], line: number) => void;

/** Separators that exports use; the one that cuts the header line most often wins. */
const separators = [",", ";", "\t", "|"];

/** A cell with more line breaks than this has lost its closing quote. */
const mostLines = 64;

/** The separator of a table by its header line. */
export function separatorOf(header: string): string {
  return separators.toSorted((a, b) => header.split(b).length - header.split(a).length)[0]!;
}

/**
 * Hands out the rows of a large table, in about their order. Rows without quotes are cut at once, which is all that
 * fast-csv would do at a tenth of the speed; the others go through it, a chunk's at a time.
 * @param fault takes the line of a row whose quotes do not match.
 */
export async function eachRow(
  chunks: AsyncIterable<Buffer>,
  take: TakeRow,
  fault: (line: number) => void,
): Promise<void> {
  let separator = "";
  let open: string[] = [];
  let opened = 0;
  let quoted: { text: string; line: number }[] = [];
  const addLine = (text: string, line: number): void => {
    if (open.length === 0 && (text.trim() === "" || text.startsWith("#"))) return;
    if (separator === "") separator = separatorOf(text);
    if (open.length === 0 && !text.includes('"')) {
      take(
        text.split(separator).map((cell) => cell.trim()),
        line,
      );
      return;
    }
    if (open.length === 0) opened = line;
    open.push(text);
    const isWhole = open.reduce((count, one) => count + one.split('"').length - 1, 0) % 2 === 0;
    if (isWhole) {
      quoted.push({ text: open.join("\n"), line: opened });
      open = [];
    } else if (open.length > mostLines) giveUpRow();
  };
  /** A row whose quote is never closed: what follows its first line are rows of their own. */
  const giveUpRow = (): void => {
    const [, ...behind] = open;
    const from = opened;
    open = [];
    fault(from);
    for (const [at, text] of behind.entries()) addLine(text, from + 1 + at);
  };
  const parseQuoted = async (): Promise<void> => {
    const batch = quoted;
    quoted = [];
    if (batch.length === 0) return;
    const rows = await parseRows(batch.map(({ text }) => text).join("\n"), separator);
    if (rows?.length === batch.length) {
      for (const [at, cells] of rows.entries()) take(cells, batch[at]!.line);
      return;
    }
    for (const { text, line } of batch) {
      const [cells] = (await parseRows(text, separator)) ?? [];
      if (cells === undefined) fault(line);
      else take(cells, line);
    }
  };
  await eachTextLine(chunks, addLine, parseQuoted);
  while (open.length > 0) giveUpRow();
  await parseQuoted();
}

/** The rows of a text; null where its quotes are no good. */
async function parseRows(text: string, delimiter: string): Promise<string[][] | null> {
  const { parseString } = await import("fast-csv");
  return new Promise((resolve) => {
    const rows: string[][] = [];
    parseString<string[], string[]>(text, { delimiter, headers: false, trim: true })
      .on("data", (cells: string[]) => rows.push(cells))
      .on("error", () => resolve(null))
      .on("end", () => resolve(rows));
  });
}
