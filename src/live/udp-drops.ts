import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Tells how many datagrams the system dropped for a socket because they came faster than they were read. */
export type DropCounter = () => number;

/**
 * Finds where the system counts the drops of a UDP socket of this process: a row of `/proc/net/udp`, told by the port and
 * the inode of the socket. Null on systems that have none.
 */
export function findDropCounter(port: number, family: "IPv4" | "IPv6"): DropCounter | null {
  const table = family === "IPv6" ? "/proc/net/udp6" : "/proc/net/udp";
  const own = ownSockets();
  const inode = rowsOf(table).find((row) => row.port === port && own.has(row.inode))?.inode;
  if (inode === undefined) return null;
  let last = 0;
  return () => (last = rowsOf(table).find((row) => row.inode === inode)?.drops ?? last);
}

/** The inodes of this process's sockets. */
function ownSockets(): Set<string> {
  const folder = "/proc/self/fd";
  const inodes = namesIn(folder).flatMap((name) => /^socket:\[(\d+)\]$/.exec(linkOf(`${folder}/${name}`))?.[1] ?? []);
  return new Set(inodes);
}

function rowsOf(table: string): { port: number; inode: string; drops: number }[] {
  let text = "";
  try {
    text = readFileSync(table, "latin1");
  } catch {
    // Only Linux has it.
  }
  return text
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const cells = line.trim().split(/\s+/);
      // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode ref pointer drops
      const [, local = "", , , , , , , , inode] = cells;
      const drops = Number(cells[12]);
      if (inode === undefined || Number.isNaN(drops)) return [];
      return [{ port: Number.parseInt(local.slice(local.lastIndexOf(":") + 1), 16), inode, drops }];
    });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Empty for what is none, or is gone. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
