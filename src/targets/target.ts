/** The 21 kinds of thing an attacker aims at. */
export const targetClasses = [
  "telnet",
  "iot-router",
  "iot-camera-dvr",
  "iot-android",
  "iot-other",
  "ics-ot",
  "remote-admin",
  "windows",
  "database",
  "web",
  "app-middleware",
  "mail",
  "file-share",
  "network-infra",
  "udp-amplification",
  "voip",
  "vpn-edge",
  "cloud-container",
  "cryptomining",
  "proxy-p2p",
  "other",
] as const;
export type TargetClass = (typeof targetClasses)[number];

export type Confidence = "high" | "medium" | "low";

/** What one protocol and port is for, and on what evidence. */
export interface Target {
  /** IANA number: 6 tcp, 17 udp. */
  protocol: number;
  port: number;
  class: TargetClass;
  confidence: Confidence;
  /** The service by its usual name. */
  service: string;
  /** Devices or software that listen there. */
  devices: string;
  /** Malware or campaigns known to aim at it; empty when none is. */
  campaigns: string;
  /** First and last year in which the row holds; null is open. A blank start means undated, not old. */
  validFrom: number | null;
  validTo: number | null;
  /** References for all of the above. */
  evidence: string[];
}
