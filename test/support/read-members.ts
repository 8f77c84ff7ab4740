import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../src/errors.ts";
import { openSource } from "../../src/ingest/byte-source.ts";
import { ByteReader } from "../../src/ingest/packed/byte-reader.ts";
import { ExpansionLimit } from "../../src/ingest/packed/expansion-limit.ts";
import { type Member, membersOf } from "../../src/ingest/packed/members.ts";
import { scratchFolder } from "./scratch-folder.ts";

/** What was read of one log. */
export interface ReadMember {
  path: string;
  text: string;
  modified: string;
  fault: UserError | null;
}

/** What was read of an input. */
export interface ReadSource {
  members: ReadMember[];
  /** A fault of the whole. */
  fault: UserError | null;
}

const folder = scratchFolder();
let made = 0;

/** Writes a file and reads the logs in it. Its path is cut down to `x`. Faults other than {@link UserError} are thrown. */
export function readFileMembers(content: Uint8Array, maxExpansion = 1000): Promise<ReadSource> {
  const path = join(folder, `${++made}`);
  writeFileSync(path, content);
  const { size, mtimeMs } = statSync(path);
  const source = openSource({ path, sizeBytes: size, modifiedMs: mtimeMs }, { hash: false, maxExpansion });
  return readAll(source.members(), path);
}

/** Reads the logs in chunks that come from a pipe. */
export function readPipedMembers(chunks: readonly Buffer[], maxExpansion = 1000): Promise<ReadSource> {
  const file = { path: "x", sizeBytes: null, modifiedMs: 0 };
  let storedBytes = 0;
  // One buffer for all chunks, as files are read.
  const shared = Buffer.alloc(Math.max(1, ...chunks.map((chunk) => chunk.length)));
  const stored = (async function* () {
    for (const chunk of chunks) {
      storedBytes += chunk.length;
      chunk.copy(shared);
      yield shared.subarray(0, chunk.length);
      shared.fill(0xee);
    }
  })();
  const limit = new ExpansionLimit("x", maxExpansion, () => storedBytes);
  const reader = new ByteReader(stored);
  return readAll(membersOf({ file, name: "x", reader, limit, access: null, archives: 0, codecs: 0 }), "x");
}

async function readAll(members: AsyncIterable<Member>, path: string): Promise<ReadSource> {
  const source: ReadSource = { members: [], fault: null };
  try {
    for await (const member of members) {
      const got: Buffer[] = [];
      const fault = await catchFault(async () => {
        for await (const chunk of member.chunks()) got.push(Buffer.from(chunk));
      });
      source.members.push({
        path: `x${member.file.path.slice(path.length)}`,
        text: Buffer.concat(got).toString("latin1"),
        modified: new Date(member.file.modifiedMs).toISOString().slice(0, 19),
        fault,
      });
    }
  } catch (fault) {
    if (!(fault instanceof UserError)) throw fault;
    source.fault = fault;
  }
  for (const one of [source, ...source.members]) {
    if (one.fault !== null) one.fault.message = one.fault.message.replace(path, "x");
  }
  return source;
}

async function catchFault(action: () => Promise<void>): Promise<UserError | null> {
  try {
    await action();
    return null;
  } catch (fault) {
    if (!(fault instanceof UserError)) throw fault;
    return fault;
  }
}
