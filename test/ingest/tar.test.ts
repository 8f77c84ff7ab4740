import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync, zstdCompressSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { paxOf, tarOf, type TarEntry } from "../support/archives.ts";
import { netfilterLog } from "../support/firewall-lines.ts";
import { readFileMembers, readPipedMembers } from "../support/read-members.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const log = netfilterLog(40);
const other = netfilterLog(30, { host: "fw2" });
const regular = (path: string, content: string | Uint8Array = log): TarEntry => ({ path, content });

/** Path and text of each log. */
async function textsOf(archive: Uint8Array): Promise<Record<string, string>> {
  const { members, fault } = await readFileMembers(archive);
  expect([fault, ...members.map((member) => member.fault)].filter((one) => one !== null)).toEqual([]);
  return Object.fromEntries(members.map(({ path, text }) => [path, text]));
}

describe("tar", () => {
  test("each regular file is a log of its own, with the archive's time for it", async () => {
    const archive = tarOf([regular("logs/fw01.log"), { ...regular("./b.log", other), modifiedSec: 1_500_000_000 }]);
    expect((await readFileMembers(archive)).members).toMatchObject([
      { path: "x/logs/fw01.log", text: log, modified: "2018-04-01T00:00:00", fault: null },
      { path: "x/b.log", text: other, modified: "2017-07-14T02:40:00", fault: null },
    ]);
  });

  test("a time that says nothing is replaced by the archive's own", async () => {
    const [member] = (await readFileMembers(tarOf([{ ...regular("a"), modifiedSec: 0 }]))).members;
    expect(member!.modified.slice(0, 4)).toBe(new Date().toISOString().slice(0, 4));
  });

  test("directories, links, devices and what macOS adds are passed over", async () => {
    const others = ["1", "2", "3", "4", "5", "6"].map((type) => ({ path: `other${type}`, type, content: "" }));
    const added = [regular("__MACOSX/a.log"), regular("logs/._a.log"), { path: "old/", magic: "", type: "\0" }];
    const named = { path: "dir", type: "5", change: (header: Buffer) => void header.write("00000001000\0", 124) };
    expect(await textsOf(tarOf([...others, ...added, named, regular("a.log")]))).toEqual({ "x/a.log": log });
  });

  test("names: long ones of GNU and pax, the prefix of POSIX, none for GNU, and the oldest writers", async () => {
    const long = `${"deep/".repeat(60)}ä.log`;
    const archive = tarOf([
      { path: "././@LongLink", type: "K", content: "elsewhere\0" },
      { path: "././@LongLink", type: "L", content: `${long}\0` },
      regular(long.slice(0, 100)),
      paxOf({ path: `pax/${long}`, mtime: "1500000000.25", comment: "a=b" }),
      regular("short"),
      { ...regular("b.log"), prefix: "in/front" },
      { ...regular("c.log"), magic: "ustar  \0", prefix: "13371337" },
      { ...regular("old.log"), magic: "", type: "\0" },
      { path: "global", type: "g", content: "20 path=everywhere\n" },
      regular("d.log"),
    ]);
    const { members } = await readFileMembers(archive);
    expect(members.map(({ path }) => path)).toEqual(
      [long, `pax/${long}`, "in/front/b.log", "c.log", "old.log", "d.log"].map((path) => `x/${path}`),
    );
    expect(members.every(({ text }) => text === log)).toBe(true);
    expect(members[1]!.modified).toBe("2017-07-14T02:40:00");
    expect(await textsOf(tarOf([{ ...regular("old.log"), magic: "", type: "\0" }]))).toEqual({ "x/old.log": log });
  });

  test("sizes in binary and by pax", async () => {
    const binary = (header: Buffer): void => {
      header.fill(0, 124, 136);
      header[124] = 0x80;
      header.writeUInt32BE(log.length, 132);
    };
    const none = (header: Buffer): void => void header.write("00000000000\0", 124);
    const archive = tarOf([
      { ...regular("a"), change: binary },
      paxOf({ size: String(log.length) }),
      { path: "././@LongLink", type: "L", content: "b\0" },
      { ...regular("cut"), change: none },
      regular("c", other),
    ]);
    expect(await textsOf(archive)).toEqual({ "x/a": log, "x/b": log, "x/c": other });
  });

  test("sparse files are named, the rest is read", async () => {
    const archive = tarOf([
      { ...regular("a"), type: "S" },
      paxOf({ "GNU.sparse.major": "1" }),
      regular("b"),
      regular("c"),
    ]);
    const { members } = await readFileMembers(archive);
    expect(members.map(({ fault }) => fault?.message ?? null)).toEqual([
      "x/a: a sparse file, with its holes left out",
      "x/b: a sparse file, with its holes left out",
      null,
    ]);
  });

  test("is told inside compressed data, and holds compressed files and archives", async () => {
    const inner = tarOf([regular("b.log.zst", zstdCompressSync(Buffer.from(other)))]);
    const archive = tarOf([regular("a.log.gz", gzipSync(log)), regular("inner.tgz", gzipSync(inner))]);
    for (const packed of [gzipSync(archive), zstdCompressSync(archive)]) {
      expect(await textsOf(packed)).toEqual({ "x/a.log.gz": log, "x/inner.tgz/b.log.zst": other });
    }
  });

  test("an archive three deep and data compressed four times are named, the rest is read", async () => {
    const deep = tarOf([regular("2", tarOf([regular("3", tarOf([regular("a")]))])), regular("b")]);
    expect((await readFileMembers(deep)).members).toMatchObject([
      { path: "x/2/3", text: "", fault: { message: "x/2/3: an archive in an archive in an archive is not unpacked" } },
      { path: "x/b", text: log, fault: null },
    ]);
    const often = gzipSync(gzipSync(gzipSync(gzipSync(log))));
    expect((await readFileMembers(often)).fault?.message).toBe("x: compressed more than 3 times is not unpacked");
  });

  test("archives in a row are one; padding and foreign bytes behind the end are passed over", async () => {
    const both = Buffer.concat([
      tarOf([regular("a")]),
      Buffer.alloc(8192),
      tarOf([regular("b")]),
      Buffer.alloc(512, 7),
    ]);
    expect(await textsOf(both)).toEqual({ "x/a": log, "x/b": log });
    expect(await textsOf(tarOf([regular("a")]).subarray(0, -1024))).toEqual({ "x/a": log });
  });

  test("that ends early or is damaged between files", async () => {
    const archive = tarOf([regular("a"), regular("b")]);
    const cut = await readFileMembers(archive.subarray(0, 1000));
    expect(cut.members).toMatchObject([{ path: "x/a", text: log.slice(0, 488) }]);
    expect(cut.members[0]!.fault?.message).toBe("x: tar data ends early at byte 1,000");
    // The same fault, for the reader to tell once.
    expect(cut.fault).toBe(cut.members[0]!.fault);
    const damaged = Buffer.from(archive).fill(1, archive.length / 2 - 512, archive.length / 2 - 500);
    const read = await readFileMembers(damaged);
    expect(read.members).toMatchObject([{ path: "x/a", text: log, fault: null }]);
    expect(read.fault?.message).toMatch(/^x: tar data is damaged near byte [\d,]+$/);
  });

  test("a damaged file in it costs that file alone", async () => {
    const archive = tarOf([regular("a.gz", gzipSync(log).subarray(0, -9)), regular("b.gz", gzipSync(other))]);
    const { members, fault } = await readFileMembers(archive);
    expect(fault).toBeNull();
    expect(members[0]!.fault?.message).toMatch(/^x\/a\.gz: gzip data ends early at byte [\d,]+, after /);
    expect(members[1]).toMatchObject({ text: other, fault: null });
  });

  test("any cutting of the stored bytes gives the same logs", async () => {
    const archive = tarOf([regular("a"), regular("b.gz", gzipSync(other)), paxOf({ path: "é" }), regular("c")]);
    const packings = fc.constantFrom(archive, gzipSync(archive), zstdCompressSync(archive));
    const places = fc.array(fc.nat(), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(packings, places, async (stored, cuts) => {
        const all = [0, ...cuts.map((place) => place % stored.length).toSorted((a, b) => a - b), stored.length];
        const read = await readPipedMembers(all.slice(1).map((end, at) => stored.subarray(all[at], end)));
        expect(read.members.map(({ path, text }) => [path, text])).toEqual([
          ["x/a", log],
          ["x/b.gz", other],
          ["x/é", log],
        ]);
      }),
      { seed: 1988, numRuns: 80 },
    );
  });

  test("damage at any place ends the reading, with a fault that the user can read or with none", async () => {
    const archive = tarOf([regular("a", netfilterLog(9)), paxOf({ path: "b" }), regular("c.gz", gzipSync(other))]);
    for (const packed of [archive, gzipSync(archive), zstdCompressSync(archive)]) {
      for (let at = 0; at < packed.length; at += 97) {
        const damaged = Buffer.from(packed);
        damaged[at]! ^= 0x55;
        await readPipedMembers([damaged]);
        await readPipedMembers([packed.subarray(0, at)]);
      }
    }
  });

  const tarProgram = spawnSync("tar", ["--version"], { encoding: "utf8" });
  const isGnu = tarProgram.status === 0 && tarProgram.stdout.includes("GNU");
  test.skipIf(!isGnu)(`as GNU tar writes it${isGnu ? "" : " (skipped: it is not installed)"}`, async () => {
    const long = `logs/${"n".repeat(80)}.log`;
    const cwd = scratchFolder({ "logs/a.log": log, [long]: other });
    for (const format of ["v7", "oldgnu", "gnu", "ustar", "pax"]) {
      const made = spawnSync("tar", ["-c", "-z", `--format=${format}`, "-f", `${format}.tgz`, "logs"], { cwd });
      expect(made.status).toBe(0);
      const stored = readFileSync(join(cwd, `${format}.tgz`));
      for (const bytes of [stored, gunzipSync(stored)]) {
        expect(await textsOf(bytes)).toEqual({ "x/logs/a.log": log, [`x/${long}`]: other });
      }
    }
  });
});
