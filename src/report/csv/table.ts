import type { CsvCell } from "./cell.ts";

/** A table as data: the names of its columns, which are those of the JSON report, and its rows. */
export interface CsvTable {
  columns: readonly string[];
  rows: readonly (readonly CsvCell[])[];
}

/** A column: its name, and what it says of an item. */
export type CsvField<Item> = readonly [name: string, cell: (item: Item) => CsvCell];

/** The table of a list. */
export function tableOf<Item>(fields: readonly CsvField<Item>[], items: readonly Item[]): CsvTable {
  return {
    columns: fields.map(([name]) => name),
    rows: items.map((item) => fields.map(([, cell]) => cell(item))),
  };
}

/** An item with the side that it is of. */
export interface Sided<Item> {
  side: "period" | "baseline";
  item: Item;
}

/** The items of both sides, the period's first. */
export function bothSides<Item>(period: readonly Item[], baseline: readonly Item[] | null): Sided<Item>[] {
  return [
    ...period.map((item): Sided<Item> => ({ side: "period", item })),
    ...(baseline ?? []).map((item): Sided<Item> => ({ side: "baseline", item })),
  ];
}

/** Columns that bear the names of an item's keys. */
export function fieldsOf<Item, Key extends keyof Item & string>(
  keys: readonly Key[],
): (Item[Key] extends CsvCell ? CsvField<Item> : never)[] {
  return keys.map((key) => [key, (item: Item) => item[key] as CsvCell]) as never;
}

/** The same columns of items with a side. */
export function sidedFields<Item>(fields: readonly CsvField<Item>[]): CsvField<Sided<Item>>[] {
  return [
    ["side", ({ side }) => side],
    ...fields.map(([name, cell]): CsvField<Sided<Item>> => [name, ({ item }) => cell(item)]),
  ];
}
