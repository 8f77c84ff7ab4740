import { UserError } from "../errors.ts";
import { cleanText } from "./clean-text.ts";

/** One record of a CSV file, with the line it begins in (from 1). Cells are cleaned for printing. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

const MAX_LINES_PER_RECORD = 100;

/**
 * The records of a small CSV file. Takes a BOM, any line ends, blank lines, lines of separators alone, and
 * comment lines that start with #. Throws a UserError that names file and line when the bytes are no UTF-8 text
 * or the quotes do not match.
 */
export async function readCsvRecords(bytes: Uint8Array, name: string): Promise<CsvRecord[]> {
  const lines = decodeText(bytes, name).split(/\r\n|\n|\r/);
  // Loaded here because it takes longer than the rest of a run without such a file needs to start.
  const { CsvParserStream, ParserOptions } = await import("fast-csv");
  const parser = new CsvParserStream(new ParserOptions({ objectMode: true, headers: false, ignoreEmpty: false }));
  // Errors reach us through the callback of write; unheard they would end the process.
  parser.on("error", () => undefined);

  // Line by line, because the parser tells no line numbers. It keeps a record that is not at its end yet.
  const records: CsvRecord[] = [];
  let firstLine = 0;
  for (const [index, line] of lines.entries()) {
    if (firstLine === 0) {
      if (line.startsWith("#")) continue;
      firstLine = index + 1;
    }
    const fault = await new Promise<Error | null | undefined>((resolve) => {
      parser.write(`${line}\n`, resolve);
    });
    if (fault) throw quoteError(`${name}, line ${firstLine}: text follows a closing quotation mark`, fault);
    const cells: string[] | null = parser.read();
    if (cells === null) {
      if (index - firstLine > MAX_LINES_PER_RECORD) break;
      continue;
    }
    const clean = cells.map(cleanText);
    if (clean.some((cell) => cell !== "")) records.push({ line: firstLine, cells: clean });
    firstLine = 0;
  }
  parser.destroy();
  if (firstLine !== 0) throw quoteError(`${name}, line ${firstLine}: a quotation mark is not closed`);
  return records;
}

function quoteError(message: string, cause?: Error): UserError {
  const hint = 'Put the whole value in quotation marks and double those inside it: "the ""Annie"" variant".';
  return new UserError(`${message}.`, { hint, cause });
}

function decodeText(bytes: Uint8Array, name: string): string {
  const hint = "Save the table as plain text: CSV, comma separated, UTF-8.";
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new UserError(`${name} is UTF-16 text.`, { hint });
  }
  const zero = bytes.indexOf(0);
  if (zero !== -1) throw new UserError(`${name}, line ${lineAt(bytes, zero)}: this is not text.`, { hint });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError(`${name}, line ${findInvalidLine(bytes)}: this is not UTF-8 text.`, { hint, cause });
  }
}

function findInvalidLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline + 1;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return lineAt(bytes, start);
    }
    start = end;
  }
  return 1;
}

function lineAt(bytes: Uint8Array, offset: number): number {
  return bytes.subarray(0, offset).reduce((line, byte) => (byte === 0x0a ? line + 1 : line), 1);
}
