import { Worker } from "node:worker_threads";
import type { Feed, News } from "../../ui/explorer/feed.ts";
import type { EngineSetup, FromEngine, ToEngine } from "./messages.ts";

/** The program of the thread that reads, which stands beside this file, built and bundled or not. */
const engineUrl = new URL(
  import.meta.url.endsWith(".ts") ? "./engine-worker.ts" : "./engine-worker.js",
  import.meta.url,
);

/** Starts reading in a thread of its own. What it tells before anybody listens is kept. */
export function startEngine(setup: EngineSetup): Feed {
  const worker = new Worker(engineUrl, { workerData: setup });
  const kept: News[] = [];
  let listener: (news: News) => void = (news) => void kept.push(news);
  let isClosed = false;
  worker.on("message", (news: FromEngine) => listener(news));
  worker.on("error", (error: Error) => listener({ kind: "failed", reason: `reading failed: ${error.message}` }));
  worker.on("exit", (code) => {
    if (!isClosed && code !== 0) listener({ kind: "failed", reason: `reading ended with code ${code}` });
  });
  const say = (message: ToEngine): void => worker.postMessage(message);
  return {
    listen(take) {
      listener = take;
      for (const news of kept.splice(0)) take(news);
    },
    look: (view) => say({ kind: "look", view }),
    follow: (subject) => say({ kind: "follow", subject }),
    async close() {
      isClosed = true;
      await worker.terminate();
    },
  };
}
