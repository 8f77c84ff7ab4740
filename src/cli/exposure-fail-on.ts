import type { ExposureReport } from "../analysis/exposure/exposure-report.ts";
import { UserError } from "../errors.ts";
import { quoteText } from "../targets/clean-text.ts";
import { didYouMean } from "./did-you-mean.ts";

/** What a report has to have been made with for a figure to be told. */
type Need = "before" | "denials";

interface ExposureFigure {
  isRate: boolean;
  needs: Need | null;
  /** Null where it cannot be told. */
  measure: (report: ExposureReport) => number | null;
}

const count = (measure: ExposureFigure["measure"], needs: Need | null = null): ExposureFigure => ({
  isRate: false,
  needs,
  measure,
});
const rate = (measure: ExposureFigure["measure"]): ExposureFigure => ({ isRate: true, needs: null, measure });

/** The figures that conditions can be of, beside those of ports. */
const figures: Readonly<Record<string, ExposureFigure>> = {
  "devices.rate": rate(({ hosts }) => hosts?.exposed.rate ?? null),
  "devices.exposed": count(({ hosts }) => hosts?.exposed.count ?? null),
  "devices.points": count(({ hosts }) => hosts?.points ?? null, "before"),
  "ports.needless": count(({ hosts }) => hosts?.needlessPorts ?? null),
  "ports.opened": count(({ change }) => change?.counts.opened ?? null, "before"),
  "ports.rising": count(
    ({ attacks }) => attacks?.exposed.filter(({ trend }) => trend === "rising").length ?? null,
    "denials",
  ),
  "sites.rate": rate(({ sites }) => sites?.exposed.rate ?? null),
  "sites.exposed": count(({ sites }) => sites?.exposed.count ?? null),
  "sites.points": count(({ sites }) => sites?.points ?? null, "before"),
};

const comparisons = {
  ">=": (figure: number, value: number) => figure >= value,
  "<=": (figure: number, value: number) => figure <= value,
  "==": (figure: number, value: number) => figure === value,
  "!=": (figure: number, value: number) => figure !== value,
  ">": (figure: number, value: number) => figure > value,
  "<": (figure: number, value: number) => figure < value,
} as const;

/** A condition under which a run fails. */
export interface ExposureCondition {
  /** Of known names and plain numbers only, so safe to print. */
  text: string;
  /** Whether it holds, with the figure; a figure that cannot be told never holds. */
  evaluate: (report: ExposureReport) => { holds: boolean; isTold: boolean; line: string };
}

/**
 * Reads the expressions of `--fail-on`: `devices.rate>25%`, `ports.opened>0`, `port:23/tcp.devices>0`.
 * @param has what the report will be made with.
 * @throws UserError for the first expression that is none, or that needs what the report will not have.
 */
export function parseExposureFailOn(
  expressions: readonly string[],
  has: Readonly<Record<Need, boolean>>,
): ExposureCondition[] {
  return expressions.map((expression) => {
    const fail = (what: string, hint: string): never => {
      throw new UserError(`--fail-on ${quoteText(expression)}: ${what}`, { hint });
    };
    const [, name = "", sign = "", right = ""] =
      /^\s*([\w:./]+)\s*(>=|<=|==|!=|>|<)\s*(\S+)\s*$/.exec(expression) ?? [];
    if (name === "") fail("is no condition", "write it as in 'devices.rate>25%', in quotation marks");
    const figure = figures[name] ?? portFigure(name);
    if (figure === null) {
      const names = [...Object.keys(figures), "port:23/tcp.devices"];
      return fail(`${quoteText(name)} is no figure`, didYouMean(name, names, `figures are ${names.join(", ")}`));
    }
    if (figure.needs !== null && !has[figure.needs]) {
      fail(`${name} needs --${figure.needs}`, `add --${figure.needs} PATH`);
    }
    const value = readNumber(right);
    if (value === null) return fail(`${quoteText(right)} is no number`, "write it as in 0.25, 25%, or 1000");
    if (right.endsWith("%") && !figure.isRate) fail(`${name} is not told in percent`, "only rates may be in percent");
    return conditionOf(
      `${name} ${sign} ${right}`,
      figure,
      sign as keyof typeof comparisons,
      value,
      right.endsWith("%"),
    );
  });
}

function conditionOf(
  text: string,
  { measure }: ExposureFigure,
  sign: keyof typeof comparisons,
  value: number,
  isPercent: boolean,
): ExposureCondition {
  return {
    text,
    evaluate: (report) => {
      const figure = measure(report);
      if (figure === null)
        return { holds: false, isTold: false, line: `${text}: could not be told because nothing of it was read` };
      const holds = comparisons[sign](figure, value);
      const shown = isPercent ? `${Number((figure * 100).toPrecision(8))}%` : String(Number(figure.toPrecision(8)));
      return { holds, isTold: true, line: `${text}: ${holds ? "holds" : "does not hold"}, it is ${shown}` };
    },
  };
}

/** On how many devices a port is open without need; null for a name that is no port. */
function portFigure(name: string): ExposureFigure | null {
  const [, port = "", protocol = ""] = /^port:(\d{1,5})\/(tcp|udp|sctp)\.devices$/.exec(name) ?? [];
  if (port === "" || Number(port) > 65_535) return null;
  return count(({ hosts, ports }) => {
    const found = ports.find((one) => one.port === Number(port) && one.protocol === protocol);
    return hosts === null ? null : (found?.hosts ?? 0);
  });
}

function readNumber(text: string): number | null {
  const digits = text.replace(/%$/, "");
  if (!/^-?\d{1,15}(?:\.\d{1,15})?$/.test(digits)) return null;
  return text.endsWith("%") ? Number(`${digits}e-2`) : Number(digits);
}
