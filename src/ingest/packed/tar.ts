import { shownText } from "../../scan/shown-text.ts";
import type { ByteReader } from "./byte-reader.ts";
import { type DamagePlace, endsEarly, isDamaged } from "./damage.ts";

/** Bytes of a header; contents are padded to whole ones. */
export const tarBlockBytes = 512;

/** Names and pax records longer than this are damage. */
const longestText = 1 << 20;

/** A file in a tar archive. */
export interface TarEntry {
  path: string;
  sizeBytes: number;
  /** Milliseconds since 1970. */
  modifiedMs: number;
  /** Why its content is not to be read as it stands; null when it is. */
  unreadable: string | null;
}

/** Whether a file that begins with these bytes is a tar archive: its header holds its own checksum. */
export function isTar(head: Buffer): boolean {
  if (head.length < tarBlockBytes || head[0] === 0) return false;
  // Writers older than POSIX leave out the mark `ustar`, and all of them write numbers in octal.
  const isMarked = head.toString("latin1", 257, 262) === "ustar";
  const hasNumbers = /^[0-7 ]+[ \0]*$/.test(head.toString("latin1", 100, 108));
  return (isMarked || hasNumbers) && hasOwnChecksum(head);
}

function hasOwnChecksum(header: Buffer): boolean {
  const stated = octal(header, 148, 8);
  let unsigned = 0;
  let signed = 0;
  for (let at = 0; at < tarBlockBytes; at++) {
    const byte = at >= 148 && at < 156 ? 0x20 : header[at]!;
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  return stated !== null && (stated === unsigned || stated === signed);
}

/**
 * The regular files of a tar archive, in their order. What the consumer leaves of a content is passed over. Reads to
 * the end of the bytes: archives in a row are one, padding and what is no archive behind the end are passed over.
 * @param name names the archive in faults.
 * @throws UserError (exit 4) for a damaged archive, or one that breaks off.
 */
export async function* tarEntries(name: string, reader: ByteReader): AsyncGenerator<TarEntry> {
  let isFinished = false;
  let said: PaxRecords = {};
  for (;;) {
    const header = Buffer.from(await reader.take(tarBlockBytes));
    if (header.length < tarBlockBytes) {
      if (header.length > 0 && !isFinished) throw endsEarly(placeIn(name, reader));
      return;
    }
    if (header.every((byte) => byte === 0)) {
      isFinished = true;
      continue;
    }
    if (!hasOwnChecksum(header)) {
      if (!isFinished) throw isDamaged(placeIn(name, reader));
      await reader.skip(Infinity);
      return;
    }
    isFinished = false;
    const type = String.fromCharCode(header[156]!);
    const isExtension = "LKxgX".includes(type);
    const ownSize = number(header, 124, 12);
    const sizeBytes = linksAndDevices.includes(type) ? 0 : isExtension ? ownSize : (said.size ?? ownSize);
    if (sizeBytes === null || !Number.isSafeInteger(sizeBytes) || sizeBytes < 0) {
      throw isDamaged(placeIn(name, reader));
    }
    const endsAt = reader.offset + Math.ceil(sizeBytes / tarBlockBytes) * tarBlockBytes;
    if (isExtension) {
      if (sizeBytes > longestText) throw isDamaged(placeIn(name, reader));
      Object.assign(said, extended(type, await reader.take(sizeBytes)));
    } else {
      const path = said.path ?? headerPath(header);
      if (isRegular(type, path)) {
        yield {
          path,
          sizeBytes,
          modifiedMs: (said.mtime ?? number(header, 136, 12) ?? 0) * 1000,
          unreadable: type === "S" || said.isSparse === true ? "a sparse file, with its holes left out" : null,
        };
      }
      said = {};
    }
    const left = endsAt - reader.offset;
    // The last block may be cut, as old writers do; the content may not.
    if ((await reader.skip(left)) < left && endsAt - reader.offset >= tarBlockBytes) {
      throw endsEarly(placeIn(name, reader));
    }
  }
}

/** Entries that have no content: links, devices, directories, pipes. */
const linksAndDevices = "123456";

/** Old writers mark directories only by their names. */
function isRegular(type: string, path: string): boolean {
  return "\u{0}07S".includes(type) && !path.endsWith("/");
}

function placeIn(name: string, reader: ByteReader): DamagePlace {
  return { name, packing: "tar", storedBytes: reader.offset };
}

function headerPath(header: Buffer): string {
  const path = text(header, 0, 100);
  // GNU tar keeps times in the place of the prefix.
  const prefix = header.toString("latin1", 257, 263) === "ustar\0" ? text(header, 345, 155) : "";
  return prefix === "" ? path : `${prefix}/${path}`;
}

/** What the headers before an entry say of it. */
interface PaxRecords {
  path?: string;
  size?: number;
  /** Seconds since 1970. */
  mtime?: number;
  isSparse?: boolean;
}

function extended(type: string, content: Buffer): PaxRecords {
  if (type === "L") return { path: text(content, 0, content.length) };
  return type === "x" || type === "X" ? paxRecords(content) : {};
}

/** Reads records such as `30 mtime=1321711775.25\n`, whose number counts all of their bytes. */
function paxRecords(content: Buffer): PaxRecords {
  const records: PaxRecords = {};
  let at = 0;
  while (at < content.length) {
    const space = content.indexOf(0x20, at);
    const length = Number(content.toString("latin1", at, space));
    if (space < 0 || !Number.isInteger(length) || length <= space - at) break;
    const record = content.toString("utf8", space + 1, at + length - 1);
    const equals = record.indexOf("=");
    const [key, value] = [record.slice(0, equals), record.slice(equals + 1)];
    if (key === "path" || key === "GNU.sparse.name") records.path = value;
    else if (key === "size") records.size = Number(value);
    else if (key === "mtime" && Number.isFinite(Number(value))) records.mtime = Number(value);
    if (key.startsWith("GNU.sparse.")) records.isSparse = true;
    at += length;
  }
  return records;
}

function text(bytes: Buffer, from: number, length: number): string {
  const field = bytes.subarray(from, from + length);
  const end = field.indexOf(0);
  return shownText(field, 0, end < 0 ? field.length : end);
}

/** A number in octal, or in binary where it is too large for that; null for neither. */
function number(header: Buffer, from: number, length: number): number | null {
  const first = header[from]!;
  if ((first & 0x80) === 0) return octal(header, from, length);
  let value = first === 0xff ? -1 : first & 0x7f;
  for (let at = from + 1; at < from + length; at++) value = value * 256 + header[at]!;
  return value;
}

function octal(header: Buffer, from: number, length: number): number | null {
  const digits = /^ *([0-7]*)[ \0]*$/.exec(header.toString("latin1", from, from + length));
  return digits === null ? null : parseInt(`0${digits[1]!}`, 8);
}
