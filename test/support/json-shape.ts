/** Names what is wrong with a JSON value, by its path. */
export type Check = (value: unknown, path: string) => string[];

/** All that is wrong with a value; empty when it has the shape. */
export function problemsOf(value: unknown, check: Check): string[] {
  return check(value, "");
}

/** A text that matches. */
export function text(pattern: RegExp): Check {
  return (value, path) => (typeof value === "string" && pattern.test(value) ? [] : wrong(value, path, String(pattern)));
}

/** One of these texts. */
export function oneOf(...texts: readonly string[]): Check {
  return (value, path) => (texts.includes(value as string) ? [] : wrong(value, path, texts.join(" or ")));
}

/** A boolean. */
export const truth: Check = (value, path) => (typeof value === "boolean" ? [] : wrong(value, path, "true or false"));

/** Any finite number. */
export const number: Check = (value, path) => (Number.isFinite(value) ? [] : wrong(value, path, "a number"));

/** A whole number from 0. */
export const count: Check = (value, path) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? [] : wrong(value, path, "a count");

/** A number from 0 to 1. */
export const fraction: Check = (value, path) =>
  typeof value === "number" && value >= 0 && value <= 1 ? [] : wrong(value, path, "a fraction");

/** A finite number from 0, whole or not. */
export const amount: Check = (value, path) =>
  Number.isFinite(value) && Number(value) >= 0 ? [] : wrong(value, path, "an amount");

/** The lower and the upper end of an interval, each of which takes the check. */
export function interval(end: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value) || value.length !== 2) return wrong(value, path, "two ends");
    const [low, high] = value as [unknown, unknown];
    const ends = [...end(low, `${path}[0]`), ...end(high, `${path}[1]`)];
    return ends.length > 0 || Number(low) <= Number(high) ? ends : wrong(value, path, "an interval");
  };
}

/** Null, or what the other check takes. */
export function nullOr(check: Check): Check {
  return (value, path) => (value === null ? [] : check(value, path));
}

/** An array of any length. */
export function listOf(check: Check): Check {
  return (value, path) =>
    Array.isArray(value) ? value.flatMap((item, at) => check(item, `${path}[${at}]`)) : wrong(value, path, "a list");
}

/** An object that has at least these keys. Given its type, a key of it that has no check is an error of the compiler. */
export function object<Shape extends object = Record<string, unknown>>(
  keys: Readonly<Record<keyof Shape & string, Check>>,
): Check {
  return (value, path) => {
    if (typeof value !== "object" || value === null) return wrong(value, path, "an object");
    return Object.entries<Check>(keys).flatMap(([key, check]) =>
      check((value as Record<string, unknown>)[key], `${path}.${key}`),
    );
  };
}

/** An object of one of several kinds, told by its `kind`. */
export function kinds(checks: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    const kind = (value as { kind?: unknown } | null)?.kind;
    const check = new Map(Object.entries(checks)).get(String(kind));
    return check === undefined ? wrong(kind, `${path}.kind`, Object.keys(checks).join(" or ")) : check(value, path);
  };
}

function wrong(value: unknown, path: string, wanted: string): string[] {
  return [`${path} is ${JSON.stringify(value) ?? "absent"}, not ${wanted}`];
}
