import { parentPort } from "node:worker_threads";

// A worker that fails when it is given something to read.
parentPort!.on("message", ({ kind }: { kind: string }) => {
  if (kind === "read") throw new Error("out of order");
  process.exit(0);
});
parentPort!.postMessage({ kind: "ready" });
