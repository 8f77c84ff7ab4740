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

/** Null, or what the other check takes. */
export function nullOr(check: Check): Check {
  return (value, path) => (value === null ? [] : check(value, path));
}

/** An array of any length. */
export function listOf(check: Check): Check {
  return (value, path) =>
    Array.isArray(value) ? value.flatMap((item, at) => check(item, `${path}[${at}]`)) : wrong(value, path, "a list");
}

/** An object that has at least these keys. */
export function object(keys: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    if (typeof value !== "object" || value === null) return wrong(value, path, "an object");
    return Object.entries(keys).flatMap(([key, check]) =>
      check((value as Record<string, unknown>)[key], `${path}.${key}`),
    );
  };
}

function wrong(value: unknown, path: string, wanted: string): string[] {
  return [`${path} is ${JSON.stringify(value) ?? "absent"}, not ${wanted}`];
}
