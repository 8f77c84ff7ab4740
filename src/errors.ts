/** A fault that the user can mend. The message says what and where, the hint what to do. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly hint: string | undefined;
  /** Lines to be shown between message and hint, such as the text at fault. */
  readonly details: readonly string[];
  /** 1 failed, 2 usage, 4 an input could not be read to its end. */
  readonly exitCode: number;

  constructor(
    message: string,
    options: { hint?: string; details?: readonly string[]; cause?: unknown; exitCode?: number } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.hint = options.hint;
    this.details = options.details ?? [];
    this.exitCode = options.exitCode ?? 2;
  }
}
