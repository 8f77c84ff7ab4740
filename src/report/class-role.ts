import type { TargetClass } from "../targets/target.ts";

/** What a class counts towards, which decides its colour, pattern and letter. */
export type ClassRole = "telnet" | "iot" | "other";

const iotClasses: ReadonlySet<string> = new Set<TargetClass>([
  "iot-router",
  "iot-camera-dvr",
  "iot-android",
  "iot-other",
]);

/** What a class of targets counts towards. */
export function roleOfClass(id: string): ClassRole {
  if (id === "telnet") return "telnet";
  return iotClasses.has(id) ? "iot" : "other";
}
