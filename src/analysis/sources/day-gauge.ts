import { portOf } from "../../rollup/cells.ts";
import type { ContactView } from "../../rollup/counts.ts";
import { WordSums } from "./word-sums.ts";

const firstCapacity = 1 << 10;

/** Measures how widely one source tried on one day. Contacts without a port or a destination make none. */
export class DayGauge {
  /** Distinct ports, by protocol and number. */
  ports = 0;
  /** Distinct ports on the one host that was tried at most of them. */
  portsOnHost = 0;
  /** Distinct hosts at the one port that was tried on most of them. */
  hostsOnPort = 0;
  private targetHosts = new Int32Array(firstCapacity);
  private targetPorts = new Int32Array(firstCapacity);
  private readonly hostsByPort = new WordSums();

  /** Measures the entries of a view from one to before another, which must be of one source and day, in any order. */
  measure(view: ContactView, from: number, to: number): void {
    const count = this.load(view, from, to);
    const { targetHosts, targetPorts, hostsByPort } = this;
    hostsByPort.clear();
    let ports = 0;
    let most = 0;
    let mostHosts = 0;
    for (let i = 0; i < count; i++) {
      const host = targetHosts[i]!;
      if (host === 0) {
        hostsByPort.add(targetPorts[i]!, 0);
        continue;
      }
      ports = i > 0 && host === targetHosts[i - 1] ? ports + 1 : 1;
      if (ports > most) most = ports;
      const hosts = hostsByPort.add(targetPorts[i]!, 1);
      if (hosts > mostHosts) mostHosts = hosts;
    }
    this.ports = hostsByPort.size;
    this.portsOnHost = most;
    this.hostsOnPort = mostHosts;
  }

  /** Takes what has a port, by host, then port, each pair once; returns how many pairs there are. */
  private load({ destinations, ports }: ContactView, from: number, to: number): number {
    if (to - from > this.targetHosts.length) {
      this.targetHosts = new Int32Array((to - from) * 2);
      this.targetPorts = new Int32Array((to - from) * 2);
    }
    const { targetHosts, targetPorts } = this;
    let count = 0;
    let isInOrder = true;
    let lastHost = -Infinity;
    let lastPort = -Infinity;
    for (let i = from; i < to; i++) {
      const port = ports[i]!;
      if (portOf(port) < 0) continue;
      const host = destinations[i]!;
      if (host < lastHost || (host === lastHost && port <= lastPort)) isInOrder = false;
      targetHosts[count] = lastHost = host;
      targetPorts[count++] = lastPort = port;
    }
    return isInOrder ? count : this.putInOrder(count);
  }

  private putInOrder(count: number): number {
    const hosts = this.targetHosts.slice(0, count);
    const ports = this.targetPorts.slice(0, count);
    const order = Int32Array.from(hosts.keys()).sort((a, b) => hosts[a]! - hosts[b]! || ports[a]! - ports[b]!);
    let kept = 0;
    for (const i of order) {
      const isTwice = kept > 0 && this.targetHosts[kept - 1] === hosts[i] && this.targetPorts[kept - 1] === ports[i];
      if (isTwice) continue;
      this.targetHosts[kept] = hosts[i]!;
      this.targetPorts[kept++] = ports[i]!;
    }
    return kept;
  }
}
