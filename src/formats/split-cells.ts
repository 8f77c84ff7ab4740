/** The cells of a line; separators between quotes are part of a cell. */
export function splitCells(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = "";
  for (const part of line.split(separator)) {
    cell = cell === "" ? part : cell + separator + part;
    if (/^\s*"(?:[^"]|"")*$/.test(cell)) continue;
    cells.push(cell);
    cell = "";
  }
  if (cell !== "") cells.push(cell);
  return cells.map((text) => text.trim().replace(/^"(.*)"$/, "$1"));
}
