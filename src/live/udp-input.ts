import { createSocket } from "node:dgram";
import { NEWLINE } from "../scan/cursor.ts";
import type { Lane } from "./lane.ts";
import type { LiveInput } from "./live-input.ts";
import { addressName, type ListenAddress, listenFault } from "./listen-address.ts";
import type { Closable } from "./tcp-input.ts";
import { findDropCounter } from "./udp-drops.ts";

/** The formats of so many senders are told one by one; with more, the one that has been known longest is told anew. */
const mostSenders = 256;

/** Asked of the system to keep for us; it gives as much as its `net.core.rmem_max` allows. */
const receiveBytes = 1 << 25;

/** A UDP input; the drops that the system tells are looked up now and then. */
export interface UdpListener extends Closable {
  lookForDrops(): void;
}

/**
 * Takes syslog over UDP. A datagram is a line, or several where it holds line breaks.
 * @throws UserError (exit 1) where the address cannot be listened at.
 */
export async function listenUdp(input: LiveInput, address: ListenAddress): Promise<UdpListener> {
  const isIp6 = address.host.includes(":");
  const socket = createSocket({ type: isIp6 ? "udp6" : "udp4" });
  const lanes = new Map<string, Lane>();
  const laneOf = (sender: string): Lane => {
    const known = lanes.get(sender);
    if (known !== undefined) return known;
    for (const [oldest, lane] of lanes) {
      if (lanes.size < mostSenders) break;
      lanes.delete(oldest);
      input.closeLane(lane);
    }
    const lane = input.openSharedLane();
    lanes.set(sender, lane);
    return lane;
  };
  socket.on("message", (datagram, { address: sender }) => {
    input.bytes += datagram.length;
    takeDatagram(input, datagram, laneOf(sender));
  });
  const port = await new Promise<number>((resolve, reject) => {
    socket.once("error", (cause) => reject(listenFault(address, cause)));
    socket.bind({ address: address.host, port: address.port, exclusive: true }, () => resolve(socket.address().port));
  });
  socket.removeAllListeners("error");
  socket.on("error", (cause) => input.fault("listen", listenFault(address, cause).message));
  try {
    socket.setRecvBufferSize(receiveBytes);
  } catch {
    // It keeps what the system gives by itself.
  }
  input.name = addressName({ ...address, port });
  input.phase = "listening";
  const countDrops = findDropCounter(port, isIp6 ? "IPv6" : "IPv4");
  const lookForDrops = (): void => {
    if (countDrops === null) return;
    const before = input.dropped.datagrams ?? 0;
    const drops = (input.dropped.datagrams = countDrops());
    if (drops > before) {
      input.fault(
        "drops",
        `the system dropped ${drops - before} datagrams: they come faster than they are read; a larger net.core.rmem_max keeps more of a burst`,
      );
    }
  };
  lookForDrops();
  if (countDrops === null) {
    input.counting.tell(input.name, "no drops", "this system does not tell how many datagrams it drops");
  }
  return {
    lookForDrops,
    close: async () => {
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
      lookForDrops();
      await new Promise<void>((resolve) => socket.close(() => resolve()));
      input.phase = "ended";
    },
  };
}

function takeDatagram({ counting: { gatherer } }: LiveInput, datagram: Buffer, lane: Lane): void {
  let end = datagram.length;
  while (end > 0 && (datagram[end - 1] === NEWLINE || datagram[end - 1] === 0)) end--;
  for (let from = 0; from <= end;) {
    const place = datagram.subarray(0, end).indexOf(NEWLINE, from);
    const to = place < 0 ? end : place;
    gatherer.addMessage(datagram.subarray(from, to), lane);
    from = to + 1;
  }
  gatherer.flush(lane);
}
