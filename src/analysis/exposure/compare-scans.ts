import { severities } from "../../targets/severity.ts";
import type { TargetTable } from "../../targets/target-table.ts";
import type { PortChange, ReportExposureChange, ReportPortChange } from "./exposure-report.ts";
import { type HostMeasures, portOfCode, severityAt } from "./measure-hosts.ts";
import { pointsBetween, rateOf } from "./rate.ts";

/** So many changed ports are listed; all are counted. */
const listedChanges = 10_000;

/** What changed, and by port on how many hosts it was opened and closed. */
export interface ScanComparison {
  change: ReportExposureChange;
  opened: ReadonlyMap<number, number>;
  closed: ReadonlyMap<number, number>;
}

interface ChangedPort {
  side: HostMeasures;
  host: number;
  code: number;
  change: PortChange;
}

/**
 * Compares two scans. A port counts as opened or closed only where both scans looked at it: a host that one side lacks,
 * or a port that its scans did not look at, is told apart.
 */
export function compareScans(before: HostMeasures, now: HostMeasures, targets: TargetTable): ScanComparison {
  const changed = [...findChanged(now, before, "new"), ...findChanged(before, now, "gone")];
  const counts: Record<PortChange, number> = {
    opened: 0,
    closed: 0,
    "new-host": 0,
    "gone-host": 0,
    "not-scanned-before": 0,
    "not-scanned-now": 0,
  };
  const [opened, closed] = [new Map<number, number>(), new Map<number, number>()];
  for (const { code, change } of changed) {
    counts[change]++;
    if (change === "opened") opened.set(code, (opened.get(code) ?? 0) + 1);
    if (change === "closed") closed.set(code, (closed.get(code) ?? 0) + 1);
  }
  const ofNow = now.needlessCodes.length - counts.opened - counts["new-host"] - counts["not-scanned-before"];
  const listed = changed
    .filter(({ change }) => change === "opened" || change === "closed")
    .map((one) => ({ ...one, severity: severityOf(one, targets) }))
    .sort(
      (a, b) =>
        Number(a.change === "closed") - Number(b.change === "closed") || a.severity - b.severity || a.code - b.code,
    );
  const list = listed.slice(0, listedChanges).map(({ side, host, code, change, severity }): ReportPortChange => ({
    host: side.view.textOf(host),
    name: side.view.nameOf(host),
    ...portOfCode(code),
    severity: severities[severity]!,
    change,
  }));
  return {
    change: { counts, stayed: ofNow, ...compareHosts(before, now), list, more: listed.length - list.length },
    opened,
    closed,
  };
}

function severityOf({ code }: ChangedPort, targets: TargetTable): number {
  const { protocol, port } = portOfCode(code);
  return severityAt(targets, protocol, port);
}

/** The needless ports of a side that are not open on the other one. */
function findChanged(side: HostMeasures, other: HostMeasures, direction: "new" | "gone"): ChangedPort[] {
  const openThere = new Set<number>();
  other.view.eachOpen((host, protocol, port) => openThere.add(idOf(host, protocol, port)));
  const changed: ChangedPort[] = [];
  const isNew = direction === "new";
  for (const [at, code] of side.needlessCodes.entries()) {
    const host = side.needlessHosts[at]!;
    const there = other.view.find(side.view.keyOf(host));
    const { protocol, port } = portOfCode(code);
    if (there >= 0 && openThere.has(idOf(there, protocol, port))) continue;
    const isScannedThere = there >= 0 && other.view.isScanned(there);
    const change: PortChange = !isScannedThere
      ? isNew
        ? "new-host"
        : "gone-host"
      : other.view.ranges.mayHaveLookedAt(protocol, port)
        ? isNew
          ? "opened"
          : "closed"
        : isNew
          ? "not-scanned-before"
          : "not-scanned-now";
    changed.push({ side, host, code, change });
  }
  return changed;
}

function idOf(host: number, protocol: string, port: number): number {
  const code = protocol === "tcp" ? 0 : protocol === "udp" ? 1 : 2;
  return (host * 4 + code) * 65_536 + port;
}

function compareHosts(
  before: HostMeasures,
  now: HostMeasures,
): Pick<ReportExposureChange, "both" | "newHosts" | "goneHosts"> {
  let [hosts, exposedBefore, exposed, scannedNow, scannedBefore] = [0, 0, 0, 0, 0];
  for (let host = 0; host < now.view.length; host++) {
    if (!now.view.isScanned(host)) continue;
    scannedNow++;
    const there = before.view.find(now.view.keyOf(host));
    if (there < 0 || !before.view.isScanned(there)) continue;
    hosts++;
    if (now.worst[host] !== 0) exposed++;
    if (before.worst[there] !== 0) exposedBefore++;
  }
  for (let host = 0; host < before.view.length; host++) if (before.view.isScanned(host)) scannedBefore++;
  const both = { hosts, exposedBefore: rateOf(exposedBefore, hosts), exposed: rateOf(exposed, hosts) };
  return {
    both: { ...both, points: pointsBetween(both.exposedBefore.rate, both.exposed.rate) },
    newHosts: scannedNow - hosts,
    goneHosts: scannedBefore - hosts,
  };
}
