import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import * as fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { tarOf } from "../support/archives.ts";
import { netfilterLog } from "../support/firewall-lines.ts";
import { readFileMembers, readPipedMembers } from "../support/read-members.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const log = netfilterLog(3000);
const programs = {
  bzip2: "install bzip2 (Debian: apt install bzip2)",
  xz: "install xz (Debian: apt install xz-utils)",
};
const searchPath = process.env["PATH"];

function isInstalled(command: string): boolean {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).error === undefined;
}

afterEach(() => {
  process.env["PATH"] = searchPath;
});

describe.each(["bzip2", "xz"] as const)("%s", (command) => {
  const missing = !isInstalled(command);
  const pack = (text: string | Buffer): Buffer =>
    spawnSync(command, ["-zc"], { input: text, maxBuffer: 1 << 28 }).stdout;
  const packed = missing ? Buffer.alloc(0) : pack(log);
  const why = missing ? ` (skipped: ${command} is not installed)` : "";

  test.skipIf(missing)(`a file, a pipe, and a file in an archive that is packed too${why}`, async () => {
    const twice = Buffer.concat([packed, packed]);
    expect(await readFileMembers(packed)).toMatchObject({ members: [{ path: "x", text: log, fault: null }] });
    expect((await readPipedMembers([twice])).members[0]).toMatchObject({ text: log + log, fault: null });
    const archive = pack(
      tarOf([
        { path: "a", content: packed },
        { path: "b", content: log },
      ]),
    );
    expect((await readPipedMembers([archive])).members).toMatchObject([
      { path: "x/a", text: log, fault: null },
      { path: "x/b", text: log, fault: null },
    ]);
  });

  test.skipIf(missing)(`any cutting of the stored bytes gives the same text${why}`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(packed.length), { maxLength: 6 }), async (cuts) => {
        const all = [0, ...cuts.toSorted((a, b) => a - b), packed.length];
        const read = await readPipedMembers(all.slice(1).map((end, at) => packed.subarray(all[at], end)));
        expect(read.members).toMatchObject([{ text: log, fault: null }]);
      }),
      { seed: 1996, numRuns: 12 },
    );
  });

  test.skipIf(missing)(`data that ends early gives what was unpacked before, and says where${why}`, async () => {
    // More than one block of bzip2.
    const large = netfilterLog(20_000);
    const whole = pack(large);
    const end = Math.floor(whole.length * 0.9);
    const [member] = (await readFileMembers(whole.subarray(0, end))).members;
    const { text, fault } = member!;
    expect(large.startsWith(text)).toBe(true);
    expect(text.length).toBeGreaterThan(500_000);
    const [at, after] = [end, text.length].map((count) => count.toLocaleString("en"));
    expect(fault?.message).toBe(`x: ${command} data ends early at byte ${at}, after ${after} unpacked bytes`);
    expect(fault?.hint).toContain("is it still being written?");
  });

  test.skipIf(missing)(`damage at any place ends the reading with a fault that the user can read${why}`, async () => {
    const small = pack(netfilterLog(5));
    const archive = tarOf([
      { path: "a", content: small },
      { path: "b", content: log },
    ]);
    for (let at = 0; at < small.length; at += 97) {
      const damaged = Buffer.from(archive);
      damaged[512 + at]! ^= 0x55;
      const { members, fault } = await readPipedMembers([damaged]);
      expect(fault).toBeNull();
      // Whatever became of the first file, the archive is read on.
      expect(members[1]).toMatchObject({ path: "x/b", text: log, fault: null });
    }
  });

  test.skipIf(missing)(`a reader may leave off at any time, and the program ends${why}`, async () => {
    const piece = pack(Buffer.alloc(1_000_000, log));
    const large = Buffer.concat(Array<Buffer>(300).fill(piece));
    const { members } = await readPipedMembers([large], 1);
    expect(members[0]!.fault?.message).toMatch(
      /^x: unpacks to more than 1 times its size \(stopped after [\d,]+ unpacked bytes at byte [\d,]+\)$/,
    );
    expect(members[0]!.text.length).toBeLessThan(70_000_000);
  });

  test("a program that is missing is named, with how to get it", async () => {
    process.env["PATH"] = scratchFolder();
    const magic = { bzip2: [0x42, 0x5a, 0x68, 0x39], xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] }[command];
    const { members, fault } = await readFileMembers(Uint8Array.from([...magic, 1, 2, 3, 4]));
    expect(members).toEqual([]);
    expect(fault).toMatchObject({
      message: `x: ${command} data is unpacked by the program ${command}, which is not installed`,
      hint: programs[command],
      exitCode: 4,
    });
  });

  test("a program that cannot be run is named", async () => {
    const folder = scratchFolder({ [command]: "no program" });
    process.env["PATH"] = [folder, scratchFolder()].join(delimiter);
    const magic = { bzip2: [0x42, 0x5a, 0x68, 0x39], xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] }[command];
    const { fault } = await readFileMembers(Uint8Array.from([...magic, 1, 2, 3, 4]));
    expect(fault?.message).toMatch(new RegExp(`^x: the program ${command} cannot be started \\(EACCES\\)$`));
    expect(join(folder, command)).toContain(command);
  });
});
