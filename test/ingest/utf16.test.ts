import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Utf16, utf16Of, utf8Of } from "../../src/ingest/packed/utf16.ts";

function encode(text: string, coding: Utf16): Buffer {
  const bytes = Buffer.from(text, "utf16le");
  return coding === "little-endian" ? bytes : bytes.swap16();
}

async function decode(bytes: Buffer, coding: Utf16, places: readonly number[]): Promise<string> {
  async function* chunks(): AsyncGenerator<Buffer> {
    let from = 0;
    for (const to of [...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
      // A source may overwrite a chunk when the next one is asked for.
      const chunk = Buffer.from(bytes.subarray(from, to));
      yield chunk;
      chunk.fill(0x58);
      from = to;
    }
  }
  const parts: Buffer[] = [];
  for await (const part of utf8Of(chunks(), coding)) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

const codings = ["little-endian", "big-endian"] as const;

test.each(codings)("%s text is converted, wherever its chunks end", async (coding) => {
  const words = fc.array(fc.constantFrom("DROP ", "\r\n", "é", "ファイア", "𠮟", "😀", "\0"), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(words, fc.array(fc.nat(200), { maxLength: 8 }), async (parts, places) => {
      const text = parts.join("");
      expect(await decode(encode(text, coding), coding, places)).toBe(text);
    }),
    { seed: 5, numRuns: 300 },
  );
});

test.each(codings)("%s text that is cut or broken loses no more than a character", async (coding) => {
  const pair = encode("a😀b", coding);
  expect(await decode(pair.subarray(0, 4), coding, [])).toBe("a\ufffd");
  expect(await decode(pair.subarray(0, 5), coding, [1])).toBe("a\ufffd");
  expect(await decode(Buffer.concat([pair.subarray(0, 4), encode("b", coding)]), coding, [4])).toBe("a\ufffdb");
  expect(await decode(pair.subarray(0, 1), coding, [])).toBe("");
});

const line = "2018-03-01 12:00:00 DROP TCP 198.51.100.7 203.0.113.9 51312 23\r\n";

test("it is told by its mark, or by NUL in every other byte", () => {
  for (const coding of codings) {
    expect(utf16Of(encode(line, coding))).toBe(coding);
    expect(utf16Of(encode(`\ufeff東京のファイアウォールの記録`, coding))).toBe(coding);
    expect(utf16Of(encode(`\ufeff`, coding))).toBe(coding);
  }
  for (const text of [line, "", "a", "東京", "\0\0\0\0\0\0", `${"\0".repeat(20)}${line}`]) {
    expect(utf16Of(Buffer.from(text))).toBe(null);
  }
});
