import { endsEarly, isDamaged } from "./damage.ts";
import { shownText } from "../../scan/shown-text.ts";

/** Bytes that can be read in any order. */
export interface RandomAccess {
  readonly sizeBytes: number;
  /** As many bytes as wanted from an offset, fewer only at the end, in a buffer of their own. */
  read(offset: number, count: number): Buffer;
}

/** What a zip's directory says of one of its members. */
export interface ZipEntry {
  path: string;
  /** Where its own header stands. */
  offset: number;
  method: number;
  isEncrypted: boolean;
  isRegular: boolean;
  /** Deflated, or as `method` has it. */
  packedBytes: number;
  sizeBytes: number;
  crc32: number;
  /** Milliseconds since 1970; clocks without a zone are taken for UTC. */
  modifiedMs: number;
}

const endSignature = 0x06054b50;
const endBytes = 22;
const longestComment = 0xffff;
const end64Signature = 0x06064b50;
const locatorSignature = 0x07064b50;
const locatorBytes = 20;
const entrySignature = 0x02014b50;
const entryBytes = 46;

/** Larger directories are taken for damage. */
const largestDirectory = 1 << 28;

/** Whether a file that begins with these bytes is a zip archive; an empty one has nothing but its end. */
export function isZip(head: Buffer): boolean {
  return ["PK\x03\x04", "PK\x05\x06"].includes(head.toString("latin1", 0, 4));
}

/**
 * The members of a zip archive as its directory, at its end, lists them.
 * @param name names the archive in faults.
 * @throws UserError (exit 4) when it has no whole directory.
 */
export function readZipDirectory(name: string, access: RandomAccess): ZipEntry[] {
  const broken = (): Error => isDamaged({ name, packing: "zip", storedBytes: access.sizeBytes }, "no whole directory");
  const tailFrom = Math.max(0, access.sizeBytes - endBytes - longestComment);
  const tail = access.read(tailFrom, endBytes + longestComment);
  const at = findEnd(tail);
  if (at < 0) throw endsEarly({ name, packing: "zip", storedBytes: access.sizeBytes }, "no directory at the end");
  let [size, from, count] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16), tail.readUInt16LE(at + 10)];
  if (at >= locatorBytes && tail.readUInt32LE(at - locatorBytes) === locatorSignature) {
    const end64 = access.read(Number(tail.readBigUInt64LE(at - locatorBytes + 8)), 56);
    if (end64.length < 56 || end64.readUInt32LE(0) !== end64Signature) throw broken();
    [size, from, count] = [40, 48, 32].map((field) => Number(end64.readBigUInt64LE(field))) as [number, number, number];
  }
  if (size > largestDirectory || from + size > access.sizeBytes) throw broken();
  const directory = access.read(from, size);
  const entries: ZipEntry[] = [];
  for (let next = 0; entries.length < count;) {
    if (next + entryBytes > directory.length || directory.readUInt32LE(next) !== entrySignature) throw broken();
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => directory.readUInt16LE(next + field));
    const length = entryBytes + nameBytes! + extraBytes! + commentBytes!;
    if (next + length > directory.length) throw broken();
    entries.push(readEntry(directory.subarray(next, next + length), nameBytes!, extraBytes!));
    next += length;
  }
  return entries;
}

/** Where the end record begins whose comment reaches just to the file's end; below 0 when there is none. */
function findEnd(tail: Buffer): number {
  for (let at = tail.length - endBytes; at >= 0; at--) {
    if (tail.readUInt32LE(at) === endSignature && at + endBytes + tail.readUInt16LE(at + 20) === tail.length) return at;
  }
  return -1;
}

function readEntry(entry: Buffer, nameBytes: number, extraBytes: number): ZipEntry {
  const flags = entry.readUInt16LE(8);
  const path = shownText(entry, entryBytes, entryBytes + nameBytes).replaceAll("\\", "/");
  const extra = readExtra(entry.subarray(entryBytes + nameBytes, entryBytes + nameBytes + extraBytes));
  // What does not fit stands in the extra field instead, in this order.
  let wide = 0;
  const wideOr = (short: number): number => {
    if (short !== 0xffff_ffff || extra.wide.length < wide + 8) return short;
    wide += 8;
    return Number(extra.wide.readBigUInt64LE(wide - 8));
  };
  const sizeBytes = wideOr(entry.readUInt32LE(24));
  const packedBytes = wideOr(entry.readUInt32LE(20));
  const offset = wideOr(entry.readUInt32LE(42));
  // Writers on Unix keep the file's kind; 0 is unknown, 8 a regular file.
  const kind = entry[5] === 3 ? entry.readUInt16LE(40) >> 12 : 0;
  return {
    path,
    offset,
    method: entry.readUInt16LE(10),
    isEncrypted: (flags & 1) !== 0,
    isRegular: (kind === 0 || kind === 8) && !path.endsWith("/"),
    packedBytes,
    sizeBytes,
    crc32: entry.readUInt32LE(16),
    modifiedMs: extra.modifiedMs ?? dosTimeMs(entry.readUInt16LE(14), entry.readUInt16LE(12)),
  };
}

interface ExtraFields {
  wide: Buffer;
  modifiedMs: number | null;
}

function readExtra(extra: Buffer): ExtraFields {
  const fields: ExtraFields = { wide: Buffer.alloc(0), modifiedMs: null };
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    const id = extra.readUInt16LE(at);
    const content = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    if (id === 0x0001) fields.wide = content;
    else if (id === 0x5455 && content.length >= 5 && (content[0]! & 1) !== 0) {
      fields.modifiedMs = content.readInt32LE(1) * 1000;
    }
  }
  return fields;
}

/** Two numbers of MS-DOS, in steps of two seconds since 1980. */
function dosTimeMs(date: number, time: number): number {
  return Date.UTC(1980 + (date >> 9), ((date >> 5) & 15) - 1, date & 31, time >> 11, (time >> 5) & 63, (time & 31) * 2);
}
