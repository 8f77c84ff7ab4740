import type { Report } from "../analysis/report.ts";
import { formatCount } from "../report/numbers.ts";
import type { CheckedInput } from "./verify-inputs.ts";

/** Why a figure may have moved. */
export interface Reason {
  kind:
    | "tool"
    | "targets"
    | "input"
    | "year"
    | "known-scanners"
    | "formats"
    | "home"
    | "policy"
    | "partial"
    | "not-repeated"
    | "unknown";
  text: string;
}

const shownHash = 12;

/** What differs between a report and the same command run again, beside its figures: from which these follow. */
export function findReasons(report: Report, again: Report, inputs: readonly CheckedInput[]): Reason[] {
  const [was, is] = [report.provenance, again.provenance];
  const reasons: Reason[] = [];
  if (was.tool !== is.tool) reasons.push({ kind: "tool", text: `the report is by ${was.tool}, this is ${is.tool}` });
  if (was.targets.sha256 !== is.targets.sha256) {
    const tables = [was, is].map(({ targets }) => `${targets.version} (sha256 ${shorten(targets.sha256)})`);
    reasons.push({ kind: "targets", text: `the table of targets is another one: ${tables.join(", then ")}` });
  }
  reasons.push(...inputs.flatMap(reasonOfInput));
  if (JSON.stringify(was.counted?.home) !== JSON.stringify(is.counted.home)) {
    reasons.push({ kind: "home", text: "the own networks are others: a file of --home changed" });
  }
  const formats = was.counted?.ownFormats;
  if (formats && formats.sha256 !== is.counted.ownFormats?.sha256) {
    reasons.push({ kind: "formats", text: `${formats.path}: the formats of --formats changed` });
  }
  for (const [at, list] of (was.counted?.knownScanners ?? []).entries()) {
    if (list.sha256 === is.counted.knownScanners[at]?.sha256) continue;
    reasons.push({ kind: "known-scanners", text: `${list.path}: the list of known scanners changed` });
  }
  for (const [name, what] of [
    ["policy", "the policy of --exposure-policy"],
    ["siteRules", "the rules of --exposure-site-rules"],
  ] as const) {
    const file = report.exposure?.provenance[name];
    if (!file || file.sha256 === again.exposure?.provenance[name]?.sha256) continue;
    reasons.push({ kind: "policy", text: `${file.path}: ${what} changed` });
  }
  return reasons;
}

/** What is to be said of an input; nothing of one that is the same. */
export function reasonOfInput({ path, state, was, is }: CheckedInput): Reason[] {
  const years: Reason[] = [];
  if (was !== null && is !== null && (was.baseYear ?? 0) !== is.baseYear && was.baseYear !== undefined) {
    const text = `${path}: its first stamp without a year was of ${was.baseYear}, now of ${is.baseYear}; its file time changed`;
    years.push({ kind: "year", text: `${text}, --year would say` });
  }
  const say = (text: string): Reason[] => [{ kind: "input", text: `${path}: ${text}` }, ...years];
  if (state === "same") return years;
  if (state === "changed" && is !== null) {
    return say(`its bytes changed (${describeBytes(was)}, then ${describeBytes(is)})`);
  }
  return say(stateTexts[state]);
}

const stateTexts: Readonly<Record<Exclude<CheckedInput["state"], "same">, string>> = {
  changed: "its bytes changed",
  missing: "is missing",
  more: "is one more input",
  stream: "standard input cannot be read again",
  unread: "was not read whole, so its bytes cannot be held against those of then",
};

function describeBytes(input: CheckedInput["was"]): string {
  if (input === null) return "";
  return `${formatCount(input.bytes)} bytes, sha256 ${shorten(input.sha256 ?? "")}`;
}

function shorten(sha256: string): string {
  return sha256.length > shownHash ? `${sha256.slice(0, shownHash)}…` : sha256;
}
