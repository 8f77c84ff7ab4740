import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { tarOf, zipOf } from "../support/archives.ts";
import { netfilterLog } from "../support/firewall-lines.ts";
import { readFileMembers, readPipedMembers } from "../support/read-members.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const log = netfilterLog(40);
const other = netfilterLog(5000, { host: "fw2" });

describe("zip", () => {
  test("each regular file is a log of its own, deflated or stored, with sizes behind the data", async () => {
    const archive = zipOf(
      [
        { path: "logs/", mode: 0o040755 },
        { path: "logs/a.log", content: log },
        { path: "logs/b.log.gz", content: gzipSync(other), method: 0, modifiedSec: 1_500_000_000 },
        { path: "link", content: "logs/a.log", mode: 0o120777 },
        { path: "__MACOSX/._a.log", content: log },
        { path: "back\\slash.log", content: log },
      ],
      "PK\x05\x06 in a comment",
    );
    expect((await readFileMembers(archive)).members).toEqual([
      { path: "x/logs/a.log", text: log, modified: "2018-04-01T00:00:00", fault: null },
      { path: "x/logs/b.log.gz", text: other, modified: "2017-07-14T02:40:00", fault: null },
      { path: "x/back/slash.log", text: log, modified: "2018-04-01T00:00:00", fault: null },
    ]);
  });

  test("ZIP64, and nothing at all", async () => {
    const wide = zipOf([
      { path: "a.log", content: log, isWide: true },
      { path: "b.log", content: other, isWide: true },
    ]);
    expect((await readFileMembers(wide)).members.map(({ text }) => text)).toEqual([log, other]);
    expect(await readFileMembers(zipOf([]))).toEqual({ members: [], fault: null });
  });

  test("what cannot be read is named, the rest is read", async () => {
    const archive = zipOf([
      { path: "a", content: log, isEncrypted: true },
      { path: "b", content: log, method: 9 },
      { path: "c", content: log, method: 77 },
      { path: "d", content: log, crc: 1 },
      { path: "e", content: log },
    ]);
    const { members } = await readFileMembers(archive);
    expect(members.map(({ fault }) => fault?.message ?? null)).toEqual([
      "x/a: is encrypted",
      "x/b: packed by a method that is not read here (Deflate64)",
      "x/c: packed by a method that is not read here (number 77)",
      expect.stringMatching(/^x\/d: zip data is damaged near byte \d+, after [\d,]+ unpacked bytes$/),
      null,
    ]);
    expect(members[3]!.text).toBe(log);
  });

  test("in an archive it is read, from a pipe it is not", async () => {
    const inner = zipOf([{ path: "a.log", content: log }]);
    const expected = [{ path: "x/in.zip/a.log", text: log, fault: null }];
    expect((await readFileMembers(zipOf([{ path: "in.zip", content: inner }]))).members).toMatchObject(expected);
    expect((await readPipedMembers([gzipSync(tarOf([{ path: "in.zip", content: inner }]))])).members).toMatchObject(
      expected,
    );
    expect((await readPipedMembers([inner])).fault).toMatchObject({
      message: "x: zip data cannot be read from a pipe, because its directory is at its end",
      hint: expect.stringContaining("save it to a file") as string,
    });
  });

  test("members that share bytes are not read", async () => {
    const archive = zipOf([
      { path: "a", content: other },
      { path: "b", content: other },
    ]);
    // Lets the second entry point to the first one's data.
    const second = archive.lastIndexOf(Buffer.from("PK\x01\x02"));
    archive.writeUInt32LE(0, second + 42);
    expect(await readFileMembers(archive)).toMatchObject({
      members: [],
      fault: { message: "x: its members overlap, as in a file made to unpack without end", exitCode: 4 },
    });
  });

  test("that ends early has no directory", async () => {
    const archive = zipOf([{ path: "a", content: other }]);
    const { fault } = await readFileMembers(archive.subarray(0, -30));
    expect(fault?.message).toBe(`x: zip data ends early at byte ${(archive.length - 30).toLocaleString("en")}`);
  });

  test("damage at any place ends the reading, with a fault that the user can read or with none", async () => {
    const archive = zipOf([
      { path: "a", content: netfilterLog(200) },
      { path: "b", content: log, isWide: true },
      { path: "c", content: tarOf([{ path: "d", content: log }]) },
    ]);
    for (let at = 0; at < archive.length; at += 97) {
      const damaged = Buffer.from(archive);
      damaged[at]! ^= 0x55;
      await readFileMembers(damaged);
    }
    // The directory in full: all of its numbers decide what is read.
    for (let at = archive.length - 350; at < archive.length; at++) {
      for (const byte of [0, 0xff]) {
        const damaged = Buffer.from(archive);
        damaged[at] = byte;
        await readFileMembers(damaged);
      }
    }
  });

  const isInstalled = spawnSync("zip", ["-v"]).status === 0;
  test.skipIf(!isInstalled)(
    `as Info-ZIP writes it${isInstalled ? "" : " (skipped: it is not installed)"}`,
    async () => {
      const cwd = scratchFolder({ "logs/a.log": log, "logs/ä.log": other });
      for (const flags of ["-r", "-r0", "-rfz", "-rX"]) {
        const made = spawnSync("zip", ["-q", flags, `out${flags}.zip`, "logs"], { cwd });
        expect(made.status).toBe(0);
        const { members, fault } = await readFileMembers(readFileSync(join(cwd, `out${flags}.zip`)));
        expect(fault).toBeNull();
        expect(members.map(({ text }) => text).toSorted()).toEqual([log, other].toSorted());
      }
    },
  );
});
