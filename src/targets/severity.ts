import type { Target, TargetClass } from "./target.ts";

/** How bad it is that a port is open to everybody, the worst first. */
export const severities = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof severities)[number];

/** Devices that nobody looks after: what takes them over needs nobody either. */
const unattended: ReadonlySet<TargetClass> = new Set([
  "telnet",
  "iot-router",
  "iot-camera-dvr",
  "iot-android",
  "iot-other",
]);

/** What gives away a machine, a plant or its data as soon as a password or a patch is missing. */
const grave: ReadonlySet<TargetClass> = new Set([
  ...unattended,
  "ics-ot",
  "remote-admin",
  "windows",
  "database",
  "cloud-container",
]);

/** What is often public on purpose, only on other ports. */
const usual: ReadonlySet<TargetClass> = new Set(["web", "mail", "other"]);

/**
 * How bad it is that a port of this row is open without need. Critical: devices of the IoT, telnet included, where the
 * row is sure and names a campaign, so that malware is known to take them over by itself. High: those devices otherwise,
 * and control systems, remote administration, Windows, databases and containers, unless the row is of low confidence.
 * Low: the web, mail and what no row is about, unless a campaign is named. Medium is the rest.
 */
export function severityOf(target: Target | null): Severity {
  if (target === null) return "low";
  const { class: id, confidence, campaigns } = target;
  if (unattended.has(id) && confidence === "high" && campaigns !== "") return "critical";
  if (grave.has(id)) return confidence === "low" ? "medium" : "high";
  return usual.has(id) && campaigns === "" ? "low" : "medium";
}
