import type { PortProtocol } from "../../exposure/hosts/endpoint.ts";
import type { SiteClass } from "../../exposure/sites/site-rules.ts";
import type { Severity } from "../../targets/severity.ts";
import type { Confidence } from "../../targets/target.ts";
import type { Interval } from "../certainty/bootstrap.ts";
import type { ReportAttacks } from "./join-denials.ts";
import type { ExposureNote } from "./notes.ts";

/** The schema that every report on exposure names; a renamed field needs a new number. */
export const exposureSchema = "fwtrend/exposure/1";

/** A part of things that were looked at. */
export interface Rate {
  count: number;
  of: number;
  /** A fraction; null where nothing was looked at. */
  rate: number | null;
  /** 95 %, by Wilson's score. */
  interval: Interval | null;
}

/** A port as the targets table knows it. */
export interface KnownPort {
  protocol: string;
  port: number;
  service: string | null;
  class: string;
  confidence: Confidence | null;
  severity: Severity;
  /** Devices that listen there, and malware known to aim at it; empty where none is known. */
  devices: string;
  campaigns: string;
}

/** The hosts of one side. */
export interface HostFigures {
  /** Hosts that answered: what rates are of. */
  scanned: number;
  /** Of these, hosts that scans count but do not list. */
  unlisted: number;
  /** Hosts that did not answer. */
  down: number;
  /** Listed hosts of which no port was seen in any state. */
  withoutPorts: number;
  /** Hosts with at least one port open without need. */
  exposed: Rate;
  openPorts: number;
  /** Open ports that are meant to be public, and those that are not. */
  publicPorts: number;
  needlessPorts: number;
  /** Ports that may be open or filtered, are filtered, or closed, as far as scans list them. */
  unsurePorts: number;
  filteredPorts: number;
  closedPorts: number;
  /** Ports seen open in one scan and filtered or closed in another: they count as open. */
  disputedPorts: number;
  /** Hosts seen again in another file. */
  repeats: number;
}

/** A port that is open without need on some hosts. */
export interface ReportExposedPort extends KnownPort {
  hosts: number;
  /** Hosts out of those scanned. */
  rate: number;
  hostsBefore: number | null;
  /** Change of the rate in percentage points. */
  points: number | null;
  /** Hosts on which it was opened, and closed, since the scan before. */
  opened: number | null;
  closed: number | null;
}

/** Hosts with something of a class open without need; a host may be in several. */
export interface ReportExposedClass {
  id: string;
  hosts: number;
  ports: number;
  rate: number;
  hostsBefore: number | null;
  points: number | null;
}

/** A network of scanned hosts: /24 of IPv4, /48 of IPv6; null for hosts known by name. */
export interface ReportExposedNetwork {
  network: string | null;
  hosts: number;
  exposed: Rate;
  exposedBefore: Rate | null;
  points: number | null;
}

export interface ReportExposedHost {
  host: string;
  name: string | null;
  /** Of its worst port. */
  severity: Severity;
  /** As `23/tcp`. */
  ports: string[];
}

/** What became of a port that was open without need on one of two scans. */
export type PortChange = "opened" | "closed" | "new-host" | "gone-host" | "not-scanned-before" | "not-scanned-now";

export interface ReportPortChange {
  host: string;
  name: string | null;
  protocol: PortProtocol;
  port: number;
  severity: Severity;
  change: PortChange;
}

/** What changed from the scan before. */
export interface ReportExposureChange {
  /** Ports by what became of them; those that stayed open are in none. */
  counts: Record<PortChange, number>;
  stayed: number;
  /** Hosts that both sides scanned, and how many of them were exposed then and are now. */
  both: { hosts: number; exposedBefore: Rate; exposed: Rate; points: number | null };
  newHosts: number;
  goneHosts: number;
  /** Opened and closed ports, the worst first. */
  list: ReportPortChange[];
  more: number;
}

export interface ReportSiteClass {
  id: SiteClass;
  sites: Rate;
  before: Rate | null;
  points: number | null;
}

export interface ReportExposedSite {
  host: string;
  found: { class: SiteClass; url: string; status: number; title: string }[];
}

/** The sites, each a host name: those that answered, and what they show without need. */
export interface ReportSites {
  answered: number;
  silent: number;
  answers: number;
  /** Sites in at least one class. */
  exposed: Rate;
  exposedBefore: Rate | null;
  points: number | null;
  /** As they come: a site may be in several. */
  classes: ReportSiteClass[];
  list: ReportExposedSite[];
  more: number;
}

/** A file that was read. */
export interface ExposureInput {
  path: string;
  side: "scan" | "before" | "denials";
  /** What wrote it, or the format of a log. */
  tool: string;
  bytes: number;
  sha256: string | null;
  records: number;
  unread: number;
  portless: number;
  /** The first records that could not be read: where, and why. */
  faults: { place: string; text: string }[];
  error: string | null;
}

/** A user's file of rows. */
export interface RowSource {
  path: string;
  sha256: string;
  rows: number;
}

/** All that fwtrend found out about what is exposed, as plain JSON. */
export interface ExposureReport {
  schema: typeof exposureSchema;
  /** True when an input was not read to its end or the run was interrupted. */
  partial: boolean;
  provenance: {
    tool: string;
    command: string[];
    /** Ports that are meant to be public everywhere, and the user's policy. */
    publicPorts: string[];
    policy: RowSource | null;
    siteRules: RowSource | null;
    targets: { version: string; sha256: string };
    inputs: ExposureInput[];
  };
  /** Null where no port scan was read. */
  hosts: (HostFigures & { before: HostFigures | null; points: number | null }) | null;
  classes: ReportExposedClass[];
  ports: ReportExposedPort[];
  networks: ReportExposedNetwork[];
  /** The worst first. */
  exposedHosts: ReportExposedHost[];
  moreExposedHosts: number;
  change: ReportExposureChange | null;
  /** Null where no list of sites was read. */
  sites: ReportSites | null;
  /** Null without denials. */
  attacks: ReportAttacks | null;
  /** What a reader has to know about these figures. */
  notes: ExposureNote[];
}
