import { createServer, type Server, type Socket } from "node:net";
import type { LiveInput } from "./live-input.ts";
import { addressName, type ListenAddress, listenFault } from "./listen-address.ts";
import { SyslogFramer } from "./syslog-framer.ts";

/** A connection that says nothing for so long is asked whether it is still there. */
const keepAliveMs = 60_000;

/** Something that brings lines until it is closed. */
export interface Closable {
  /** Takes no more, and reads what has arrived. */
  close(): Promise<void>;
}

/** How many connections there may be, over all inputs of a session. */
export interface ConnectionLimit {
  open: number;
  readonly most: number;
}

/**
 * Takes syslog over TCP from whoever connects.
 * @throws UserError (exit 1) where the address cannot be listened at.
 */
export async function listenTcp(input: LiveInput, address: ListenAddress, limit: ConnectionLimit): Promise<Closable> {
  const counts = { open: 0, total: 0, refused: 0 };
  input.connections = counts;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    counts.total++;
    if (limit.open >= limit.most) {
      counts.refused++;
      input.fault("refused", `more than ${limit.most} connections: the last was refused`);
      socket.destroy();
      return;
    }
    counts.open++;
    limit.open++;
    sockets.add(socket);
    receive(input, socket, () => {
      sockets.delete(socket);
      counts.open--;
      limit.open--;
    });
  });
  const port = await listen(server, address);
  input.name = addressName({ ...address, port });
  input.phase = "listening";
  server.on("error", (cause) => input.fault("listen", listenFault(address, cause).message));
  return {
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // What the system holds already is read in the next turns.
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      input.phase = "ended";
    },
  };
}

/** Reads a connection to its end. */
function receive(input: LiveInput, socket: Socket, ended: () => void): void {
  const { gatherer } = input.counting;
  const sender = socket.remoteAddress ?? "a sender that is gone";
  const lane = input.openSharedLane();
  const framer = new SyslogFramer(gatherer, lane, () =>
    input.fault(
      "count",
      `${sender}: a message without a count of its bytes that can be believed; read on at the next one`,
    ),
  );
  let isWhole = false;
  socket.setKeepAlive(true, keepAliveMs);
  socket.on("data", (bytes) => {
    input.bytes += bytes.length;
    framer.write(bytes);
  });
  socket.on("end", () => (isWhole = true));
  socket.on("error", (cause: NodeJS.ErrnoException) =>
    input.fault("connection", `${sender}: connection broken (${cause.code ?? cause.message})`),
  );
  socket.on("close", () => {
    if (framer.end(isWhole)) {
      input.dropped.cutLines++;
      input.fault("cut", `${sender}: connection ended within a line, which is not counted`);
    }
    input.closeLane(lane);
    ended();
  });
}

function listen(server: Server, address: ListenAddress): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (cause: Error): void => reject(listenFault(address, cause));
    server.once("error", fail);
    server.listen({ host: address.host, port: address.port, backlog: 511 }, () => {
      server.off("error", fail);
      const bound = server.address();
      resolve(bound !== null && typeof bound === "object" ? bound.port : address.port);
    });
  });
}
