import { crc32, deflateRawSync } from "node:zlib";

/** A file to be put into an archive. */
export interface ArchiveEntry {
  path: string;
  content?: string | Uint8Array;
  /** Seconds since 1970; 2018-04-01 by default. */
  modifiedSec?: number;
}

/** How a tar header is written. */
export interface TarEntry extends ArchiveEntry {
  /** The kind of file, as its header has it; "0" is a regular one. */
  type?: string;
  /** What stands at 257: POSIX by default, "" for the oldest writers. */
  magic?: string;
  prefix?: string;
  /** Written over the header before it is summed up. */
  change?: (header: Buffer) => void;
}

const defaultSec = Date.UTC(2018, 3, 1) / 1000;

/** A tar archive with its end. */
export function tarOf(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.map(tarEntry), Buffer.alloc(1024)]);
}

function tarEntry({ path, content = "", modifiedSec = defaultSec, type = "0", ...rest }: TarEntry): Buffer {
  const body = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write(path, 0, 100);
  header.write("0000644\0", 100);
  header.write(`${body.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write(`${Math.floor(modifiedSec).toString(8).padStart(11, "0")}\0`, 136);
  header.write(type, 156);
  header.write(rest.magic ?? "ustar\x0000", 257);
  header.write(rest.prefix ?? "", 345, 155);
  rest.change?.(header);
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return Buffer.concat([header, body, Buffer.alloc((512 - (body.length % 512)) % 512)]);
}

/** A pax header for the entry behind it. */
export function paxOf(records: Readonly<Record<string, string>>): TarEntry {
  const content = Object.entries(records).map(([key, value]) => {
    const bare = Buffer.byteLength(` ${key}=${value}\n`);
    let length = bare + 1;
    while (length !== bare + String(length).length) length = bare + String(length).length;
    return `${length} ${key}=${value}\n`;
  });
  return { path: "PaxHeaders/x", content: content.join(""), type: "x" };
}

/** How a zip member is written. */
export interface ZipEntry extends ArchiveEntry {
  /** 8 deflates, which is the default; 0 stores. */
  method?: number;
  isEncrypted?: boolean;
  /** Whether sizes and offset stand in the fields of ZIP64. */
  isWide?: boolean;
  /** A unix mode; a regular file's by default. */
  mode?: number;
  crc?: number;
}

/** A zip archive whose members keep their sizes behind their data, as those written to pipes do. */
export function zipOf(entries: readonly ZipEntry[], comment = ""): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const body = Buffer.from(entry.content ?? "");
    const method = entry.method ?? 8;
    const packed = method === 8 ? deflateRawSync(body) : body;
    const name = Buffer.from(entry.path);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(name.length, 26);
    const behind = Buffer.alloc(16);
    behind.writeUInt32LE(0x08074b50, 0);
    parts.push(local, name, packed, behind);
    directory.push(directoryEntry(entry, name, { method, offset, packed: packed.length, size: body.length, body }));
    offset += local.length + name.length + packed.length + behind.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  const isWide = entries.some((entry) => entry.isWide === true);
  const wide = isWide ? wideEnd(entries.length, list.length, offset) : Buffer.alloc(0);
  if (isWide) end.fill(0xff, 8, 20);
  return Buffer.concat([...parts, list, wide, end, Buffer.from(comment)]);
}

function directoryEntry(
  entry: ZipEntry,
  name: Buffer,
  is: { method: number; offset: number; packed: number; size: number; body: Buffer },
): Buffer {
  const fixed = Buffer.alloc(46);
  fixed.writeUInt32LE(0x02014b50, 0);
  fixed[5] = 3;
  fixed.writeUInt16LE(entry.isEncrypted === true ? 9 : 8, 8);
  fixed.writeUInt16LE(is.method, 10);
  fixed.writeUInt32LE(entry.crc ?? crc32(is.body), 16);
  fixed.writeUInt16LE(name.length, 28);
  fixed.writeUInt16LE(entry.mode ?? 0o100644, 40);
  const time = Buffer.alloc(9);
  time.writeUInt16LE(0x5455, 0);
  time.writeUInt16LE(5, 2);
  time[4] = 1;
  time.writeInt32LE(entry.modifiedSec ?? defaultSec, 5);
  const extra = [time];
  if (entry.isWide === true) {
    const wide = Buffer.alloc(28);
    wide.writeUInt16LE(1, 0);
    wide.writeUInt16LE(24, 2);
    [is.size, is.packed, is.offset].forEach((value, at) => wide.writeBigUInt64LE(BigInt(value), 4 + at * 8));
    extra.push(wide);
  }
  [is.packed, is.size].forEach((value, at) =>
    fixed.writeUInt32LE(entry.isWide === true ? 0xffff_ffff : value, 20 + at * 4),
  );
  fixed.writeUInt32LE(entry.isWide === true ? 0xffff_ffff : is.offset, 42);
  fixed.writeUInt16LE(Buffer.concat(extra).length, 30);
  return Buffer.concat([fixed, name, ...extra]);
}

function wideEnd(count: number, size: number, from: number): Buffer {
  const end = Buffer.alloc(56);
  end.writeUInt32LE(0x06064b50, 0);
  [count, count, size, from].forEach((value, at) => end.writeBigUInt64LE(BigInt(value), 24 + at * 8));
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(from + size), 8);
  return Buffer.concat([end, locator]);
}
