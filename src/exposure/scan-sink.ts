import { HostTable } from "./hosts/host-table.ts";
import { SiteTable } from "./sites/site-table.ts";

/** A record that could not be read. */
export interface ScanFault {
  /** As in `line 12`. */
  place: string;
  /** What is wrong, in plain words. */
  text: string;
}

/** What was found in one file. */
export interface ScanTally {
  /** What wrote the file, as far as it tells: `nmap`, `masscan` … */
  tool: string;
  /** Hosts, lines or JSON objects that were read. */
  records: number;
  /** Those that could not be. */
  unread: number;
  /** Those that tell no port, and no answer of a site either. */
  portless: number;
  /** True where records of JSON are about ports, not about web sites alone. */
  hasHosts: boolean;
  /** True where the tool lists hosts with an open port only. */
  listsOpenOnly: boolean;
  /** The first of what is wrong with records. */
  faults: ScanFault[];
  /** Where the file ends though the scan does not, as in `line 12`; null for a whole one. */
  cutAt: string | null;
}

/** So many faults of a file are told; the others are counted. */
const toldFaults = 3;

/** Takes what readers find: hosts and sites of all files of one side, and what is told of the file being read. */
export class ScanSink {
  readonly hosts = new HostTable();
  readonly sites: SiteTable;
  tally: ScanTally = newTally();

  constructor(sites: SiteTable) {
    this.sites = sites;
  }

  /** Says that what follows is of another file. */
  beginFile(): void {
    this.tally = newTally();
    this.hosts.beginFile();
  }

  /** Counts a record that could not be read. */
  fault(place: string, text: string): void {
    this.tally.unread++;
    if (this.tally.faults.length < toldFaults) this.tally.faults.push({ place, text });
  }
}

function newTally(): ScanTally {
  return {
    tool: "",
    records: 0,
    unread: 0,
    portless: 0,
    hasHosts: false,
    listsOpenOnly: false,
    faults: [],
    cutAt: null,
  };
}
