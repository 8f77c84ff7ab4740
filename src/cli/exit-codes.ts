/** Exit codes that scripts rely on. */
export const EXIT = {
  done: 0,
  failed: 1,
  /** Bad flag, missing file, unknown zone. */
  usage: 2,
  /** No denial found. */
  nothing: 3,
  /** Too many lines unparsed, or an input not read to its end. */
  incomplete: 4,
  /** A condition of `--fail-on` held. */
  failedOn: 5,
  interrupted: 130,
} as const;
