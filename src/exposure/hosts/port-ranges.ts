import { portProtocols, type PortProtocol } from "./endpoint.ts";

/** Which ports the scans of one side looked at, where all of them say so. */
export class PortRanges {
  private readonly looked: Readonly<Record<PortProtocol, Uint8Array>> = { tcp: blank(), udp: blank(), sctp: blank() };
  private files = 0;
  private tellingFiles = 0;

  /** Counts a scan file; one that does not tell its ports may have looked at any. */
  addFile(tells: boolean): void {
    this.files++;
    if (tells) this.tellingFiles++;
  }

  /** Adds ports as scanners write them: `1-1024,3306,8000-8100`. False where the text is no such list. */
  add(protocol: PortProtocol, list: string): boolean {
    if (list.trim() === "") return true;
    for (const part of list.split(",")) {
      const [, first = "", last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part.trim()) ?? [];
      if (first === "" || Number(last) > 65_535) return false;
      this.looked[protocol].fill(1, Number(first), Number(last) + 1);
    }
    return true;
  }

  /** True unless every scan told its ports and none of them looked at this one. */
  mayHaveLookedAt(protocol: PortProtocol, port: number): boolean {
    if (this.files === 0 || this.tellingFiles < this.files) return true;
    return this.looked[protocol][port] === 1;
  }
}

/** The protocol of a scanner's word; null for one without ports. */
export function portProtocolOf(word: string): PortProtocol | null {
  const lower = word.toLowerCase();
  if (lower === "quic") return "udp";
  return portProtocols.find((one) => one === lower) ?? null;
}

function blank(): Uint8Array {
  return new Uint8Array(65_536);
}
