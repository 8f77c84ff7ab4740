import type { ReactNode } from "react";
import type { ClassRole } from "../class-role.ts";

const letters: Record<ClassRole, string> = { telnet: "T", iot: "I", other: "" };

/** A square in a class's colour and pattern, with its letter, so that it can be told in black and white. */
export function Swatch({ role }: { role: ClassRole }): ReactNode {
  return (
    <svg className="swatch" width="16" height="16" aria-hidden="true" focusable="false">
      <rect
        className={role === "iot" ? "fill-iot-plain" : `fill-${role}`}
        x="0.5"
        y="0.5"
        width="15"
        height="15"
        rx="2"
      />
      {letters[role] === "" ? null : (
        <text className="swatch-letter" x="8" y="12" textAnchor="middle">
          {letters[role]}
        </text>
      )}
    </svg>
  );
}
