/** Columns of a table or paragraph on a terminal. */
export const WIDTH = 100;

/** The text in lines of at most {@link WIDTH} columns, broken at spaces; a longer word has a line of its own. */
export function wrapText(text: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && measureWidth(line) + 1 + measureWidth(word) > WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = lines.length === 0 && line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join("\n");
}

/** The text cut to so many columns, with … at its end where something was cut. */
export function cutToWidth(text: string, width: number): string {
  if (measureWidth(text) <= width) return text;
  let cut = "";
  let used = 0;
  for (const letter of text) {
    used += measureWidth(letter);
    if (used > width - 1) break;
    cut += letter;
  }
  return `${cut.trimEnd()}…`;
}

// Users' own tables hold Japanese text, whose letters take two columns on a terminal.
function measureWidth(text: string): number {
  const wide = text.match(
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g,
  );
  return text.length + (wide?.length ?? 0);
}
