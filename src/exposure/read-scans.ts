import { UserError } from "../errors.ts";
import { openSource } from "../ingest/byte-source.ts";
import { type InputFile, STDIN } from "../ingest/discover.ts";
import { ByteReader } from "../ingest/packed/byte-reader.ts";
import type { Member } from "../ingest/packed/members.ts";
import { unreadable } from "../ingest/unreadable.ts";
import { scanHeadBytes, scanKindOf } from "./detect-scan.ts";
import { readCsvScan } from "./read/csv-scan.ts";
import { readGreppable } from "./read/greppable.ts";
import { readJsonScan } from "./read/json-scan.ts";
import { readMasscanList } from "./read/masscan-list.ts";
import { readNmapNormal } from "./read/nmap-normal.ts";
import type { ScanSink, ScanTally } from "./scan-sink.ts";

/** What reading one file, or one in an archive, gave. */
export interface ScanInput {
  path: string;
  /** Size as stored; of a file in an archive, that of the archive. */
  bytes: number;
  /** Of the bytes as stored; null where it was not asked for or not all were read. */
  sha256: string | null;
  tally: ScanTally;
  /** Why it was not read to its end; null where it was. */
  error: UserError | null;
}

/** How scans are read. */
export interface ScanOptions {
  hash: boolean;
  maxExpansion: number;
  isStopped(): boolean;
}

/** Reads scan files into a sink. Never throws for what is wrong with a file: the others are read all the same. */
export async function readScans(
  files: readonly InputFile[],
  sink: ScanSink,
  options: ScanOptions,
): Promise<ScanInput[]> {
  const inputs: ScanInput[] = [];
  for (const file of files) {
    if (options.isStopped()) break;
    inputs.push(...(await readFile(file, sink, options)));
  }
  return inputs;
}

async function readFile(file: InputFile, sink: ScanSink, options: ScanOptions): Promise<ScanInput[]> {
  const { hash, maxExpansion } = options;
  const source = openSource(file, { hash, maxExpansion, keepsDocuments: true });
  const inputs: ScanInput[] = [];
  const read = async (path: string, reading: () => Promise<void>): Promise<void> => {
    sink.beginFile();
    const { tally } = sink;
    const fault = await reading().then(
      () => faultOf(path, tally),
      (cause: unknown) => {
        // Which ports the rest of it looked at is not known.
        sink.hosts.ranges.addFile(false);
        if (cause instanceof UserError) return cause;
        // Only the system's faults are of the file.
        if (cause instanceof Error && "code" in cause) return unreadable(path, cause);
        throw cause;
      },
    );
    inputs.push({ path, bytes: 0, sha256: null, tally, error: fault });
  };
  try {
    for await (const member of source.members()) {
      const path = member.file.path;
      await read(path, () => readMember(member, path === STDIN ? "standard input" : path, sink, options));
    }
  } catch (cause) {
    // A fault of the whole may have been that of its one member, which is told already.
    if (inputs.every(({ error }) => error === null)) await read(file.path, () => Promise.reject(cause));
  }
  return inputs.map((input) => ({ ...input, bytes: source.storedBytes, sha256: source.sha256() }));
}

async function readMember(member: Member, name: string, sink: ScanSink, options: ScanOptions): Promise<void> {
  const reader = new ByteReader(member.chunks());
  // What `peek` gives is valid until the next call only.
  const head = Buffer.from(await reader.peek(scanHeadBytes));
  const kind = scanKindOf(head);
  const chunks = untilStopped(reader.rest(), options);
  switch (kind) {
    case "xml": {
      // Loaded when needed: other scans need no parser of XML.
      const { readNmapXml } = await import("./read/nmap-xml.ts");
      return readNmapXml(chunks, sink, name);
    }
    case "greppable":
      return readGreppable(chunks, sink);
    case "list":
      return readMasscanList(chunks, sink);
    case "normal":
      return readNmapNormal(chunks, sink);
    case "json":
      return readJsonScan(chunks, sink, head.toString("utf8"));
    case "csv":
      return readCsvScan(chunks, sink);
    default:
      throw unknownScan(name, head);
  }
}

async function* untilStopped(chunks: AsyncIterable<Buffer>, options: ScanOptions): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    if (options.isStopped()) return;
    yield chunk;
  }
}

function unknownScan(name: string, head: Buffer): UserError {
  const what = head.length === 0 ? "is empty" : "is no scan result that is known";
  return new UserError(`${name}: ${what}`, {
    hint:
      "give nmap -oX, -oG or -oN, masscan -oX, -oJ, -oG or -oL, naabu -json, zgrab2, Shodan or Censys JSON, httpx -json, or CSV with " +
      "a header such as ip,port,protocol or url,status,title",
    exitCode: 4,
  });
}

/** A file that ends before its scan does. */
function faultOf(name: string, { cutAt, records }: ScanTally): UserError | null {
  if (cutAt === null) return null;
  return new UserError(`${name}: the scan ends early, at ${cutAt}, after ${records.toLocaleString("en")} records`, {
    hint: "is the scan still running? What was read is counted; get a whole copy for the rest",
    exitCode: 4,
  });
}
