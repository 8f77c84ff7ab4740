import { parentPort, workerData } from "node:worker_threads";
import { UserError } from "../errors.ts";
import type { PackedContacts } from "../rollup/contacts.ts";
import { type FromWorker, type ToWorker, type WorkerData, writeProgress } from "./worker-messages.ts";
import { UnitReader } from "./unit-reader.ts";

const { setup, shared, place } = workerData as WorkerData;
const port = parentPort!;
const reader = new UnitReader(setup);
const isStopped = (): boolean => Atomics.load(shared.stop, 0) !== 0;

port.on("message", (message: ToWorker) => void answer(message));
tell({ kind: "ready" });

async function answer(message: ToWorker): Promise<void> {
  if (message.kind === "finish") {
    const packed = reader.pack();
    const lists = packed.flatMap(({ cells, activity, contacts }) => [
      ...cells.blocks,
      ...activity.blocks,
      ...[...contacts.values()].flatMap(({ others, own }) => [...listsOf(others), ...listsOf(own)]),
    ]);
    port.postMessage({ kind: "packed", packed } satisfies FromWorker, [...new Set(lists.map(({ buffer }) => buffer))]);
    port.close();
    return;
  }
  const outcome = await reader.read(message.unit, (now) => writeProgress(shared, place, now), isStopped);
  const faults = outcome.results.map(({ error }) =>
    error === null ? null : { message: error.message, hint: error.hint ?? "", exitCode: error.exitCode },
  );
  for (const result of outcome.results) result.error = null;
  tell({ kind: "read", outcome, faults });
}

function listsOf({
  days,
  sources,
  destinations,
  ports,
  denials,
}: PackedContacts): (Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>)[] {
  return [days, sources, destinations, ports, denials];
}

function tell(message: FromWorker): void {
  port.postMessage(message);
}

process.on("unhandledRejection", (cause) => {
  throw cause instanceof UserError ? new Error(cause.message) : cause;
});
