import type { CountRow } from "../../support/counts.ts";

/** How many ports a source tried on how many hosts, each port on each host. */
export interface Tries {
  source: string;
  /** Undated where it is left out. */
  day?: number;
  /** Counted up from `fromPort`. */
  ports?: number;
  fromPort?: number;
  /** Counted up from 203.0.113.1. */
  hosts?: number;
  protocol?: number;
  /** Of each contact; 1 where it is left out. */
  denials?: number;
}

/** One row for each contact. */
export function rowsOf({
  source,
  day,
  ports = 1,
  fromPort = 1000,
  hosts = 1,
  protocol,
  denials = 1,
}: Tries): CountRow[] {
  const rows: CountRow[] = [];
  for (let port = 0; port < ports; port++) {
    for (let host = 0; host < hosts; host++) {
      rows.push({
        ...(day === undefined ? {} : { day }),
        ...(protocol === undefined ? {} : { protocol }),
        port: fromPort + port,
        sources: [source],
        destination: hostName(host),
        denials,
      });
    }
  }
  return rows;
}

/** The address of a host by its number from 0: 203.0.113.1 and on. */
export function hostName(host: number): string {
  const place = (113 << 8) + 1 + host;
  return `203.${place >>> 16}.${(place >>> 8) & 255}.${place & 255}`;
}
