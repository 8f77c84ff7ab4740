import { parentPort, workerData } from "node:worker_threads";
import { Engine } from "./engine.ts";
import type { EngineSetup, FromEngine, ToEngine } from "./messages.ts";

const port = parentPort!;
const engine = new Engine(workerData as EngineSetup, (news) => port.postMessage(news satisfies FromEngine));

port.on("message", (message: ToEngine) => {
  if (message.kind === "look") engine.look(message.view);
  else engine.follow(message.subject);
});
void engine.start();
