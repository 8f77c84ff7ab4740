import { spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { existsSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { findDropCounter } from "../../src/live/udp-drops.ts";
import { netfilterLine } from "../support/firewall-lines.ts";
import { denialsByPort, listenSource, portOf, type TestSession, until, watch } from "./live-session.ts";

const line = (port: number): string => `<4>${netfilterLine({ port })}`;
const counted = (text: string): string => `${text.length} ${text}`;

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket)).on("error", reject);
  });
}

/** Sends over a connection of its own, and closes it. */
async function sendTcp(port: number, ...texts: readonly (string | Buffer)[]): Promise<void> {
  const socket = await open(port);
  for (const text of texts) await new Promise((resolve) => socket.write(text, resolve));
  await new Promise((resolve) => socket.on("close", resolve).resume().end());
}

async function sendUdp(port: number, ...datagrams: readonly (string | Buffer)[]): Promise<void> {
  const socket = createSocket("udp4");
  for (const datagram of datagrams) await new Promise((resolve) => socket.send(datagram, port, "127.0.0.1", resolve));
  socket.close();
}

const stateOf = ({ session }: TestSession) => session.snapshot().inputs[0]!;
const sumOfFates = ({ session }: TestSession): number => {
  const { total, ...fates } = session.snapshot().lines;
  expect(Object.values(fates).reduce((sum, count) => sum + count, 0)).toBe(total);
  return total;
};

describe("TCP", () => {
  test("each connection in its own framing, at the same time, in parts that end anywhere", async () => {
    const live = await watch([listenSource("tcp")]);
    const port = portOf(live);
    const [byLines, byCounts] = [await open(port), await open(port)];
    const [lines, counts] = [
      [1, 2, 3].map((at) => `${line(at)}\r\n`).join(""),
      [4, 5, 6].map((at) => counted(line(at))).join(""),
    ];
    for (let at = 0; at < Math.max(lines.length, counts.length); at += 7) {
      byLines.write(lines.slice(at, at + 7));
      byCounts.write(counts.slice(at, at + 7));
      await new Promise((resolve) => setImmediate(resolve));
    }
    byLines.end(line(7));
    byCounts.end();
    await until(() => stateOf(live).connections?.open === 0 && stateOf(live).connections?.total === 2);
    await live.session.close();
    expect(denialsByPort(live.counts)).toEqual(new Map([1, 2, 3, 4, 5, 6, 7].map((at) => [at, 1])));
    expect(stateOf(live)).toMatchObject({
      phase: "ended",
      faults: 0,
      formats: ["linux-netfilter"],
      lines: { total: 7, denials: 7 },
    });
  });

  test("formats are told by connection: columns that one names are none of another's", async () => {
    const live = await watch([listenSource("tcp")]);
    const csv = (columns: string, row: string): string => `${columns}\n${row}\n${row}\n`;
    await Promise.all([
      sendTcp(
        portOf(live),
        csv("time,action,src,dst,proto,dport", "2026-11-01T00:00:00Z,deny,192.0.2.1,198.51.100.1,tcp,23"),
      ),
      sendTcp(
        portOf(live),
        csv("dport,proto,time,dst,src,action", "2323,tcp,2026-11-01T00:00:00Z,198.51.100.1,192.0.2.1,deny"),
      ),
    ]);
    await live.session.close();
    expect(denialsByPort(live.counts)).toEqual(
      new Map([
        [23, 2],
        [2323, 2],
      ]),
    );
  });

  test("what a connection cut off in a line is told and not counted", async () => {
    const live = await watch([listenSource("tcp")]);
    const socket = await open(portOf(live));
    socket.write(`${line(23)}\n${line(2323).slice(0, -4)}`);
    await until(() => stateOf(live).bytes > line(23).length + 1);
    socket.resetAndDestroy();
    await until(() => stateOf(live).connections?.open === 0);
    expect(stateOf(live)).toMatchObject({ dropped: { cutLines: 1 }, lines: { total: 1, denials: 1 } });
    expect(live.notes.map(({ text }) => text)).toContainEqual(expect.stringMatching(/ended within a line/));
  });

  test("a false count is told, and costs one line", async () => {
    const live = await watch([listenSource("tcp")]);
    await sendTcp(
      portOf(live),
      `${counted(line(1))}99999999 ${line(2)}${counted(line(3))}x${line(4)}\n${counted(line(5))}`,
    );
    await live.session.close();
    const ports = denialsByPort(live.counts);
    expect([1, 3, 5].map((port) => ports.get(port))).toEqual([1, 1, 1]);
    expect(stateOf(live)).toMatchObject({ faults: 2, lines: { total: 5 } });
    expect(sumOfFates(live)).toBe(5);
  });

  test("noise and lines without end: all of it in some fate", async () => {
    const live = await watch([listenSource("tcp")]);
    const noise = Buffer.from(Array.from({ length: 50_000 }, (_, at) => (at * at * 31 + at * 7) & 255));
    await sendTcp(portOf(live), noise, Buffer.alloc(300_000, "x"), `\n${line(23)}\n`);
    await live.session.close();
    expect(sumOfFates(live)).toBeGreaterThan(100);
    expect(stateOf(live).lines).toMatchObject({ denials: 1, tooLong: 1 });
  });

  test("a thousand connections, and those beyond the limit refused in words", async () => {
    const most = 1000;
    const live = await watch([listenSource("tcp")], { mostConnections: most });
    const port = portOf(live);
    const sockets = await Promise.all(Array.from({ length: most }, () => open(port)));
    await until(() => stateOf(live).connections?.open === most);
    await sendTcp(port, "").catch(() => undefined);
    await until(() => stateOf(live).connections?.refused === 1);
    for (const [at, socket] of sockets.entries()) socket.end(`${line(1 + at)}\n`);
    await until(() => stateOf(live).connections?.open === 0);
    await live.session.close();
    expect(denialsByPort(live.counts).size).toBe(most);
    expect(stateOf(live)).toMatchObject({
      lines: { total: most, denials: most },
      connections: { total: most + 1, refused: 1 },
    });
  });

  test("lines are counted within a second though their connection says no more, and a change is told", async () => {
    const live = await watch([listenSource("tcp")]);
    const changes: number[] = [];
    live.session.on("change", () => changes.push(live.session.snapshot().lines.total));
    const socket = await open(portOf(live));
    socket.write(`${line(23)}\n`);
    await until(() => changes.includes(1));
    expect(denialsByPort(live.session.snapshot().counts)).toEqual(new Map([[23, 1]]));
    socket.write(`${line(23)}\n`);
    await until(() => changes.includes(2));
    expect(denialsByPort(live.session.snapshot().counts)).toEqual(new Map([[23, 2]]));
    socket.destroy();
  });

  test("a port that is taken is an error in words", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const bound = server.address();
    const port = bound !== null && typeof bound === "object" ? bound.port : 0;
    const taken = watch([{ kind: "listen", address: { protocol: "tcp", host: "127.0.0.1", port } }]);
    await expect(taken).rejects.toMatchObject({
      exitCode: 1,
      message: `tcp 127.0.0.1:${port}: cannot be listened at (another program does already)`,
    });
    server.close();
  });
});

describe("UDP", () => {
  test("a datagram is a line, or as many as it has line breaks", async () => {
    const live = await watch([listenSource("udp")]);
    await sendUdp(portOf(live), line(1), `${line(2)}\n`, `${line(3)}\r\n${line(4)}\n\0`, "");
    await until(() => stateOf(live).lines.total === 5);
    await live.session.close();
    expect(denialsByPort(live.counts)).toEqual(new Map([1, 2, 3, 4].map((at) => [at, 1])));
    expect(sumOfFates(live)).toBe(5);
  });

  test.runIf(existsSync("/proc/net/udp"))(
    "the system's count of drops is found by the socket, and grows when it overflows",
    async () => {
      const socket = createSocket("udp4");
      await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
      const { port } = socket.address();
      const count = findDropCounter(port, "IPv4");
      expect(count?.()).toBe(0);
      expect(findDropCounter(port === 1 ? 2 : 1, "IPv4")).toBeNull();
      // While this process waits for another one, nobody reads.
      const script = `const s = require("dgram").createSocket("udp4"); let left = 20000;
      for (let i = left; i > 0; i--) s.send(Buffer.alloc(1000), ${port}, "127.0.0.1", () => --left || s.close());`;
      spawnSync(process.execPath, ["-e", script]);
      expect(count?.()).toBeGreaterThan(0);
      socket.close();
    },
  );
});

test("IPv6 is listened at where it is asked for", async () => {
  const live = await watch([listenSource("tcp", "::1")]).catch(() => null);
  // Some machines have none.
  if (live === null) return;
  expect(stateOf(live).name).toMatch(/^tcp \[::1\]:\d+$/);
});
