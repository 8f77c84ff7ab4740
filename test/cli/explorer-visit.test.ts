import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { builtProgram, projectFolder } from "../support/built-program.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const hasTmux = spawnSync("tmux", ["-V"]).status === 0;
const server = `fwtrend-${process.pid}`;

function tmux(...args: string[]): string {
  return execFileSync("tmux", ["-L", server, "-f", "/dev/null", ...args], {
    stdio: ["ignore", "pipe", "ignore"],
  }).toString();
}

const screen = (): string => tmux("capture-pane", "-t", "visit", "-p");
const send = (...keys: string[]): void => void tmux("send-keys", "-t", "visit", ...keys);
const isAlternate = (): boolean => tmux("display-message", "-t", "visit", "-p", "#{alternate_on}").trim() === "1";
const hasCursor = (): boolean => tmux("display-message", "-t", "visit", "-p", "#{cursor_flag}").trim() === "1";

async function shows(text: string | RegExp): Promise<void> {
  await vi.waitFor(() => expect(screen()).toMatch(text), { timeout: 30_000, interval: 100 });
}

/** Writes a command at the prompt of a shell; `fw` in it is fwtrend. */
function type(command: string): void {
  send("-l", command);
  send("Enter");
}

describe.skipIf(!hasTmux)("on a real terminal (skipped without tmux)", () => {
  const folder = scratchFolder();

  // A server without a session ends, and may be ending when the next session is asked for.
  beforeAll(() => void tmux("new-session", "-d", "-s", "hold", "sleep 3600"));

  beforeEach(async () => {
    const shell = join(folder, "shell.rc");
    const fw = `fw() ( echo $BASHPID > '${join(folder, "pid")}'; exec '${process.execPath}' '${builtProgram()}' "$@" )`;
    writeFileSync(shell, `PS1='ready> '\nunset NO_COLOR\nexport TZ=UTC\n${fw}\ncd '${projectFolder}'\n`);
    tmux("new-session", "-d", "-s", "visit", "-x", "100", "-y", "30", `bash --rcfile '${shell}' -i`);
    await shows("ready>");
  });

  afterEach(() => {
    tmux("kill-session", "-t", "visit");
  });

  afterAll(() => {
    spawnSync("tmux", ["-L", server, "kill-server"]);
  });

  async function expectSane(): Promise<void> {
    await vi.waitFor(() => expect(isAlternate()).toBe(false), 10_000);
    expect(hasCursor()).toBe(true);
    type("stty -a | grep -o ' [-]*echo '; echo all right");
    await shows(/\n echo\s*\nall right/);
  }

  test("a whole visit: figures, drill-down, filter, export, and the shell as it was", async () => {
    const report = join(folder, "out.md");
    type("fw ui samples/fy2016 samples/fy2017 --tz Asia/Tokyo; echo code $?");
    await shows("fell from 48.1 % to 29.2 %");
    expect(isAlternate()).toBe(true);
    send("2", "Enter");
    await shows("Mirai");
    send("f");
    await shows(/7,300 denials.*only port:23 proto:tcp/);
    send("Escape");
    // Escape and a key at once would be one key with Alt.
    await shows("busiest ports");
    send("/");
    await shows("filter (");
    send("C-u", "Enter");
    await shows(/25,000 denials · 0.0 % unparsed/);
    send("m");
    await shows(/all-ports · Asia/);
    send("e", "C-u");
    type(report);
    await shows("wrote ");
    expect(readFileSync(report, "utf8")).toContain("all-ports");
    send("q");
    await shows("code 0");
    await expectSane();
  });

  test("Ctrl-Z stops it, and fg brings it back", async () => {
    type("fw analyze -i samples/linux-netfilter.log");
    await shows("blocked connection");
    send("C-z");
    await shows("Stopped");
    await expectSane();
    type("fg");
    await shows("Overview]");
    send("q");
    await expectSane();
  });

  test("a log on standard input, keys from the terminal", async () => {
    type("cat samples/linux-netfilter.log | fw ui -; echo code $?");
    await shows("blocked connection");
    send("/");
    send("-l", "port:23");
    send("Enter");
    await shows("can be read once only");
    send("C-c");
    await shows("code 0");
    await expectSane();
  });

  test.each(["TERM", "HUP", "INT"])("SIG%s while it reads leaves the terminal sane", async (signal) => {
    type('yes "$(cat samples/linux-netfilter.log)" | head -c 4G | fw ui -; echo ended');
    await shows(/[\d,]+ denials/);
    process.kill(Number(readFileSync(join(folder, "pid"), "utf8")), `SIG${signal}`);
    await shows("ended");
    await expectSane();
  });

  test("watching shows what comes, and ends with the summary", async () => {
    type("fw watch --listen tcp:0 samples/linux-netfilter.log; echo code $?");
    await shows(/live · top100/);
    send("7");
    await shows(/tcp 127\.0\.0\.1:\d+ +listening/);
    const [, port] = /tcp 127\.0\.0\.1:(\d+)/.exec(screen()) ?? [];
    const sender = connect(Number(port), "127.0.0.1");
    const count = 5000;
    for (let at = 0; at < count; at++) {
      sender.write(
        `<4>Nov 12 03:04:05 fw kernel: DROP IN=eth0 OUT= SRC=198.51.100.${at % 250} DST=203.0.113.9 LEN=40 PROTO=TCP SPT=1025 DPT=23 SYN\n`,
      );
    }
    await shows(/listening +linux-netfilter .* 5,000 +5,000/);
    send("p");
    await shows("period (");
    send("-l", "2017");
    send("Enter");
    await shows("counted as it comes");
    send("q");
    await shows(/lines +5,058 = 5,040 denials[\s\S]*code 0/);
    sender.destroy();
    await expectSane();
  });

  test("watching for a time ends by itself, and by a signal in good order", async () => {
    type("fw watch samples/linux-netfilter.log --for 2s; echo code $?");
    await shows(/lines +58 = 40 denials[\s\S]*code 0/);
    type("clear; fw watch samples/linux-netfilter.log; echo code $?");
    await shows("live");
    process.kill(Number(readFileSync(join(folder, "pid"), "utf8")), "SIGTERM");
    await shows(/lines +58 = 40 denials[\s\S]*code 0/);
    await expectSane();
  });

  test("what cannot be read is said on the screen that was there", async () => {
    type("fw ui no/such.log; echo code $?");
    await shows(/fwtrend: no\/such\.log: no such file[\s\S]*code 2/);
    expect(isAlternate()).toBe(false);
  });

  test.each([
    ["dark", "black", "white"],
    ["light", "white", "black"],
  ])(
    "on a %s terminal, no background is set and no colour is that of the background",
    async (_name, background, color) => {
      tmux("set-option", "-g", "window-style", `bg=${background},fg=${color}`);
      type("fw ui samples/fy2016 samples/fy2017");
      await shows("fell from 48.1 % to 29.2 %");
      const painted = tmux("capture-pane", "-t", "visit", "-p", "-e");
      // oxlint-disable-next-line no-control-regex
      const codes = [...painted.matchAll(/\x1b\[([\d;]*)m/g)].flatMap(([, list = ""]) => list.split(";").map(Number));
      expect(codes.filter((code) => (code >= 40 && code <= 48) || code >= 100)).toEqual([]);
      expect(codes.filter((code) => [30, 37, 90, 97, 2].includes(code))).toEqual([]);
      send("q");
      await expectSane();
    },
  );
});

test("without a terminal it is the text summary, with the same exit code", async () => {
  const text = await fwtrend(["ui", "samples/fy2016", "samples/fy2017", "-q"]);
  expect(text).toEqual(await fwtrend(["compare", "samples/fy2016", "samples/fy2017", "-q"]));
  const one = await fwtrend(["ui", "samples/linux-netfilter.log", "-q"]);
  expect(one).toEqual(await fwtrend(["analyze", "samples/linux-netfilter.log", "-q"]));
  expect((await fwtrend(["ui", "no/such.log"])).exitCode).toBe(2);
});

test("-i and a report to be written exclude each other", async () => {
  const { exitCode, stderr } = await fwtrend(["analyze", "-i", "samples/linux-netfilter.log", "--json"]);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
});
