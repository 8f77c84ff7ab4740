import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cursorOn } from "../../src/scan/cursor.ts";
import { TextFinder } from "../../src/scan/text-finder.ts";

test("finds the owners whose texts a line includes, each once, whatever was looked at before", () => {
  // Few letters, so that texts are parts of one another and begin within each other.
  const letters = fc.constantFrom("a", "b", "A", "=", "é");
  const word = fc.array(letters, { minLength: 1, maxLength: 4 }).map((some) => some.join(""));
  const owners = 4;
  const text = fc.record({ owner: fc.nat(owners - 1), text: word, inAnyCase: fc.boolean() });
  const line = fc.array(letters, { maxLength: 20 }).map((some) => some.join(""));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), fc.array(line, { maxLength: 4 }), (some, lines) => {
      const texts = some.map((one) => ({ ...one, text: Buffer.from(one.text).toString("latin1") }));
      const finder = new TextFinder(texts, owners);
      for (const content of lines) {
        finder.look(cursorOn(content));
        const bytes = Buffer.from(content).toString("latin1");
        const wanted = texts.filter((one) =>
          one.inAnyCase ? foldAscii(bytes).includes(foldAscii(one.text)) : bytes.includes(one.text),
        );
        const found = [...finder.found.subarray(0, finder.foundCount)];
        expect(new Set(found)).toEqual(new Set(wanted.map(({ owner }) => owner)));
      }
    }),
    { seed: 20261123, numRuns: 1000 },
  );
});

function foldAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
