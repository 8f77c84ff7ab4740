import { createWeightedPick } from "./random.ts";

/** The five sites, each with one firewall of another make. */
export type SiteName = "tokyo" | "osaka" | "nagoya" | "sendai" | "fukuoka";

/** One site: its share of the denials and its own addresses. */
export interface Site {
  name: SiteName;
  device: string;
  share: number;
  /** The first three numbers of its IPv4 addresses, and the last number of its first host. */
  network: string;
  firstHost: number;
  /** Its stamps carry a zone, so its lines keep a day away from both ends of the fiscal year. */
  zoned: boolean;
}

/** Hosts of each site. */
export const hostsPerSite = 64;

/** All sites, the busiest first. */
export const sites: readonly Site[] = [
  { name: "tokyo", device: "fw-tokyo-1", share: 38, network: "203.0.113", firstHost: 10, zoned: false },
  { name: "osaka", device: "fw-osaka-1", share: 25, network: "203.0.113", firstHost: 138, zoned: false },
  { name: "nagoya", device: "fw-nagoya-1", share: 22, network: "198.51.100", firstHost: 10, zoned: true },
  { name: "sendai", device: "fw-sendai-1", share: 8, network: "198.51.100", firstHost: 138, zoned: true },
  { name: "fukuoka", device: "fw-fukuoka-1", share: 7, network: "192.0.2", firstHost: 10, zoned: true },
];

/** Draws the index of a site by share. */
export const drawSiteIndex = createWeightedPick(sites.map((site) => site.share));

/** The site of a name. */
export function siteNamed(name: SiteName): Site {
  return sites.find((site) => site.name === name) as Site;
}

/** An IPv4 address of a site's host, counted from 0. */
export function hostAddress(site: Site, host: number): string {
  return `${site.network}.${site.firstHost + host}`;
}

/** An IPv6 address of a host at the one site that has IPv6. */
export function hostAddress6(host: number): string {
  return `2001:db8:20:1::${(0x10 + host).toString(16)}`;
}

/** Whether an address is one of the firewall itself: the first hosts of a site are. */
export function isFirewallAddress(site: Site, address: string): boolean {
  return [0, 1, 2, 3, 4].some((host) => hostAddress(site, host) === address);
}
