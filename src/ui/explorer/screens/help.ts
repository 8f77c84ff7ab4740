import { columnsOf, type Line, pad, wrap } from "../../../report/layout.ts";
import { keyBindings, type KeyId } from "../keys.ts";
import { blank, type Body, line, type Scene, span } from "../scene.ts";

/** All keys, from the table that they are looked up in. */
export function drawHelp({ words, width, glyphs }: Scene): Body {
  const keyColumns = Math.max(...keyBindings.map(({ shown }) => columnsOf(spell(shown, glyphs.isAscii))));
  const nameColumns = Math.max(...keyBindings.map(({ id }) => columnsOf(words.keys[id])));
  const notes: Partial<Record<string, string>> = words.keyNotes;
  const bindings = keyBindings.filter(({ id }) => canBeDrawn(id, glyphs));
  const lines = bindings.flatMap(({ id, shown }): Line[] => {
    const room = width - 2 - keyColumns - 2 - nameColumns - 2;
    const [first = "", ...more] = wrap(notes[id] ?? "", room);
    return [
      [
        span(`  ${pad(spell(shown, glyphs.isAscii), keyColumns)}`, "heading"),
        span(`  ${pad(words.keys[id], nameColumns)}`),
        span(`  ${first}`, "muted"),
      ],
      ...more.map((text) => line(" ".repeat(6 + keyColumns + nameColumns) + text, "muted")),
    ];
  });
  return { head: [line(words.help, "heading"), blank], lines };
}

/** A key as it can be written in ASCII. */
export function spell(shown: string, isAscii: boolean): string {
  if (!isAscii) return shown;
  return shown.replace("↑", "Up").replace("↓", "Down").replace("←", "Left").replace("→", "Right").replace("–", "-");
}

/** False for the key to a language that has no ASCII form. */
export function canBeDrawn(id: KeyId, { isAscii }: Scene["glyphs"]): boolean {
  return !isAscii || id !== "language";
}
