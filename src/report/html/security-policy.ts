import { createHash } from "node:crypto";

/** A content security policy that allows one style sheet, told by its hash, and nothing else. */
export function writePolicy(styleSheet: string): string {
  const hash = createHash("sha256").update(styleSheet).digest("base64");
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}
