import { parentPort, workerData } from "node:worker_threads";
import type { Feed } from "../../ui/explorer/feed.ts";
import type { Ended, EngineSetup, FromEngine, StoreSetup, ToEngine, WatchSetup } from "./messages.ts";

/** What does the work of a feed. */
interface ThreadEngine extends Pick<Feed, "look" | "follow"> {
  start(): Promise<void>;
  end?(): Promise<Ended>;
}

const port = parentPort!;
const setup = workerData as EngineSetup | WatchSetup | StoreSetup;
const tell = (news: FromEngine): void => port.postMessage(news);

/** Each engine is loaded when it is wanted: a store and sockets are much that others need not. */
async function openEngine(): Promise<ThreadEngine> {
  if (setup.kind === "watch") return new (await import("./live-engine.ts")).LiveEngine(setup, tell);
  if (setup.kind === "store") return new (await import("./store-engine.ts")).StoreEngine(setup, tell);
  return new (await import("./engine.ts")).Engine(setup, tell);
}

const opening = openEngine();
port.on("message", (message: ToEngine) => void opening.then((engine) => answer(engine, message)));
void opening.then((engine) => engine.start());

function answer(engine: ThreadEngine, message: ToEngine): void {
  if (message.kind === "look") engine.look(message.view);
  else if (message.kind === "follow") engine.follow(message.subject);
  else void engine.end?.().then((ended) => tell({ kind: "ended", ended }));
}
