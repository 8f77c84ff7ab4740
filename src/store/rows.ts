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

  private constructor(api: DuckDb, appender: DuckDBAppender, kinds: readonly ColumnKind[]) {
    this.api = api;
    this.appender = appender;
    this.kinds = kinds;
    const typeOf = { integer: api.INTEGER, number: api.DOUBLE, day: api.DATE };
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

  /** Adds a row; NaN is NULL. */
  add(...values: readonly number[]): void {
    const { columns, filled } = this;
    for (let i = 0; i < values.length; i++) columns[i]![filled] = values[i]!;
    if (++this.filled === chunkRows) this.flush();
  }

  private flush(): void {
    const count = this.filled;
    this.filled = 0;
    if (count === 0) return;
    const chunk = this.api.DuckDBDataChunk.create(this.types, count);
    for (const [i, values] of this.columns.entries()) {
      const vector = chunk.getColumnVector(i);
      this.fill(vector, this.kinds[i]!, values.subarray(0, count));
      vector.flush();
    }
    this.appender.appendDataChunk(chunk);
  }

  private fill(vector: DuckDBVector, kind: ColumnKind, values: Float64Array): void {
    const items = itemsOf(vector);
    // One by one takes five times as long.
    items?.set(values);
    for (let row = 0; row < values.length; row++) {
      const value = values[row]!;
      if (Number.isNaN(value)) vector.setItem(row, null);
      else if (items === null) vector.setItem(row, kind === "day" ? new this.api.DuckDBDateValue(value) : value);
    }
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
