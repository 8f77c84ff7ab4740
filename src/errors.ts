/** A fault that the user can mend. The message says what and where, the hint what to do. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly hint: string | undefined;
  /** 1 failed, 2 usage, 4 an input could not be read to its end. */
  readonly exitCode: number;

  constructor(message: string, options: { hint?: string; cause?: unknown; exitCode?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? 2;
  }
}
