import type { Register } from "./format.ts";

/** Keys of the Common Event Format that say the same in all products: ArcSight's dictionary of extensions. */
export const cefFields: Readonly<Record<string, Register>> = {
  rt: "stamp",
  act: "action",
  proto: "protocol",
  src: "source",
  spt: "sourcePort",
  dst: "destination",
  dpt: "destinationPort",
};

/** What a line of those has when nothing more is wanted of it. */
export const cefEnough: readonly Register[] = [
  "stamp",
  "device",
  "action",
  "protocol",
  "source",
  "sourcePort",
  "destination",
  "destinationPort",
];
