import { join } from "node:path";
import type { HostView } from "../../src/exposure/hosts/host-view.ts";
import { readScans, type ScanInput } from "../../src/exposure/read-scans.ts";
import { ScanSink } from "../../src/exposure/scan-sink.ts";
import { SiteJudge } from "../../src/exposure/sites/site-judge.ts";
import { builtinSiteRules, type SiteRule } from "../../src/exposure/sites/site-rules.ts";
import type { SiteTable } from "../../src/exposure/sites/site-table.ts";
import { SiteTable as Table } from "../../src/exposure/sites/site-table.ts";
import { discoverInputs } from "../../src/ingest/discover.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

/** What was read of some files. */
interface ReadFiles {
  inputs: ScanInput[];
  view: HostView;
  sites: SiteTable;
  /** Every open port, as `198.51.100.7 23/tcp`, in order. */
  open: string[];
}

/** Reads files by their paths. */
export async function readPaths(paths: readonly string[], rules: readonly SiteRule[] = []): Promise<ReadFiles> {
  const sink = new ScanSink(new Table(new SiteJudge([...builtinSiteRules, ...rules])));
  const files = await discoverInputs(paths, 0);
  const inputs = await readScans(files, sink, { hash: true, maxExpansion: 1000, isStopped: () => false });
  const view = sink.hosts.view();
  const open: string[] = [];
  view.eachOpen((host, protocol, port) => open.push(`${view.textOf(host)} ${port}/${protocol}`));
  return { inputs, view, sites: sink.sites, open: open.sort() };
}

/** Reads files with this content, in the order given. */
export function readTexts(...texts: readonly (string | Uint8Array)[]): Promise<ReadFiles> {
  const files = Object.fromEntries(texts.map((text, at) => [`scan-${at}`, text]));
  const folder = scratchFolder(files);
  return readPaths(Object.keys(files).map((name) => join(folder, name)));
}

/** The XML that nmap writes of some hosts. */
export function nmapXml(hosts: string, more: { args?: string; services?: string; up?: number } = {}): string {
  const { args = "nmap -oX scan.xml 198.51.100.0/24", services = "1-65535", up } = more;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<!DOCTYPE nmaprun>`,
    `<nmaprun scanner="nmap" args="${args}" start="1500000000" version="7.94" xmloutputversion="1.05">`,
    `<scaninfo type="syn" protocol="tcp" numservices="65535" services="${services}"/>`,
    hosts,
    `<runstats><finished time="1500000100"/><hosts up="${up ?? hosts.split("<host>").length - 1}" down="0" total="1"/></runstats>`,
    `</nmaprun>`,
    ``,
  ].join("\n");
}

/** A host in that XML; ports as `23/tcp open`. */
export function nmapHost(address: string, ...ports: readonly string[]): string {
  const type = address.includes(":") ? "ipv6" : "ipv4";
  const elements = ports.map((text) => {
    const [port = "", protocol = "", state = ""] = text.split(/[/ ]/);
    return `<port protocol="${protocol}" portid="${port}"><state state="${state}" reason="x"/></port>`;
  });
  return `<host><status state="up" reason="echo-reply"/><address addr="${address}" addrtype="${type}"/><ports>${elements.join("")}</ports></host>`;
}
