import { UserError } from "../../errors.ts";
import { believedFromMs } from "../file-year.ts";
import type { InputFile } from "../discover.ts";
import { ByteReader } from "./byte-reader.ts";
import { codecOf } from "./codecs.ts";
import { endsEarly } from "./damage.ts";
import type { ExpansionLimit } from "./expansion-limit.ts";
import { isTar, tarBlockBytes, tarEntries } from "./tar.ts";
import { mayBeJson, type RecordCut, recordCutOf, recordHeadBytes, recordLines } from "./record-lines.ts";
import { readAhead } from "./read-ahead.ts";
import { unpack } from "./unpack.ts";
import { type Utf16, utf16Of, utf8Of } from "./utf16.ts";
import { unpackZipEntry, zipEntries } from "./zip.ts";
import { isZip, type RandomAccess } from "./zip-directory.ts";

/** A zip inside another archive is held in memory, because its directory is at its end. */
const largestInnerZip = 64 * 1024 * 1024;

/** An archive, and archives in it. */
const mostArchives = 2;

/** Such as a compressed file in a compressed tar. */
const mostCodecs = 3;

/** One log to be read: a file itself, or a file in an archive. */
export interface Member {
  /** As if it were a file of its own: `export.zip/fw01.log`, with the time that the archive keeps for it. */
  file: InputFile;
  /** Its text, once, in UTF-8 where it was in UTF-16. @throws UserError (exit 4) when it cannot be read to its end. */
  chunks(): AsyncIterable<Buffer>;
}

/** Bytes of which it is not yet known how they are packed. */
export interface Packed {
  file: InputFile;
  /** How faults name it. */
  name: string;
  reader: ByteReader;
  limit: ExpansionLimit;
  /** The same bytes in any order; null where they come only once. */
  access: RandomAccess | null;
  /** True to leave JSON documents as they are. */
  keepsDocuments?: boolean;
  /** How many archives and compressed streams these bytes stood in. */
  archives: number;
  codecs: number;
}

/**
 * The logs in some bytes, unpacked by what the bytes begin with. Each must be read, or left, before the next is asked
 * for; a fault that ends one log alone is thrown by its own chunks.
 * @throws UserError (exit 4) for faults of the whole.
 */
export async function* membersOf(packed: Packed): AsyncGenerator<Member> {
  const { file, name, reader, limit } = packed;
  const head = await reader.peek(tarBlockBytes);
  const codec = codecOf(head);
  if (codec !== null) {
    if (packed.codecs >= mostCodecs) throw nestedTooDeep(name, `compressed more than ${mostCodecs} times`);
    const inner = new ByteReader(readAhead(limit.watch(unpack(name, codec, reader.rest()))));
    try {
      yield* membersOf({ ...packed, reader: inner, access: null, codecs: packed.codecs + 1 });
    } finally {
      await inner.close();
    }
  } else if (isZip(head) || isTar(head)) {
    if (packed.archives >= mostArchives) throw nestedTooDeep(name, "an archive in an archive in an archive");
    yield* isZip(head) ? zipMembers(packed) : tarMembers(packed);
  } else {
    const coding = utf16Of(head);
    const isCut = coding === null && packed.keepsDocuments !== true && mayBeJson(head);
    const cut = isCut ? recordCutOf(await reader.peek(recordHeadBytes)) : null;
    yield { file, chunks: () => textOf(reader, coding, cut, limit) };
  }
}

/** The text of a log: as UTF-8 where it is of UTF-16, a record a line where it is one JSON document. */
function textOf(
  reader: ByteReader,
  coding: Utf16 | null,
  cut: RecordCut | null,
  limit: ExpansionLimit,
): AsyncGenerator<Buffer> {
  if (coding !== null) return utf8Of(reader.rest(), coding);
  return cut === null ? reader.rest() : limit.watch(recordLines(reader.rest(), cut));
}

async function* tarMembers(packed: Packed): AsyncGenerator<Member> {
  const { reader, limit } = packed;
  for await (const { path, sizeBytes, modifiedMs, unreadable } of tarEntries(packed.name, reader)) {
    limit.check();
    if (isPassedOver(path)) continue;
    const inner = memberOf(packed, path, sizeBytes, modifiedMs);
    if (unreadable === null) yield* membersOrFault({ ...inner, reader: new ByteReader(content()) });
    else yield faulty(inner.file, new UserError(`${inner.name}: ${unreadable}`, sparseHint));

    async function* content(): AsyncGenerator<Buffer> {
      const from = reader.offset;
      yield* reader.upTo(sizeBytes);
      if (reader.offset - from < sizeBytes)
        reader.fail(endsEarly({ name: packed.name, packing: "tar", storedBytes: reader.offset }));
    }
  }
}

const sparseHint = { hint: "unpack the archive first", exitCode: 4 };

async function* zipMembers(packed: Packed): AsyncGenerator<Member> {
  const { name, limit } = packed;
  const access = packed.access ?? (await readInnerZip(packed));
  for (const entry of zipEntries(name, access)) {
    limit.check();
    if (isPassedOver(entry.path)) continue;
    const inner = memberOf(packed, entry.path, entry.sizeBytes, entry.modifiedMs);
    const reader = new ByteReader(limit.watch(unpackZipEntry(inner.name, access, entry)));
    try {
      yield* membersOrFault({ ...inner, reader });
    } finally {
      await reader.close();
    }
  }
}

async function readInnerZip({ name, reader, archives, codecs }: Packed): Promise<RandomAccess> {
  if (archives === 0 && codecs === 0) {
    throw new UserError(`${name}: zip data cannot be read from a pipe, because its directory is at its end`, {
      hint: "save it to a file first: cat > FILE.zip; fwtrend analyze FILE.zip",
      exitCode: 4,
    });
  }
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of reader.rest()) {
    sizeBytes += chunk.length;
    if (sizeBytes > largestInnerZip) {
      throw new UserError(`${name}: a packed zip of more than ${largestInnerZip.toLocaleString("en")} bytes`, {
        hint: "unpack what the zip is packed in first",
        exitCode: 4,
      });
    }
    chunks.push(Buffer.from(chunk));
  }
  const all = Buffer.concat(chunks);
  return { sizeBytes, read: (offset, count) => all.subarray(offset, offset + count) };
}

function memberOf(packed: Packed, path: string, sizeBytes: number, modifiedMs: number): Omit<Packed, "reader"> {
  const inside = path.replace(/^(?:\.?\/)+/, "");
  const file = {
    path: `${packed.file.path}/${inside}`,
    sizeBytes,
    modifiedMs: modifiedMs >= believedFromMs ? modifiedMs : packed.file.modifiedMs,
  };
  return {
    file,
    name: `${packed.name}/${inside}`,
    limit: packed.limit,
    access: null,
    archives: packed.archives + 1,
    codecs: packed.codecs,
    keepsDocuments: packed.keepsDocuments === true,
  };
}

/** The logs in a member; where none can be found, one that has nothing but the fault. */
async function* membersOrFault(packed: Packed): AsyncGenerator<Member> {
  try {
    yield* membersOf(packed);
  } catch (fault) {
    yield faulty(packed.file, fault);
  }
}

function faulty(file: InputFile, fault: unknown): Member {
  return {
    file,
    // oxlint-disable-next-line require-yield
    async *chunks() {
      throw fault;
    },
  };
}

/** Files that macOS adds to archives. */
function isPassedOver(path: string): boolean {
  return path.split("/").some((part) => part === "__MACOSX" || part.startsWith("._"));
}

function nestedTooDeep(name: string, what: string): UserError {
  return new UserError(`${name}: ${what} is not unpacked`, { hint: "unpack the outermost first", exitCode: 4 });
}
