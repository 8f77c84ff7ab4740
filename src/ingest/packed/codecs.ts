import type { Transform } from "node:stream";
import { createGunzip, createInflateRaw, createZstdDecompress } from "node:zlib";

/** A decompressor, which counts the bytes it took. */
export type Decompressor = Transform & { readonly bytesWritten: number };

/** A program that unpacks its standard input to its standard output. */
export interface Program {
  command: string;
  args: readonly string[];
  /** How to get it where it is missing. */
  install: string;
}

/** A way of packing one file, told by the bytes that such files begin with. */
export interface Codec {
  name: string;
  magic: readonly number[];
  /** Makes a new decompressor; the name of a program that is one; or, for what is not unpacked here, what to do. */
  by: (() => Decompressor) | Program | string;
}

/**
 * What one turn of a decompressor gives at most, which is lost where its data is damaged: small enough for that, and
 * large enough that turns cost little.
 */
const chunkSize = 1 << 18;

const zstdMagic = [0x28, 0xb5, 0x2f, 0xfd];

/** Behind 0x50–0x5f: a frame of no data, with which parallel packers begin (RFC 8878 §3.1.2). */
const skippable = [0x2a, 0x4d, 0x18];

/** Known codecs. Names and suffixes of files are never looked at. */
const codecs: readonly Codec[] = [
  { name: "gzip", magic: [0x1f, 0x8b], by: () => createGunzip({ chunkSize }) },
  { name: "zstd", magic: zstdMagic, by: () => createZstdDecompress({ chunkSize }) },
  {
    name: "bzip2",
    magic: [0x42, 0x5a, 0x68],
    by: { command: "bzip2", args: ["-dc"], install: "install bzip2 (Debian: apt install bzip2)" },
  },
  {
    name: "xz",
    magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
    // A hostile file may ask for a window of 4 GiB; `xz -9` needs 64 MiB.
    by: { command: "xz", args: ["-dc", "-M", "1GiB"], install: "install xz (Debian: apt install xz-utils)" },
  },
  {
    name: "7-Zip",
    magic: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c],
    by: "unpack it: 7z e -so FILE | fwtrend analyze -",
  },
];

/** Deflated data without a header, as the members of a zip are. */
export const deflate: Codec = { name: "zip", magic: [], by: () => createInflateRaw({ chunkSize }) };

/** The codec of a file that begins with these bytes; null for plain text and for archives. */
export function codecOf(head: Uint8Array): Codec | null {
  const isSkippable = (head[0]! & 0xf0) === 0x50 && skippable.every((byte, i) => head[i + 1] === byte);
  const begins = isSkippable ? Uint8Array.from(zstdMagic) : head;
  return codecs.find(({ magic }) => magic.every((byte, i) => begins[i] === byte)) ?? null;
}
