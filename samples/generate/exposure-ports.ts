/** A port that is open without need, on how many hosts at the end of FY2016 and of FY2017. */
export interface PlantedExposure {
  port: number;
  protocol: "tcp" | "udp";
  service: string;
  before: number;
  now: number;
  /** True where it is open on hosts that have another needless port as well, both times. */
  beside?: true;
}

/** Hosts that were scanned both times. */
export const scannedHosts = 923;

/** All needless ports. Those that are not beside others add up to the exposed hosts: 253 before, 230 now. */
export const plantedExposures: readonly PlantedExposure[] = [
  { port: 22, protocol: "tcp", service: "ssh", before: 66, now: 64 },
  { port: 8080, protocol: "tcp", service: "http-proxy", before: 33, now: 34, beside: true },
  { port: 21, protocol: "tcp", service: "ftp", before: 36, now: 30 },
  { port: 3389, protocol: "tcp", service: "ms-wbt-server", before: 22, now: 26, beside: true },
  { port: 23, protocol: "tcp", service: "telnet", before: 34, now: 21 },
  { port: 8443, protocol: "tcp", service: "https-alt", before: 17, now: 19 },
  { port: 161, protocol: "udp", service: "snmp", before: 18, now: 15 },
  { port: 110, protocol: "tcp", service: "pop3", before: 17, now: 14 },
  { port: 3306, protocol: "tcp", service: "mysql", before: 10, now: 12 },
  { port: 5900, protocol: "tcp", service: "vnc", before: 9, now: 10 },
  { port: 143, protocol: "tcp", service: "imap", before: 12, now: 10 },
  { port: 111, protocol: "tcp", service: "rpcbind", before: 9, now: 8 },
  { port: 10000, protocol: "tcp", service: "snet-sensor-mgmt", before: 7, now: 8 },
  { port: 123, protocol: "udp", service: "ntp", before: 9, now: 7 },
  { port: 52869, protocol: "tcp", service: "unknown", before: 4, now: 6 },
  { port: 8291, protocol: "tcp", service: "unknown", before: 2, now: 5, beside: true },
  { port: 6379, protocol: "tcp", service: "redis", before: 3, now: 4 },
  { port: 502, protocol: "tcp", service: "mbap", before: 2, now: 2 },
];
