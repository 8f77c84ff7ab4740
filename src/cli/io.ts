import { createWriteStream } from "node:fs";

/** The streams and circumstances of one run; tests bring their own. */
export interface Io {
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Writes all of a text and waits until the stream has taken it. */
export function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => stream.write(text, (error) => (error ? reject(error) : resolve())));
}

/** A text file that grows line by line; for large outputs, so it waits for the disk. */
export class TextFile {
  private readonly stream;
  private failure: Error | null = null;

  constructor(path: string) {
    this.stream = createWriteStream(path);
    this.stream.on("error", (error) => (this.failure = error));
  }

  write(text: string): void {
    this.stream.write(text);
  }

  /** Ends the file. @throws the first error that writing met. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      if (this.stream.closed) resolve();
      this.stream.on("close", resolve);
      this.stream.end();
    });
    if (this.failure !== null) throw this.failure;
  }
}

/** Whether to colour what goes to a stream: `--color`, `NO_COLOR`, `TERM=dumb`, and whether it is a terminal. */
export function wantsColor(choice: "auto" | "always" | "never", stream: NodeJS.WriteStream, env: Io["env"]): boolean {
  if (choice !== "auto") return choice === "always";
  return stream.isTTY === true && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
}
