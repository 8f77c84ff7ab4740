import type { ReportFlags } from "./report-options.ts";

/** The options that figures depend on, each with what it is where it is not given. Outputs, threads and colours are none. */
const figureOptions = [
  ["store", undefined],
  ["baseline", undefined],
  ["period", undefined],
  ["fiscalYearStart", 4],
  ["method", "top100"],
  ["top", 100],
  ["targets", undefined],
  ["mapping", "fixed"],
  ["scope", "all"],
  ["home", undefined],
  ["include", undefined],
  ["exclude", undefined],
  ["likeForLike", false],
  ["knownScanners", undefined],
  ["scanWide", 100],
  ["scanVertical", 15],
  ["scanHorizontal", 25],
  ["format", undefined],
  ["formats", undefined],
  ["year", undefined],
  ["assume", "deny"],
  ["columns", undefined],
  ["maxExpansion", 1000],
  ["exposure", undefined],
  ["exposureBefore", undefined],
  ["exposurePolicy", undefined],
  ["exposurePublic", undefined],
  ["exposureSiteRules", undefined],
] as const satisfies readonly (readonly [keyof ReportFlags, string | number | boolean | undefined])[];

/**
 * Arguments that give the same figures again: the command, the zone that was used, the options that figures depend on
 * as given, and the paths. An option and its value are one argument.
 * @param command the command with its paths.
 */
export function reportArguments(command: readonly string[], flags: ReportFlags, zone: string): string[] {
  const [name = "", ...paths] = command;
  const options = figureOptions.flatMap(([key, standard]) => {
    const value = flags[key];
    if (value === undefined || value === standard) return [];
    if (value === true) return [optionName(key)];
    return (Array.isArray(value) ? value : [value]).map((one) => `${optionName(key)}=${one}`);
  });
  const isMistakable = paths.some((path) => path.startsWith("-") && path !== "-");
  const zones = (flags.tz ?? []).filter((text) => text.includes("=")).map((text) => `--tz=${text}`);
  return [name, `--tz=${zone}`, ...zones, ...options, ...(isMistakable ? ["--"] : []), ...paths];
}

/** What the arguments of a report are made of. */
export interface GivenArguments {
  command: string;
  /** As `--tz=UTC`, or a name alone. */
  options: string[];
  paths: string[];
}

/**
 * Takes apart what {@link reportArguments} put together.
 * @returns the argument at fault where it is no command on logs, or an option that no figure depends on: a report is
 * read from a file that anybody may have written, and must not make a reader write files.
 */
export function readArguments(given: readonly string[]): GivenArguments | { fault: string } {
  const [command = "", ...rest] = given;
  if (command !== "analyze" && command !== "compare") return { fault: command };
  const end = rest.indexOf("--");
  const [before, behind] = end < 0 ? [rest, []] : [rest.slice(0, end), rest.slice(end + 1)];
  const isOption = (text: string): boolean => text.startsWith("-") && text !== "-";
  const options = before.filter(isOption);
  const fault = options.find((text) => !isFigureOption(text));
  if (fault !== undefined) return { fault };
  return { command, options, paths: [...before.filter((text) => !isOption(text)), ...behind] };
}

function isFigureOption(text: string): boolean {
  const name = text.replace(/=[^]*/, "");
  if (name === text) return text === optionName("likeForLike");
  return name === "--tz" || figureOptions.some(([key]) => optionName(key) === name && key !== "likeForLike");
}

function optionName(key: string): string {
  return `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
