import { SaxesParser, type SaxesTagPlain } from "saxes";
import { UserError } from "../../errors.ts";
import { isPort, type PortProtocol, stateOf } from "../hosts/endpoint.ts";
import { DOWN_HOST, UP_HOST } from "../hosts/host-view.ts";
import { portProtocolOf } from "../hosts/port-ranges.ts";
import type { ScanSink } from "../scan-sink.ts";

/** A tag, text or declaration longer than this is no scan's, and would have to be held in memory. */
const longestTagBytes = 1 << 26;

/** What is parsed at once: texts of a whole chunk outlive many that were read behind them, and fill the memory. */
const pieceBytes = 1 << 15;

/** Makes text of bytes, chunk by chunk. */
interface Decoder {
  decode(bytes: Uint8Array, options: { stream: boolean }): string;
}

/** What is known of the host being read. */
interface OpenHost {
  address: string;
  name: string;
  isUserName: boolean;
  state: number;
  ports: { protocol: PortProtocol; port: number; state: number }[];
  line: number;
}

/**
 * Reads nmap's XML (`-oX`), and masscan's, which looks like it. Nothing is expanded and nothing is fetched: the parser
 * knows the five entities of XML alone. What stands before a fault and after it is kept.
 * @param name names the file in errors.
 */
export async function readNmapXml(chunks: AsyncIterable<Buffer>, sink: ScanSink, name: string): Promise<void> {
  const reader = new NmapReader(sink);
  try {
    await readChunks(chunks, reader, name);
    reader.end();
  } finally {
    // What cannot be unpacked to its end may break off in a host.
    reader.close();
  }
}

async function readChunks(chunks: AsyncIterable<Buffer>, reader: NmapReader, name: string): Promise<void> {
  let decoder: Decoder | null = null;
  let quietBytes = 0;
  let seenTags = 0;
  for await (const chunk of chunks) {
    decoder ??= decoderOf(chunk);
    for (let at = 0; at < chunk.length; at += pieceBytes) {
      reader.write(decoder.decode(chunk.subarray(at, at + pieceBytes), { stream: true }));
    }
    quietBytes = reader.tags > seenTags ? 0 : quietBytes + chunk.length;
    seenTags = reader.tags;
    if (quietBytes > longestTagBytes) {
      throw new UserError(`${name}: line ${reader.line} goes on for more than 64 MiB without a tag`, {
        hint: "this is no scan of nmap; what was read before it is counted",
        exitCode: 4,
      });
    }
  }
}

/** As the declaration says; nmap itself writes UTF-8, and UTF-16 is converted where files are unpacked. */
function decoderOf(head: Buffer): Decoder {
  const [, label = "utf-8"] = /^[^>]{0,200}?encoding=["']([\w.:-]+)["']/.exec(head.toString("latin1", 0, 256)) ?? [];
  try {
    return new TextDecoder(/^utf-?16/i.test(label) ? "utf-8" : label);
  } catch {
    return new TextDecoder("utf-8");
  }
}

class NmapReader {
  /** Tags met so far. */
  tags = 0;
  private readonly sink: ScanSink;
  private readonly parser = new SaxesParser({ xmlns: false });
  private host: OpenHost | null = null;
  private protocol: PortProtocol | null = null;
  private port = -1;
  private isOver = false;
  private isMasscan = false;
  private tells = false;
  private up = -1;
  private listedUp = 0;

  constructor(sink: ScanSink) {
    this.sink = sink;
    sink.tally.tool = "nmap";
    this.parser.on("opentag", (tag) => this.openTag(tag));
    this.parser.on("closetag", ({ name }) => {
      if (name === "host") this.closeHost();
      else if (name === "port") this.port = -1;
    });
    this.parser.on("error", (error) => this.fault(error));
  }

  get line(): number {
    return this.parser.line;
  }

  write(text: string): void {
    this.parser.write(text);
  }

  end(): void {
    this.isOver = true;
    this.parser.close();
  }

  /** Keeps what is known of a host that has no end, and of the scan. */
  close(): void {
    this.closeHost();
    const { hosts } = this.sink;
    hosts.ranges.addFile(this.tells);
    if (!this.isMasscan && this.up > this.listedUp) hosts.unlisted += this.up - this.listedUp;
  }

  /** A scan that breaks off leaves several tags open: that is one fault, not as many. */
  private fault({ message }: Error): void {
    if (this.isOver && /unclosed tag|unexpected end/.test(message)) {
      this.sink.tally.cutAt = `line ${this.line}`;
      return;
    }
    const [, line = String(this.line), column = "", what = message] =
      /^(?:.*?:)?(\d+):(\d+): (.*?)\.?$/.exec(message) ?? [];
    this.sink.fault(column === "" ? `line ${line}` : `line ${line}, column ${column}`, `is no good XML: ${what}`);
  }

  private openTag({ name, attributes }: SaxesTagPlain): void {
    this.tags++;
    const { sink } = this;
    switch (name) {
      case "nmaprun":
        this.isMasscan = attributes["scanner"] === "masscan";
        if (this.isMasscan) sink.tally.tool = "masscan";
        if (this.isMasscan || /(?:^|\s)--?open\b/.test(attributes["args"] ?? "")) sink.tally.listsOpenOnly = true;
        break;
      case "scaninfo": {
        const protocol = portProtocolOf(attributes["protocol"] ?? "");
        const list = attributes["services"] ?? "";
        // masscan writes the number of its ports there.
        if (protocol !== null && !this.isMasscan && sink.hosts.ranges.add(protocol, list)) this.tells = true;
        break;
      }
      case "host":
        this.closeHost();
        this.host = { address: "", name: "", isUserName: false, state: 0, ports: [], line: this.line };
        break;
      case "hosts":
        this.up = Number(attributes["up"] ?? -1);
        break;
      default:
        if (this.host !== null) this.openInHost(this.host, name, attributes);
    }
  }

  private openInHost(host: OpenHost, name: string, attributes: Record<string, string>): void {
    switch (name) {
      case "status":
        host.state = attributes["state"] === "down" ? DOWN_HOST : UP_HOST;
        break;
      case "address":
        // Hosts of one link have a hardware address, too; of the two kinds of IP address the first counts.
        if (attributes["addrtype"] !== "mac" && host.address === "") host.address = attributes["addr"] ?? "";
        break;
      case "hostname": {
        const isUserName = attributes["type"] === "user";
        // What the user called it says more than what its address resolves to.
        if (host.name === "" || (isUserName && !host.isUserName)) host.name = attributes["name"] ?? "";
        host.isUserName ||= isUserName;
        break;
      }
      case "port":
        this.protocol = portProtocolOf(attributes["protocol"] ?? "");
        this.port = Number(attributes["portid"] ?? -1);
        break;
      case "state": {
        const state = stateOf(attributes["state"] ?? "");
        if (this.protocol === null || this.port < 0) break;
        if (state === 0 || !isPort(this.port)) this.sink.fault(`line ${this.line}`, "names a port that is none");
        else host.ports.push({ protocol: this.protocol, port: this.port, state });
        break;
      }
      default:
    }
  }

  private closeHost(): void {
    const { host, sink } = this;
    this.host = null;
    this.port = -1;
    if (host === null) return;
    const place = host.address === "" ? -1 : sink.hosts.hostOf(host.address, host.name);
    if (place < 0) {
      sink.fault(`line ${host.line}`, "is a host without an address");
      return;
    }
    sink.tally.records++;
    if (host.state !== 0) sink.hosts.mark(place, host.state);
    if (host.state !== DOWN_HOST) this.listedUp++;
    for (const { protocol, port, state } of host.ports) sink.hosts.add(place, protocol, port, state);
  }
}
