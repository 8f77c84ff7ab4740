import type { ReactNode } from "react";
import { round } from "./axis.ts";
import type { ClassRole } from "../class-role.ts";

const width = 120;

interface ShareBarProps {
  share: number;
  /** The baseline's share, drawn as a mark; null for none. */
  before: number | null;
  /** The share that fills the bar. */
  longest: number;
  role: ClassRole;
}

/** A bar in a table; the number stands beside it. */
export function ShareBar({ share, before, longest, role }: ShareBarProps): ReactNode {
  const lengthOf = (part: number): number => (longest > 0 ? round((part / longest) * width) : 0);
  return (
    <svg className="bar" viewBox={`0 0 ${width} 14`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect
        className={`fill-${role} edge`}
        x="0"
        y="2"
        width={Math.max(lengthOf(share), share > 0 ? 1 : 0)}
        height="10"
      />
      {before === null ? null : <path className="mark" d={`M${lengthOf(before)} 0v14`} />}
    </svg>
  );
}
