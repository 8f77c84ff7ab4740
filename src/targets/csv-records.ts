import { UserError } from "../errors.ts";
import { cleanText } from "./clean-text.ts";
import { decodeText } from "./small-file.ts";

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
  const lines = decodeText(bytes, name, "Save the table as plain text: CSV, comma separated, UTF-8.").split(
    /\r\n|\n|\r/,
  );
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
