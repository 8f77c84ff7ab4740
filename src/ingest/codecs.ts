import type { Transform } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";

/** A way of compressing files, told by the bytes that such files begin with. */
export interface Codec {
  name: string;
  magic: readonly number[];
  /** A new decompressor, which counts what it took; null for those that only other programs unpack. */
  open: (() => Transform & { readonly bytesWritten: number }) | null;
  /** How to read such a file all the same. */
  hint: string;
}

const chunkSize = 1 << 20;

const zstdMagic = [0x28, 0xb5, 0x2f, 0xfd];

/** Behind 0x50–0x5f: a frame of no data, with which parallel packers begin (RFC 8878 §3.1.2). */
const skippable = [0x2a, 0x4d, 0x18];

/** Known codecs. Names and suffixes of files are never looked at. */
const codecs: readonly Codec[] = [
  { name: "gzip", magic: [0x1f, 0x8b], open: () => createGunzip({ chunkSize }), hint: "" },
  { name: "zstd", magic: zstdMagic, open: () => createZstdDecompress({ chunkSize }), hint: "" },
  { name: "bzip2", magic: [0x42, 0x5a, 0x68], open: null, hint: "unpack it: bzip2 -dc FILE | fwtrend analyze -" },
  {
    name: "xz",
    magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
    open: null,
    hint: "unpack it: xz -dc FILE | fwtrend analyze -",
  },
  { name: "zip", magic: [0x50, 0x4b, 0x03, 0x04], open: null, hint: "unpack it: unzip -p FILE | fwtrend analyze -" },
  {
    name: "7-Zip",
    magic: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c],
    open: null,
    hint: "unpack it: 7z e -so FILE | fwtrend analyze -",
  },
];

/** The codec of a file that begins with these bytes; null for plain text. */
export function codecOf(head: Uint8Array): Codec | null {
  const isSkippable = (head[0]! & 0xf0) === 0x50 && skippable.every((byte, i) => head[i + 1] === byte);
  const begins = isSkippable ? Uint8Array.from(zstdMagic) : head;
  return codecs.find(({ magic }) => magic.every((byte, i) => begins[i] === byte)) ?? null;
}
