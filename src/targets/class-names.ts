import { targetClasses } from "./target.ts";
import type { Confidence, TargetClass } from "./target.ts";

const classes = new Map<string, TargetClass>(targetClasses.map((name) => [name, name]));
const confidences = new Map<string, Confidence>([
  ["high", "high"],
  ["medium", "medium"],
  ["low", "low"],
]);

/** The class of this name, in any case; null when there is none. */
export function findClass(name: string): TargetClass | null {
  return classes.get(name.toLowerCase()) ?? null;
}

/** The confidence of this name, in any case; null when there is none. */
export function findConfidence(name: string): Confidence | null {
  return confidences.get(name.toLowerCase()) ?? null;
}
