import { createSocket } from "node:dgram";
import { connect } from "node:net";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { netfilterLine, netfilterLog } from "../support/firewall-lines.ts";
import { type Started, startFwtrend } from "../support/run-fwtrend.ts";

interface Tick {
  lines: { total: number; denials: number };
  inputs: { name: string; lines: { total: number }; dropped: { datagrams: number | null } }[];
}

/** A watch that listens: the ports it chose, and its last tick. */
async function listen(
  ...addresses: string[]
): Promise<Started & { ports: number[]; last: () => Tick | null; ended: Promise<unknown> }> {
  const flags = addresses.flatMap((address) => ["--listen", address]);
  const started = startFwtrend(["watch", ...flags, "--json", "--every", "100ms"]);
  const { child } = started;
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ports = (): number[] =>
    [...stderr.matchAll(/listening at \w+ 127\.0\.0\.1:(\d+)/g)].map(([, port]) => Number(port));
  while (ports().length < addresses.length) await sleep(10);
  const last = (): Tick | null => {
    const line = stdout.slice(0, stdout.lastIndexOf("\n")).split("\n").at(-1) ?? "";
    return line === "" ? null : (JSON.parse(line) as Tick);
  };
  return { ...started, ports: ports(), last, ended: new Promise((resolve) => child.on("close", resolve)) };
}

test("syslog over TCP and UDP at once, at ports that the system chose", async () => {
  const { child, ports, last, ended } = await listen("tcp:0", "udp:0");
  const [tcp = 0, udp = 0] = ports;
  const socket = connect(tcp, "127.0.0.1", () => socket.end(netfilterLog(2000)));
  const sender = createSocket("udp4");
  for (let at = 0; at < 20; at++) {
    await new Promise((resolve) => sender.send(`<4>${netfilterLine({ port: 23 })}`, udp, "127.0.0.1", resolve));
  }
  sender.close();
  while ((last()?.lines.denials ?? 0) < 2020) await sleep(10);
  child.kill("SIGINT");
  expect(await ended).toBe(0);
  expect(last()).toMatchObject({
    lines: { total: 2020 },
    inputs: [{ lines: { total: 2000 } }, { lines: { total: 20 } }],
  });
});

test.runIf(existsSync("/proc/net/udp"))(
  "datagrams that the system drops are counted: those and the lines are all that was sent",
  async () => {
    const { child, ports, last, ended } = await listen("udp:0");
    const [port = 0] = ports;
    const sender = createSocket("udp4");
    const sent = 40_000;
    const line = netfilterLine();
    const accounted = (): number => (last()?.lines.total ?? 0) + (last()?.inputs[0]?.dropped.datagrams ?? 0);
    // While it is stopped it reads nothing, and the system keeps only so many.
    child.kill("SIGSTOP");
    for (let at = 0; at < sent; at++) await new Promise((resolve) => sender.send(line, port, "127.0.0.1", resolve));
    child.kill("SIGCONT");
    while (accounted() < sent) await sleep(10);
    sender.close();
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(accounted()).toBe(sent);
    expect(last()?.inputs[0]?.dropped.datagrams).toBeGreaterThan(0);
  },
);
