import { gzipSync, zstdCompressSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { type Codec, codecOf } from "../../src/ingest/packed/codecs.ts";
import { unpack } from "../../src/ingest/packed/unpack.ts";

/** Text that packs like a log does. */
function textOf(bytes: number): Buffer {
  let text = "";
  for (let i = 0; text.length < bytes; i++) text += `${i} SRC=198.51.100.${i % 256} SPT=${(i * 7919) % 65_536}\n`;
  return Buffer.from(text.slice(0, bytes));
}

const packers = { gzip: (bytes: Buffer) => gzipSync(bytes), zstd: (bytes: Buffer) => zstdCompressSync(bytes) };
const names = ["gzip", "zstd"] as const;

/** Unpacks chunks; all that was given out, and the fault at the end. */
async function run(chunks: readonly Buffer[], wait = 0): Promise<{ text: Buffer; fault: UserError | null }> {
  const codec: Codec = codecOf(Buffer.concat(chunks))!;
  const got: Buffer[] = [];
  const stored = (async function* () {
    yield* chunks;
  })();
  try {
    for await (const chunk of unpack("x.log", codec, stored)) {
      got.push(Buffer.from(chunk));
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    }
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    return { text: Buffer.concat(got), fault: cause };
  }
  return { text: Buffer.concat(got), fault: null };
}

function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const all = [0, ...places.map((place) => place % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return all.slice(1).map((end, i) => bytes.subarray(all[i], end));
}

describe.each(names)("%s", (name) => {
  const pack = packers[name];
  const text = textOf(300_000);
  const packed = pack(text);

  test("streams in a row are one text, wherever the chunks end", async () => {
    const part = fc.oneof(fc.nat(60), fc.nat(40_000)).map(textOf);
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(), { maxLength: 5 }),
        async (parts, places) => {
          const seen = await run(cut(Buffer.concat(parts.map(pack)), places));
          expect(seen.fault).toBeNull();
          expect(seen.text.equals(Buffer.concat(parts))).toBe(true);
        },
      ),
      { seed: 1952, numRuns: 60 },
    );
  });

  test("a chunk that ends with a stream, and one of a byte each", async () => {
    const small = pack(textOf(500));
    const twice = Buffer.concat([textOf(500), textOf(500)]);
    const bytes = Array.from(Buffer.concat([small, small]), (byte) => Buffer.from([byte]));
    expect((await run([small, small])).text.equals(twice)).toBe(true);
    expect((await run(bytes)).text.equals(twice)).toBe(true);
  });

  test("zeros behind the end are padding for gzip, and damage for zstd as other bytes are for both", async () => {
    const isDamage = new RegExp(`^x\\.log: ${name} data is damaged near byte [\\d,]+, after [\\d,]+ unpacked bytes$`);
    for (const cuts of [[packed.length], [packed.length + 100], [packed.length - 100], []]) {
      const padded = await run(cut(Buffer.concat([packed, Buffer.alloc(20_000)]), cuts));
      expect(padded.text.equals(text)).toBe(true);
      expect(padded.fault?.message ?? "").toMatch(name === "gzip" ? /^$/ : isDamage);
      const junk = await run(cut(Buffer.concat([packed, Buffer.from("hello")]), cuts));
      expect(junk.fault).toMatchObject({ message: expect.stringMatching(isDamage) as string, exitCode: 4 });
    }
  });

  test.each([0, 3])(
    "data that ends early gives all that can be unpacked, however slowly it is taken (%i ms)",
    async (wait) => {
      for (const end of [packed.length - 1, packed.length - 9, Math.floor(packed.length / 2), 20, 4]) {
        const fast = await run([packed.subarray(0, end)]);
        const seen = await run([packed.subarray(0, end)], wait);
        expect(text.subarray(0, seen.text.length).equals(seen.text)).toBe(true);
        expect(seen.text.length).toBe(fast.text.length);
        const at = seen.text.length.toLocaleString("en");
        expect(seen.fault).toMatchObject({
          message: `x.log: ${name} data ends early at byte ${end.toLocaleString("en")}, after ${at} unpacked bytes`,
          exitCode: 4,
        });
      }
      if (name === "gzip") expect((await run([packed.subarray(0, -1)])).text.length).toBe(text.length);
    },
  );

  test("damage in the middle leaves most of what stands before it", async () => {
    const whole = textOf(4_000_000);
    const bytes = pack(whole);
    const middle = Math.floor(bytes.length / 2);
    bytes.fill(0xff, middle, middle + 2000);
    const seen = await run([bytes]);
    expect(seen.fault?.message).toContain("is damaged near byte");
    expect(seen.text.length).toBeGreaterThan(whole.length / 4);
    expect(whole.subarray(0, whole.length / 4).equals(seen.text.subarray(0, whole.length / 4))).toBe(true);
    expect((await run([bytes], 2)).text.length).toBe(seen.text.length);
  });

  test("a small file may unpack to a large one", async () => {
    const zeros = pack(Buffer.alloc(100_000_000, "a\n"));
    let size = 0;
    const stored = (async function* () {
      yield zeros;
    })();
    for await (const chunk of unpack("x.log", codecOf(zeros)!, stored)) size += chunk.length;
    expect(size).toBe(100_000_000);
  });

  test("a reader may leave off at any time", async () => {
    const stored = (async function* () {
      yield packed;
    })();
    for await (const chunk of unpack("x.log", codecOf(packed)!, stored)) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
  });

  test("a fault of the source is passed on behind what was unpacked", async () => {
    const fault = new UserError("x.log: cannot be read (EIO)", { exitCode: 4 });
    const stored = (async function* () {
      yield packed.subarray(0, packed.length - 10);
      throw fault;
    })();
    let size = 0;
    const read = async (): Promise<void> => {
      for await (const chunk of unpack("x.log", codecOf(packed)!, stored)) size += chunk.length;
    };
    await expect(read()).rejects.toBe(fault);
    expect(size).toBeGreaterThan(100_000);
  });
});

describe("codecs", () => {
  test("are told by the first bytes", () => {
    const told = (...bytes: readonly number[]): string | undefined => codecOf(Uint8Array.from(bytes))?.name;
    expect(told(0x1f, 0x8b, 8)).toBe("gzip");
    expect(told(0x28, 0xb5, 0x2f, 0xfd)).toBe("zstd");
    for (let low = 0x50; low < 0x60; low++) expect(told(low, 0x2a, 0x4d, 0x18, 4, 0, 0, 0)).toBe("zstd");
    expect(told(0x60, 0x2a, 0x4d, 0x18)).toBeUndefined();
    expect(told(0x42, 0x5a, 0x68, 0x39)).toBe("bzip2");
    expect(told(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00)).toBe("xz");
    // An archive is no compressed file.
    expect(told(0x50, 0x4b, 3, 4)).toBeUndefined();
    expect(told(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c)).toBe("7-Zip");
    expect([told(), told(0x1f), told(0x28, 0xb5, 0x2f), told(0x41, 0x70, 0x72)]).toEqual(Array(4).fill(undefined));
  });

  test("a zstd file may begin with a frame of no data", async () => {
    const skipped = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]);
    const frame = zstdCompressSync(textOf(1000));
    expect((await run([Buffer.concat([skipped, frame, skipped, frame])])).text.length).toBe(2000);
  });
});
