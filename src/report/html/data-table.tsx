import type { ReactNode } from "react";

/** A column of a table; the first names the row. */
export interface TableColumn<Row> {
  title: ReactNode;
  cell: (row: Row, at: number) => ReactNode;
  /** Numbers stand at the end of their column. */
  isNumber?: boolean;
  className?: string;
}

interface DataTableProps<Row> {
  caption: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  /** Wide tables scroll in a region of their own, which can be reached by keyboard. */
  isWide?: boolean;
  /** The column whose cells name their rows. */
  headColumn?: number;
  className?: string;
}

/** A table of so many rows is not parted by a page's end. */
const mostShort = 12;

/** A table with a caption and named columns and rows. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { caption, columns, rows, isWide = true, headColumn = 0, className } = props;
  const isShort = rows.length <= mostShort;
  const table = (
    <table className={!isWide && isShort ? "short" : className}>
      <caption>
        <span>{caption}</span>
      </caption>
      <thead>
        <tr>
          {columns.map((column, at) => (
            <th key={at} scope="col" className={classOf(column)}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, rowAt) => (
          <tr key={rowAt}>
            {columns.map((column, at) =>
              at === headColumn ? (
                <th key={at} scope="row" className={classOf(column)}>
                  {column.cell(row, rowAt)}
                </th>
              ) : (
                <td key={at} className={classOf(column)}>
                  {column.cell(row, rowAt)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (!isWide) return table;
  return (
    <div className={isShort ? "scroll short" : "scroll"} role="group" tabIndex={0} aria-label={caption}>
      {table}
    </div>
  );
}

function classOf<Row>({ isNumber, className }: TableColumn<Row>): string | undefined {
  if (isNumber === true) return className === undefined ? "n" : `n ${className}`;
  return className;
}
