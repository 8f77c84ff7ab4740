import type { GroupId, Report } from "../analysis/report.ts";
import { UserError } from "../errors.ts";
import { formatCount } from "../report/numbers.ts";
import { protocolName, protocolWords } from "../scan/protocols.ts";
import { quoteText } from "../targets/clean-text.ts";
import { findClass } from "../targets/class-names.ts";
import { targetClasses } from "../targets/target.ts";
import { didYouMean } from "./did-you-mean.ts";
import { type Figure, figuresOf, isShare, measure, needsBaseline, type Subject } from "./fail-on-figures.ts";

export type Comparison = ">" | ">=" | "<" | "<=" | "==" | "!=";

/** A condition under which a run fails. */
export interface FailCondition {
  /** As it is printed: of known names and plain numbers only, so safe to print. */
  text: string;
  subject: Subject;
  figure: Figure;
  comparison: Comparison;
  /** What the figure is compared with; a share is a fraction, however it was written. */
  value: number;
  /** True when the share was written in percent, and is told so. */
  isPercent: boolean;
}

/** How a condition came out. */
export interface FailOutcome {
  condition: FailCondition;
  holds: boolean;
  /** The figure, unrounded; null where it could not be told, and then the condition does not hold. */
  value: number | null;
  /** Why there is no value; null where there is one. */
  reason: string | null;
  /** All of this as one line, safe to print. */
  line: string;
}

const groupIds: readonly GroupId[] = ["telnet", "iot", "iot-other", "other"];
const comparisons: readonly Comparison[] = [">=", "<=", "==", "!=", ">", "<"];
/** Enough for a fraction in full; the number is printed as it was written. */
const longestNumber = 30;
/** Signs of other languages, with the one that is meant. */
const signs: Readonly<Record<string, Comparison>> = { "=": "==", "=>": ">=", "=<": "<=", "<>": "!=", "===": "==" };
const protocols = new Map(protocolWords);

const example = "write ID.FIGURE, a comparison and a number, as in 'iot.share>0.4'";
const ids =
  "ids are telnet, iot, iot-other, other, the classes of fwtrend targets, totals, and ports such as port:23/tcp";

/**
 * Reads the expressions of `--fail-on`: `iot.share>0.4`, `telnet.points>=5`, `iot-router.denials>1000`,
 * `totals.denials>1e6`, `port:23/tcp.share>30%`. An id that is the name of a group and of a class, as `iot-other`, is the
 * group; `class:iot-other` is the class. Ids, figures and protocols may be in either case.
 * @param isCompared whether the report will have a baseline; without one, figures that need it are faults.
 * @throws UserError for the first expression that is none.
 */
export function parseFailOn(expressions: readonly string[], isCompared: boolean): FailCondition[] {
  return expressions.map((expression) => parseCondition(expression, isCompared));
}

function parseCondition(expression: string, isCompared: boolean): FailCondition {
  const fail = (what: string, hint: string): never => {
    throw new UserError(`--fail-on ${quoteText(expression)}: ${what}`, { hint });
  };
  const at = expression.search(/[<>=!]/);
  if (at < 0) fail("compares with nothing", `${example}, in quotation marks, because > means something to the shell`);
  const [sign = ""] = /^[<>=!]+/.exec(expression.slice(at)) ?? [];
  const comparison = comparisons.find((one) => one === sign);
  if (comparison === undefined) {
    const meant = signs[sign];
    return fail(
      `${quoteText(sign)} is no comparison`,
      meant === undefined ? "use >, >=, <, <=, == or !=" : `did you mean ${meant}?`,
    );
  }
  const left = expression.slice(0, at).trim();
  const dot = left.lastIndexOf(".");
  const subject = readSubject(dot < 0 ? left : left.slice(0, dot), fail);
  const figure = readFigure(dot < 0 ? "" : left.slice(dot + 1), subject, fail);
  if (needsBaseline(figure) && !isCompared) {
    fail(
      `${figure} needs a baseline, and there is none`,
      "use fwtrend compare, or a figure of one period such as share",
    );
  }
  const right = expression.slice(at + sign.length).trim();
  const value = readValue(right, figure, fail);
  const text = `${subjectText(subject)}.${figure} ${comparison} ${right}`;
  return { text, subject, figure, comparison, value, isPercent: right.endsWith("%") };
}

type Fail = (what: string, hint: string) => never;

function readSubject(text: string, fail: Fail): Subject {
  const [, kind, name = ""] = /^(?:(class|port):)?([^]*)$/i.exec(text) ?? [];
  const lower = name.toLowerCase();
  if (kind?.toLowerCase() === "port") return readPort(name, fail);
  const group = groupIds.find((id) => id === lower);
  if (kind === undefined && group !== undefined) return { kind: "group", id: group };
  if (kind === undefined && lower === "totals") return { kind: "totals" };
  const id = findClass(lower);
  if (id !== null) return { kind: "class", id };
  const names = kind === undefined ? [...new Set([...groupIds, "totals", ...targetClasses])] : targetClasses;
  const hint = kind === undefined ? ids : "fwtrend targets lists the classes";
  return fail(`${quoteText(name)} is no ${kind === undefined ? "id" : "class"}`, didYouMean(name, names, hint));
}

function readPort(text: string, fail: Fail): Subject {
  const [, digits, name = ""] = /^(\d{1,5})\/([^]*)$/.exec(text) ?? [];
  if (digits === undefined || Number(digits) > 65_535) {
    return fail(`${quoteText(text)} is no port with its protocol`, "write it as in port:23/tcp.share");
  }
  const number = /^\d{1,3}$/.test(name) ? Number(name) : protocols.get(name.toLowerCase());
  if (number === undefined || number > 255) {
    const hint = didYouMean(name, [...protocols.keys()], "write a name such as tcp or udp, or a number from 0 to 255");
    return fail(`${quoteText(name)} is no protocol`, hint);
  }
  return { kind: "port", protocol: protocolName(number), port: Number(digits) };
}

function readFigure(text: string, subject: Subject, fail: Fail): Figure {
  const figures: readonly Figure[] = figuresOf[subject.kind];
  const figure = figures.find((one) => one.toLowerCase() === text.toLowerCase());
  if (figure !== undefined) return figure;
  const name = subjectText(subject);
  const listed = `${name} has ${figures.join(", ")}`;
  if (text === "") return fail("names no figure", `${listed}; write it as in ${name}.${figures[0]}`);
  return fail(`${quoteText(text)} is no figure of ${name}`, didYouMean(text, figures, listed));
}

function readValue(text: string, figure: Figure, fail: Fail): number {
  const isPercent = text.endsWith("%");
  const digits = isPercent ? text.slice(0, -1) : text;
  if (text.length > longestNumber || !/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,4})?$/i.test(digits)) {
    return fail(`${quoteText(text)} is no number`, "write it as in 0.4, 1000, 1e6, or 40% for a share");
  }
  if (isPercent && !isShare(figure)) {
    return fail(`${figure} is not told in percent`, "write a plain number; only shares may be in percent");
  }
  const value = isPercent ? hundredth(digits) : Number(digits);
  if (!Number.isFinite(value)) return fail(`${quoteText(text)} is too large a number`, "write a smaller one");
  if (isShare(figure) && (value < 0 || value > 1)) {
    return fail("a share is a number from 0 to 1", "for forty percent write 0.4 or 40%");
  }
  return value;
}

/** Exactly the number that the fraction would be read as: 29.2 % as 0.292. */
function hundredth(digits: string): number {
  return /e/i.test(digits) ? Number(digits) / 100 : Number(`${digits}e-2`);
}

function subjectText(subject: Subject): string {
  if (subject.kind === "totals") return "totals";
  if (subject.kind === "port") return `port:${subject.port}/${subject.protocol}`;
  const isShadowed = subject.kind === "class" && groupIds.some((id) => id === subject.id);
  return isShadowed ? `class:${subject.id}` : subject.id;
}

/** Holds the conditions against a report, in their order. A figure that cannot be told never holds, not even `!=`. */
export function evaluateFailOn(report: Report, conditions: readonly FailCondition[]): FailOutcome[] {
  return conditions.map((condition) => {
    const measured = measure(report, condition.subject, condition.figure);
    if (measured.value === null) {
      const line = `${condition.text}: could not be told because ${measured.reason}`;
      return { condition, holds: false, value: null, reason: measured.reason, line };
    }
    const { value } = measured;
    const holds = compare(value, condition);
    const line = `${condition.text}: ${holds ? "holds" : "does not hold"}, it is ${figureText(value, condition)}`;
    return { condition, holds, value, reason: null, line };
  });
}

function compare(figure: number, { comparison, value }: FailCondition): boolean {
  if (comparison === ">") return figure > value;
  if (comparison === ">=") return figure >= value;
  if (comparison === "<") return figure < value;
  if (comparison === "<=") return figure <= value;
  return (figure === value) === (comparison === "==");
}

/** A count in full, all else to six digits, or to as many as it takes to be on the same side of the limit. */
function figureText(figure: number, condition: FailCondition): string {
  if (Number.isInteger(figure) && !condition.isPercent) return formatCount(figure);
  const rounded = Number(figure.toPrecision(6));
  const shown = Math.sign(rounded - condition.value) === Math.sign(figure - condition.value) ? rounded : figure;
  return condition.isPercent ? `${Number((shown * 100).toPrecision(shown === rounded ? 8 : 17))}%` : String(shown);
}
