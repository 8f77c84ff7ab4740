import type { Readable } from "node:stream";
import { unreadable } from "../ingest/unreadable.ts";
import { LineFramer } from "./line-framer.ts";
import type { LiveInput } from "./live-input.ts";
import type { Closable } from "./tcp-input.ts";

/** Reads standard input or another pipe until its writers have closed it. */
export function readStream(input: LiveInput, stream: Readable): Closable {
  const lane = input.openFastLane();
  const framer = new LineFramer(input.counting.gatherer, lane);
  input.phase = "reading";
  let isWhole = false;
  const end = (): void => {
    if (input.phase === "ended") return;
    input.phase = "ended";
    if (framer.end(isWhole)) input.dropped.cutLines++;
    input.closeLane(lane);
  };
  stream.on("data", (bytes: Buffer) => {
    input.bytes += bytes.length;
    framer.write(bytes);
  });
  stream.on("end", () => {
    isWhole = true;
    end();
  });
  stream.on("error", (cause) => {
    input.error = unreadable(input.name, cause);
    input.fault("read", input.error.message);
    end();
  });
  return {
    close: async () => {
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
      stream.destroy();
      end();
    },
  };
}
