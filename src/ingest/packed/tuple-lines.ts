/** What stands before the flow tuples of Azure's flow logs. */
const tupleArrays = /"flowTuples"\s*:\s*\[/g;

/** A member that is neither an object nor an array. */
const plainMember = /"[^"\\]*"\s*:\s*(?:"(?:[^"\\]|\\.)*"|-?\d[\d.]*|true|false)/g;

/** The most characters that are searched for what a record says of all its tuples, and that a line repeats of it. */
const longestContext = 4096;

/** True for a record that holds flow tuples. */
export function holdsTuples(record: string): boolean {
  return record.search(tupleArrays) >= 0;
}

/**
 * The flow tuples in a record, as JSON objects of one line each: a tuple with the plain members that stand before the
 * first, such as time, category and resource. Not by parsing, so that a record that is cut short tells what it has.
 */
export function* tupleLines(record: string): Generator<string> {
  const context = contextOf(record.slice(0, Math.min(record.search(tupleArrays), longestContext)));
  for (const { index, 0: opening } of record.matchAll(tupleArrays)) {
    let at = index + opening.length;
    for (;;) {
      while (isBetween(record.charCodeAt(at))) at++;
      if (record[at] !== '"') break;
      const end = stringEnd(record, at + 1);
      // Without its end, neither the string nor the line is closed: it is told to be cut short.
      yield `{${context}"flowTuples":${record.slice(at, end)}${end > record.length ? "" : "}"}`;
      at = end;
    }
  }
}

function contextOf(text: string): string {
  return Array.from(text.matchAll(plainMember), ([member]) => `${member.replaceAll(/\s*\n\s*/g, " ")},`).join("");
}

/** Behind the closing quote of a string; beyond the record when it has none. */
function stringEnd(record: string, from: number): number {
  for (let at = from; at < record.length; at++) {
    if (record[at] === "\\") at++;
    else if (record[at] === '"') return at + 1;
  }
  return record.length + 1;
}

/** Blanks and commas. */
function isBetween(code: number): boolean {
  return code <= 32 || code === 44;
}
