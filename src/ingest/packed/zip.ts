import { crc32 } from "node:zlib";
import { UserError } from "../../errors.ts";
import { deflate } from "./codecs.ts";
import { endsEarly, isDamaged } from "./damage.ts";
import { unpack } from "./unpack.ts";
import { type RandomAccess, readZipDirectory, type ZipEntry } from "./zip-directory.ts";

const headerSignature = 0x04034b50;
const headerBytes = 30;
const readBytes = 1 << 18;

const stored = 0;
const deflated = 8;

/** Methods of other packers, to be named in faults. */
const methodNames: Readonly<Record<number, string>> = {
  1: "shrunk",
  6: "imploded",
  9: "Deflate64",
  12: "bzip2",
  14: "LZMA",
  93: "zstd",
  95: "xz",
  98: "PPMd",
  99: "AES encryption",
};

/**
 * The regular files of a zip archive in the order of its directory.
 * @param name names the archive in faults.
 * @throws UserError (exit 4) for a damaged directory, and for members that share bytes: no packer writes such.
 */
export function zipEntries(name: string, access: RandomAccess): ZipEntry[] {
  const entries = readZipDirectory(name, access);
  let endsAt = 0;
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (entry.offset < endsAt) {
      throw new UserError(`${name}: its members overlap, as in a file made to unpack without end`, {
        hint: "do not trust this file; nothing of it was read",
        exitCode: 4,
      });
    }
    endsAt = entry.offset + headerBytes + entry.packedBytes;
  }
  return entries.filter((entry) => entry.isRegular);
}

/**
 * Unpacks one member.
 * @param name names the member in faults.
 * @throws UserError (exit 4) when it is packed in a way that cannot be read, or damaged.
 */
export async function* unpackZipEntry(name: string, access: RandomAccess, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.isEncrypted) {
    throw new UserError(`${name}: is encrypted`, { hint: "unpack the zip with its password first", exitCode: 4 });
  }
  if (entry.method !== stored && entry.method !== deflated) {
    const method = methodNames[entry.method] ?? `number ${entry.method}`;
    throw new UserError(`${name}: packed by a method that is not read here (${method})`, {
      hint: "unpack the zip, or pack it anew with the method deflate",
      exitCode: 4,
    });
  }
  const packed = packedChunks(name, access, entry);
  let sum = 0;
  let sizeBytes = 0;
  for await (const chunk of entry.method === stored ? packed : unpack(name, deflate, packed)) {
    sum = crc32(chunk, sum);
    sizeBytes += chunk.length;
    yield chunk;
  }
  if (sum !== entry.crc32 || sizeBytes !== entry.sizeBytes) {
    throw isDamaged(
      { name, packing: "zip", storedBytes: entry.packedBytes, unpackedBytes: sizeBytes },
      "its checksum is of other data",
    );
  }
}

async function* packedChunks(name: string, access: RandomAccess, entry: ZipEntry): AsyncGenerator<Buffer> {
  const header = access.read(entry.offset, headerBytes);
  if (header.length < headerBytes || header.readUInt32LE(0) !== headerSignature) {
    throw isDamaged({ name, packing: "zip", storedBytes: 0 }, "no header");
  }
  const from = entry.offset + headerBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
  let at = 0;
  while (at < entry.packedBytes) {
    const chunk = access.read(from + at, Math.min(readBytes, entry.packedBytes - at));
    if (chunk.length === 0) throw endsEarly({ name, packing: "zip", storedBytes: at });
    at += chunk.length;
    yield chunk;
  }
}
