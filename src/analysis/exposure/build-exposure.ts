import type { HostView } from "../../exposure/hosts/host-view.ts";
import { protocolNumbers } from "../../exposure/hosts/endpoint.ts";
import type { Policy } from "../../exposure/policy/policy.ts";
import type { SiteTable } from "../../exposure/sites/site-table.ts";
import { severities } from "../../targets/severity.ts";
import type { TargetTable } from "../../targets/target-table.ts";
import { type AttackCounts, type Attacks, measureAttacks, type TrendSpans } from "./attacks.ts";
import { compareScans, type ScanComparison } from "./compare-scans.ts";
import {
  type ExposureReport,
  exposureSchema,
  type ReportExposedClass,
  type ReportExposedHost,
  type ReportExposedNetwork,
  type ReportExposedPort,
} from "./exposure-report.ts";
import { joinDenials } from "./join-denials.ts";
import { describePort } from "./known-port.ts";
import { type HostMeasures, measureHosts, portOfCode } from "./measure-hosts.ts";
import { listNotes, type NoteSource } from "./notes.ts";
import { pointsBetween, rateOf } from "./rate.ts";
import { reportSites } from "./report-sites.ts";

/** Hosts and sites of one side, once all files are read. */
export interface ScannedSide {
  hosts: HostView;
  sites: SiteTable;
}

/** All that a report on exposure is made of. */
export interface ExposureSource {
  now: ScannedSide;
  /** Null without a scan before. */
  before: ScannedSide | null;
  policy: Policy;
  targets: TargetTable;
  /** What was denied, wherever it is kept, and the spans that a trend is told by, null for halves; null without denials. */
  denials: { counts: AttackCounts; spans: TrendSpans | null } | null;
  /** Of the scan's own inputs. */
  inputs: NoteSource["inputs"];
  partial: boolean;
  provenance: ExposureReport["provenance"];
}

/** So many hosts are listed; all are counted. */
const listedHosts = 10_000;

/** The report on what is exposed without need. The same input gives the same report. */
export function buildExposure({ denials, partial, provenance, ...source }: ExposureSource): ExposureReport {
  const attacks = denials && measureAttacks(denials.counts, denials.spans);
  return measureExposure(source)(attacks, { partial, provenance });
}

/** The report with attacks joined; null for none. */
export type JoinAttacks = (
  attacks: Attacks | null,
  told: Pick<ExposureSource, "partial" | "provenance">,
) => ExposureReport;

/** Measures what scans found, once for all attacks that it is to be joined with. */
export function measureExposure(source: Omit<ExposureSource, "denials" | "partial" | "provenance">): JoinAttacks {
  const { policy, targets, before, now } = source;
  const hasHosts = now.hosts.length > 0 || now.hosts.unlisted > 0;
  const measures = measureHosts(now.hosts, policy, targets);
  const isCompared = hasHosts && before !== null && before.hosts.length > 0;
  const earlier = isCompared ? measureHosts(before.hosts, policy, targets) : null;
  const comparison = earlier && compareScans(earlier, measures, targets);
  const sites = reportSites(now.sites, before?.sites ?? null);
  const counts = comparison?.change.counts;
  const { figures } = measures;
  const measured = {
    hosts: hasHosts
      ? {
          ...figures,
          before: earlier?.figures ?? null,
          points: pointsBetween(earlier?.figures.exposed.rate, figures.exposed.rate),
        }
      : null,
    classes: listClasses(measures, earlier),
    ports: listPorts(measures, earlier, comparison, targets),
    networks: listNetworks(measures, earlier),
    ...listHosts(measures),
    change: comparison?.change ?? null,
    sites,
  };
  return (denied, { partial, provenance }) => {
    const attacks = hasHosts ? denied : null;
    return {
      schema: exposureSchema,
      partial,
      provenance,
      ...measured,
      attacks: attacks && joinDenials(measures, comparison?.opened ?? null, attacks, targets),
      notes: listNotes({
        hosts: hasHosts ? figures : null,
        inputs: source.inputs,
        silentSites: sites?.silent ?? 0,
        notScanned: counts === undefined ? 0 : counts["not-scanned-before"] + counts["not-scanned-now"],
        attacks,
      }),
    };
  };
}

function share(count: number, of: number): number {
  return of === 0 ? 0 : count / of;
}

function listClasses(now: HostMeasures, before: HostMeasures | null): ReportExposedClass[] {
  const ids = new Set([...now.classes.keys(), ...(before?.classes.keys() ?? [])]);
  return [...ids]
    .map((id): ReportExposedClass => {
      const { hosts, ports } = now.classes.get(id) ?? { hosts: 0, ports: 0 };
      const rate = share(hosts, now.figures.scanned);
      const hostsBefore = before && (before.classes.get(id)?.hosts ?? 0);
      return { id, hosts, ports, rate, hostsBefore, points: pointsFrom(before, hostsBefore, rate) };
    })
    .sort((a, b) => b.hosts - a.hosts || b.ports - a.ports || (a.id < b.id ? -1 : 1));
}

function listPorts(
  now: HostMeasures,
  before: HostMeasures | null,
  comparison: ScanComparison | null,
  targets: TargetTable,
): ReportExposedPort[] {
  const codes = new Set([...now.ports.keys(), ...(before?.ports.keys() ?? [])]);
  return [...codes]
    .map((code): ReportExposedPort => {
      const { protocol, port } = portOfCode(code);
      const hosts = now.ports.get(code)?.hosts ?? 0;
      const rate = share(hosts, now.figures.scanned);
      const hostsBefore = before && (before.ports.get(code)?.hosts ?? 0);
      return {
        ...describePort(targets, protocolNumbers[protocol], protocol, port),
        hosts,
        rate,
        hostsBefore,
        points: pointsFrom(before, hostsBefore, rate),
        opened: comparison && (comparison.opened.get(code) ?? 0),
        closed: comparison && (comparison.closed.get(code) ?? 0),
      };
    })
    .sort((a, b) => b.hosts - a.hosts || a.port - b.port || (a.protocol < b.protocol ? -1 : 1));
}

function pointsFrom(before: HostMeasures | null, hostsBefore: number | null, rate: number): number | null {
  if (before === null || hostsBefore === null || before.figures.scanned === 0) return null;
  return (rate - hostsBefore / before.figures.scanned) * 100;
}

function listNetworks(now: HostMeasures, before: HostMeasures | null): ReportExposedNetwork[] {
  return [...now.networks]
    .map(([network, { hosts, exposed }]): ReportExposedNetwork => {
      const earlier = before?.networks.get(network) ?? null;
      const rate = rateOf(exposed, hosts);
      const exposedBefore = earlier && rateOf(earlier.exposed, earlier.hosts);
      const points = pointsBetween(exposedBefore?.rate, rate.rate);
      return { network, hosts, exposed: rate, exposedBefore, points };
    })
    .sort((a, b) => b.exposed.count - a.exposed.count || b.hosts - a.hosts || compareTexts(a.network, b.network));
}

function compareTexts(one: string | null, other: string | null): number {
  return (one ?? "") < (other ?? "") ? -1 : 1;
}

function listHosts({
  view,
  worst,
  needlessHosts,
  needlessCodes,
}: HostMeasures): Pick<ExposureReport, "exposedHosts" | "moreExposedHosts"> {
  const counts = new Uint32Array(view.length);
  for (const host of needlessHosts) counts[host]!++;
  const exposed = worst.reduce((sum, severity) => sum + Number(severity !== 0), 0);
  const order = new Int32Array(exposed);
  let last = 0;
  for (const [host, severity] of worst.entries()) if (severity !== 0) order[last++] = host;
  order.sort((a, b) => worst[a]! - worst[b]! || counts[b]! - counts[a]! || a - b);
  // Texts are made of those listed alone: there may be millions of ports.
  const portsOf = new Map<number, string[]>(Array.from(order.subarray(0, listedHosts), (host) => [host, []]));
  for (const [at, host] of needlessHosts.entries()) {
    const { protocol, port } = portOfCode(needlessCodes[at]!);
    portsOf.get(host)?.push(`${port}/${protocol}`);
  }
  const exposedHosts = Array.from(portsOf, ([host, ports]): ReportExposedHost => ({
    host: view.textOf(host),
    name: view.nameOf(host),
    severity: severities[worst[host]! - 1]!,
    ports,
  }));
  return { exposedHosts, moreExposedHosts: order.length - exposedHosts.length };
}
