import type {
  DuckDBAppender,
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBType,
  DuckDBValue,
  DuckDBVector,
} from "@duckdb/node-api";

/** The package, which is loaded when a store is opened. */
export type DuckDb = typeof import("@duckdb/node-api");

/** A column of 32-bit numbers, of whole numbers up to 2^53, or of days since 1970. */
export type ColumnKind = "integer" | "number" | "day";

/** So many rows go from hand to hand at once. */
const chunkRows = 2048;

/**
 * Rows of numbers on their way into a table, some thousand at a time. DuckDB makes of them what the table's columns
 * are: booleans of 0 and 1, large integers of numbers.
 */
export class RowWriter {
  private readonly api: DuckDb;
  private readonly types: DuckDBType[];
  private readonly appender: DuckDBAppender;
  private readonly columns: Float64Array[];
  private readonly kinds: readonly ColumnKind[];
  private filled = 0;
  private chunk: DuckDBDataChunk | null = null;

  private constructor(api: DuckDb, appender: DuckDBAppender, kinds: readonly ColumnKind[]) {
    this.api = api;
    this.appender = appender;
    this.kinds = kinds;
    const typeOf = { integer: api.INTEGER, number: api.BIGINT, day: api.DATE };
    this.types = kinds.map((kind) => typeOf[kind]);
    this.columns = kinds.map(() => new Float64Array(chunkRows));
  }

  static async open(
    api: DuckDb,
    connection: DuckDBConnection,
    table: string,
    kinds: readonly ColumnKind[],
  ): Promise<RowWriter> {
    return new RowWriter(api, await connection.createAppender(table), kinds);
  }

  /** Adds a row of as many numbers as there are columns; NaN is NULL. A list of them would be made anew for each row. */
  add(a: number, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0, j = 0, k = 0, l = 0): void {
    const { columns, filled: row } = this;
    const width = columns.length;
    columns[0]![row] = a;
    if (width > 1) columns[1]![row] = b;
    if (width > 2) columns[2]![row] = c;
    if (width > 3) columns[3]![row] = d;
    if (width > 4) columns[4]![row] = e;
    if (width > 5) columns[5]![row] = f;
    if (width > 6) columns[6]![row] = g;
    if (width > 7) columns[7]![row] = h;
    if (width > 8) columns[8]![row] = i;
    if (width > 9) columns[9]![row] = j;
    if (width > 10) columns[10]![row] = k;
    if (width > 11) columns[11]![row] = l;
    if (++this.filled === chunkRows) this.flush();
  }

  private flush(): void {
    const count = this.filled;
    this.filled = 0;
    if (count === 0) return;
    const chunk = this.chunkFor(count);
    let hasNull = false;
    for (const [i, values] of this.columns.entries()) {
      const vector = chunk.getColumnVector(i);
      if (this.fill(vector, this.kinds[i]!, values.subarray(0, count))) hasNull = true;
      vector.flush();
    }
    this.appender.appendDataChunk(chunk);
    // What was NULL in it stays so.
    if (hasNull) this.chunk = null;
  }

  /** The same one again where it can be: its memory is not of JavaScript, and is freed late. */
  private chunkFor(count: number): DuckDBDataChunk {
    if (count < chunkRows) return this.api.DuckDBDataChunk.create(this.types, count);
    return (this.chunk ??= this.api.DuckDBDataChunk.create(this.types, count));
  }

  /** Whether some of them are NULL. */
  private fill(vector: DuckDBVector, kind: ColumnKind, values: Float64Array): boolean {
    const items = kind === "number" ? wordsOf(vector) : itemsOf(vector);
    // One by one takes five times as long.
    if (kind === "number" && items !== null) splitNumbers(values, items);
    else items?.set(values);
    let hasNull = false;
    for (let row = 0; row < values.length; row++) {
      const value = values[row]!;
      if (Number.isNaN(value)) {
        hasNull = true;
        vector.setItem(row, null);
      } else if (items === null) vector.setItem(row, this.valueOf(kind, value));
    }
    return hasNull;
  }

  private valueOf(kind: ColumnKind, value: number): DuckDBValue {
    if (kind === "number") return BigInt(value);
    return kind === "day" ? new this.api.DuckDBDateValue(value) : value;
  }

  close(): void {
    this.flush();
    this.appender.closeSync();
  }
}

/** The memory of a vector; null where this version of the package keeps it elsewhere. */
function itemsOf(vector: DuckDBVector): Int32Array | Float64Array | null {
  const { items } = vector as unknown as { items?: unknown };
  return items instanceof Int32Array || items instanceof Float64Array ? items : null;
}

/** The memory of a vector of 64-bit numbers as pairs of words; null as above. */
function wordsOf(vector: DuckDBVector): Int32Array | null {
  const { items } = vector as unknown as { items?: unknown };
  return items instanceof BigInt64Array ? new Int32Array(items.buffer, items.byteOffset, items.length * 2) : null;
}

/** Writes whole numbers of up to 53 bits as pairs of words, the lower one first; a BigInt for each takes five times as long. */
function splitNumbers(values: Float64Array, words: ArrayLike<number> & { [place: number]: number }): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    words[2 * i] = value | 0;
    words[2 * i + 1] = value >= -0x8000_0000 && value < 0x8000_0000 ? value >> 31 : Math.floor(value / 2 ** 32);
    if (value >= 0x8000_0000 || value < -0x8000_0000) words[2 * i] = (value % 2 ** 32) | 0;
  }
}

/** The columns of some rows: integers and doubles, by their place in the query. NULL is told by `isNull`. */
export interface Rows {
  count: number;
  columns: readonly ArrayLike<number>[];
}

/** Asks for rows of INTEGER and DOUBLE columns without NULL, and visits them some thousand at a time. */
export async function visitRows(
  connection: DuckDBConnection,
  sql: string,
  values: Record<string, DuckDBValue>,
  visit: (rows: Rows) => void,
): Promise<void> {
  const result = await connection.stream(sql, values);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    visit({ count: chunk.rowCount, columns: columnsOf(chunk) });
  }
}

function columnsOf(chunk: DuckDBDataChunk): ArrayLike<number>[] {
  return Array.from({ length: chunk.columnCount }, (_, i) => {
    const vector = chunk.getColumnVector(i);
    return itemsOf(vector) ?? (vector.toArray() as number[]);
  });
}

/** All rows of a small result, by column names. */
export async function listRows<Row>(
  connection: DuckDBConnection,
  sql: string,
  values: Record<string, DuckDBValue> = {},
): Promise<Row[]> {
  const result = await connection.run(sql, values);
  return (await result.getRowObjectsJS()) as Row[];
}
