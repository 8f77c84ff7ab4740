import { Worker } from "node:worker_threads";
import { UserError } from "../../errors.ts";
import type { Feed, News } from "../../ui/explorer/feed.ts";
import { EXIT } from "../exit-codes.ts";
import type { Ended, EngineSetup, FromEngine, StoreSetup, ToEngine, WatchSetup } from "./messages.ts";

/** A feed of the thread that reads. */
export interface EngineFeed extends Feed {
  /** Ends watching; what is then to be written. */
  end(): Promise<Ended>;
}

/** The program of the thread that reads, which stands beside this file, built and bundled or not. */
const engineUrl = new URL(
  import.meta.url.endsWith(".ts") ? "./engine-worker.ts" : "./engine-worker.js",
  import.meta.url,
);

/**
 * Starts reading in a thread of its own. What it tells before anybody listens is kept.
 * @throws UserError (by the promise) where the command line names nothing that can be read.
 */
export async function startEngine(setup: EngineSetup | WatchSetup | StoreSetup): Promise<EngineFeed> {
  const worker = new Worker(engineUrl, { workerData: setup });
  const kept: News[] = [];
  let listener: (news: News) => void = (news) => void kept.push(news);
  let isClosed = false;
  const fail = (reason: string): void => listener({ kind: "failed", reason, hint: "", exitCode: EXIT.failed });
  const ending = Promise.withResolvers<Ended>();
  worker.on("message", (message: FromEngine) => {
    if (message.kind === "ended") ending.resolve(message.ended);
    else listener(message);
  });
  worker.on("error", (error: Error) => {
    fail(`reading failed: ${error.message}`);
    ending.reject(error);
  });
  worker.on("exit", (code) => {
    if (!isClosed && code !== 0) fail(`reading ended with code ${code}`);
  });
  const say = (message: ToEngine): void => worker.postMessage(message);
  const feed: EngineFeed = {
    listen(take) {
      listener = take;
      for (const news of kept.splice(0)) take(news);
    },
    look: (view) => say({ kind: "look", view }),
    follow: (subject) => say({ kind: "follow", subject }),
    end: () => {
      say({ kind: "end" });
      return ending.promise;
    },
    async close() {
      isClosed = true;
      await worker.terminate();
    },
  };
  const first = await firstOf(feed);
  kept.unshift(first);
  listener = (news) => void kept.push(news);
  if (first.kind !== "failed") return feed;
  await feed.close();
  throw new UserError(first.reason, { hint: first.hint, exitCode: first.exitCode });
}

function firstOf(feed: Feed): Promise<News> {
  return new Promise((resolve) => feed.listen(resolve));
}
