import { parentPort, workerData } from "node:worker_threads";
import { Engine } from "./engine.ts";
import { LiveEngine } from "./live-engine.ts";
import type { EngineSetup, FromEngine, ToEngine, WatchSetup } from "./messages.ts";

const port = parentPort!;
const setup = workerData as EngineSetup | WatchSetup;
const tell = (news: FromEngine): void => port.postMessage(news);
const engine = setup.kind === "watch" ? new LiveEngine(setup, tell) : new Engine(setup, tell);

port.on("message", (message: ToEngine) => {
  if (message.kind === "look") engine.look(message.view);
  else if (message.kind === "follow") engine.follow(message.subject);
  else if (engine instanceof LiveEngine) void engine.end().then((ended) => tell({ kind: "ended", ended }));
});
void engine.start();
